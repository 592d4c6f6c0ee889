"""What the report says to people: short, exact, without blame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.verdict import Bound, Control, Limit, Line, Pattern, Sound, Undecided, Verdict, Voided
from keycheck.events.trace import Incident
from keycheck.reports import account_wording, evidence, machine_wording, traits_wording, wording
from keycheck.reports.page import page
from tests.languages.forbidden import blames
from tests.reports.examples import SMALL, VERDICTS, finding, report, verdict

ROOM = Path(wording.__file__).parent


def everything_said() -> dict[str, str]:
    """The words of every example, and the sources they come from."""
    pages = {name: str(page(report(v), SMALL)) for name, v in VERDICTS.items()}
    sources = [*ROOM.glob("*.py"), *(ROOM / "templates").iterdir()]
    return pages | {file.name: file.read_text(encoding="utf-8") for file in sources}


SAID = everything_said()


@pytest.mark.parametrize(("name", "text"), SAID.items(), ids=SAID)
def test_no_word_blames_or_soothes(name: str, text: str) -> None:
    assert blames("en", text) == []


def dead(*keys: str) -> tuple[Any, ...]:
    return tuple(finding(key=key) for key in keys)


RESULTS = [
    (verdict(), "Key 5 does not work."),
    (verdict(findings=dead("Digit5", "KeyA")), "Keys 5 and A do not work."),
    (verdict(findings=dead("Digit5", "KeyA", "Space")), "Keys 5, A and Space do not work."),
    (
        verdict(findings=dead("Digit4", "Digit5", "Digit6", "KeyA", "Space")),
        "Keys 4, 5, 6 and 2 more do not work.",
    ),
    (VERDICTS["stuck"], "Key Left Shift is stuck down."),
    (VERDICTS["software"], "Key 5 sends its signal, but programs do not receive it."),
    (verdict(findings=dead("Numpad5")), "Key 5 on the number pad does not work."),
    (verdict(findings=dead("Semicolon")), "Key ; (semicolon) does not work."),
    (verdict(findings=dead("F5")), "Key F5 does not work."),
    (VERDICTS["no_fault"], "No fault seen: each of the 12 keys worked when it was pressed."),
    (VERDICTS["inconclusive"], "Not decided: no clear answer for key 5 yet."),
    (
        verdict(verdict="inconclusive", findings=(), not_tested=("Digit4", "Digit5")),
        "Not decided: 2 keys were not tested.",
    ),
    (verdict(verdict="inconclusive"), "Not decided: key 5 may have a fault."),
    (verdict(verdict="inconclusive", findings=()), "Not decided: this test gave no answer that stands."),
]


@pytest.mark.parametrize(("of", "sentence"), RESULTS, ids=[sentence for _, sentence in RESULTS])
def test_result_is_said_in_one_sentence(of: Verdict, sentence: str) -> None:
    assert wording.result(of, SMALL) == sentence


def test_each_symptom_has_its_own_sentence() -> None:
    assert wording.result(VERDICTS["several"], SMALL).count(".") == 7


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("dead", "Fault, cause: hardware"),
        ("software", "Fault, cause: software"),
        ("stuck", "Fault, cause: the keyboard or software, not told apart"),
        ("several", "Fault"),
        ("no_fault", "No fault seen"),
        ("inconclusive", "Not decided"),
        ("practice", "Fault, cause: hardware (practice)"),
    ],
)
def test_tag_tells_the_kind_of_result_and_its_cause(name: str, tag: str) -> None:
    assert wording.tag(VERDICTS[name]) == tag


MEANINGS = [
    (verdict(), "The cause is the switch or the keyboard itself."),
    (VERDICTS["software"], "The cause is software: a setting, a program, a driver or firmware."),
    (VERDICTS["stuck"], "The keyboard or software causes it: which of the two, this examination can't tell."),
    (VERDICTS["several"], "The causes differ from key to key: see below."),
    (
        VERDICTS["no_fault"],
        "A key that misses up to 45.1 % of its presses can still look fine in so short a test.",
    ),
    (
        VERDICTS["inconclusive"],
        "What would settle it: Repeat the test of key 5 and press the 2 keys that are left.",
    ),
]


@pytest.mark.parametrize(("of", "sentence"), MEANINGS, ids=[sentence for _, sentence in MEANINGS])
def test_meaning_follows_the_result(of: Verdict, sentence: str) -> None:
    assert wording.meaning(of) == sentence


EVIDENCE: list[tuple[dict[str, Any], str]] = [
    (
        {},
        "It missed all 5 asked-for presses.",
    ),
    (
        {"symptom": "intermittent", "trials": 14, "hits": 9, "bound": Bound(0.95, 0.848)},
        "It missed 5 of 14 asked-for presses.",
    ),
    ({"symptom": "stuck", "trials": 2, "bound": None}, "It came up in 0 of 2 tries."),
    ({"symptom": "chatters", "trials": 20, "hits": 16, "bound": None}, "4 of 20 presses arrived more than once."),
    (
        {"symptom": "chatters", "trials": 10, "hits": 7, "bound": Bound(0.95, 0.913)},
        "3 of 10 presses arrived more than once.",
    ),
    ({"symptom": "late_release", "trials": 10, "hits": 6, "bound": None}, "4 of 10 presses came up late."),
    ({"symptom": "wrong_code", "bound": None}, "0 of 5 asked-for presses arrived as this key."),
    ({"symptom": "extra_key", "trials": 6, "hits": 2, "bound": None}, "4 of 6 presses set off another key as well."),
]


@pytest.mark.parametrize(("parts", "sentence"), EVIDENCE, ids=[str(p.get("symptom", "dead")) for p, _ in EVIDENCE])
def test_evidence_counts_n_of_n(parts: dict[str, Any], sentence: str) -> None:
    assert evidence.evidence(finding(**parts)) == sentence


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (None, ""),
        (
            Line("x61", "drive3", 4.75e-8, 6, 6),
            "This is consistent with one broken line or its connector, drive line 3. "
            "On it 6 of 6 tested keys are dead; by chance 5e-08.",
        ),
        (
            Line("x61", "sense1+sense2", None, 3, 3),
            "This is consistent with two shorted lines, sense line 1 and sense line 2: 3 pairs of keys lie on them.",
        ),
    ],
)
def test_line_is_said_with_its_chance_and_no_more_than_consistent(line: Line | None, said: str) -> None:
    assert evidence.on_line(line) == said


def test_other_key_is_named() -> None:
    assert evidence.meaning(finding(symptom="wrong_code", other="KeyA"), SMALL) == "arrives as another key: A"


PATTERNS = [
    (
        Pattern("share_a_line", ("Digit4", "Digit5", "KeyA"), 28, 43),
        "Keys 4, 5 and A: any two of these keys share a line on 28 of 43 known laptop keyboards. "
        "The matrix of this one is not known.",
    ),
    (
        Pattern("near_each_other", ("Digit4", "Digit5", "KeyA")),
        "Keys 4, 5 and A: this is consistent with liquid or flex-cable damage.",
    ),
]


@pytest.mark.parametrize(("pattern", "said"), PATTERNS, ids=["line", "near"])
def test_what_faulty_keys_share_names_no_cause(pattern: Pattern, said: str) -> None:
    assert account_wording.patterns((pattern,), SMALL) == (said,)


def test_key_without_a_fault_is_told_with_what_its_trials_could_not_exclude() -> None:
    said = account_wording.sound((Sound("KeyA", 15, 15, 0.182),), SMALL)
    assert said == ("Key A: 15 of 15 asked-for presses arrived; a miss rate up to 18.2 % can't be excluded.",)


def test_limit_of_the_design_is_no_fault_and_excuses_none() -> None:
    (said,) = account_wording.limits((Limit("KeyA", 2),), SMALL)
    assert said.startswith("Key A arrived alone, and 2 times not while two others were held.")
    assert "which is no fault" in said
    assert said.endswith("A key that misses presses looks the same here.")


def test_what_holding_keys_has_shown_is_no_fault() -> None:
    arrived, blocked, repeat, *lamps = traits_wording.traits(VERDICTS["traits"].traits, SMALL)
    assert arrived == "Held down together, all of these keys arrived: A + 4 + Space, A + 4 + Left Shift."
    assert blocked.startswith("Held down together, not all of these keys arrived: 4 + 5 + A.")
    assert blocked.endswith("which is no fault. A key that misses presses looks the same here.")
    assert repeat == "The desktop repeats a held key after 660 ms, then every 40 ms: a setting of this machine."
    assert [said.removeprefix("The person at the keyboard said that ") for said in lamps] == [
        "the Num Lock lamp lit when it was switched on.",
        "the Caps Lock lamp did not light when it was switched on.",
        "it has no Scroll Lock lamp.",
    ]


def test_nothing_is_said_of_keys_that_nobody_held() -> None:
    assert traits_wording.traits(VERDICTS["dead"].traits, SMALL) == ()


def test_trials_that_do_not_count_are_told_by_key_and_reason() -> None:
    trials = [Voided(n, "KeyA", reason, 0, 1) for n, reason in enumerate(("overlap", "timeout", "overlap"))]
    assert account_wording.voided(trials, SMALL) == (
        "Key A: another key was still down (2 times).",
        "Key A: the three keys took too long (once).",
    )


@pytest.mark.parametrize("reason", get_args(VoidReason))
def test_every_reason_has_its_words(reason: VoidReason) -> None:
    assert account_wording.voided((Voided(1, "KeyA", reason, 0, 1),), SMALL)


def test_open_cause_says_what_would_settle_it() -> None:
    said = evidence.grounds(finding(reason="only the desktop listened", would_settle="listen closer"))
    assert said.endswith("Only the desktop listened. What would settle it: listen closer.")


def test_undecided_key_says_why_and_what_would_settle_it() -> None:
    item = Undecided("KeyA", "the window lost the focus", 3, 1, "repeat it")
    said = "Key A: 1 of 3 asked-for presses arrived. The window lost the focus. What would settle it: repeat it."
    assert wording.undecided(item, SMALL) == said


def test_untestable_key_is_named_with_its_reason() -> None:
    said = [wording.not_testable(item, SMALL) for item in verdict().not_testable]
    assert said == ["Fn cannot be tested here: handled inside the keyboard, never sent."]


def test_keys_left_out_are_all_named_and_the_number_pad_once() -> None:
    said = wording.not_tested(("KeyA", "ShiftRight", "Numpad5", "NumpadEnter"), SMALL)
    assert said == "4 keys were not tested: A, Right Shift; on the number pad 5, Enter."


@pytest.mark.parametrize(
    "said", [wording.not_tested((), SMALL), wording.not_on_keyboard((), SMALL), wording.controls((), SMALL)]
)
def test_nothing_to_say_is_said_with_nothing(said: str) -> None:
    assert said == ""


def test_control_keys_are_counted_together_and_one_by_one() -> None:
    said = wording.controls((Control("Digit4", 6, 5), Control("Numpad5", 4, 4)), SMALL)
    assert "Of 10 such presses 9 came (4: 5 of 6; 5 on the number pad: 4 of 4)." in said
    assert said.endswith("One that was left out makes its trial void, and is no fault of that key.")


def test_control_keys_that_all_came_need_no_excuse() -> None:
    assert wording.controls((Control("Digit4", 6, 6),), SMALL).endswith("Of 6 such presses 6 came (4: 6 of 6).")


def test_disturbances_of_a_kind_are_told_together() -> None:
    stall = [Incident(t * 10**9, 0, "stall", t * 10**9 + 60_000_000) for t in (30, 33)]
    blur = Incident(12_000_000_000, None, "blur", 12_050_000_000)
    assert wording.incidents((*stall, blur)) == (
        "The keycheck window was not in front: once, at 12.0 s. What happened meanwhile does not count.",
        "The computer was too busy to listen in time: 2 times, between 30.0 s and 33.1 s. "
        "What happened meanwhile does not count.",
    )


@pytest.mark.parametrize(
    "must", ["one keyboard", "misses up to 95 % of its presses can still look fine", "a claim", "No typed text"]
)
def test_limits_say_what_the_report_does_not_show(must: str) -> None:
    assert must in wording.limits(verdict())


def test_without_a_working_key_no_miss_rate_is_promised() -> None:
    assert "%" not in wording.limits(verdict(miss_rate_below=1.0))


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+", text) if s]


@pytest.mark.parametrize("name", VERDICTS)
def test_every_sentence_is_short(name: str) -> None:
    whole = page(report(VERDICTS[name]), SMALL)
    said = (
        whole.result, whole.meaning, whole.practice, whole.check,
        *(row.grounds for row in whole.faults), *(line for _, lines in whole.sections for line in lines),
    )  # fmt: skip
    assert [s for text in said for s in sentences(text) if len(s.split()) >= 25] == []


def test_practice_sentence_leaves_no_doubt() -> None:
    assert wording.PRACTICE == "PRACTICE: this keyboard was simulated. This page says nothing about a real keyboard."


@pytest.mark.parametrize(
    ("ns", "said"), [(1000, "to 1 µs"), (1_000_000, "to 1 ms"), (15_625_000, "to 15.6 ms"), (0, "to 0 µs")]
)
def test_resolution_is_told_in_a_unit_that_fits(ns: int, said: str) -> None:
    assert machine_wording.listened_by("evdev", "kernel", ns) == f"evdev (system kernel, {said})"
