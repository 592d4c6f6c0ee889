"""The sealing key of this installation: made on first use, kept in a file that only its owner may read."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from pathlib import Path

from keycheck.config import data_folder, hand_over
from keycheck.errors import KeycheckError
from keycheck.errors.bounded_file import bytes_of
from keycheck.evidence.signature import PUBLIC_BYTES, SEED_BYTES, SealingKey
from keycheck.languages import N_

KEY_FILE = "seal.key"
"""The private key, 64 signs of hex and a line end, mode 0600."""
KNOWN_KEYS = "known-keys.txt"
"""The public keys of others: a line for each, the key in hex and whose it is."""

LONGEST_KEY = 200
"""Bytes of a file with one key; more are none of ours."""
MOST_KNOWN = 1_000_000
"""Bytes of the keys of others, ten thousand of them; a longer file is not read."""

TRIES, BETWEEN_TRIES_S = 20, 0.02
"""How often, and after how long, a file is asked for again that another process has in hand (Windows)."""


def sealing_key() -> tuple[SealingKey, str]:
    """The key to seal with, and what the person should know about it; empty where all is well.

    Where none can be kept or read, the report is sealed all the same, with a key for this one report: no examination is
    lost for a key.
    """
    try:
        file = data_folder() / KEY_FILE
        return _read_or_made(file), ""
    except (KeycheckError, OSError, ValueError) as error:
        why = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
        said = N_("The key of this computer can't be used ({why}), so this report has a key of its own.")
        return SealingKey.new(), said.format(why=why)


def own_key() -> bytes | None:
    """The public half of the key that is kept here; None where none is. It makes none."""
    with contextlib.suppress(KeycheckError, OSError, ValueError):
        key = _read(data_folder() / KEY_FILE)
        return key.public if key else None
    return None


def known_keys() -> dict[bytes, str]:
    """The public keys that somebody here has written down as known, and whose they are. Other lines are passed over."""
    known: dict[bytes, str] = {}
    with contextlib.suppress(KeycheckError, OSError):
        for line in bytes_of(data_folder() / KNOWN_KEYS, MOST_KNOWN).decode(errors="replace").splitlines():
            key, _, name = line.strip().partition(" ")
            with contextlib.suppress(ValueError):
                if len(public := bytes.fromhex(key)) == PUBLIC_BYTES:
                    known[public] = name.strip() or "a known key"
    return known


def _read(file: Path) -> SealingKey | None:
    if not os.path.lexists(file):
        return None
    text = bytes_of(file, LONGEST_KEY).decode("ascii", errors="replace")
    with contextlib.suppress(ValueError):
        if len(seed := bytes.fromhex(text)) == SEED_BYTES:
            _keep_to_its_owner(file)
            return SealingKey(seed)
    raise ValueError(N_("{file}: found something else, expected a key of 64 signs of hex").format(file=file))


def _read_or_made(file: Path) -> SealingKey:
    """Windows refuses a file for the moment in which another process has it in hand: there it is asked for again."""
    for _ in range(TRIES if sys.platform == "win32" else 0):
        with contextlib.suppress(PermissionError):
            return _read(file) or _made(file)
        time.sleep(BETWEEN_TRIES_S)
    return _read(file) or _made(file)


def _keep_to_its_owner(file: Path) -> None:
    """Others may have read it; from now on they may not. Where that can't be said, as on a stick, it stays."""
    with contextlib.suppress(OSError):
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)


def _made(file: Path) -> SealingKey:
    """A new key, in the file whole or not at all; of two that are made at once, the first stays for both."""
    key, part = SealingKey.new(), file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(f"{key.seed.hex()}\n")
        hand_over(part)
        _put_in_place(part, file)
    finally:
        part.unlink(missing_ok=True)
    return _read(file) or key


def _put_in_place(part: Path, file: Path) -> None:
    try:
        os.link(part, file)
    except FileExistsError:
        return
    except OSError as error:
        if sys.platform == "win32" and isinstance(error, PermissionError):
            raise
        # A file system without links: the stick of a counter, where nobody else writes.
        os.replace(part, file)
