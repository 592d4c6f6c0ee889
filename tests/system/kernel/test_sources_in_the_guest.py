"""The tests that need keyboards of /dev/uhid, run by pytest inside the guest: here there may be none."""

from __future__ import annotations

from tests.system.kernel.guest import Guest
from tests.system.requirements import REQUIRED

SECONDS = 600


FILES = ("tests/system/test_evdev_source.py", "tests/system/test_hidraw_source.py", "tests/system/test_lamps.py")
QUICK = ("--noconftest", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:hypothesispytest")
"""What pytest can do without: where the processor is emulated, each costs seconds."""


def test_sources_keep_their_promises_on_a_real_kernel(guest: Guest) -> None:
    options = ["-q", "--numprocesses=0", "--tb=short", *QUICK]
    ran = guest.python("-m", "pytest", *options, *FILES, seconds=SECONDS, **{REQUIRED: "uhid"})
    (guest.shared / "sources.txt").write_text(ran.output)
    assert ran.code == 0, ran.output
    assert "skipped" not in ran.output
