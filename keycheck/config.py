"""Where keycheck keeps its files: the data folder, the maps in it, and a new folder for each report."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from pathlib import Path

from keycheck.errors import UsageError
from keycheck.languages import N_

DATA_FOLDER_VARIABLE = "KEYCHECK_DATA_DIR"
"""Names a folder that holds everything keycheck writes by itself: for a stick that is carried around, and for tests."""


def data_folder() -> Path:
    """The folder of journals and kept examinations, created with mode 0700 where it is missing.

    UsageError where it can't be created.
    """
    folder = _carried_folder() or _system_folder()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        hand_over(folder)
    except OSError as error:
        raise UsageError(
            N_(
                "{folder}: the data folder can't be made: {reason}; set {variable} to a folder that can be written"
            ).format(folder=folder, reason=error.strerror, variable=DATA_FOLDER_VARIABLE)
        ) from error
    return folder


def kept_maps_folder() -> Path:
    """Where the layout maps lie that the person made; nothing is created, and it need not be there."""
    return (_carried_folder() or _system_folder()) / "layouts"


def hand_over(path: Path) -> None:
    """Give what was made under sudo to the person who called it, so that it stays theirs without sudo."""
    if sys.platform != "win32" and os.geteuid() == 0 and "SUDO_UID" in os.environ:
        with contextlib.suppress(OSError, ValueError):
            os.chown(path, int(os.environ["SUDO_UID"]), int(os.environ.get("SUDO_GID", "-1")))


def reports_folder(now: datetime) -> Path:
    """A new folder for one report, created and named by the date and time: `Documents/keycheck/2026-11-22 1000`.

    It lies in the data folder where there is no documents folder that can be written, and where the data folder is a
    carried one, so that nothing is left behind on a borrowed machine. A folder that exists is never reused: the next is
    called `2026-11-22 1000 2`. UsageError where the data folder can't be made.
    """
    documents = None if _carried_folder() else _documents_folder()
    if documents is not None and documents.is_dir():
        try:
            return _new_folder(documents / "keycheck", now)
        except OSError:
            # A documents folder can be read-only or on a share that is gone; the data folder is always ours.
            pass
    return _new_folder(data_folder() / "reports", now)


def _carried_folder() -> Path | None:
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(named).absolute() if named else None


def _system_folder() -> Path:
    # Only few commands write files; the others start faster without it.
    import platformdirs

    return platformdirs.user_data_path("keycheck", appauthor=False)


def _documents_folder() -> Path:
    import platformdirs

    return platformdirs.user_documents_path()


def _new_folder(parent: Path, now: datetime) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    stem, number = f"{now:%Y-%m-%d %H%M}", 1
    folder = parent / stem
    while True:
        try:
            folder.mkdir()
            hand_over(folder)
        except FileExistsError:
            number += 1
            folder = parent / f"{stem} {number}"
        else:
            return folder
