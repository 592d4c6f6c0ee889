"""A headless Chromium, spoken to over a pipe in its DevTools protocol: opens a page, and hears what it complains of."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE_S = 60.0
"""How long a busy machine may take for one answer."""


class Browser:
    """One Chromium with one page. A context manager: its process and its profile end with it."""

    def __init__(self, program: str, profile: Path) -> None:
        from_browser, to_us = os.pipe()
        from_us, to_browser = os.pipe()
        # Chromium reads its orders from descriptor 3 and answers on 4.
        start = (
            f'exec "$0" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-pipe'
            f' --user-data-dir="{profile}" 3<&{from_us} 4>&{to_us}'
        )
        self._process = subprocess.Popen(
            ["bash", "-c", start, program],
            pass_fds=(from_us, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self._in, self._out, self._waiting, self._number = from_browser, to_browser, b"", 0
        self.events: list[dict[str, Any]] = []
        """Everything that it told without being asked."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def open(self, page: Path, width: int = 1000) -> None:
        """Show this file in a window of this width, and wait until it is there."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 500)
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        end = time.monotonic() + PATIENCE_S
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._hear(end)

    def run(self, expression: str) -> Any:
        """What this JavaScript gives, awaited."""
        done = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def complaints(self) -> list[str]:
        """What a developer would see in the console."""
        kinds = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [json.dumps(event["params"])[:500] for event in self.events if event["method"] in kinds]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One order to the page, and its answer."""
        return self._ask(method, self._session, **params)

    def _ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._number += 1
        order = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._write(json.dumps(order).encode() + b"\0")
        end = time.monotonic() + PATIENCE_S
        while True:
            told = self._hear(end)
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told['error']}"
                result: dict[str, Any] = told["result"]
                return result

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._out, data) :]

    def _hear(self, end_s: float) -> dict[str, Any]:
        """The next thing that it says; an event is kept as well."""
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end_s - time.monotonic()))
            data = os.read(self._in, 1 << 16) if ready else b""
            assert data, "the browser says nothing any more"
            self._waiting += data
        message, _, self._waiting = self._waiting.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        if "method" in told:
            self.events.append(told)
        return told
