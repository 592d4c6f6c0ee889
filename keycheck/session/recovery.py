"""What a crash or a power cut left behind: journals without a program are sealed, so that nothing is lost or told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from keycheck.config import data_folder
from keycheck.errors import BadFile
from keycheck.events import trace_file
from keycheck.events.seal import seal
from keycheck.session.journal import JOURNAL, claimed
from keycheck.session.keeping import KEPT


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A journal that stays as it is, because it can't be read, or its sealed form can't be written."""

    journal: Path
    why: str
    """In one line."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found of examinations that were cut off."""

    traces: tuple[Path, ...] = ()
    """The sealed traces, to be replayed."""
    unsealed: tuple[Unsealed, ...] = ()


def recover() -> Recovered:
    """Seal every journal that no running keycheck writes. Never raises: what can't be sealed stays, and is named."""
    found = [_recover(journal) for journal in sorted(data_folder().glob(f"*{JOURNAL}"))]
    return Recovered(
        tuple(one for one in found if isinstance(one, Path)), tuple(one for one in found if isinstance(one, Unsealed))
    )


def _recover(journal: Path) -> Path | Unsealed | None:
    """The sealed trace, or why there is none; None where the journal is another's."""
    try:
        with claimed(journal) as data:
            return None if not data else _seal(journal, data)
    except FileNotFoundError:
        # Another keycheck has recovered it meanwhile.
        return None
    except BadFile as error:
        return Unsealed(journal, error.where)
    except OSError as error:
        if sys.platform == "win32" and isinstance(error, PermissionError):
            # So Windows says that another keycheck has it open, to recover it.
            return None
        return Unsealed(journal, error.strerror or type(error).__name__)


def _seal(journal: Path, data: bytes) -> Path:
    whole_lines, _, _ = data.rpartition(b"\n")
    sealed = seal(trace_file.decode(whole_lines + b"\n", str(journal), of_our_own=True))
    folder = data_folder() / KEPT / journal.name.removesuffix(JOURNAL)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trace.jsonl").write_bytes(trace_file.encode(sealed))
    journal.unlink()
    return folder / "trace.jsonl"
