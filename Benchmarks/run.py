#!/usr/bin/env python3
"""Compares alluxio-stress with the bare libcurl loop of BareLoop/, run in turn on the same server.

Two servers: the real Alluxio whose proxy ALLUXIO_STRESS_TEST_PROXY=host:port names, and `alluxio-stress serve`, started
here. A first, unmeasured part warms the server up: a proxy whose JVM is cold is three times slower. Then each case is
run in rounds, loop and tool after one another, first now the one, now the other; on serve, where a run takes a second,
in three times as many. The figures are medians over the rounds; a ratio is the tool's median by the loop's. CPU is the
whole child process's, user and system, from start to end. Where the tool compares what it reads, a second row holds it
against a loop that compares, too: with memcmp, which is what reading a source of 5 MB costs at least on this machine's
memory. Where it checks generated data, a second row holds that against the tool's own reads of other data, which are
thrown away: what it costs more is the median of the rounds' differences. Exit status: 0 every target met, 1 one missed,
2 a run failed.

Generated data is measured beside memcpy by DataBench/, which has no server. What serve itself bears is measured by
load.py: its throughput with the loop as its client, beside that of libmicrohttpd alone (BareServer/), and its memory.

On a real Alluxio everything stands under one folder of its own, which is deleted at the end, but for a file beside it,
FOLDER-awake, that is written and deleted all the time (see Proxy.awake). Its worker needs 4 GB:
each of 20 open writers reserves a block of 64 MB, and what is evicted is never read to its end.
"""
import argparse
import json
import os
import random
import re
import selectors
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from load import FILE_5MB, bench_load
from proxy import Proxy, RunFailed

PROCESSES = 20
MEMORY_PROCESSES = 16
MEMORY_LIMIT = 64_000_000
CHECK_LIMIT = 0.02  # CPU seconds a GB
RECORDING_AT_MOST = 100  # ns
FILE_4KIB = 4 * 1024


@dataclass(frozen=True)
class Case:
    """One thing to do, and what the tool may cost in it, as multiples of the loop's figure."""
    name: str
    mode: str
    size: int
    iterations: int
    compared: bool = False
    generated: bool = False
    cpu_at_most: float | None = None
    throughput_at_least: float | None = None


REAL_CASES = [
    Case("5 MB write", "write", FILE_5MB, 10, cpu_at_most=1.15, throughput_at_least=0.95),
    Case("5 MB read, thrown away", "read", FILE_5MB, 20, cpu_at_most=1.15, throughput_at_least=0.95),
    Case("5 MB read, compared", "read", FILE_5MB, 20, True, cpu_at_most=1.15, throughput_at_least=0.95),
    Case("5 MB write, generated", "write", FILE_5MB, 10, generated=True, cpu_at_most=1.15, throughput_at_least=0.95),
    Case("5 MB read, checked", "read", FILE_5MB, 20, generated=True, cpu_at_most=1.15, throughput_at_least=0.95),
    Case("4 KiB write", "write", FILE_4KIB, 100, cpu_at_most=1.3),
    Case("4 KiB read", "read", FILE_4KIB, 100, cpu_at_most=1.3),
]
SERVE_CASES = [
    Case("5 MB write", "write", FILE_5MB, 30),
    Case("5 MB read, thrown away", "read", FILE_5MB, 30, cpu_at_most=1.15),
    Case("5 MB read, compared", "read", FILE_5MB, 30, True, cpu_at_most=1.35),
    Case("5 MB write, generated", "write", FILE_5MB, 30, generated=True),
    Case("5 MB read, checked", "read", FILE_5MB, 30, generated=True, cpu_at_most=1.35),
    Case("4 KiB write", "write", FILE_4KIB, 500, cpu_at_most=1.3),
    Case("4 KiB read", "read", FILE_4KIB, 500, cpu_at_most=1.3),
]
# A write and a read of each size, for the memory of the tool; few iterations show it.
MEMORY_CASES = [
    Case("5 MB write", "write", FILE_5MB, 5),
    Case("5 MB read, compared", "read", FILE_5MB, 5, True),
]


@dataclass(frozen=True)
class Figures:
    """What one run cost and gave."""
    files: int
    bytes: int
    cpu_seconds: float
    seconds: float
    peak_resident_bytes: int


@dataclass
class Comparison:
    """The rounds of one case."""
    case: Case
    loop: list[Figures] = field(default_factory=list)
    comparing_loop: list[Figures] = field(default_factory=list)
    tool: list[Figures] = field(default_factory=list)
    thrown_away: list[Figures] = field(default_factory=list)


@dataclass(frozen=True)
class Programs:
    """What is run, and where it keeps what it needs."""
    tool: str
    loop: str
    work: Path

    def source(self, size: int) -> Path:
        """A file of so many bytes, always the same ones."""
        path = self.work / f"source-{size}"
        if not path.exists():
            path.write_bytes(random.Random(size).randbytes(size))
        return path

    def run_loop(self, proxy: Proxy, case: Case, folder: str, compares: bool = False) -> Figures:
        output, cpu = run([self.loop, proxy.host, str(proxy.port), case.mode, str(PROCESSES),
                           str(case.iterations), str(case.size), folder]
                          + ([str(self.source(case.size))] if compares else []))
        result = json.loads(output)
        return Figures(result["files"], result["bytes"], cpu, result["seconds"], result["peakResidentBytes"])

    def run_tool(
        self, proxy: Proxy, case: Case, folder: str, processes: int = PROCESSES, under_shell: bool = False
    ) -> Figures:
        report = self.work / "result.json"
        report.unlink(missing_ok=True)
        line = [self.tool, f"parallel-{case.mode}", "--host", proxy.host, "--port", str(proxy.port), "--node", "1",
                "--nprocess", str(processes), "--iteration", str(case.iterations), "--json", str(report), "--quiet"]
        if case.mode == "write":
            line += ["--size", str(case.size)] if case.generated else ["--src", str(self.source(case.size))]
            line += ["--dst", folder]
        else:
            line += ["--src", folder]
            line += ["--expect", str(self.source(case.size))] if case.compared else []
        # A child starts with the peak memory of what it was forked from. A shell's is small, Python's is not.
        _, cpu = run(["/bin/sh", "-c", '"$@"; exit $?', "sh", *line] if under_shell else line)
        totals = json.loads(report.read_text())["totals"]
        expected = processes * case.iterations
        if totals["files"] != expected:
            raise RunFailed(f"{' '.join(line)}\n  {totals['files']} files instead of {expected}")
        return Figures(
            totals["files"], totals["bytes"], cpu, totals["seconds"], totals["peakResidentBytes"])


def run(line: list[str]) -> tuple[str, float]:
    """Runs a program to its end: its standard output, and the CPU seconds of its whole life."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            child = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        except OSError as error:
            raise RunFailed(f"{line[0]}: {error.strerror}") from None
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            raise
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text, complaint = output.read().decode(errors="replace"), errors.read().decode(errors="replace")
    if child.returncode != 0:
        raise RunFailed(f"{' '.join(line)}\n  ended with {child.returncode}\n{text}{complaint}")
    return text, usage.ru_utime + usage.ru_stime


# ---- The servers ----

def real_proxy(address: str) -> Proxy:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise RunFailed(f"ALLUXIO_STRESS_TEST_PROXY={address}: should be host:port")
    return Proxy(host, int(port), f"/alluxio-stress-bench-{os.getpid()}")


def served(tool: str):
    """`alluxio-stress serve` on a free port, for as long as the block lasts."""
    return listening([tool, "serve", "--port", "0"])


@contextmanager
def listening(line: list[str]):
    """A server that prints where it listens, for as long as the block lasts."""
    with tempfile.TemporaryFile() as errors:
        try:
            server = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        except OSError as error:
            raise RunFailed(f"{line[0]}: {error.strerror}") from None
        try:
            host, port = announced_address(server.stdout)
            yield Proxy(host, port, "/bench", server.pid)
        except RunFailed as failure:
            errors.seek(0)
            raise RunFailed(f"{failure}\n{errors.read().decode(errors='replace')}") from None
        finally:
            server.terminate()
            server.wait()


def announced_address(output, patience: float = 10) -> tuple[str, int]:
    """The first host:port that a server prints."""
    printed = b""
    limit = time.monotonic() + patience
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while selector.select(max(0, limit - time.monotonic())):
            piece = os.read(output.fileno(), 4096)
            printed += piece
            found = re.search(rb"(localhost|\d+\.\d+\.\d+\.\d+):(\d+)\b\D", printed)
            if found:
                return found[1].decode(), int(found[2])
            if not piece:
                break
    raise RunFailed(f"a server printed no host:port: {printed.decode(errors='replace')!r}")


# ---- Measuring ----

def once(programs: Programs, proxy: Proxy, case: Case, who: str, **options) -> Figures:
    """One run of loop or tool; what it wrote is deleted again."""
    runner = programs.run_loop if who == "loop" else programs.run_tool
    if case.mode == "read":
        return runner(proxy, case, read_folder(proxy, case), **options)
    folder = f"{proxy.folder}/write-{who}"
    try:
        return runner(proxy, case, folder, **options)
    finally:
        proxy.delete(folder)


def read_folder(proxy: Proxy, case: Case) -> str:
    return f"{proxy.folder}/read-{case.size}{'-generated' if case.generated else ''}"


def prepare(programs: Programs, proxy: Proxy, cases: list[Case], warm_up: int) -> None:
    """Writes what the reads will read, and warms the server up."""
    for size, generated in sorted({(case.size, case.generated) for case in cases + MEMORY_CASES}):
        files = Case("the files to read", "write", size, 1, generated=generated)
        programs.run_tool(proxy, files, read_folder(proxy, files))
    for turn in range(warm_up):
        for case in cases:
            say(f"  warming up, {turn + 1} of {warm_up}: {case.name}")
            once(programs, proxy, case, "loop")
            once(programs, proxy, case, "tool")


def compare(programs: Programs, proxy: Proxy, case: Case, rounds: int) -> Comparison:
    comparison = Comparison(case)
    runs = [(comparison.loop, case, "loop", {}), (comparison.tool, case, "tool", {})]
    if case.compared:
        runs.append((comparison.comparing_loop, case, "loop", {"compares": True}))
    if case.generated and case.mode == "read":
        runs.append((comparison.thrown_away, replace(case, generated=False), "tool", {}))
    for turn in range(rounds):
        say(f"  {case.name}, round {turn + 1} of {rounds}")
        for figures, done, who, options in runs if turn % 2 == 0 else reversed(runs):
            figures.append(once(programs, proxy, done, who, **options))
    return comparison


def peak_memory(programs: Programs, proxy: Proxy) -> int:
    say(f"  memory at {MEMORY_PROCESSES} processes")
    return max(
        once(programs, proxy, case, "tool", processes=MEMORY_PROCESSES, under_shell=True).peak_resident_bytes
        for case in MEMORY_CASES)


# ---- The table ----

def say(text: str) -> None:
    """Progress, where somebody watches."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def cpu_cost(case: Case):
    """How the CPU of a run is told: per GB of large files, per file of small ones."""
    if case.size >= FILE_5MB:
        return "s/GB", lambda run: run.cpu_seconds / run.bytes * 1e9
    return "us/file", lambda run: run.cpu_seconds / run.files * 1e6


def throughput(case: Case):
    if case.size >= FILE_5MB:
        return "MB/s", lambda run: run.bytes / run.seconds / 1e6
    return "files/s", lambda run: run.files / run.seconds


def verdict(value: float, at_most: float | None = None, at_least: float | None = None) -> tuple[str, bool]:
    """A figure's target and whether it is met."""
    if at_most is not None:
        met, target = value <= at_most, f"<= {at_most:g}"
    elif at_least is not None:
        met, target = value >= at_least, f">= {at_least:g}"
    else:
        return "no target", True
    return f"{target} {'ok' if met else 'MISSED'}", met


def half_row(comparison: Comparison, loop_runs: list[Figures], measure, **target) -> tuple[str, bool]:
    """Loop, tool, ratio and target of one measure."""
    unit, of = measure(comparison.case)
    loop, tool = (statistics.median(of(run) for run in runs) for runs in (loop_runs, comparison.tool))
    text, met = verdict(tool / loop, **target)
    return f"{loop:>8.4g} {tool:>8.4g} {unit:<7} {tool / loop:>5.2f} {text:<14}", met


def print_row(comparison: Comparison) -> bool:
    case = comparison.case
    cpu, cpu_met = half_row(comparison, comparison.loop, cpu_cost, at_most=case.cpu_at_most)
    rate, rate_met = half_row(comparison, comparison.loop, throughput, at_least=case.throughput_at_least)
    print(f"{case.name:<24} {cpu} {rate}".rstrip(), flush=True)
    if comparison.comparing_loop:
        cpu, _ = half_row(comparison, comparison.comparing_loop, cpu_cost)
        rate, _ = half_row(comparison, comparison.comparing_loop, throughput)
        print(f"{'  by a loop with memcmp':<24} {cpu} {rate}".rstrip(), flush=True)
    check_met = not comparison.thrown_away or print_check(comparison)
    return cpu_met and rate_met and check_met


def print_check(comparison: Comparison) -> bool:
    """What checking costs: the tool's CPU a GB, less that of the same reads of data that it can't check."""
    unit, of = cpu_cost(comparison.case)
    thrown, checked = ([of(run) for run in runs] for runs in (comparison.thrown_away, comparison.tool))
    more = statistics.median(one - other for one, other in zip(checked, thrown))
    met = more <= CHECK_LIMIT
    print(f"{'  more than thrown away':<24} {statistics.median(thrown):>8.4g} {statistics.median(checked):>8.4g} "
          f"{unit:<7} {more:>+5.3f} <= {CHECK_LIMIT:g} {'ok' if met else 'MISSED'}", flush=True)
    return met


def print_memory(peak: int) -> bool:
    met = peak < MEMORY_LIMIT
    print(f"peak memory at {MEMORY_PROCESSES} processes: {peak / 1e6:.1f} MB, "
          f"under {MEMORY_LIMIT / 1e6:.0f} MB {'ok' if met else 'MISSED'}", flush=True)
    return met


def bench(programs: Programs, proxy: Proxy, title: str, cases: list[Case], rounds: int, warm_up: int) -> bool:
    """Measures and prints one server's part; whether every target was met."""
    print(f"\n{title}, {PROCESSES} processes, medians of {rounds} rounds")
    print(f"{'':<24} {'CPU loop':>8} {'tool':>8} {'':<7} {'ratio':>5} {'target':<14} "
          f"{'loop':>8} {'tool':>8} {'':<7} {'ratio':>5} target", flush=True)
    try:
        prepare(programs, proxy, cases, warm_up)
        met = [print_row(compare(programs, proxy, case, rounds)) for case in cases]
        met.append(print_memory(peak_memory(programs, proxy)))
        return all(met)
    finally:
        proxy.delete(proxy.folder)


def bench_data(program: str) -> bool:
    """Measures and prints how fast generated data is filled, checked and explained."""
    output, _ = run([program])
    rates = json.loads(output)
    rows = [
        ("memcpy", "memcpy", None), ("fill", "fill", 0.5), ("check", "check", 1 / 3),
        ("explain, one piece of 64 MiB", "explain", None), ("explain, noise", "explainNoise", None),
        ("other data, passed as such", "passNoise", None),
    ]
    print(f"\nGenerated data on one core, buffers of 64 KiB\n{'':<30} {'GB/s':>7} {'by memcpy':>9} target")
    every = True
    for name, key, at_least in rows:
        ratio = rates[key] / rates["memcpy"]
        text, met = verdict(round(ratio, 3), at_least=at_least and round(at_least, 3))
        every &= met
        print(f"{name:<30} {rates[key] / 1e9:>7.3g} {ratio:>9.2g} {text}", flush=True)
    text, met = verdict(round(rates["recording"], 1), at_most=RECORDING_AT_MOST)
    print(f"{'recording an operation':<30} {rates['recording']:>7.3g} ns        {text}", flush=True)
    return every and met


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--tool", default=".build/release/alluxio-stress")
    arguments.add_argument("--loop", default=".build/bare-loop")
    arguments.add_argument("--server", default=".build/bare-server")
    arguments.add_argument("--data", default=".build/release/data-bench")
    arguments.add_argument("--rounds", type=int, help="5, of serve three times as many; of --only kill 1000")
    arguments.add_argument("--only", choices=["real", "serve", "data", "load", "kill"],
                           help="one of the parts; kill, which kill.py does with its own options, only so")
    options, others = arguments.parse_known_args()
    if options.only == "kill":
        rounds = ["--rounds", str(options.rounds)] if options.rounds else []
        os.execv(sys.executable, [
            sys.executable, str(Path(__file__).with_name("kill.py")), "--tool", options.tool, *rounds, *others])
    if others:
        arguments.error(f"unrecognized arguments: {' '.join(others)}")
    rounds = options.rounds or 5

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    met = True
    try:
        with tempfile.TemporaryDirectory(prefix="alluxio-stress-bench.") as work:
            programs = Programs(options.tool, options.loop, Path(work))
            address = os.environ.get("ALLUXIO_STRESS_TEST_PROXY")
            if options.only in (None, "data"):
                met &= bench_data(options.data)
            if options.only in (None, "real"):
                if address:
                    proxy = real_proxy(address)
                    with proxy.awake():
                        met &= bench(programs, proxy, f"Real Alluxio at {address}", REAL_CASES, rounds, warm_up=2)
                else:
                    print("NOT MEASURED: a real Alluxio. Set ALLUXIO_STRESS_TEST_PROXY=host:port to its proxy.")
            if options.only in (None, "serve"):
                with served(options.tool) as proxy:
                    met &= bench(programs, proxy, "alluxio-stress serve", SERVE_CASES, 3 * rounds, warm_up=1)
            if options.only in (None, "load"):
                with served(options.tool) as proxy, listening([options.server, str(FILE_5MB)]) as bare:
                    met &= bench_load(run, options.tool, options.loop, proxy, bare, rounds)
    except RunFailed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 2
    print("\nevery target met" if met else "\nA TARGET WAS MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
