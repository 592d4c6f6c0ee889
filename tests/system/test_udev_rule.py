"""The udev rule, read by udev itself; nothing of the machine is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keycheck.capture.udev_rule import RULE
from tests.system import requirements

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="udev is Linux's")

FOLDER = "/etc/udev/rules.d"


def complaints(folder: Path) -> list[str]:
    """What udev says of the rules in this folder, which no other program sees in the place of its own."""
    requirements.tool("udev", "udevadm", package="udev")
    if os.geteuid() != 0 or not Path(FOLDER).is_dir():
        requirements.unmet("udev", f"only root can show udev another {FOLDER}")
    test = f'mount --bind "$1" {FOLDER} && exec udevadm test --action=add /sys/class/mem/null'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", test, "sh", str(folder)], capture_output=True, text=True, check=False
    )
    said = (done.stdout + done.stderr).splitlines()
    if f"Reading rules file: {FOLDER}/{RULE.name}" not in said:
        requirements.unmet("udev", "no other folder of rules can be shown to udev here")
    return [line for line in said if line.startswith(f"{FOLDER}/{RULE.name}:")]


def test_udev_has_nothing_to_say_of_it(tmp_path: Path) -> None:
    (tmp_path / RULE.name).write_bytes(RULE.read_bytes())
    assert complaints(tmp_path) == []


def test_udev_would_say_of_a_slip(tmp_path: Path) -> None:
    (tmp_path / RULE.name).write_text(RULE.read_text("utf-8").replace("TAG+=", "TAGS+="))
    assert len(complaints(tmp_path)) == 3
