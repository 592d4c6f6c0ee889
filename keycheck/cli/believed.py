"""What `keycheck verify` answers about a report, for every command that is to believe one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from keycheck.languages import N_

if TYPE_CHECKING:
    from keycheck.reports.report import Report
    from keycheck.reports.second_test import Checked
    from keycheck.session.answer import Answer


def answer_about(file: Path) -> Answer:
    """The answer of this computer, with the keys that are known here."""
    from keycheck.session.verifying import verify

    return verify(file, keys_known_here())


def keys_known_here() -> dict[bytes, str]:
    """The public keys that somebody here has written down, and the one of this computer, and whose they are."""
    from keycheck.cli.verify_words import OWN
    from keycheck.evidence.key_file import known_keys, own_key

    own = own_key()
    return known_keys() | ({own: OWN} if own else {})


def believed(file: Path) -> tuple[Report, Checked, str]:
    """The report in this file (a page or a PDF that encloses one, too), how far it was checked, and its claim code.

    The code is empty where nobody sealed it. Raises Refused for what `keycheck verify` refuses, but for a report.json
    that was never sealed, and BadFile where such a one says what the recording beside it does not.
    """
    from keycheck.cli.verify_words import refused
    from keycheck.errors.bounded_file import bytes_of
    from keycheck.evidence.enclosed import MAX_PAGE, is_page
    from keycheck.reports.report import decode

    answer = answer_about(file)
    if answer.answer == "not_sealed" and not is_page(data := bytes_of(file, MAX_PAGE)):
        report = decode(data, str(file))
        _refuse_contradicted(file, report)
        return report, "not_sealed", ""
    if answer.exit_status == 4 or answer.report is None:
        raise refused(answer)
    return answer.report, "checked" if answer.exit_status == 0 else "not_checked", answer.claim_code or ""


def _refuse_contradicted(file: Path, report: Report) -> None:
    """Nobody has sealed it: it must at least say what the recording beside it does, PRACTICE above all."""
    from keycheck.errors import BadFile
    from keycheck.events.trace_file import decode
    from keycheck.session import contradiction
    from keycheck.session.beside import recording_beside

    recording = recording_beside(file, report.trace_file)
    if recording is None:
        return
    trace = decode(recording, str(file.parent / report.trace_file))
    if (place := contradiction.with_recording(report, trace)) is not None:
        raise BadFile(
            str(file),
            place,
            N_("another answer"),
            N_("the one of {file} beside it").format(file=report.trace_file),
        )
