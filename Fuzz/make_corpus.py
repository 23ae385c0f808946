#!/usr/bin/env python3
"""Makes the inputs that fuzzing starts from: of the exchanges in Tests/Conformance, and of files that the program writes.

    make_corpus.py FOLDER PROGRAM

FOLDER/TARGET gets those of fuzz-TARGET. FOLDER/words gets the names and values of what goes over a connection, FOLDER/keys those
of files, for libFuzzer's -dict. The same recordings give the same files; the runs of PROGRAM differ in their times.
"""
import re
import sys
from pathlib import Path

from corpus.answers import answers_inputs
from corpus.files import Files, explain_inputs
from corpus.requests import bytes_inputs, calls_inputs


def words(inputs) -> str:
    found = {word for content in inputs for word in re.findall(rb"[A-Za-z][A-Za-z_0-9-]{2,40}", content)}
    return "".join(f'"{word.decode()}"\n' for word in sorted(found))


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder, files = Path(sys.argv[1]), Files(sys.argv[2])
    inputs = {
        "calls": calls_inputs(),
        "bytes": bytes_inputs(),
        "answers": answers_inputs(),
        "results": files.results_inputs(),
        "records": files.records_inputs(),
        "explain": explain_inputs(),
    }
    for target, contents in inputs.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / target / name).write_bytes(content)
    (folder / "words").write_text(words([*inputs["calls"].values(), *inputs["answers"].values()]))
    (folder / "keys").write_text(words([*files.results.values(), *files.records.values()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
