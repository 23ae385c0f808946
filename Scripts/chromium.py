"""A headless Chromium, steered through its debugging pipe: pages are opened, asked and photographed.

Needs Debian's chromium, or another Chromium or Chrome by the name that CHROMIUM gives, and nothing else.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

# Of what is answered or loaded at all: a machine may be busy.
PATIENCE_SECONDS = 120


def program():
    """The browser's path, or None where there is none."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for path in map(shutil.which, names) if path), None)


class Chromium:
    """The browser, with a profile of its own that is gone with it. For `with`."""

    def __enter__(self):
        path = program()
        if not path:
            raise RuntimeError("there is no chromium")
        self.profile = tempfile.TemporaryDirectory(prefix="alluxio-stress-chromium-")
        theirs_in, self.to_browser = os.pipe()
        self.from_browser, theirs_out = os.pipe()
        # The browser reads commands from descriptor 3 and writes to 4; the shell puts them there.
        self.process = subprocess.Popen(
            [
                "sh", "-c", 'in=$1 out=$2; shift 2; eval "exec \\"\\$@\\" 3<&$in 4>&$out"', "-",
                str(theirs_in), str(theirs_out), path, "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
                "--remote-debugging-pipe", f"--user-data-dir={self.profile.name}", "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.number = 0
        self.received = b""
        self.events = []
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self.process.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.to_browser)
        os.close(self.from_browser)
        self.profile.cleanup()

    def call(self, method, session=None, **parameters):
        """What the browser answers; what it tells meanwhile is kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_browser, data):]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self.next(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        """Waits until it tells this."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.next(deadline))

    def next(self, deadline):
        while b"\0" not in self.received:
            if not select.select([self.from_browser], [], [], max(0, deadline - time.monotonic()))[0]:
                raise RuntimeError(f"chromium told nothing for {PATIENCE_SECONDS} s")
            part = os.read(self.from_browser, 1 << 16)
            if not part:
                raise RuntimeError("chromium ended")
            self.received += part
        message, self.received = self.received.split(b"\0", 1)
        return json.loads(message)

    def open(self, file, width, scheme, height=900):
        """Opens a local file, as wide as that and `light` or `dark`."""
        return Page(self, file, width, scheme, height)


class Page:
    """An open page. `told` is what the browser told while it was loaded."""

    def __init__(self, browser, file, width, scheme, height):
        self.browser = browser
        self.width = width
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        browser.events.clear()
        self.call("Page.navigate", url="file://" + os.path.abspath(file))
        browser.wait("Page.loadEventFired")
        # Whatever a page does is done once it was painted twice.
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.told = list(browser.events)

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def value(self, expression):
        """The value of JavaScript, which may be a promise."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def photograph(self, file, height=None):
        """Writes a PNG of the page, or of so many pixels of it from its top on."""
        whole = self.value("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": self.width, "height": min(height or whole, whole), "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
