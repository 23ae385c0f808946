"""What a benchmark does itself at a proxy."""
import os
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass


class RunFailed(Exception):
    """A child or a server didn't do what was asked of it: nothing that was measured counts."""


@dataclass(frozen=True)
class Proxy:
    """A server under test, and the folder in it that is ours."""
    host: str
    port: int
    folder: str
    pid: int | None = None

    def resident_bytes(self) -> int:
        """The memory that the server has now, where it is a child of ours."""
        with open(f"/proc/{self.pid}/statm") as pages:
            return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def delete(self, path: str) -> None:
        """Deletes a file or a folder with all in it; that it isn't there is as good."""
        try:
            self._post(f"paths/{path}/delete", b'{"recursive":true}')
        except urllib.error.HTTPError as error:
            answer = error.read().decode(errors="replace")
            if "NOT_FOUND" not in answer:
                raise RunFailed(f"delete {path}: HTTP {error.code} {answer}") from None
        except OSError as error:
            raise RunFailed(f"delete {path}: {error}") from None

    @contextmanager
    def awake(self, every: float = 2):
        """For as long as the block lasts, a file of one byte is written and deleted every so many seconds.

        Once in some ten thousands of deletes the master of Alluxio 2.9.6 does not notice that the flush of its blocks'
        journal, which it waits for, is done. Such a delete is answered when the next block goes; where all wait for the
        one that asked for it, never.
        """
        over = threading.Event()
        thread = threading.Thread(target=self._touch_until, args=(over, every))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _touch_until(self, over: threading.Event, every: float) -> None:
        path = f"{self.folder}-awake"
        while not over.wait(every):
            try:
                stream = int(self._post(f"paths/{path}/create-file", b"{}"))
                self._post(f"streams/{stream}/write", b".", "application/octet-stream")
                self._post(f"streams/{stream}/close", b"")
            except OSError:
                pass  # What counts is measured by others, who say what is wrong with the server.
            try:
                self.delete(path)
            except RunFailed:
                pass

    def _post(self, call: str, body: bytes, content_type: str = "application/json") -> bytes:
        request = urllib.request.Request(
            f"http://{self.host}:{self.port}/api/v1/{call}", data=body, headers={"Content-Type": content_type})
        with urllib.request.urlopen(request, timeout=150) as answer:
            return answer.read()
