#!/usr/bin/env python3
"""Kills a client that writes, again and again, and has what it recorded verified each time.

On `alluxio-stress serve`, started here. First a run to its end writes the files of more processes than any later run has,
so that there is always something recorded stored. Then each round starts `parallel-write --record` over some of them,
always with the same record, kills it by SIGKILL after a random time of a few tens of milliseconds, and expects of
`verify-write --record` exit status 0: nothing that is recorded stored is missing or wrong. Exit status: 0 every round
was right, 1 one was not, 2 one could not be run.
"""
import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from run import Proxy, RunFailed, say, served

PROCESSES = 6
FILES = 3
SIZES = [0, 9, 1000, 4096, 70_000]
# From before the first call to some iterations later.
SECONDS_TO_LIVE = (0.0, 0.08)


@dataclass(frozen=True)
class Client:
    """What the client of every round has in common."""
    tool: str
    proxy: Proxy
    record: Path

    def line(self, command: str, *options: str) -> list[str]:
        return [self.tool, command, "--host", self.proxy.host, "--port", str(self.proxy.port),
                "--record", str(self.record), "--quiet", *options]

    def write(self, processes: int, iterations: int, size: int) -> list[str]:
        # What the client before left incomplete is young.
        return self.line("parallel-write", "--node", "1", "--dst", self.proxy.folder, "--nprocess", str(processes),
                         "--files", str(FILES), "--iteration", str(iterations), "--size", str(size), "--force")

    def verify(self) -> tuple[int, str]:
        """The exit status, and what was said."""
        line = self.line("verify-write")
        result = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
        if result.returncode not in (0, 1):
            raise RunFailed(f"{' '.join(line)}\n  ended with {result.returncode}\n{result.stdout}{result.stderr}")
        return result.returncode, result.stdout + result.stderr


def kill_one(line: list[str], seconds: float) -> None:
    """Starts a program and kills it; that it ends before is a failure, for then nothing was killed."""
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            time.sleep(seconds)
        finally:
            child.kill()
            status = child.wait()
        if status != -signal.SIGKILL:
            output.seek(0)
            raise RunFailed(f"{' '.join(line)}\n  ended with {status}\n{output.read().decode(errors='replace')}")


def kill_rounds(client: Client, rounds: int, seed: int) -> bool:
    """Whether all were right; stops at the first that was not."""
    generator = random.Random(seed)
    subprocess.run(client.write(PROCESSES, 1, 1000), stdin=subprocess.DEVNULL, check=True, capture_output=True)
    for turn in range(1, rounds + 1):
        line = client.write(generator.randint(1, PROCESSES - 1), 1_000_000, generator.choice(SIZES))
        kill_one(line, generator.uniform(*SECONDS_TO_LIVE))
        status, said = client.verify()
        if status != 0:
            print(f"round {turn} of {rounds} of seed {seed} is WRONG after\n  {' '.join(line)}\n{said}", flush=True)
            return False
        say(f"  round {turn} of {rounds}: {said.strip()}")
    return True


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--tool", default=".build/release/alluxio-stress")
    arguments.add_argument("--rounds", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=random.getrandbits(32))
    options = arguments.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"killing a writing client {options.rounds} times, seed {options.seed}", flush=True)
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="alluxio-stress-kill.") as work, served(options.tool) as proxy:
            client = Client(options.tool, proxy, Path(work) / "record")
            if not kill_rounds(client, options.rounds, options.seed):
                kept = Path(tempfile.gettempdir()) / f"alluxio-stress-kill-{options.seed}.jsonl"
                shutil.copy(client.record, kept)
                print(f"the record is kept in {kept}")
                return 1
            lines = client.record.read_bytes().count(b"\n")
    except subprocess.CalledProcessError as failure:
        print(f"kill: {failure}\n{failure.stdout.decode()}{failure.stderr.decode()}", file=sys.stderr)
        return 2
    except RunFailed as failure:
        print(f"kill: {failure}", file=sys.stderr)
        return 2
    print(f"after each of {options.rounds} kills nothing that was recorded stored was missing or wrong "
          f"({lines} lines of record, {time.monotonic() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
