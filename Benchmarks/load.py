"""What `alluxio-stress serve` bears: its throughput with the bare loop as its client, and its memory.

The throughputs that are asked for come from a machine on which libmicrohttpd alone, which throws away what it takes and
gives from one buffer, uploaded 6.0 GB/s and read 6.8 with the same client. So it is measured here in turn with serve,
and serve meets its target where it has the same part of it, too.
"""
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from proxy import Proxy, RunFailed

PROCESSES = 16
CONNECTIONS = 1000
FILE_5MB = 5 * 1024 * 1024
FILE_1MB = 1024 * 1024
ITERATIONS = 40
CONNECTION_AT_MOST = 1_000_000  # bytes
IDLE_SECONDS = 25  # of the 30 after which serve ends a connection
GENERATED_BYTES = 20 << 30
GENERATED_AT_MOST = 16_000_000  # bytes
PLAIN_BYTES = 1 << 30
PLAIN_AT_MOST = 1.1  # times those bytes
KEPT_AT_MOST = 0.5  # times those bytes: 128 MiB for files to come, and what the C library keeps of what is freed

# Runs a command line to its end: its standard output, and its CPU seconds.
Run = Callable[[list[str]], tuple[str, float]]


@dataclass(frozen=True)
class Throughput:
    """What is asked of a direction."""
    name: str
    # Of the loop.
    mode: str
    at_least: float  # GB/s
    # What libmicrohttpd alone had where that comes from.
    alone: float  # GB/s


THROUGHPUTS = [Throughput("uploads", "write", 3.0, 6.0), Throughput("reads, thrown away", "read", 4.0, 6.8)]


def bench_load(run: Run, tool: str, loop: str, proxy: Proxy, bare: Proxy, rounds: int) -> bool:
    """Measures and prints it; whether every target was met."""
    print(f"\nalluxio-stress serve under load, {PROCESSES} libcurl clients on the same cores, "
          f"5 MB files, medians of {rounds} rounds", flush=True)
    try:
        met = [row("generated data, memory for 20 GB", generated_memory(run, tool, proxy) / 1e6, "MB",
                   at_most=GENERATED_AT_MOST / 1e6)]
        stored, kept = plain_memory(run, loop, proxy)
        met.append(row("other data, memory by its size", stored, "", at_most=PLAIN_AT_MOST))
        met.append(row("  kept when it is deleted", kept, "", at_most=KEPT_AT_MOST))
        met += throughput_rows(run, loop, proxy, bare, rounds)
        met.append(row(f"memory a connection, {CONNECTIONS}", connection_memory(proxy) / 1e3, "kB",
                       at_most=CONNECTION_AT_MOST / 1e3))
        return all(met)
    finally:
        proxy.delete(proxy.folder)


def row(name: str, value: float, unit: str, at_most: float | None = None, at_least: float | None = None) -> bool:
    met = value <= at_most if at_most is not None else value >= (at_least or 0)
    target = f"<= {at_most:.3g}" if at_most is not None else f">= {at_least:.3g}"
    print(f"{name:<36} {value:>8.4g} {unit:<5} {target} {'ok' if met else 'MISSED'}", flush=True)
    return met


def throughput_rows(run: Run, loop: str, proxy: Proxy, bare: Proxy, rounds: int) -> list[bool]:
    """Measures both servers in turn; each round reads what it wrote."""
    rates: dict[tuple[str, Proxy], list[float]] = {}
    for turn in range(rounds):
        for direction in THROUGHPUTS:
            for server in (proxy, bare) if turn % 2 == 0 else (bare, proxy):
                output, _ = run([loop, server.host, str(server.port), direction.mode, str(PROCESSES),
                                 str(ITERATIONS), str(FILE_5MB), f"{proxy.folder}/load"])
                rates.setdefault((direction.mode, server), []).append(json.loads(output)["bytesPerSecond"] / 1e9)
        proxy.delete(f"{proxy.folder}/load")
    return [throughput_row(direction, *(statistics.median(rates[direction.mode, server]) for server in (proxy, bare)))
            for direction in THROUGHPUTS]


def throughput_row(direction: Throughput, rate: float, alone: float) -> bool:
    """A row, and one for the part of libmicrohttpd's: that either meets its target is enough."""
    is_fast = row(direction.name, rate, "GB/s", at_least=direction.at_least)
    is_good_part = row(f"  by libmicrohttpd's {alone:.3g} GB/s", rate / alone, "",
                       at_least=direction.at_least / direction.alone)
    if is_good_part and not is_fast:
        print(f"  the machine is what is slow: its libmicrohttpd has {alone:.3g} GB/s, and had {direction.alone:g} "
              f"where the {direction.at_least:g} come from", flush=True)
    return is_fast or is_good_part


def generated_memory(run: Run, tool: str, proxy: Proxy) -> int:
    """Bytes that the server grows by when it takes so much generated data."""
    before = proxy.resident_bytes()
    run([tool, "parallel-write", "--host", proxy.host, "--port", str(proxy.port), "--node", "1", "--nprocess", "16",
         "--size", str(GENERATED_BYTES // 16), "--dst", f"{proxy.folder}/generated", "--quiet"])
    after = proxy.resident_bytes()
    proxy.delete(f"{proxy.folder}/generated")
    return after - before


def plain_memory(run: Run, loop: str, proxy: Proxy) -> tuple[float, float]:
    """By how much the server grows that takes so much data of another kind, and that it still has when that is deleted,
    both as multiples of that data."""
    folder = f"{proxy.folder}/plain"
    before = proxy.resident_bytes()
    run([loop, proxy.host, str(proxy.port), "write", str(PROCESSES), "1", str(PLAIN_BYTES // PROCESSES), folder])
    stored = proxy.resident_bytes()
    proxy.delete(folder)
    return (stored - before) / PLAIN_BYTES, (proxy.resident_bytes() - before) / PLAIN_BYTES


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
