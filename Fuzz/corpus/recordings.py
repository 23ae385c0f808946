"""The exchanges that were recorded, of Tests/Conformance."""
import base64
import json
import re
from pathlib import Path
from typing import NamedTuple

RECORDINGS = Path(__file__).resolve().parents[2] / "Tests/Conformance"
LARGEST_BODY = 2000


class Request(NamedTuple):
    method: str
    target: str
    headers: dict
    body: bytes
    is_chunked: bool


class Response(NamedTuple):
    status: int
    headers: list
    body: bytes


class Scenario(NamedTuple):
    name: str
    version: str
    requests: list
    responses: list


def scenarios():
    for file in sorted(RECORDINGS.glob("*/*.json")):
        for scenario in json.loads(file.read_text())["scenarios"]:
            version = file.parent.name
            name = f"{version}-{file.stem}-{scenario['name']}"
            steps = scenario["steps"]
            yield Scenario(name, version, expanded(steps), [response(step["response"]) for step in steps])


def expanded(steps: list) -> list:
    """The requests, with what they take from earlier answers: a new proxy counts its streams from 1."""
    saved, streams, requests = {"run": "r"}, 0, []
    for step in steps:
        request = step["request"]
        fill = lambda text: re.sub(r"\$\{(\w+)\}", lambda name: saved.get(name[1], "0"), text)
        requests.append(Request(
            request["method"], fill(request["target"]), request.get("headers") or {},
            body(request.get("body") or {}, fill), "chunked" in request))
        if re.search(r"/(create-file|open-file)\b", request["target"]) and step["response"]["status"] == 200:
            streams += 1
        for name in step.get("save") or {}:
            saved[name] = str(streams)
    return requests


def response(recorded: dict) -> Response:
    content = body(recorded.get("body") or {}, lambda text: text)
    return Response(recorded["status"], recorded["headers"], content)


def body(description: dict, fill) -> bytes:
    if "text" in description:
        return fill(description["text"]).encode()
    if "base64" in description:
        return base64.b64decode(description["base64"])
    return bytes(index % 251 for index in range(min(LARGEST_BODY, description.get("pattern", {}).get("length", 0))))
