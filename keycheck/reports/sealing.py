"""A sealed report, with what the pages show and enclose of it: its claim code, its QR code, its recording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from keycheck.errors import BadFile
from keycheck.evidence import claim_code as codes
from keycheck.evidence import qr
from keycheck.evidence.enclosed import Enclosed
from keycheck.evidence.envelope import put_together, seal_of, signed_bytes, taken_apart
from keycheck.evidence.page_seal import sealed_page
from keycheck.evidence.signature import SealingKey
from keycheck.languages import N_
from keycheck.reports.report import Report, encode, moment
from keycheck.returns.symptom_code import symptom_code


def seal(report: Report, key: SealingKey) -> bytes:
    """The file `report.json`: the report and, as its last member, its seal. The same report and key give the same."""
    body = _body(report)
    return put_together(body, seal_of(body, key))


def claim_code(report: Report) -> str:
    """The code by which this report is found: `KNQV-5T7G-08XKB`. It does not depend on the key."""
    return codes.claim_code(_body(report))


def claims(report: Report) -> qr.Claims:
    """What the QR code of this report says."""
    digest = sha256(signed_bytes(_body(report))).digest()
    listed = [
        qr.Claim(code.removeprefix("KC:"), finding.hits, finding.trials)
        for finding in report.verdict.findings
        if (code := symptom_code(finding)) is not None
    ]
    return qr.Claims(
        practice=report.practice,
        digest=digest,
        day=f"{moment(report):%Y-%m-%d}",
        serial_end=_serial_end(report),
        claims=tuple(listed[: qr.MOST_CLAIMS]),
        more=len(report.verdict.findings) - len(listed[: qr.MOST_CLAIMS]),
    )


def _serial_end(report: Report) -> str:
    return (report.product.serial or "")[-4:]


def _body(report: Report) -> bytes:
    return encode(msgspec.structs.replace(report, seal=None))


@dataclass(frozen=True, slots=True)
class Sealed:
    """All that goes into a page beside the report's words."""

    data: bytes
    """The file `report.json`."""
    trace: bytes | None
    """The file `trace.jsonl`; None where it is gone."""
    claim_code: str
    claims: qr.Claims
    """What its QR code says."""
    key: SealingKey
    """Seals the page: it need not be the key of the report."""
    layout: bytes | None = None
    """The file `layout.toml`; None where the map is one that every keycheck has."""

    def showing(self, report: Report) -> Sealed:
        """The same, with as much of the serial number in the QR code as this report shows."""
        return replace(self, claims=msgspec.structs.replace(self.claims, serial_end=_serial_end(report)))

    @property
    def qr_text(self) -> str:
        """What the QR code holds."""
        return qr.qr_text(self.claims, self.key)

    @property
    def qr_svg(self) -> str:
        """The picture of the QR code."""
        return qr.qr_svg(self.qr_text)

    @property
    def enclosed(self) -> Enclosed:
        """The files that travel inside of a page."""
        whole = Enclosed(self.data, self.trace, self.layout)
        return whole if whole.fits else Enclosed(self.data, None, self.layout)

    def seal_page(self, page: bytes) -> bytes:
        """The page with its own seal in the place that it has for one."""
        return sealed_page(page, self.key)


def sealed(report: Report, key: SealingKey, trace: bytes | None, layout: bytes | None = None) -> Sealed:
    """The report, sealed with this key, its recording in the sealed form, and a map of one's own."""
    return Sealed(seal(report, key), trace, claim_code(report), claims(report), key, layout)


def sealed_before(
    data: bytes, report: Report, key: SealingKey, trace: bytes | None, layout: bytes | None = None
) -> Sealed:
    """The same of a report that is sealed, perhaps with another's key: its seal stays, the page gets one of `key`.

    Raises BadFile where the seal is damaged, or does not fit: what was altered is not written down again.
    """
    envelope = taken_apart(data, "report.json")
    if not envelope.is_intact:
        raise BadFile("report.json", N_("its seal"), N_("another report than the one that was sealed"), N_("that one"))
    return Sealed(data, trace, codes.claim_code(envelope.body), claims(report), key, layout)
