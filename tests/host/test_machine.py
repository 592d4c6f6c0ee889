"""The machine that the tests run on."""

from __future__ import annotations

import platform

from keycheck.host.machine import this_machine


def test_this_machine_names_its_system_and_never_raises() -> None:
    machine = this_machine()
    assert machine.os is not None
    assert {"Linux": "Linux", "Windows": "Windows", "Darwin": "macOS"}[platform.system()] in machine.os.value
