"""Whole examinations, from hands off the keys to the end, by a person who is careful, absent, in doubt or hasty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

import pytest

from keycheck.diagnosis.decision import CAP
from keycheck.diagnosis.diagnosis import Diagnosis, diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Attest, End, Event, Prompt, Source, SweepKey
from keycheck.events.trace_file import decode, encode
from keycheck.examination.anchors import harmless
from keycheck.examination.confirm import DESERTED_AFTER
from keycheck.examination.presses import PAUSE_NS, PRESSES
from keycheck.examination.sandwich import SLOW_WINDOW_NS, WINDOW_NS
from keycheck.examination.suspect import SKIP_LIMIT, VOID_LIMIT
from keycheck.layouts.line_mates import line_mates
from tests.examination.sitting import Press, Sitting
from tests.scenarios import DESKTOP, FULL, KERNEL, KEYS, MS, SECOND, SMALL, finding, press, undecided

TWO = (KERNEL, DESKTOP)
NUMBER_PAD = ("Numpad7", "Numpad8", "Numpad9")


def swallowed(*keys: str) -> Press:
    """These keys reach the kernel and go no further."""
    return lambda key: {0: press(key)} if key in keys else {0: press(key), 1: f"t:1 {press(key)}"}


def at_random(key: str, share: float, seed: int) -> Press:
    """Presses of this key are lost with this chance."""
    random = Random(seed)
    return lambda pressed: {} if pressed == key and random.random() < share else {0: press(pressed)}


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_healthy_keyboard_is_asked_nothing_after_the_sweep() -> None:
    sitting = Sitting().take_part()
    assert sitting.prompts == []
    assert sitting.phases == ["start", "sweep"]
    assert (sitting.verdict.verdict, sitting.verdict.tested) == ("no_fault_seen", len(KEYS))
    assert sitting.step.kind == "done"


def test_sweep_waits_for_the_last_key_to_come_up() -> None:
    for held_ns, waited_ns in ((80 * MS, 80 * MS), (1_900 * MS, 1_900 * MS)):
        sitting = Sitting().begin()
        for key in KEYS[:-1]:
            sitting.press(key)
        seen_ns = sitting.t
        sitting.hear(f"d:{KEYS[-1]}").wait(held_ns).hear(f"u:{KEYS[-1]}")
        assert sitting.done
        assert sitting.records[-1].t == seen_ns + waited_ns


def test_dead_key_is_asked_about_once_and_then_five_times_in_two_rounds() -> None:
    sitting = Sitting(dead=["KeyE"]).take_part()
    assert [(p.key, p.before is not None) for p in sitting.prompts[:1]] == [("KeyE", False)]
    assert len(sitting.sandwiches("KeyE")) == 5
    assert [prompt.round for prompt in sitting.sandwiches("KeyE")] == [1, 1, 1, 2, 2]
    found = finding(sitting.verdict)
    assert (found.symptom, found.cause, found.trials) == ("dead", "hardware", 5)


def test_line_mates_and_neighbours_of_a_lone_suspect_stand_between_its_rounds() -> None:
    sitting = Sitting(layout=FULL, dead=["Digit5"]).take_part()
    asked = [prompt.key for prompt in sitting.sandwiches()]
    between = sitting.sandwiches()[3:-2]
    assert [asked[:3], asked[-2:]] == [["Digit5"] * 3, ["Digit5"] * 2]
    assert frozenset[str]().union(*(prompt.keys for prompt in between)) == set(line_mates("Digit5")[:3])


def test_two_suspects_are_each_others_trial_between_and_their_mates_are_pressed_once() -> None:
    sitting = Sitting(dead=["KeyE", "KeyR"]).take_part()
    asked = [prompt.key for prompt in sitting.sandwiches()]
    assert asked[:6] == ["KeyE"] * 3 + ["KeyR"] * 3
    assert [key for key in asked[6:] if key in ("KeyE", "KeyR")] == ["KeyE"] * 2 + ["KeyR"] * 2
    between = [key for prompt in sitting.sandwiches() if prompt.key not in ("KeyE", "KeyR") for key in prompt.keys]
    assert len(between) == len(set(between)) > 0


@pytest.mark.parametrize("dead", [["KeyE"], ["Digit1"], ["Space"], ["ShiftLeft"], ["KeyW", "KeyE", "KeyR"]])
def test_anchors_are_proven_and_harmless_and_never_suspects(dead: list[str]) -> None:
    sitting = Sitting(dead=dead).take_part()
    facts = Diagnosis(sitting.header, SMALL)
    for record in sitting.records:
        if isinstance(record, Prompt) and record.before is not None and record.after is not None:
            for anchor in (record.before, record.after):
                assert facts.facts.works(anchor)
                assert harmless(anchor)
                assert anchor not in dead
            assert len(record.keys) == 3
        facts.receive(record)
    assert [found.key for found in sitting.verdict.findings] == [key for key in KEYS if key in dead]
    assert {found.symptom for found in sitting.verdict.findings} == {"dead"}


@pytest.mark.parametrize("sent", ["KeyW", "KeyR"])
def test_key_that_sends_the_code_of_its_neighbour_is_not_tested_between_that_and_another(sent: str) -> None:
    """Else its own press would attest itself, and it would be dead."""
    sitting = Sitting(press=lambda key: {0: press(sent if key == "KeyE" else key)}).sweep()
    sitting.press("KeyE").answer("on_keyboard").take_part()
    assert all(sent not in (prompt.before, prompt.after) for prompt in sitting.sandwiches("KeyE"))
    found = finding(sitting.verdict)
    assert (found.symptom, found.other, found.cause) == ("wrong_code", sent, "not_separated")


def test_key_that_was_called_absent_is_no_anchor() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep({"KeyW", "KeyR"})
    for answer in ("no_such_key", "on_keyboard", "skip"):
        assert sitting.step.key == {"no_such_key": "KeyW", "on_keyboard": "KeyE", "skip": "KeyR"}[answer]
        sitting.answer(answer)
    sitting.take_part()
    assert {"KeyW", "KeyR"} & {key for prompt in sitting.sandwiches() for key in prompt.keys} == set()


def test_suspect_that_came_once_is_no_anchor_of_another_suspect() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep({"KeyR"}).press("KeyE").answer("on_keyboard").answer("on_keyboard")
    sitting.take_part()
    assert "KeyR" in [prompt.key for prompt in sitting.prompts]
    assert all("KeyR" not in (prompt.before, prompt.after) for prompt in sitting.sandwiches("KeyE"))


def test_key_that_comes_at_the_question_is_pressed_eight_times_and_no_suspect() -> None:
    sitting = Sitting().sweep({"KeyE"})
    assert (sitting.step.kind, sitting.step.key, sitting.step.place, sitting.step.places) == ("question", "KeyE", 1, 1)
    for pressed in range(PRESSES):
        assert sitting.step.valid == pressed
        sitting.press("KeyE")
    assert sitting.done
    assert sitting.sandwiches() == []
    assert sitting.verdict.verdict == "no_fault_seen"


def pressed_quickly(times: int, sitting: Sitting) -> Sitting:
    """So many quick presses of E where eight are asked for, and then none."""
    for _ in range(times):
        sitting.press("KeyE")
    return sitting.wait(2 * SECOND)


def test_key_that_misses_one_of_its_quick_presses_is_pressed_quickly_once_more() -> None:
    sitting = pressed_quickly(PRESSES - 1, Sitting().sweep({"KeyE"}))
    assert (sitting.step.kind, sitting.step.key) == ("quick", "KeyE")
    assert pressed_quickly(PRESSES, sitting).done
    assert sitting.sandwiches() == []


@pytest.mark.parametrize("presses", [(PRESSES - 2,), (PRESSES - 1, PRESSES - 1)])
def test_key_that_misses_two_of_its_quick_presses_is_tested(presses: tuple[int, ...]) -> None:
    sitting = Sitting().sweep({"KeyE"})
    for times in presses:
        pressed_quickly(times, sitting)
    assert (sitting.step.kind, sitting.step.key) == ("sandwich", "KeyE")
    assert sitting.take_part().verdict.verdict == "no_fault_seen"
    assert len(sitting.sandwiches("KeyE")) in (13, 14)


def test_slip_to_another_key_is_no_quick_press_that_stayed_away() -> None:
    sitting = Sitting().sweep({"KeyE"})
    for key in ("KeyE", "KeyR", *["KeyE"] * (PRESSES - 2)):
        sitting.press(key)
    assert sitting.done


def test_key_that_comes_while_another_one_is_asked_about_only_has_its_quick_presses() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep({"KeyE", "KeyR"})
    assert sitting.step.key == "KeyE"
    sitting.press("KeyR").take_part()
    assert [(prompt.key, prompt.times) for prompt in sitting.prompts if prompt.before is None] == [
        ("KeyE", PRESSES),
        ("KeyR", PRESSES),
    ]
    assert sitting.sandwiches("KeyR") == []


def test_suspect_that_comes_in_its_first_trial_has_its_quick_presses_and_is_asked_no_more() -> None:
    sitting = Sitting().sweep({"KeyE"}).answer("on_keyboard")
    assert sitting.step.kind == "sandwich"
    sitting.take_part()
    assert len(sitting.sandwiches("KeyE")) == 1
    assert [prompt.key for prompt in sitting.prompts if prompt.times == PRESSES] == ["KeyE", "KeyE"]
    assert sitting.verdict.verdict == "no_fault_seen"


def test_suspect_that_comes_after_misses_is_tested_to_the_end() -> None:
    counted: Counter[str] = Counter()

    def late(key: str) -> Mapping[int, str]:
        counted[key] += 1
        return {} if key == "KeyE" and counted[key] <= 4 else {0: press(key)}

    sitting = Sitting(press=late).take_part()
    assert len(sitting.sandwiches("KeyE")) > 20
    assert sitting.verdict.findings == ()
    assert sitting.verdict.undecided == () or undecided(sitting.verdict).trials == CAP


def test_key_taken_away_by_a_program_is_found_at_the_desktop() -> None:
    found = finding(Sitting(sources=TWO, press=swallowed("KeyE")).take_part().verdict)
    assert (found.symptom, found.cause) == ("dead", "software")


def test_second_source_of_a_layer_that_cannot_see_the_key_shortens_no_trial() -> None:
    blind = Source(0, "hook", "kernel", 1, "all", {"KeyE": "taken"})
    sitting = Sitting(sources=(blind, Source(1, "evdev", "kernel", 1, "all")), dead=["KeyE"]).take_part()
    assert len(sitting.sandwiches("KeyE")) == 5
    assert finding(sitting.verdict).symptom == "dead"


def test_key_that_the_keymap_gives_nothing_is_counted_as_the_verdict_counts_it() -> None:
    sitting = Sitting(unmapped=["KeyE"]).sweep()
    for times in range(3):
        assert (sitting.step.kind, sitting.step.valid) == ("question", 0), times
        sitting.press("KeyE")
    assert sitting.step.no_meaning == "kernel"
    sitting.wait(PAUSE_NS)
    told = []
    while not sitting.done:
        if sitting.step.key == "KeyE":
            told.append((sitting.step.valid, sitting.step.note, sitting.step.no_meaning))
        sitting.act()
    assert told == [(number, None, "kernel") for number in range(5)]
    found = finding(sitting.verdict)
    assert (found.symptom, found.cause, found.trials) == ("dead", "software", 5)
    assert sitting.examiner.diagnosis.has_no_meaning("KeyE")


def test_step_of_a_sandwich_tells_how_far_it_is() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    told = []
    while not sitting.done:
        if sitting.step.key == "KeyE":
            told.append((sitting.step.valid, sitting.step.place, sitting.step.places))
        sitting.act()
    assert told == [(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1)]


# ── what the person says ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "place", "verdict"),
    [
        ("no_such_key", "not_on_keyboard", "inconclusive"),
        ("cannot_press", "not_tested", "inconclusive"),
        ("skip", "not_tested", "inconclusive"),
    ],
)
def test_answer_at_the_question_stands(answer: str, place: str, verdict: str) -> None:
    sitting = Sitting().sweep({"KeyE"}).answer(answer)  # type: ignore[arg-type]
    assert sitting.done
    assert getattr(sitting.verdict, place) == ("KeyE",)
    assert sitting.verdict.verdict == verdict


@pytest.mark.parametrize("answer", ["no_such_key", "cannot_press", "skip"])
def test_answer_in_a_trial_ends_the_trials_of_that_key(answer: str) -> None:
    sitting = Sitting(dead=["KeyE", "KeyR"]).sweep().answer("on_keyboard").answer("on_keyboard")
    assert sitting.step.key == "KeyE"
    sitting.answer(answer).take_part()  # type: ignore[arg-type]
    assert len(sitting.sandwiches("KeyE")) == 1
    assert [found.key for found in sitting.verdict.findings] == ["KeyR"]


@pytest.mark.parametrize("answer", ["no_such_key", "cannot_press", "skip"])
def test_answer_in_the_trial_of_a_control_key_takes_nothing_back(answer: str) -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    while sitting.step.key == "KeyE":
        sitting.act()
    control = sitting.step.key
    sitting.answer(answer).take_part()  # type: ignore[arg-type]
    refused = [record.trial for record in sitting.records if isinstance(record, Attest) and record.by != "sandwich"]
    assert {prompt.key for prompt in sitting.prompts if prompt.trial in refused[1:]} == {control}
    found = finding(sitting.verdict)
    assert (found.symptom, found.trials) == ("dead", 5)
    assert sitting.verdict.not_on_keyboard == ()


def test_answer_that_makes_no_sense_is_ignored() -> None:
    for stage in (Sitting(), Sitting().begin(), Sitting().sweep({"KeyE"})):
        before = stage.step
        for answer in ("no_such_group", "on_keyboard", "go_on"):
            if (before.kind, answer) not in (("sweep", "go_on"), ("question", "on_keyboard")):
                stage.answer(answer)
                assert stage.step == before
    assert Sitting().take_part().answer("skip").done


def test_absent_block_is_one_answer() -> None:
    sitting = Sitting().sweep(NUMBER_PAD)
    assert sitting.step.group == NUMBER_PAD
    sitting.answer("no_such_group")
    assert sitting.done
    assert sitting.verdict.not_on_keyboard == NUMBER_PAD
    assert (sitting.verdict.verdict, sitting.verdict.tested) == ("no_fault_seen", len(KEYS) - 3)
    said = {record.trial: record.by for record in sitting.records if isinstance(record, Attest)}
    assert {prompt.key: said[prompt.trial] for prompt in sitting.prompts} == dict.fromkeys(NUMBER_PAD, "no_such_key")


def test_two_dark_keys_of_a_block_or_any_of_the_main_block_are_no_group() -> None:
    assert Sitting().sweep(NUMBER_PAD[:2]).step.group == ()
    assert Sitting().sweep({"KeyW", "KeyE", "KeyR", "KeyT"}).step.group == ()


def test_key_of_a_block_that_was_called_absent_takes_it_back_when_it_comes() -> None:
    sitting = Sitting().sweep({*NUMBER_PAD, "KeyE"})
    while sitting.step.key != "Numpad7":
        sitting.answer("skip")
    sitting.answer("no_such_group")
    if not sitting.done:
        sitting.press("Numpad8").take_part()
        assert "Numpad8" not in sitting.verdict.not_on_keyboard


def test_person_may_stop_at_any_step() -> None:
    for steps in range(12):
        sitting = Sitting(dead=["KeyE"])
        for _ in range(steps):
            if not sitting.done:
                sitting.act()
        sitting.answer("stop")
        assert sitting.done
        assert [record for record in sitting.records if isinstance(record, End)] == [sitting.records[-1]]


def test_interruption_from_outside_ends_the_trace_once() -> None:
    sitting = Sitting().begin().press("KeyE")
    sitting.examiner.interrupt(0)
    sitting.examiner.interrupt(sitting.t)
    sitting.wait(SECOND)
    assert sitting.records[-1] == End(sitting.records[-1].t, "interrupted")
    assert len([record for record in sitting.records if isinstance(record, End)]) == 1
    assert sitting.verdict.verdict == "inconclusive"


# ── a person who does nothing, or too much ──────────────────────────────────────────────────────────────────────────


def at_its_deadline(sitting: Sitting) -> str:
    """Let the step run out; what it was."""
    step = sitting.step
    assert step.deadline_ns is not None, f"{step.kind} would wait for ever"
    sitting.wait(max(0, step.deadline_ns - sitting.t) + 1)
    return step.kind


@pytest.mark.parametrize("start", [0, 1, 8, len(KEYS) - 1])
def test_person_who_never_answers_is_led_to_the_end_by_time_alone(start: int) -> None:
    sitting = Sitting().begin()
    for key in KEYS[:start]:
        sitting.press(key)
    steps = Counter[str]()
    while not sitting.done:
        steps[at_its_deadline(sitting)] += 1
        assert steps.total() < 200
    assert sitting.verdict.verdict == "inconclusive"
    assert sitting.verdict.findings == ()
    assert sitting.verdict.tested == start
    assert steps["question"] == (len(KEYS) - start if start else 0)
    # Without two harmless keys that came there are no anchors, and so no trials.
    waited = min(SKIP_LIMIT * (len(KEYS) - start), DESERTED_AFTER)
    assert steps["sandwich"] == (waited if start > 1 else 0)


def test_person_who_leaves_with_a_key_held_down_is_led_to_the_end() -> None:
    sitting = Sitting().hear("t:10 d:KeyE")
    steps = []
    while not sitting.done:
        steps.append(at_its_deadline(sitting))
    assert [found.symptom for found in sitting.verdict.findings] == ["stuck"]
    assert sitting.verdict.verdict == "fault"
    assert "sandwich" not in steps


def test_person_who_presses_only_the_first_of_three_is_asked_eight_times_and_no_more() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    while sitting.step.kind == "sandwich":
        sitting.press(sitting.step.before)
        at_its_deadline(sitting)
    assert len(sitting.sandwiches("KeyE")) == VOID_LIMIT
    sitting.wait(300 * SECOND)
    assert sitting.done
    assert sitting.verdict.findings == ()
    assert undecided(sitting.verdict).trials == 0


def test_person_who_presses_in_another_order_gets_a_note_and_accuses_nobody() -> None:
    sitting = Sitting().sweep({"KeyE"}).answer("on_keyboard")
    notes = set()
    while not sitting.done:
        sitting.hear(f"{press(sitting.step.after, 40)} t:40 {press(sitting.step.before, 40)}").wait(SECOND)
        notes.add(sitting.step.note)
    assert notes == {"order", None}
    assert len(sitting.sandwiches("KeyE")) == VOID_LIMIT
    assert sitting.verdict.findings == ()


def test_presses_that_follow_one_in_the_wrong_order_do_not_fall_into_the_next_trial() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    wrong = len(sitting.sandwiches())
    for key in (sitting.step.after, sitting.step.before):
        sitting.press(key).wait(500 * MS)
    assert len(sitting.sandwiches()) == wrong
    sitting.wait(SECOND)
    assert sitting.step.note == "order"
    sitting.take_part()
    assert len(sitting.sandwiches("KeyE")) == 6
    assert sum(witness.asked - witness.arrived for witness in sitting.verdict.controls) == 0


def test_person_who_types_on_and_on_is_led_to_the_end() -> None:
    random = Random(1)
    sitting = Sitting(dead=["KeyE"]).sweep()
    while not sitting.done:
        sitting.press(random.choice(KEYS))
        assert sitting.t < 600 * SECOND
    assert sitting.verdict.findings == ()


@pytest.mark.parametrize("dwell", [30, 600, 2_500, 2_600, 4_000])
def test_person_who_needs_more_than_three_seconds_for_three_keys_is_given_them(dwell: int) -> None:
    sitting = Sitting(press=lambda key: {} if key == "KeyE" else {0: press(key, dwell)}).take_part()
    assert [finding.symptom for finding in sitting.verdict.findings] == ["dead"]
    windows = {prompt.window_ns for prompt in sitting.sandwiches("KeyE")}
    assert windows == {WINDOW_NS} if dwell <= 600 else windows == {WINDOW_NS, SLOW_WINDOW_NS}
    assert len(sitting.sandwiches()) <= 12


# ── trouble ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_time_away_counts_against_no_deadline_of_the_sweep() -> None:
    sitting = Sitting().begin().press("KeyQ").wait(10 * SECOND).blur(600 * SECOND).wait(4 * SECOND)
    assert sitting.step.kind == "sweep"
    assert sitting.wait(2 * SECOND).step.kind == "question"


def test_time_away_counts_against_no_deadline_of_a_question() -> None:
    sitting = Sitting().sweep({"KeyE"}).wait(15 * SECOND).blur(600 * SECOND).wait(4 * SECOND)
    assert (sitting.step.kind, sitting.step.key) == ("question", "KeyE")
    sitting.wait(2 * SECOND)
    assert sitting.step.kind == "sandwich"


def test_time_away_before_the_sweep_is_no_time_to_take_the_hands_off() -> None:
    sitting = Sitting().wait(500 * MS).blur(600 * SECOND)
    assert sitting.wait(300 * MS).step.kind == "start"
    assert sitting.wait(300 * MS).step.kind == "sweep"


def test_trial_across_time_away_is_repeated_and_is_no_trial_that_was_skipped() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    for _ in range(SKIP_LIMIT + 2):
        sitting.wait(SECOND).blur(60 * SECOND).wait(SECOND)
        assert (sitting.step.kind, sitting.step.key, sitting.step.note) == ("sandwich", "KeyE", "incident")
    found = finding(sitting.take_part().verdict)
    assert (found.symptom, found.trials) == ("dead", 5)
    assert "skipped" not in [record.by for record in sitting.records if isinstance(record, Attest)]


def test_key_held_when_the_person_left_spoils_nothing_after() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    sitting.hear("d:AltLeft t:100 d:Tab").blur(5 * SECOND).wait(SECOND)
    assert finding(sitting.take_part().verdict).symptom == "dead"
    assert len(sitting.sandwiches("KeyE")) == 6


def test_each_trial_has_its_word() -> None:
    sitting = Sitting(dead=["KeyE"]).take_part()
    said = {record.trial: record.by for record in sitting.records if isinstance(record, Attest)}
    assert set(said) == {prompt.trial for prompt in sitting.prompts}
    assert Counter(said.values()) == {"on_keyboard": 1, "sandwich": len(sitting.sandwiches())}


# ── an intermittent key ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(12))
def test_intermittent_key_comes_to_an_end_within_forty_trials(seed: int) -> None:
    sitting = Sitting(press=at_random("KeyE", 0.5, seed)).take_part()
    verdict = sitting.verdict
    assert len(sitting.sandwiches("KeyE")) <= CAP
    assert {found.key for found in verdict.findings} <= {"KeyE"}
    assert {found.symptom for found in verdict.findings} <= {"intermittent", "dead"}
    if not sitting.sandwiches("KeyE"):
        assert verdict.verdict == "no_fault_seen"


def test_key_that_misses_half_of_its_trials_is_found_intermittent() -> None:
    found: Counter[str] = Counter()
    for seed in range(12):
        random = Random(seed)
        sitting = Sitting(press=lambda key, r=random: {} if key == "KeyE" and r.random() < 0.5 else {0: press(key)})  # type: ignore[misc]
        sitting.sweep({"KeyE"}).answer("on_keyboard").take_part()
        found.update(finding.symptom for finding in sitting.verdict.findings)
    assert found["intermittent"] >= 3
    assert set(found) <= {"intermittent", "dead"}


# ── the trace that it leaves ────────────────────────────────────────────────────────────────────────────────────────

WHOLE: dict[str, Callable[[], Sitting]] = {
    "healthy": lambda: Sitting().take_part(),
    "dead": lambda: Sitting(dead=["KeyE"]).take_part(),
    "swallowed": lambda: Sitting(sources=TWO, press=swallowed("KeyE", "Space")).take_part(),
    "stuck": lambda: Sitting(dead=["KeyR"]).hear("d:KeyE").take_part(),
    "skipped": lambda: Sitting(dead=["KeyE"]).sweep().answer("skip"),
    "full": lambda: Sitting(layout=FULL, dead=["Digit5"]).take_part(),
    "blurred": lambda: Sitting(dead=["KeyE"]).sweep().blur(SECOND).take_part(),
    "intermittent": lambda: Sitting(press=at_random("KeyE", 0.5, 3)).sweep({"KeyE"}).take_part(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_trace_is_whole_and_gives_the_verdict_of_the_examination(name: str) -> None:
    sitting = WHOLE[name]()
    assert sitting.done
    trace = decode(encode(sitting.trace), "trace.jsonl")
    assert trace == sitting.trace
    assert sitting.examiner.diagnosis.verdict() == diagnose(trace, sitting.layout)
    assert diagnose(seal(trace), sitting.layout) == diagnose(trace, sitting.layout)
    assert [prompt.trial for prompt in sitting.prompts] == list(range(1, len(sitting.prompts) + 1))
    assert isinstance(trace.records[-1], End)


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_of_the_sweep_is_left_in_order(name: str) -> None:
    sealed = seal(WHOLE[name]().trace)
    first_prompt = next((n for n, record in enumerate(sealed.records) if isinstance(record, Prompt)), None)
    swept = [record for record in sealed.records if isinstance(record, SweepKey)]
    assert swept
    named = [r for r in sealed.records[:first_prompt] if isinstance(r, Event) and r.key is not None]
    assert {record.key for record in named} <= ({"KeyE"} if name == "stuck" else set())


def test_examiner_reads_no_clock() -> None:
    sitting = Sitting()
    assert sitting.step == Sitting().step
    sitting.examiner.advance_to(10**6 * MS)
    sitting.examiner.advance_to(0)
    assert sitting.step.kind != "start"
