"""What `alluxio-stress serve` bears: its throughput with the bare loop as its client, and its memory."""
import json
import statistics
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from proxy import Proxy, RunFailed

PROCESSES = 16
CONNECTIONS = 1000
FILE_5MB = 5 * 1024 * 1024
FILE_1MB = 1024 * 1024
ITERATIONS = 40
READ_AT_LEAST = 4.0  # GB/s
WRITE_AT_LEAST = 3.0  # GB/s
CONNECTION_AT_MOST = 1_000_000  # bytes
IDLE_SECONDS = 25  # of the 30 after which serve ends a connection
GENERATED_BYTES = 20 << 30
GENERATED_AT_MOST = 16_000_000  # bytes

# Runs a command line to its end: its standard output, and its CPU seconds.
Run = Callable[[list[str]], tuple[str, float]]


def bench_load(run: Run, tool: str, loop: str, proxy: Proxy, rounds: int) -> bool:
    """Measures and prints it; whether every target was met."""
    print(f"\nalluxio-stress serve under load, {PROCESSES} libcurl clients on the same cores, "
          f"5 MB files, medians of {rounds} rounds", flush=True)
    try:
        met = [row("generated data, memory for 20 GB", generated_memory(run, tool, proxy) / 1e6, "MB",
                   at_most=GENERATED_AT_MOST / 1e6)]
        writes, reads = throughputs(run, loop, proxy, rounds)
        met.append(row("uploads", writes, "GB/s", at_least=WRITE_AT_LEAST))
        met.append(row("reads, thrown away", reads, "GB/s", at_least=READ_AT_LEAST))
        met.append(row(f"memory a connection, {CONNECTIONS}", connection_memory(proxy) / 1e3, "kB",
                       at_most=CONNECTION_AT_MOST / 1e3))
        return all(met)
    finally:
        proxy.delete(proxy.folder)


def row(name: str, value: float, unit: str, at_most: float | None = None, at_least: float | None = None) -> bool:
    met = value <= at_most if at_most is not None else value >= (at_least or 0)
    target = f"<= {at_most:g}" if at_most is not None else f">= {at_least:g}"
    print(f"{name:<36} {value:>8.4g} {unit:<5} {target} {'ok' if met else 'MISSED'}", flush=True)
    return met


def throughputs(run: Run, loop: str, proxy: Proxy, rounds: int) -> tuple[float, float]:
    """GB/s of uploads and of reads; each round reads what it wrote."""
    rates: dict[str, list[float]] = {"write": [], "read": []}
    for _ in range(rounds):
        for mode, figures in rates.items():
            output, _ = run([loop, proxy.host, str(proxy.port), mode, str(PROCESSES), str(ITERATIONS),
                             str(FILE_5MB), f"{proxy.folder}/load"])
            figures.append(json.loads(output)["bytesPerSecond"] / 1e9)
        proxy.delete(f"{proxy.folder}/load")
    return statistics.median(rates["write"]), statistics.median(rates["read"])


def generated_memory(run: Run, tool: str, proxy: Proxy) -> int:
    """Bytes that the server grows by when it takes so much generated data."""
    before = proxy.resident_bytes()
    run([tool, "parallel-write", "--host", proxy.host, "--port", str(proxy.port), "--node", "1", "--nprocess", "16",
         "--size", str(GENERATED_BYTES // 16), "--dst", f"{proxy.folder}/generated", "--quiet"])
    after = proxy.resident_bytes()
    proxy.delete(f"{proxy.folder}/generated")
    return after - before


def connection_memory(proxy: Proxy) -> float:
    """Bytes that each of many connections takes which have carried 1 MB down and up and are idle now."""
    stored = f"{proxy.folder}/stored"
    first = connect(proxy)
    upload(first, stored, bytes(FILE_1MB))
    use(first, proxy, stored)  # So that memory which is used over and over is there before, too.
    before, start = proxy.resident_bytes(), time.monotonic()
    connections = []
    for _ in range(CONNECTIONS):
        connections.append(connect(proxy))
        use(connections[-1], proxy, stored)
    after = proxy.resident_bytes()
    if time.monotonic() - start > IDLE_SECONDS:
        raise RunFailed(f"using {CONNECTIONS} connections took over {IDLE_SECONDS} s, and serve has ended the first")
    return (after - before) / CONNECTIONS


def connect(proxy: Proxy) -> HTTPConnection:
    return HTTPConnection(proxy.host, proxy.port, timeout=30)


def use(connection: HTTPConnection, proxy: Proxy, stored: str) -> None:
    stream = int(post(connection, f"paths/{stored}/open-file"))
    if post(connection, f"streams/{stream}/read") != bytes(FILE_1MB):
        raise RunFailed(f"{stored}: a read gave something else than was written")
    post(connection, f"streams/{stream}/close")
    upload(connection, f"{proxy.folder}/uploaded", bytes(FILE_1MB))
    post(connection, f"paths/{proxy.folder}/uploaded/delete")


def upload(connection: HTTPConnection, path: str, content: bytes) -> None:
    stream = int(post(connection, f"paths/{path}/create-file", b'{"recursive":true}'))
    post(connection, f"streams/{stream}/write", content, "application/octet-stream")
    post(connection, f"streams/{stream}/close")


def post(connection: HTTPConnection, call: str, body: bytes = b"", content_type: str = "application/json") -> bytes:
    """What a call answers on a kept connection."""
    try:
        connection.request("POST", f"/api/v1/{call}", body, {"Content-Type": content_type})
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, HTTPException) as error:
        raise RunFailed(f"{call}: {error}") from None
    if answer.status != 200:
        raise RunFailed(f"{call}: HTTP {answer.status} {content.decode(errors='replace')}")
    return content
