#!/usr/bin/env python3
"""Kills a client that writes, again and again, and has what it recorded verified each time.

On `alluxio-stress serve`, started here, two nodes are written to, each with a record of its own. A first run of each
goes to its end. Then each round starts `parallel-write --record` for one of them, kills it by SIGKILL after a random
time of a few tens of milliseconds, and has `verify-write --record` look: nothing that is recorded stored may be missing
or wrong.

On the first node the first run has more processes than any later one, so that there is always something recorded
stored, and the look must end with exit status 0. On the other there is one process, whose files may all be unsettled: a
look that found none of them whole then ends with 1, for nothing could be checked. That is right as long as it is all
that it says.

Exit status: 0 every round was right, 1 one was not, 2 one could not be run.
"""
import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from proxy import Proxy, RunFailed
from run import say, served

FILES = 3
SIZES = [0, 9, 1000, 4096, 70_000]
# From before the first call to some iterations later.
SECONDS_TO_LIVE = (0.0, 0.08)


@dataclass(frozen=True)
class Look:
    """What `verify-write --record` saw."""
    status: int
    said: str
    # The reason and the totals of its result.
    reason: str | None
    totals: dict

    @property
    def found_nothing_wrong(self) -> bool:
        return self.totals["errorCount"] == 0 and self.totals["findingCount"] == 0

    @property
    def found_nothing_settled(self) -> bool:
        """Whether it fails only because every file was being replaced, and none of them is whole."""
        files = self.totals["unsettled"]
        return (self.status == 1 and self.found_nothing_wrong and files > 0 and self.totals["checkedFiles"] == 0
                and self.reason == f"nothing could be checked: {files} file{'' if files == 1 else 's'} unsettled")


@dataclass(frozen=True)
class Client:
    """What the clients of a node have in common."""
    tool: str
    proxy: Proxy
    node: int
    # Of the run to the end.
    processes: int
    record: Path

    def line(self, command: str, *options: str) -> list[str]:
        return [self.tool, command, "--host", self.proxy.host, "--port", str(self.proxy.port),
                "--record", str(self.record), "--quiet", *options]

    def write(self, processes: int, iterations: int, size: int) -> list[str]:
        # What the client before left incomplete is young.
        return self.line("parallel-write", "--node", str(self.node), "--dst", self.proxy.folder,
                         "--nprocess", str(processes), "--files", str(FILES), "--iteration", str(iterations),
                         "--size", str(size), "--force")

    def write_to_the_end(self) -> None:
        subprocess.run(self.write(self.processes, 1, 1000), stdin=subprocess.DEVNULL, check=True, capture_output=True)

    def write_until_killed(self, generator: random.Random) -> list[str]:
        """The line of a run that is killed; over all of the files only where there is one process."""
        processes = generator.randint(1, max(1, self.processes - 1))
        line = self.write(processes, 1_000_000, generator.choice(SIZES))
        kill_one(line, generator.uniform(*SECONDS_TO_LIVE))
        return line

    def verify(self) -> Look:
        line = self.line("verify-write", "--json", "-")
        result = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
        if result.returncode not in (0, 1):
            raise RunFailed(f"{' '.join(line)}\n  ended with {result.returncode}\n{result.stdout}{result.stderr}")
        document = json.loads(result.stdout)
        return Look(result.returncode, result.stderr, document["reason"], document["totals"])

    def is_right(self, look: Look) -> bool:
        if look.status == 0:
            return look.found_nothing_wrong
        return self.processes == 1 and look.found_nothing_settled


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


def kill_rounds(clients: list[Client], rounds: int, seed: int) -> tuple[int, Client | None]:
    """In how many rounds nothing was settled, and whose files were wrong; stops at the first that were."""
    generator = random.Random(seed)
    for client in clients:
        client.write_to_the_end()
    unsettled = 0
    for turn in range(1, rounds + 1):
        client = generator.choice(clients)
        line = client.write_until_killed(generator)
        look = client.verify()
        if not client.is_right(look):
            print(f"round {turn} of {rounds} of seed {seed} is WRONG after", flush=True)
            print(f"  {' '.join(line)}\n{look.said}", flush=True)
            return unsettled, client
        unsettled += look.found_nothing_settled
        say(f"  round {turn} of {rounds}: {look.said.strip()}")
    return unsettled, None


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
            clients = [Client(options.tool, proxy, node, processes, Path(work) / f"node-{node}.jsonl")
                       for node, processes in [(1, 6), (2, 1)]]
            unsettled, wrong = kill_rounds(clients, options.rounds, options.seed)
            if wrong:
                kept = Path(tempfile.gettempdir()) / f"alluxio-stress-kill-{options.seed}.jsonl"
                shutil.copy(wrong.record, kept)
                print(f"the record is kept in {kept}")
                return 1
            lines = sum(client.record.read_bytes().count(b"\n") for client in clients)
    except subprocess.CalledProcessError as failure:
        print(f"kill: {failure}\n{failure.stdout.decode()}{failure.stderr.decode()}", file=sys.stderr)
        return 2
    except RunFailed as failure:
        print(f"kill: {failure}", file=sys.stderr)
        return 2
    print(f"after each of {options.rounds} kills nothing that was recorded stored was missing or wrong; "
          f"after {unsettled} nothing was settled ({lines} lines of record, {time.monotonic() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
