"""Where a report says what its recording does not: first what hangs on no rules, then the verdict, which does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from keycheck import __version__
from keycheck.diagnosis.verdict import Verdict
from keycheck.events.trace import Trace
from keycheck.layouts.layout import Layout
from keycheck.reports.report import Report, keyboard_with, listened_by, moment, sealed_limits
from keycheck.session.report_names import is_drawn

WRITTEN_WITHIN = timedelta(days=1)
"""So long after the end of its recording a report is written; keycheck writes it at once."""

_RULES = re.compile(r"[1-9][0-9]{0,5}")
"""The rules are counted from 1: others there never were."""

Compared = tuple[str, Any, Any]
"""A place of the report, what it says there, and what follows from the recording."""


def with_recording(report: Report, trace: Trace) -> str | None:
    """The place where the report contradicts a fact of the recording that hangs neither on rules nor on a map."""
    return _first_that_differs(_facts(report, trace))


def with_map(report: Report, layout: Layout) -> str | None:
    """The place where it contradicts the map that it was made with."""
    return _first_that_differs((("$.keyboard.locale", report.keyboard.locale, layout.locale),))


def with_verdict(report: Report, verdict: Verdict) -> str | None:
    """The place where its verdict is another than the one that the recording gives by the same rules."""
    return _first_that_differs(
        (f"$.verdict.{name}", getattr(report.verdict, name), getattr(verdict, name))
        for name in verdict.__struct_fields__
    )


def with_wording(report: Report, layout: Layout) -> str | None:
    """The place where its words are others than keycheck's; another version may have had others."""
    return _first_that_differs(_words(report, layout)) if is_of_this_version(report) else None


def has_other_words(report: Report, layout: Layout | None) -> bool:
    """Whether a version that is not asked for its words, or a map that is not there, lets it say what it likes."""
    return _first_that_differs(_words(report, layout)) is not None


def _words(report: Report, layout: Layout | None) -> Iterator[Compared]:
    if layout is not None:
        yield "$.keyboard.layout_name", report.keyboard.layout_name, layout.name
    yield "$.limits_text", report.limits_text, sealed_limits(report.verdict)


def is_of_this_version(report: Report) -> bool:
    """Whether this very version has chosen the words of the report, so that they can be compared."""
    return report.tool.version == __version__


def is_written_after(made: datetime, trace: Trace) -> bool:
    """Whether a report of this time can be that of the recording: not before its start, nor long after its end."""
    lasted = timedelta(microseconds=(trace.records[-1].t if trace.records else 0) // 1000)
    return timedelta() <= made - _started(trace) <= lasted + WRITTEN_WITHIN


def _started(trace: Trace) -> datetime:
    return datetime.fromisoformat(trace.header.started).replace(microsecond=0)


def _facts(report: Report, trace: Trace) -> Iterator[Compared]:
    header, keyboard, rules = trace.header, report.keyboard, report.verdict.rules
    yield "$.verdict.rules", rules, header.rules
    yield "$.verdict.rules", _RULES.fullmatch(rules) is not None, True
    yield "$.practice", report.practice, header.practice
    yield "$.keyboard", keyboard, keyboard_with(header, header.layout, keyboard.layout_name, keyboard.locale)
    yield "$.sources", report.sources, listened_by(header)
    yield "$.tool.version", report.tool.version, header.keycheck
    yield "$.created_utc", is_written_after(moment(report), trace), True
    yield "$.report_id", is_drawn(report.report_id, report.trace_sha256, report.created_utc), True


def _first_that_differs(compared: Iterable[Compared]) -> str | None:
    return next((place for place, said, expected in compared if said != expected), None)
