"""The ways to listen that there are on this system, by name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import msgspec

from keycheck.capture.child import child_options, how_it_ended, worker_command
from keycheck.capture.source import Probe, Source
from keycheck.errors import UsageError
from keycheck.languages import N_

PROBE_S = 5.0
"""A source that has not said what it is by then will not listen either."""

DEVICE_SOURCES = frozenset({"hidraw", "evdev"})
"""The sources that open devices which only root may read, and so the only ones that may run as root."""

TERMINAL = "terminal"
"""The way to listen that no process reads: only a screen gets what is typed into it (`keycheck.capture.typed_keys`)."""

REPLAY = "replay:"
"""`replay:TRACE` is the source that plays a recorded trace."""


def names() -> tuple[str, ...]:
    """The ways to listen that make sense on this system, the one closest to the switch first; the terminal is last."""
    return (*_makers(), TERMINAL)


def usual() -> tuple[str, ...]:
    """The same without those that have to be asked for by name: no Mac has tried `hidraw` yet."""
    return tuple(name for name in names() if sys.platform != "darwin" or name != "hidraw")


def make(name: str) -> Source:
    """The source of that name, not yet listening. UsageError where there is none of that name here.

    Meant for the capture process: what a source loads can take the whole process down with it.
    """
    if name.startswith(REPLAY):
        return _replay(name.removeprefix(REPLAY))
    makers = _makers()
    if name not in makers:
        raise UsageError(
            N_("--source: found {name}, expected one of {known}").format(name=name, known=", ".join(makers))
        )
    return makers[name]()


def probe(name: str) -> Probe:
    """What the source can do here, asked in a short-lived process of its own; never raises, and takes 5 s at most."""
    if name == TERMINAL:
        return _terminal()
    command = worker_command("--probe", name)
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=PROBE_S, check=False, **child_options()
        )
    except subprocess.TimeoutExpired:
        return Probe("blocked", N_("it did not answer within {n} seconds").format(n=int(PROBE_S)))
    except OSError as error:
        return Probe("blocked", N_("its process could not be started: {error}").format(error=error.strerror))
    try:
        return msgspec.json.decode(done.stdout, type=Probe)
    except msgspec.DecodeError:
        return Probe(
            "blocked", N_("its process ended without an answer ({how})").format(how=how_it_ended(done.returncode))
        )


def _terminal() -> Probe:
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        return Probe("ready", silence="no_evidence")
    return Probe("blocked", N_("keycheck runs without a terminal"), N_("start it in one"))


def _makers() -> dict[str, Callable[[], Source]]:
    if sys.platform == "linux":
        return {"hidraw": _hidraw, "evdev": _evdev, "pynput": _pynput}
    if sys.platform == "win32":
        return {"raw_input": _raw_input, "pynput": _pynput}
    return {"hidraw": _mac_hid, "pynput": _pynput} if sys.platform == "darwin" else {"pynput": _pynput}


def _hidraw() -> Source:
    from keycheck.capture.hidraw_source import HidrawSource

    return HidrawSource()


def _mac_hid() -> Source:
    from keycheck.capture.mac_hid_source import MacHidSource

    return MacHidSource()


def _evdev() -> Source:
    from keycheck.capture.evdev_source import EvdevSource

    return EvdevSource()


def _raw_input() -> Source:
    from keycheck.capture.raw_input_source import RawInputSource

    return RawInputSource()


def _pynput() -> Source:
    from keycheck.capture.pynput_source import pynput_source

    return pynput_source()


def _replay(trace: str) -> Source:
    from keycheck.capture.replay_source import ReplaySource

    return ReplaySource.of_file(trace)
