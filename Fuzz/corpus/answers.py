"""Inputs of fuzz-answers: what a server answers to the client's calls."""
from corpus.recordings import Request, Response, Scenario, scenarios

# Its calls, by the names that they have in requests where that is one call alone.
CALLS = """
    info version get-status summary list-status summaries exists create-directory delete rename free set-attribute mount unmount
    read-whole write-whole write read close
""".split()
# What is added to a call's number, so that its server stays silent: a multiple of the count of calls, from 0xe0 on.
SILENT = 228
FIRST_CALLS = {"create-file": "write-whole", "open-file": "read-whole"}
# In the second byte of an answer: a raw one, and the number of a status.
RAW = 3
STATUSES = {200: 0, 500: 1 << 2, 404: 2 << 2}
# Around the greatest and the least number of 64 bits, and around 18 digits.
ODD_NUMBERS = """
    9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 9999999999999999999 -9999999999999999999
    99223372036854775807 999999999999999999 1000000000000000000 -1 1e999
""".split()
ODD_PATHS = {"elsewhere": "/etc/other/process_0", "up": "/a/b/../c", "empty": "/a/b//c", "itself": "/a/b", "relative": "c"}
CHUNKED, IN_THE_MIDDLE, EARLY, LONG = 1, 3 << 4, 0x40, 0x80


def answers_inputs() -> dict:
    inputs = {}
    for scenario in scenarios():
        inputs[scenario.name] = scenario_input(scenario, is_raw=False)
        inputs[scenario.name + "-raw"] = scenario_input(scenario, is_raw=True)
    return inputs | made_inputs()


def scenario_input(scenario: Scenario, is_raw: bool) -> bytes:
    """Each recorded answer for its own call: as all that is sent, or as its body."""
    answers = []
    for request, response in zip(scenario.requests, scenario.responses):
        content = response.body.replace(b"\xff", b"")
        for call in calls_of(request):
            if is_raw:
                answers.append(answer(call, raw(response, content), RAW))
            else:
                answers.append(answer(call, content, STATUSES.get(response.status, 0)))
    return b"\xff".join(answers)


def answer(call: str, content: bytes, manner: int = 0, added: int = 0) -> bytes:
    return bytes([CALLS.index(call) + added, manner]) + content


def raw(response: Response, content: bytes) -> bytes:
    fields = [(name, value) for name, value in response.headers
              if name not in ["connection", "content-length", "transfer-encoding"]]
    fields.append(("content-length", len(content)))
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"HTTP/1.1 {response.status} \r\n{head}\r\n".encode() + content


def calls_of(request: Request) -> list:
    """Which calls make such a request."""
    name = request.target.split("?")[0].rsplit("/", 1)[-1]
    both = {"get-status": ["get-status", "summary"], "list-status": ["list-status", "summaries"],
            "info": ["info", "version"]}
    name = FIRST_CALLS.get(name, name)
    return both.get(name, [name] if name in CALLS else ["exists"])


def made_inputs() -> dict:
    """Rows of answers to calls of several requests, and what was not recorded."""
    gone = answer("exists", b'{"statusCode":"NOT_FOUND","message":"gone"}', STATUSES[500])
    written = [answer("write-whole", b"1"), answer("write", b"1000"), answer("close", b"")]
    undone = [answer("write-whole", b"1"), answer("write", b"10"), answer("delete", b""), answer("close", b""), gone]
    read = [answer("read-whole", b"2"), answer("read", b"bytes\xfeof\xfea file", CHUNKED), answer("close", b"")]
    head = b"HTTP/1.1 200 OK\r\n"
    raws = {
        "two-lengths": head + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        "no-length": head + b"Content-Length: many\r\n\r\n1",
        "long-chunk": head + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffff0\r\n1",
        "bad-chunk": head + b"Transfer-Encoding: chunked\r\n\r\nx\r\n1",
        "packed": head + b"Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\n1",
        "redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + head + b"Content-Length: 1\r\n\r\n1",
        "switch": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        "no-http": b"SSH-2.0-x\r\n",
        "dates": head + b"Date: Tue, 24 Nov 2026 14:40:00 GMT\r\nContent-Length: 0\r\n\r\n",
    }
    inputs = {f"raw-{name}": answer("close", content, RAW) for name, content in raws.items()}
    rows = {
        "written": written, "undone": undone, "read": read,
        "cut": [answer("read-whole", b"2"), answer("read", b"bytes of a file", IN_THE_MIDDLE)],
        "early": [answer("write-whole", b"1"), answer("write", gone[2:], EARLY | STATUSES[500]), gone, gone, gone],
        "silent": [answer("get-status", b"", RAW, SILENT), answer("read", b"HTTP/1.1 200 OK\r\n\r\n1", RAW, SILENT)],
        "long": [answer("summaries", b"[[[{", LONG), answer("read", b"bytes", LONG | CHUNKED)],
    }
    for number in ODD_NUMBERS:
        for member in ["length", "creationTimeMs", "inAlluxioPercentage"]:
            one = status(member, number)
            rows[f"number-{member}-{number}"] = [
                answer("summary", one), answer("summaries", b"[" + one + b"," + one + b"]"), answer("write-whole", number.encode()),
                answer("get-status", one), answer("list-status", b"[" + one + b"]"),
            ]
    for name, path in ODD_PATHS.items():
        rows[f"path-{name}"] = [answer("summaries", b"[" + status(path=path) + b"]")]
    return inputs | {name: b"\xff".join(row) for name, row in rows.items()}


def status(member: str = "length", number: str = "1", path: str = "/a/b/c") -> bytes:
    """A status, one of whose numbers is told."""
    numbers = {"length": "1", "creationTimeMs": "1", "inAlluxioPercentage": "100", member: number}
    members = "".join(f'"{name}":{value},' for name, value in numbers.items())
    return (f'{{"path":"{path}","name":"c",{members}"completed":true,"folder":false,"pinned":false,"mountPoint":false,'
            '"persisted":true,"persistenceState":"PERSISTED"}').encode()
