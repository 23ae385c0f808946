"""Inputs of what reads files: results and logs of latencies, records, and generated data."""
import json
import subprocess
import tempfile
from pathlib import Path

SMALL = ["--node", "1", "--nprocess", "2", "--size", "20000", "--no-progress", "--quiet"]


class Files:
    """The files of a few runs of the program against its own proxy."""

    def __init__(self, program: str):
        self.program = Path(program).resolve()
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            self.run_all()
            self.results = {path.stem: compact(path) for path in sorted(self.folder.glob("*.json"))}
            self.logs = {f"{path.stem}-log": path.read_bytes() for path in self.folder.glob("*.hdr")}
            self.records = {path.stem: path.read_bytes() for path in self.folder.glob("*.jsonl")}

    def run_all(self):
        line = [self.program, "serve", "--port", "0", "--fault", "zeros:every=3", "--fault", "500:operation=open-file:every=5"]
        with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as proxy:
            try:
                address = proxy.stdout.readline().split()[-1]
                self.run_against(["--host", address])
            finally:
                proxy.terminate()

    def run_against(self, host: list):
        for node, iterations in ("1", "3"), ("2", "2"):
            self.run("parallel-write", *host, *SMALL, "--node", node, "--iteration", iterations,
                     "--record", f"record-{node}.jsonl", "--json", f"write-{node}.json")
        read = ["parallel-read", *host, "--src", "/alluxio-py-test", *SMALL[:-4], *SMALL[-2:]]
        self.run(*read, "--iteration", "2", "--json", "read.json", "--hdr", "read.hdr")
        self.run(*read, "--duration", "2", "--rate", "20", "--warmup", "0.5", "--require", "read-file.p99 < 1s",
                 "--json", "rate.json", "--hdr", "rate.hdr")
        self.run("verify-write", *host, "--record", "record-1.jsonl", "--quiet", "--json", "verify.json")
        self.run("parallel-write", "--host", "127.0.0.1:1", *SMALL, "--json", "not-started.json")
        self.run("report", "--merge", "write-1.json", "write-2.json", "--quiet", "--json", "merged.json")

    def run(self, *arguments: str):
        # With faults some fail.
        subprocess.run([self.program, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False, timeout=60)

    def results_inputs(self) -> dict:
        inputs = self.results | self.logs
        for one, other in ("write-1", "write-2"), ("read", "rate"), ("merged", "not-started"):
            inputs[f"{one}-and-{other}"] = self.results[one] + b"\xff" + self.results[other]
        return inputs

    def records_inputs(self) -> dict:
        one, other = (self.records[f"record-{node}"] for node in "12")
        return {"one": one, "other": other, "both": one + b"\xff" + other, "torn": one[:-10]}


def compact(path: Path) -> bytes:
    return json.dumps(json.loads(path.read_text()), separators=(",", ":")).encode()


def explain_inputs() -> dict:
    """Generated data is three bytes behind 0xfd: whose, from where, how much."""
    data = lambda whose, place, length: bytes([0xfd, whose, place, length])
    files = {
        "whole": data(1, 0, 255),
        "moved": data(1, 0, 100) + data(1, 9, 100),
        "foreign": data(1, 0, 100) + data(0x21, 60, 20) + data(1, 80, 100),
        "zeros": data(1, 0, 100) + bytes(100) + data(1, 60, 100),
        "garbage": bytes(range(100)) + data(2, 7, 30),
        "versions": b"".join(data(number, 3, 2) for number in range(0, 256, 17)),
    }
    return {name: b"\x10" + content for name, content in files.items()}
