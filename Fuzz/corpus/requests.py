"""Inputs of requests: of fuzz-calls, and of fuzz-bytes."""
from corpus.recordings import Scenario, scenarios

# Bytes that have a meaning in the inputs of fuzz-calls.
MEANING = bytes(range(0xfb, 0x100))
# The first byte of an input of fuzz-calls.
VERSIONS = {"alluxio-1.8.1": 0, "alluxio-2.7.3": 1, "alluxio-2.9.6": 2}
LEAKING, EXPIRING = 7, 14
FAULTS = """
    short long length-mismatch incomplete missing evicted wrong-offset stale newer wrong-file foreign zeros flipped-bits
    garbage doubled cut stall slow empty lost short-count close-fails 500 503 404 reset refuse hang late late-effect bad-json
    not-http huge-headers
""".split()
DAMAGE = FAULTS[:FAULTS.index("cut")]


def calls_inputs() -> dict:
    return {scenario.name: calls_input(scenario) for scenario in scenarios()} | made_inputs()


def bytes_inputs() -> dict:
    return {scenario.name: bytes_input(scenario) for scenario in scenarios()}


def calls_input(scenario: Scenario) -> bytes:
    parts = []
    for request in scenario.requests:
        lines = [f"{request.method} {request.target}"]
        lines += [request.headers.get(name) or "" for name in ["Content-Type", "Accept"]]
        parts.append("\n".join(lines).encode() + b"\n" + request.body.translate(None, MEANING))
    return setup(VERSIONS[scenario.version]) + b"\xff".join(parts)


def setup(kind: int, capacity: int = 0, faults: str = "") -> bytes:
    """The beginning of an input of fuzz-calls; a capacity is a power of 2, or 0 for none."""
    return bytes([kind, capacity, 1]) + faults.encode() + b"\xff"


def bytes_input(scenario: Scenario) -> bytes:
    parts = []
    for request in scenario.requests:
        framing = {"Transfer-Encoding": "chunked"} if request.is_chunked else {"Content-Length": len(request.body)}
        fields = {"Host": "x", **request.headers, **framing}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
        parts.append(f"{request.method} {request.target} HTTP/1.1\r\n{head}\r\n".encode())
        parts.append(chunks(request.body) if request.is_chunked else request.body)
    return b"".join(parts)


def chunks(content: bytes) -> bytes:
    middle = len(content) // 2
    parts = [part for part in (content[:middle], content[middle:]) if part]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def made_inputs() -> dict:
    """Inputs of fuzz-calls for what was not recorded, by their names."""
    request = lambda words, body=b"", kind="": f"POST /api/v1/{words}\n{kind}\n\n".encode() + body
    options = b'{"blockSizeBytes":4096,"writeType":"MUST_CACHE"}'
    create = lambda path: request(f"paths//{path}/create-file", options, "application/json")
    write = lambda stream, body: request(f"streams/{stream}/write", body)
    # Of two files, 61 bytes times 9 of the second version of the one and times 67 of the first version of the other.
    generated = b"\xfd\x03\x09\xfeabc\xfe\xfd\x02\x43"
    job = [create("g"), write(1, generated), request("streams/1/close"), request("paths//g/get-status"),
           request("paths///list-status"), request("paths//g/open-file"), request("streams/2/read"),
           request("streams/2/close"), request("paths//g/delete")]
    full = [step for stream in range(1, 5) for step in
            [create(stream), write(stream, generated), request(f"streams/{stream}/close")]]
    expired = [create("e"), *3 * [request("paths//e/get-status")], write(1, generated), *full]
    cut = [create("c"), write(1, generated + b"\xfc"), request("streams/1/close")] + full[3:]
    control = [b"\xfbGET /state\n", b"\xfbPOST /faults\n500:every=2\n\ncut:limit=1\n", *job,
               b"\xfbDELETE /faults\n", b"\xfbGET /state\n"]
    kind = VERSIONS["alluxio-2.9.6"]
    inputs = {f"fault-{fault}": (setup(kind, faults=fault), job) for fault in FAULTS}
    inputs |= {f"fault-{fault}-stored": (setup(kind, faults=f"{fault}:operation=write"), job) for fault in DAMAGE}
    settings = "404:first=1:every=2:limit=3:probability=0.5:path=/?*[a-z]\\\\\\::operation=delete\nlate:seconds=0.5"
    inputs |= {
        "generated-data": (setup(kind), job),
        "faults": (setup(kind, faults=settings), job),
        "full-worker": (setup(kind, capacity=14), full),
        "expired-streams": (setup(kind + EXPIRING), expired),
        "cut-upload": (setup(kind + LEAKING, capacity=14), cut),
        "control-port": (setup(kind), control),
    }
    return {name: beginning + b"\xff".join(requests) for name, (beginning, requests) in inputs.items()}
