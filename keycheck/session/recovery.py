"""What a crash or a power cut left behind: journals without a program are sealed, so that nothing is lost or told."""

from __future__ import annotations

from pathlib import Path

from keycheck.config import data_folder
from keycheck.errors import BadFile
from keycheck.events import trace_file
from keycheck.events.seal import seal
from keycheck.events.trace import End, Trace
from keycheck.session.journal import JOURNAL, in_use
from keycheck.session.keeping import KEPT


def recover() -> tuple[Path, ...]:
    """Seal every journal that no running keycheck writes; the sealed traces, to be replayed.

    A journal that can't be read or sealed stays where it is. Never raises.
    """
    found = sorted(data_folder().glob(f"*{JOURNAL}"))
    return tuple(kept for journal in found if (kept := _recover(journal)) is not None)


def _recover(journal: Path) -> Path | None:
    try:
        if in_use(journal):
            return None
        whole_lines, _, _ = journal.read_bytes().rpartition(b"\n")
        sealed = seal(_ended(trace_file.decode(whole_lines + b"\n", str(journal))))
        folder = data_folder() / KEPT / journal.name.removesuffix(JOURNAL)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "trace.jsonl").write_bytes(trace_file.encode(sealed))
        journal.unlink()
    except (OSError, BadFile):
        return None
    return folder / "trace.jsonl"


def _ended(trace: Trace) -> Trace:
    """The trace with its end; without one its sealed form would count as cut off."""
    if trace.records and isinstance(trace.records[-1], End):
        return trace
    last_ns = trace.records[-1].t if trace.records else 0
    return Trace(trace.header, (*trace.records, End(last_ns, "interrupted")))
