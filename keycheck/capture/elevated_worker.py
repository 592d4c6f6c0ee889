"""The capture process that may run with more rights than the rest of keycheck.

It is started by keycheck itself, through sudo, so that screens and reports never run privileged. It speaks the language
of `keycheck.capture.pipe` and nothing else, to the two pipes that it was given; it reads no key before it is told to,
and ends when either pipe does: then its parent is gone. Besides what Python, its program and its libraries load, it
opens the keyboards' devices and what Linux says of them in /sys; it writes no file.
"""

from __future__ import annotations

import os
import stat
import sys

from keycheck.capture.isolation import REFUSED, is_unsafe

USAGE = 2


def main(arguments: list[str]) -> None:
    """Run, or with `--probe` ask, a source that reads devices; any other use ends with one line and status 2."""
    if (refused := refusal(arguments)) is not None:
        print(f"keycheck: capture-helper: {refused}", file=sys.stderr)
        sys.exit(USAGE)
    from keycheck.capture.worker import main as run_worker

    os.chdir("/")
    run_worker(arguments)


def refusal(arguments: list[str]) -> str | None:
    """Why it may not be used in this way; None where it may."""
    if is_unsafe():
        return REFUSED
    # No library before that: it could be one that somebody laid there.
    from keycheck.capture.sources import DEVICE_SOURCES

    *options, name = arguments or [""]
    if name not in DEVICE_SOURCES or options not in ([], ["--probe"]):
        return f"found {' '.join(arguments) or 'nothing'}, expected one of: {', '.join(sorted(DEVICE_SOURCES))}"
    if not _is_pipe(0) or not _is_pipe(1):
        return "keycheck starts it by itself (keycheck test --elevate) and speaks with it over pipes; there are none"
    return None


def _is_pipe(descriptor: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
