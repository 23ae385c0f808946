"""A program in a terminal of 80 columns, as a page that can be photographed: `terminal.py SECONDS TITLE PROGRAM…` prints it.

What is shown is how the terminal stands when the program has ended, or after SECONDS where that is not 0. Only what
alluxio-stress sends is understood: colours, returns, and the end of a line taken away.
"""
import fcntl
import html
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

COLUMNS, ROWS = 80, 40
COLOURS = {"1": "bold", "2": "dim", "31": "red", "32": "green", "33": "yellow"}
STYLE = """
body { margin: 0; padding: 16px; background: #1e1e22; color: #e4e4e7; }
pre { margin: 0; font: 15px/1.4 "DejaVu Sans Mono", monospace; width: 80ch; white-space: pre-wrap; word-break: break-all }
.bold { font-weight: bold } .dim { color: #9a9aa2 } .red { color: #ff7b72 } .green { color: #56d364 } .yellow { color: #e3b341 }
"""


def run(seconds, program):
    """What the program sends until its end, or until so many seconds after its start; it is interrupted then."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(program[0], program)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    end, sent = time.monotonic() + (seconds or 120), b""
    while (rest := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], rest)[0]:
            break
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # The program has ended.
            break
        sent += piece
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(pid, 0)
    return sent.decode(errors="replace")


def lines(sent):
    """The lines that stand there, of characters with their styles."""
    screen, column, styles = [[]], 0, ()
    for part in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|.", sent, re.S):
        if part == "\r":
            column = 0
        elif part == "\n":
            screen.append([])
            column = 0
        elif part == "\x1b[K":
            del screen[-1][column:]
        elif part.endswith("m") and part.startswith("\x1b"):
            codes = part[2:-1].split(";")
            styles = tuple(COLOURS[code] for code in codes if code in COLOURS)
        elif not part.startswith("\x1b"):
            screen[-1][column:column + 1] = [(part, styles)]
            column += 1
    return screen


def page(title, screen):
    spans = ["".join(
        f'<span class="{" ".join(styles)}">{html.escape(character)}</span>' if styles else html.escape(character)
        for character, styles in line) for line in screen]
    text = "\n".join([f'<span class="dim">$ {html.escape(title)}</span>', *spans])
    return f"<!DOCTYPE html><title>{html.escape(title)}</title><style>{STYLE}</style><pre>{text.rstrip()}</pre>"


if __name__ == "__main__":
    print(page(sys.argv[2], lines(run(float(sys.argv[1]), sys.argv[3:]))))
