"""How much of a serial number a paper shows: all of it, its end, or nothing."""

from __future__ import annotations

from typing import Literal

import msgspec

from keycheck.reports.report import Report

Shown = Literal["full", "end", "none"]

_END = 4
"""Signs; as many as the QR code tells."""


def shown_of(serial: str | None, shown: Shown) -> str | None:
    """What a paper says of this number; None for nothing."""
    if not serial or shown == "none":
        return None
    return serial if shown == "full" else f"…{serial[-_END:]}"


def without_serial(report: Report, shown: Shown) -> Report:
    """The report with that much of its serial number, and so without its seal where that is not all."""
    if shown == "full":
        return report
    product = msgspec.structs.replace(report.product, serial=shown_of(report.product.serial, shown))
    return msgspec.structs.replace(report, product=product, seal=None)
