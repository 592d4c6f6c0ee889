"""A user without rights, made for a test and gone after it, who may call sudo with a password or without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.system import requirements
from tests.system.seen_tmux import HOUSE

NAME, PASSWORD = "keychecktest", "seven green keys"
RULE = Path("/etc/sudoers.d/keychecktest")
DEBIANS = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class PlainUser:
    """How commands are run as that user."""

    python: str

    def command(self, *python_arguments: str, **environment: str) -> list[str]:
        """A command that runs this Python as the user, in the house."""
        said = [f"{name}={value}" for name, value in environment.items()]
        return ["runuser", "-u", NAME, "--", "env", *said, self.python, *python_arguments]


@contextmanager
def plain_user(asks_for_password: bool) -> Iterator[PlainUser]:
    """Make the user; skips without KEYCHECK_REQUIRE=sudo, because it changes the machine's list of users."""
    if "sudo" not in os.environ.get(requirements.REQUIRED, "").split(","):
        requirements.unmet("sudo", f"it makes a user: root lets it by {requirements.REQUIRED}=sudo")
    requirements.tool("sudo", "sudo", package="sudo")
    if os.geteuid() != 0:
        requirements.unmet("sudo", "only root can make a user")
    subprocess.run(["userdel", "-r", NAME], check=False, capture_output=True)
    subprocess.run(["useradd", "-m", NAME], check=True)
    subprocess.run(["chpasswd"], input=f"{NAME}:{PASSWORD}\n", text=True, check=True)
    RULE.write_text(f"{NAME} ALL=(root) {'' if asks_for_password else 'NOPASSWD: '}ALL\n")
    RULE.chmod(0o440)
    try:
        yield _with_a_python()
    finally:
        RULE.unlink()
        subprocess.run(["userdel", "-r", NAME], check=False, capture_output=True)


def _with_a_python() -> PlainUser:
    """An environment of the user's own, of this Python or, where only root may enter its folder, of Debian's."""
    libraries = [place for place in sys.path if place.endswith("site-packages")]
    place = Path(f"~{NAME}").expanduser() / "venv"
    for python in filter(shutil.which, (sys.executable, DEBIANS)):
        subprocess.run([python, "-m", "venv", "--clear", "--without-pip", place], check=True, capture_output=True)
        # Not by the environment: what runs as root takes nothing from that.
        for packages in place.glob("lib/python*/site-packages"):
            (packages / "house.pth").write_text("\n".join([str(HOUSE), *libraries]))
        place.parent.chmod(0o755)
        user = PlainUser(str(place / "bin/python"))
        if _runs(user):
            return user
    return requirements.unmet("sudo", "no Python here can be run by another user than root")


def _runs(user: PlainUser) -> bool:
    program = "import sys, msgspec, evdev, textual; print(*sys.version_info[:2])"
    done = subprocess.run(user.command("-c", program), cwd=HOUSE, capture_output=True, text=True, check=False)
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]
