"""What an examination leaves behind: the sealed trace, the verdict drawn from it, and the report in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec

from keycheck import __version__
from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.errors.pasteable import pasteable
from keycheck.events import trace_file
from keycheck.events.seal import seal
from keycheck.events.trace import Trace
from keycheck.evidence.claim_code import can_be_said
from keycheck.evidence.key_file import sealing_key
from keycheck.evidence.signature import SealingKey
from keycheck.host.machine import Machine
from keycheck.languages import _, retold, spoken, told
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import own_ids
from keycheck.layouts.map_text import as_toml
from keycheck.reports.formats import Format, render
from keycheck.reports.letter import has_letter
from keycheck.reports.letter_wording import ADD_LETTER
from keycheck.reports.pdf import NoPdfWriter
from keycheck.reports.purchase import Purchase
from keycheck.reports.report import Product, Report, Software, build
from keycheck.reports.sealing import Sealed, claim_code, sealed
from keycheck.returns.ask import Ask
from keycheck.session.beside import LAYOUT_FILE
from keycheck.session.contradiction import is_written_after
from keycheck.session.keeping import keep
from keycheck.session.report_names import names

TRACE_FILE = "trace.jsonl"
REPORT_FILES: dict[Format, str] = {"json": "report.json", "html": "report.html", "pdf": "report.pdf"}

EXIT_STATUS = {"no_fault_seen": 0, "fault": 1, "inconclusive": 3}
"""The exit status that goes with each verdict."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of an examination."""

    verdict: Verdict
    report: Report
    folder: Path
    files: tuple[str, ...]
    notices: tuple[str, ...]
    """What the person should know about the files: kept elsewhere than asked, no PDF on this system."""


def conclude(
    trace: Trace, layout: Layout, machine: Machine, purchase: Purchase, out: Path | None, ask: Ask | None = None
) -> Outcome:
    """Draw the verdict from the sealed trace, seal the report, write everything, and say where it lies.

    `out` is the folder that was asked for; None makes a new one. With a wish in `ask`, a letter goes with it. Raises
    KeycheckError only where no folder at all can be written.
    """
    key, said_of_key = sealing_key()
    report, of_report = seal_report(trace, layout, machine, purchase, key, _made(trace, datetime.now(UTC)))
    files, notices = _files(report, of_report, layout, ask)
    folder, kept = keep(files, out, practice=report.practice)
    said = (retold(said_of_key),) if said_of_key else ()
    return Outcome(
        report.verdict, report, folder, tuple(files), (*said, *notices, *kept, *_letter(report, folder, ask))
    )


def _letter(report: Report, folder: Path, ask: Ask | None) -> tuple[str, ...]:
    """How a letter is had, where there is something to ask for and nobody has asked yet."""
    if report.practice or (ask and ask.want) or not has_letter(report, Ask(want="refund")):
        return ()
    # Who chose the language here may not have it in the terminal where the command is pasted.
    language = "" if spoken() == "en" else f" --language {spoken()}"
    return (f"{_(ADD_LETTER)} keycheck report {pasteable(folder)} --want refund{language} --format pdf -o letter.pdf",)


def _made(trace: Trace, now: datetime) -> datetime:
    """Now; or when the recording says it ended, where the clock of the machine was set anew meanwhile."""
    if is_written_after(now, trace):
        return now
    lasted = timedelta(microseconds=trace.records[-1].t // 1000) if trace.records else timedelta()
    return datetime.fromisoformat(trace.header.started) + lasted


def seal_report(
    trace: Trace, layout: Layout, machine: Machine, purchase: Purchase, key: SealingKey, made: datetime
) -> tuple[Report, Sealed]:
    """The report of this examination, and all that is sealed with it. The same told twice gives the same bytes."""
    without_order = seal(trace)
    recording = trace_file.encode(without_order)
    verdict = diagnose(without_order, layout)
    report = _report(without_order, verdict, layout, machine, purchase, recording, made)
    return report, sealed(report, key, recording, _map_file(layout))


def _files(report: Report, of_report: Sealed, layout: Layout, ask: Ask | None) -> tuple[dict[str, bytes], list[str]]:
    files, notices = {TRACE_FILE: of_report.trace or b""}, []
    if of_report.layout is not None:
        files[LAYOUT_FILE] = of_report.layout
    for form, name in REPORT_FILES.items():
        try:
            files[name] = render(report, layout, form, of_report, ask=ask)
        except NoPdfWriter as missing:
            notices.append(told(missing))
        except Exception as error:
            # The views follow from the report: one that can't be drawn must not cost the examination.
            if form == "json":
                raise
            notices.append(
                _("{file} could not be made ({error}).").format(file=name, error=f"{type(error).__name__}: {error}")
            )
    return files, notices


def _map_file(layout: Layout) -> bytes | None:
    """The map as a file; None for one that every keycheck has."""
    return None if layout.id in own_ids() else as_toml(layout).encode()


def _report(
    trace: Trace,
    verdict: Verdict,
    layout: Layout,
    machine: Machine,
    purchase: Purchase,
    recording: bytes,
    made: datetime,
) -> Report:
    # A simulated keyboard is in no machine: this one's serial number has no place on a practice page.
    product = Product() if verdict.practice else _product(machine)
    digest, created_utc = sha256(recording).hexdigest(), made.strftime("%Y-%m-%dT%H:%M:%SZ")
    report = build(
        report_id="",
        created_utc=created_utc,
        version=__version__,
        verdict=verdict,
        header=trace.header,
        layout=layout,
        product=product,
        software=Software(os=machine.os.value if machine.os else ""),
        purchase=purchase,
        trace_file=TRACE_FILE,
        trace_sha256=digest,
        layout_sha256=None if (map_file := _map_file(layout)) is None else sha256(map_file).hexdigest(),
    )
    named = (msgspec.structs.replace(report, report_id=name) for name in names(digest, created_utc))
    return next(report for report in named if can_be_said(claim_code(report)))


def _product(machine: Machine) -> Product:
    return Product(
        maker=machine.maker.value if machine.maker else None,
        model=machine.model.value if machine.model else None,
        serial=machine.serial.value if machine.serial else None,
        serial_source=machine.serial.source if machine.serial else None,
    )
