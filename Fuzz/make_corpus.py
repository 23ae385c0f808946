#!/usr/bin/env python3
"""Makes the inputs that fuzzing starts from, of the requests in Tests/Conformance.

    make_corpus.py FOLDER

FOLDER/calls gets an input of fuzz-calls for each recorded scenario, FOLDER/bytes one of fuzz-bytes, FOLDER/words the
names and values in them, for libFuzzer's -dict. The same recordings give the same files.
"""
import json
import re
import sys
from pathlib import Path

RECORDINGS = Path(__file__).resolve().parent.parent / "Tests/Conformance"
# Where the meaning of a byte in the inputs of fuzz-calls would be another.
MEANING = bytes([0xfd, 0xfe, 0xff])
LARGEST_BODY = 2000


def scenarios():
    for file in sorted(RECORDINGS.glob("*/rest.json")):
        for scenario in json.loads(file.read_text())["scenarios"]:
            yield f"{file.parent.name}-{scenario['name']}", expanded(scenario["steps"])


def expanded(steps: list) -> list:
    """The requests, with what they take from earlier answers: a new proxy counts its streams from 1."""
    saved, streams, requests = {"run": "r"}, 0, []
    for step in steps:
        if "request" not in step:
            continue
        request = step["request"]
        fill = lambda text: re.sub(r"\$\{(\w+)\}", lambda name: saved.get(name[1], "0"), text)
        requests.append((request["method"], fill(request["target"]), request.get("headers") or {},
                         body(request.get("body") or {}, fill)))
        if re.search(r"/(create-file|open-file)\b", request["target"]) and step["response"]["status"] == 200:
            streams += 1
        for name in step.get("save") or {}:
            saved[name] = str(streams)
    return requests


def body(description: dict, fill) -> bytes:
    if "text" in description:
        return fill(description["text"]).encode()
    return bytes(index % 251 for index in range(min(LARGEST_BODY, description.get("pattern", {}).get("length", 0))))


def calls_input(requests: list) -> bytes:
    parts = []
    for method, target, headers, content in requests:
        lines = [f"{method} {target}", headers.get("Content-Type") or "", headers.get("Accept") or ""]
        parts.append("\n".join(lines).encode() + b"\n" + content.translate(None, MEANING))
    return b"\xff".join(parts)


def bytes_input(requests: list) -> bytes:
    parts = []
    for method, target, headers, content in requests:
        fields = {"Host": "x", **headers, "Content-Length": str(len(content))}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
        parts.append(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + content)
    return b"".join(parts)


def words(inputs: list) -> set:
    return {word for content in inputs for word in re.findall(rb"[A-Za-z][A-Za-z_0-9-]{2,40}", content)}


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    for name, make in {"calls": calls_input, "bytes": bytes_input}.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for scenario, requests in scenarios():
            (folder / name / scenario).write_bytes(make(requests))
    generated = b"POST /api/v1/paths//g/create-file\n\n\n{}\xffPOST /api/v1/streams/1/write\n\n\n\xfd\x01\xff" \
        b"\xfeabc\xfe\xfd\x02\x09\xffPOST /api/v1/streams/1/close\n\n\n\xffPOST /api/v1/paths//g/open-file\n\n\n" \
        b"\xffPOST /api/v1/streams/2/read\n\n\n"
    (folder / "calls/generated-data").write_bytes(generated)
    known = sorted(words([make(requests) for _, requests in scenarios() for make in [calls_input]]))
    (folder / "words").write_text("".join(f'"{word.decode()}"\n' for word in known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
