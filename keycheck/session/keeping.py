"""Where the files of an examination go: the folder that was asked for, or one that can be written; never nowhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from keycheck.config import data_folder, hand_over, reports_folder
from keycheck.errors import BadFile, NothingKept
from keycheck.languages import N_, _, retold
from keycheck.reports.report import read

DOCUMENTS = N_("The documents folder")

KEPT = "kept"
"""The part of the data folder that holds what could not be written elsewhere."""


def keep(files: Mapping[str, bytes], out: Path | None, practice: bool) -> tuple[Path, tuple[str, ...]]:
    """Write these files into one folder; the folder, and what the person should know about it.

    Nothing that exists is written over, but an earlier practice report by a new one.
    """
    now = datetime.now()
    folder = out
    try:
        folder, notices = (reports_folder(now), ()) if out is None else _free_folder(out, files, practice)
        _write(files, folder)
    except OSError as error:
        return _keep_aside(files, now, folder, error)
    return folder, notices


def _free_folder(out: Path, files: Mapping[str, bytes], practice: bool) -> tuple[Path, tuple[str, ...]]:
    if not any((out / name).exists() for name in files) or (practice and _holds_practice(out)):
        return out, ()
    number = next(number for number in count(2) if not (out / f"test-{number}").exists())
    folder = out / f"test-{number}"
    stays = _("{folder} holds an earlier report, which stays as it is. This is test {n}: {new}")
    return folder, (stays.format(folder=out, n=number, new=folder),)


def _unused(folder: Path) -> Path:
    """This folder, or the same with the first number that is free."""
    numbered = (folder.with_name(f"{folder.name} {number}") for number in count(2))
    return next(place for place in chain([folder], numbered) if not place.exists())


def _holds_practice(folder: Path) -> bool:
    try:
        return read(folder / "report.json").practice
    except BadFile:
        return False


def _keep_aside(
    files: Mapping[str, bytes], now: datetime, asked: Path | None, refused: OSError
) -> tuple[Path, tuple[str, ...]]:
    folder = _unused(data_folder() / KEPT / f"{now:%Y-%m-%d %H%M%S}")
    try:
        _write(files, folder)
    except OSError as error:
        why = N_("{asked} can't be written ({reason})").format(asked=asked or DOCUMENTS, reason=refused.strerror)
        raise NothingKept(
            N_("{why}, and neither can {folder} ({reason}): nothing could be kept").format(
                why=why, folder=folder, reason=error.strerror
            )
        ) from error
    kept = _("{folder} can't be written ({error}). Nothing is lost: the examination is kept in {other}.")
    return folder, (kept.format(folder=asked or _(DOCUMENTS), error=retold(refused.strerror or ""), other=folder),)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """All of the files or none: a half-written report must never look like a whole one."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {folder / name: folder / f".{name}.part" for name in files}
    try:
        for part, data in zip(parts.values(), files.values(), strict=True):
            part.write_bytes(data)
        for path, part in parts.items():
            os.replace(part, path)
            hand_over(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
