"""A disk with what Python reads: in the guest, a folder of this machine takes ten times the time for each file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.system import requirements

HOUSE = Path(__file__).parents[3]
SOURCES = (HOUSE / "keycheck", HOUSE / "layouts", HOUSE / "tests")
UNNEEDED = ("test", "idlelib", "lib2to3", "ensurepip", "tkinter", "config-*")
"""Parts of the standard library that nothing here imports; its tests alone are half of it."""

SPARE = 1.3
"""So many times the size of the files is the disk: file systems round up."""


class PythonDisk:
    """An image of an ext4 file system with the standard library, the installed packages and the sources."""

    def __init__(self, image: Path) -> None:
        """Write the image. Takes five seconds; skips where the program for it is missing."""
        self.image = image
        self._stdlib = Path(sysconfig.get_path("stdlib"))
        self._folders = (self._stdlib, Path(sysconfig.get_path("purelib")), *SOURCES)
        stage = image.with_suffix(".stage")
        shutil.rmtree(stage, ignore_errors=True)
        for number, folder in enumerate(self._folders):
            shutil.copytree(folder, stage / str(number), ignore=self._unneeded, copy_function=_link, symlinks=True)
        # Compiled here: the guest would take a minute for it, each time.
        subprocess.run([sys.executable, "-m", "compileall", "-q", *map(str, stage.iterdir())], check=False)
        _write(image, stage)
        shutil.rmtree(stage)

    @property
    def mounting(self) -> str:
        """The command by which the guest, where it is the first disk, lays it over the folders that it copies."""
        binds = [f"mount --bind /run/python/{number} {folder}" for number, folder in enumerate(self._folders)]
        return " && ".join(["mkdir -p /run/python", "mount -t ext4 -o ro /dev/vda /run/python", *binds])

    def _unneeded(self, folder: str, names: list[str]) -> set[str]:
        unneeded = shutil.ignore_patterns(*UNNEEDED)(folder, names) if Path(folder) == self._stdlib else set()
        return set(unneeded) | ({"dist-packages", "site-packages"} & set(names) if unneeded else set())


def _link(source: str, copy: str) -> None:
    try:
        os.link(source, copy)
    except OSError:
        shutil.copy2(source, copy)


def _write(image: Path, stage: Path) -> None:
    search = f"{os.environ['PATH']}{os.pathsep}/usr/sbin{os.pathsep}/sbin"
    program = shutil.which("mke2fs", path=search) or requirements.unmet(
        "kernel", "mke2fs is missing: apt-get install e2fsprogs"
    )
    files = [path.lstat().st_size for path in stage.rglob("*")]
    kilobytes = int(sum(files) * SPARE) // 1024 + 4 * len(files)
    image.unlink(missing_ok=True)
    options = ["-q", "-F", "-t", "ext4", "-O", "^has_journal", "-N", str(2 * len(files)), "-d", str(stage)]
    subprocess.run([program, *options, str(image), f"{kilobytes}k"], check=True, stdout=subprocess.DEVNULL)
