"""The tests that need keyboards of /dev/uhid, run by pytest inside the guest: here there may be none."""

from __future__ import annotations

import pytest

from tests.system.kernel.guest import FEATURE, Guest
from tests.system.requirements import REQUIRED

SECONDS = 300


@pytest.mark.parametrize("tests", ["test_evdev_source.py", "test_hidraw_source.py"])
def test_source_keeps_its_promises_on_a_real_kernel(guest: Guest, tests: str) -> None:
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:hypothesispytest", "--tb=short"]
    ran = guest.python("-m", "pytest", *options, f"tests/system/{tests}", seconds=SECONDS, **{REQUIRED: FEATURE})
    (guest.shared / f"{tests}.txt").write_text(ran.output)
    assert ran.code == 0, ran.output
    assert "skipped" not in ran.output
