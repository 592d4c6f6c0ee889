"""The live form on disk: for its owner alone, a write a record, readable after any end, gone when not needed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from keycheck.errors import UsageError
from keycheck.events.trace import Attest, Event, Header, Phase, Prompt, Record
from keycheck.events.trace_file import decode
from keycheck.session.journal import Journal, claimed

HEADER = Header("keycheck.trace/1", "2026-11-22T10:00:00Z", "0.1.0", "1", False, "ansi-104")
RECORDS: tuple[Record, ...] = (
    Phase(0, "confirm"),
    Prompt(1, 1, 1, "Digit5", 3_000_000_000, "Digit4", "Digit6"),
    Attest(2, 1, "sandwich"),
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path, "2026", HEADER)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    path = Journal(tmp_path, "2026", HEADER).path
    os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_record_is_one_write_that_lies_on_disk_at_once(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[bytes] = []
    write = os.write

    def noted(file: int, data: bytes) -> int:
        writes.append(data)
        return write(file, data)

    monkeypatch.setattr(os, "write", noted)
    for number, record in enumerate(RECORDS, 1):
        journal.add(record)
        assert decode(journal.path.read_bytes(), "journal").records == RECORDS[:number]
    assert [data.count(b"\n") for data in writes] == [1, 1, 1]


def test_discarded_journal_is_gone(journal: Journal) -> None:
    journal.add(RECORDS[0])
    journal.discard()
    journal.discard()
    assert not journal.path.exists()


def test_closed_journal_stays_and_takes_nothing_more(journal: Journal, tmp_path: Path) -> None:
    """The number of a closed file is soon that of another one."""
    journal.close()
    journal.close()
    other = os.open(tmp_path / "other", os.O_WRONLY | os.O_CREAT)
    journal.add(RECORDS[0])
    os.close(other)
    assert decode(journal.path.read_bytes(), "journal").records == ()
    assert (tmp_path / "other").read_bytes() == b""


def test_journal_never_takes_the_place_of_another(journal: Journal, tmp_path: Path) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(UsageError):
        Journal(tmp_path, "2026", HEADER)
    assert journal.path.read_bytes() == before


def test_folder_that_can_not_be_written_is_told_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="set KEYCHECK_DATA_DIR to") as refusal:
        Journal(tmp_path / "missing", "2026", HEADER)
    assert "\n" not in str(refusal.value)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """A disk on which no file grows beyond so many bytes."""
    resource = pytest.importorskip("resource", reason="Windows has no limit of this kind")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("more", "kept"), [(0, 0), (20, 0), (60, 1)])
def test_full_disk_ends_the_journal_and_not_the_examination(journal: Journal, more: int, kept: int) -> None:
    """No half line, and nothing that refers to a line that was lost: what is there can be replayed."""
    with files_up_to(journal.path.stat().st_size + more):
        journal.add(RECORDS[0])
        journal.add(RECORDS[1])
    journal.add(RECORDS[2])
    assert decode(journal.path.read_bytes(), "journal").records == RECORDS[:kept]


def test_full_disk_at_the_start_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with files_up_to(10), pytest.raises(UsageError, match="set KEYCHECK_DATA_DIR to"):
        Journal(tmp_path, "2026", HEADER)
    assert list(tmp_path.iterdir()) == []


def test_journal_can_not_be_claimed_while_somebody_writes_it(journal: Journal) -> None:
    with claimed(journal.path) as data:
        assert data is None
    journal.close()
    with claimed(journal.path) as data:
        assert data == journal.path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody claim a file that somebody has open")
def test_journal_is_claimed_by_one_alone(journal: Journal) -> None:
    journal.close()
    with claimed(journal.path) as mine, claimed(journal.path) as yours:
        assert (mine is None, yours is None) == (False, True)


def test_strange_native_codes_fit_on_a_line(journal: Journal) -> None:
    event = Event(1, 0, None, None, "a\n\x00\u2028", "down")
    journal.add(event)
    assert journal.path.read_bytes().count(b"\n") == 2
