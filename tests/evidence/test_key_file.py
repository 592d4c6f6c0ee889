"""The key of a computer: made once, readable by its owner only; no examination is lost for it."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keycheck.evidence.key_file import KEY_FILE, KNOWN_KEYS, known_keys, own_key, sealing_key


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_key_is_made_on_first_use_and_stays(data: Path) -> None:
    first, said = sealing_key()
    assert said == ""
    assert sealing_key() == (first, "")
    assert [file.name for file in data.iterdir()] == [KEY_FILE]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the folder is the user's own there")
def test_only_its_owner_may_read_it(data: Path) -> None:
    before = os.umask(0)
    try:
        sealing_key()
    finally:
        os.umask(before)
    assert stat.S_IMODE((data / KEY_FILE).stat().st_mode) == 0o600


def test_of_keys_that_are_made_at_once_one_is_taken_by_all(data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = [made.result() for made in [pool.submit(sealing_key) for _ in range(8)]]
    assert keys == [sealing_key()] * 8
    assert [file.name for file in data.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("damage", ["", "kk", "00" * 31, "00" * 33, "é" * 64])
def test_damaged_key_stays_as_it_is_and_the_report_gets_one_of_its_own(data: Path, damage: str) -> None:
    data.mkdir()
    (data / KEY_FILE).write_text(damage, encoding="utf-8")
    key, said = sealing_key()
    assert len(key.public) == 32
    assert KEY_FILE in said
    assert (data / KEY_FILE).read_text(encoding="utf-8") == damage
    assert own_key() is None


def test_folder_that_can_not_be_made_is_no_hindrance(data: Path) -> None:
    data.write_text("in the way")
    key, said = sealing_key()
    assert len(key.public) == 32
    assert "a key of its own" in said
    assert own_key() is None
    assert known_keys() == {}


def test_asking_for_the_own_key_makes_none(data: Path) -> None:
    assert own_key() is None
    assert not (data / KEY_FILE).exists()
    key, _ = sealing_key()
    assert own_key() == key.public


def test_known_keys_are_read_line_by_line(data: Path) -> None:
    data.mkdir()
    (data / KNOWN_KEYS).write_text(f"# ours\n{'ab' * 32} Head office\n\nnonsense\n{'cd' * 32}\n")
    assert known_keys() == {b"\xab" * 32: "Head office", b"\xcd" * 32: "a known key"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the folder is the user's own there")
def test_key_that_others_may_read_is_kept_from_them(data: Path) -> None:
    key, _ = sealing_key()
    (data / KEY_FILE).chmod(0o644)
    assert sealing_key() == (key, "")
    assert stat.S_IMODE((data / KEY_FILE).stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_pipes_in_place_of_keys_keep_nobody_waiting(data: Path) -> None:
    data.mkdir()
    os.mkfifo(data / KEY_FILE)
    os.mkfifo(data / KNOWN_KEYS)
    assert "expected a plain file" in sealing_key()[1]
    assert (own_key(), known_keys()) == (None, {})


def test_known_keys_are_not_read_without_a_bound(data: Path) -> None:
    data.mkdir()
    (data / KNOWN_KEYS).write_text(f"{'ab' * 32} Head office\n" + "#" * 1_000_000)
    assert known_keys() == {}
