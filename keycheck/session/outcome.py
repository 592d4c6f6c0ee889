"""What an examination leaves behind: the sealed trace, the verdict drawn from it, and the report in every format."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from keycheck import __version__
from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.events import trace_file
from keycheck.events.seal import seal
from keycheck.events.trace import Trace
from keycheck.host.machine import Machine
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import own_ids
from keycheck.layouts.map_text import as_toml
from keycheck.reports.formats import Format, render
from keycheck.reports.pdf import NoPdfWriter
from keycheck.reports.purchase import Purchase
from keycheck.reports.report import Product, Report, Software, build
from keycheck.session.keeping import keep

TRACE_FILE = "trace.jsonl"
LAYOUT_FILE = "layout.toml"
"""The map, where it is none of those that every keycheck has: without it nobody could draw the verdict again."""

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


def conclude(trace: Trace, layout: Layout, machine: Machine, purchase: Purchase, out: Path | None) -> Outcome:
    """Seal the trace, draw the verdict from the sealed form, write everything, and say where it lies.

    `out` is the folder that was asked for; None makes a new one. Raises KeycheckError only where no folder at all can
    be written.
    """
    sealed = seal(trace)
    recording = trace_file.encode(sealed)
    verdict = diagnose(sealed, layout)
    report = _report(sealed, verdict, layout, machine, purchase, sha256(recording).hexdigest())
    files, notices = {TRACE_FILE: recording}, []
    if layout.id not in own_ids():
        files[LAYOUT_FILE] = as_toml(layout).encode()
    for form, name in REPORT_FILES.items():
        try:
            files[name] = render(report, layout, form)
        except NoPdfWriter as missing:
            notices.append(str(missing))
        except Exception as error:
            # The views follow from the report: one that can't be drawn must not cost the examination.
            if form == "json":
                raise
            notices.append(f"{name} could not be made ({type(error).__name__}: {error}).")
    folder, kept = keep(files, out, practice=verdict.practice)
    return Outcome(verdict, report, folder, tuple(files), (*notices, *kept))


def _report(
    trace: Trace, verdict: Verdict, layout: Layout, machine: Machine, purchase: Purchase, digest: str
) -> Report:
    # A simulated keyboard is in no machine: this one's serial number has no place on a practice page.
    product = Product() if verdict.practice else _product(machine)
    return build(
        report_id=secrets.token_hex(8),
        created_utc=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=__version__,
        verdict=verdict,
        header=trace.header,
        layout=layout,
        product=product,
        software=Software(os=machine.os.value if machine.os else ""),
        purchase=purchase,
        trace_file=TRACE_FILE,
        trace_sha256=digest,
    )


def _product(machine: Machine) -> Product:
    return Product(
        maker=machine.maker.value if machine.maker else None,
        model=machine.model.value if machine.model else None,
        serial=machine.serial.value if machine.serial else None,
        serial_source=machine.serial.source if machine.serial else None,
    )
