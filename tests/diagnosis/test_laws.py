"""What holds for every trace, also for those that nobody would record."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keycheck.diagnosis.diagnosis import Diagnosis, diagnose
from keycheck.diagnosis.docket import Docket
from keycheck.diagnosis.judgement import Void, VoidReason
from keycheck.diagnosis.rules import RULES
from keycheck.events.seal import seal
from keycheck.events.trace import End, Silence, Trace
from tests.events.random_traces import KEYS, SOURCES, TROUBLES, traces
from tests.scenarios import KEYS as SMALL_KEYS
from tests.scenarios import MS, SECOND, SMALL, Recording, press

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30, deadline=None)

HABITS = st.sampled_from(
    [
        st.just(""),
        st.just("kernel"),
        st.sampled_from(["", "all"]),
        st.sampled_from(["", "", "", "all", "kernel", "os", "app", "up", "other"]),
    ]
)
"""How a key behaves in its trials: dead, taken away, intermittent, or anyhow."""

NOISE = st.sampled_from(["", "", "", "d:Space", "u:Space", "d:?", "u:?", "d:KeyQ", "u:KeyY", "d:KeyE t:9 u:KeyE"])


def heard(what: str, key: str) -> dict[int, str]:
    """What each source hears of a press of this key."""
    if what == "all":
        return dict.fromkeys((0, 1, 2, 3), press(key))
    return {
        "kernel": {0: press(key)},
        "os": {1: press(key)},
        "app": {3: press(key)},
        "up": {0: f"u:{key}"},
        "other": {0: press("KeyR")},
    }.get(what, {})


@st.composite
def sittings(draw: st.DrawFn) -> Trace:
    """A plausible examination: what is down is asked to come up, what a sweep leaves dark is asked for in rounds."""
    recording = Recording(sources=SOURCES).phase("start")
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True)):
        recording.hear(f"d:{key} {draw(st.sampled_from(['', '', f'u:{key}']))}").wait(SECOND)
        for ask in draw(st.sampled_from([(), ("release",), ("release", "tap"), ("release", "tap")])):
            recording.ask(key, ask=ask, window_ns=2 * SECOND).wait(draw(st.sampled_from([SECOND, 3 * SECOND])))  # type: ignore[arg-type]
            recording.hear(draw(st.sampled_from(["", "", f"u:{key}", f"d:{key} t:9 u:{key}"])))
    recording.sweep(draw(st.sets(st.sampled_from(KEYS))))
    recording.phase(draw(st.sampled_from(["confirm", "nominated", "retest"])))
    habits = {key: draw(HABITS) for key in KEYS}
    for _ in range(draw(st.integers(1, 6))):
        key = draw(st.sampled_from([key for key in KEYS if key != "KeyQ"]))
        for what in draw(st.lists(habits[key], min_size=1, max_size=4)):
            recording.hear(draw(NOISE)).trial(key, heard(what, key), missing=draw(st.sampled_from([(), (), ("KeyQ",)])))
        if draw(st.integers(0, 5)) == 0:
            since_ns, source = draw(st.sampled_from([0, SECOND])), draw(st.sampled_from([None, 0, 1]))
            recording.wait(MS).incident(draw(TROUBLES), since_ns, source)
        if draw(st.integers(0, 7)) == 0:
            recording.phase(draw(st.sampled_from(["free", "sweep"]))).hear(press(key)).phase("confirm")
    return recording.end().trace if draw(st.booleans()) else recording.trace


def paced(then: Callable[[Recording], object]) -> Trace:
    """Paced presses that stayed silent, attested by a person, and what came after the last of them."""
    recording = Recording().sweep({"KeyE"}).phase("confirm")
    for number in range(1, 7):
        recording.ask("KeyE" if number != 4 else "KeyR").wait(SECOND).attest("person").wait(1)
        recording.hear("d:KeyW u:KeyW" if number < 6 else "")
    then(recording)
    return recording.end().trace


CORNERS: dict[str, Trace] = {
    "heard again only in a sweep": paced(lambda r: r.phase("sweep").wait(1).hear(press("KeyR"))),
    "heard again in a sweep and after": paced(lambda r: r.phase("sweep").wait(1).hear("d:KeyR").phase("free")),
    "heard first after the prompt": Recording()
    .phase("confirm")
    .ask("KeyE")
    .wait(1)
    .hear("d:KeyR u:KeyR")
    .wait(1)
    .attest("person")
    .wait(1)
    .hear("d:KeyR")
    .end()
    .trace,
    "asked for in a sweep": Recording()
    .phase("sweep")
    .hear("d:KeyR")
    .trials(3, "KeyE")
    .trial("KeyR")
    .trials(2, "KeyE")
    .end()
    .trace,
    "asked to come up in another phase": Recording()
    .phase("start")
    .hear("d:KeyE")
    .phase("confirm")
    .ask("KeyE", ask="release")
    .wait(4 * SECOND)
    .ask("KeyE", ask="tap")
    .wait(4 * SECOND)
    .end()
    .trace,
    "asked for at the start": Recording()
    .phase("start")
    .hear("d:Space d:KeyR")
    .trial("KeyE")
    .hear("u:KeyR d:KeyR")
    .trials(2, "KeyE")
    .end()
    .trace,
    "down since it was asked for, up in a sweep": Recording()
    .phase("confirm")
    .ask("KeyE")
    .hear("d:KeyE")
    .phase("sweep")
    .hear("u:KeyE d:KeyE")
    .phase("confirm")
    .ask("KeyE", ask="release")
    .wait(4 * SECOND)
    .ask("KeyE", ask="tap")
    .wait(4 * SECOND)
    .end()
    .trace,
    "lost in a sweep and heard again": Recording(sources=SOURCES[:2])
    .phase("sweep")
    .hear("d:KeyQ u:KeyQ")
    .incident("source_lost", source=0)
    .wait(1)
    .hear(" ".join(press(key) for key in SMALL_KEYS))
    .end()
    .trace,
    "down on one device and up on no device": Recording()
    .hear("d:KeyY t:80")
    .hear("u:KeyY", device=None)
    .ask("KeyY", ask="tap")
    .wait(4 * SECOND)
    .ask("KeyY", ask="release")
    .wait(4 * SECOND)
    .end()
    .trace,
    "down on one device and up on no device in a sweep": Recording()
    .phase("sweep")
    .hear("d:KeyY t:80")
    .hear("u:KeyY", device=None)
    .phase("confirm")
    .ask("KeyY", ask="release")
    .wait(4 * SECOND)
    .ask("KeyY", ask="tap")
    .wait(4 * SECOND)
    .end()
    .trace,
    "pressed after it came up and before it was asked again": Recording()
    .phase("confirm")
    .ask("KeyE", ask="release")
    .hear("u:KeyE")
    .ask("KeyR")
    .ask("KeyT")
    .hear("d:KeyE")
    .ask("KeyE", ask="tap")
    .wait(4 * SECOND)
    .end()
    .trace,
    "asked to come up in a sweep, and company after it": Recording()
    .phase("sweep")
    .ask("KeyE", ask="tap")
    .hear("u:KeyE")
    .phase("confirm")
    .ask("KeyR")
    .hear("d:KeyE")
    .ask("KeyR")
    .hear("d:KeyE t:80 u:KeyE")
    .ask("KeyR")
    .hear("d:KeyE")
    .end()
    .trace,
    "cut off in a sweep": Recording().phase("sweep").ask("KeyE", ask="release").hear("d:KeyE t:9000 d:KeyR").trace,
}


@pytest.mark.parametrize("corner", CORNERS)
def test_corner_gives_one_verdict_live_and_sealed(corner: str) -> None:
    assert diagnose(seal(CORNERS[corner]), SMALL) == diagnose(CORNERS[corner], SMALL)


ANY = st.one_of(traces(), sittings())


@SLOW
@given(ANY)
def test_sealed_form_gives_the_verdict_of_the_live_one(trace: Trace) -> None:
    assert diagnose(seal(trace), SMALL) == diagnose(trace, SMALL)


@SLOW
@given(ANY)
def test_every_key_of_the_map_is_counted_once(trace: Trace) -> None:
    verdict = diagnose(trace, SMALL)
    parts = (verdict.not_tested, verdict.undecided, verdict.not_on_keyboard, verdict.not_testable)
    assert verdict.tested + sum(map(len, parts)) == len(SMALL.keys)
    assert verdict.tested >= len(verdict.findings)
    named = [
        *(found.key for found in verdict.findings),
        *verdict.not_tested,
        *(item.key for item in verdict.undecided),
        *verdict.not_on_keyboard,
        *(item.key for item in verdict.not_testable),
    ]
    assert len(set(named)) == len(named)
    assert all(key in SMALL for key in named)


@SLOW
@given(ANY)
def test_untested_and_undecided_are_never_a_pass(trace: Trace) -> None:
    verdict = diagnose(trace, SMALL)
    if verdict.verdict == "no_fault_seen":
        assert (verdict.findings, verdict.not_tested, verdict.undecided, verdict.cause) == ((), (), (), None)
        assert verdict.tested > 0
        assert verdict.miss_rate_below < 1
    if verdict.verdict == "inconclusive":
        assert verdict.would_settle
        assert verdict.findings == ()


@SLOW
@given(ANY)
def test_hardware_is_never_said_without_a_layer_close_to_the_switch(trace: Trace) -> None:
    for found in diagnose(trace, SMALL).findings:
        assert found.cause != "hardware" or {"hid", "kernel"} & {at for at, h in found.layers.items() if h == "silent"}
        assert found.cause != "hardware" or "seen" not in found.layers.values()
        assert found.reason
        assert found.cause != "not_separated" or found.would_settle


def with_silence(trace: Trace, silence: Silence) -> Trace:
    """The same recording by sources whose silence says this."""
    sources = tuple(msgspec.structs.replace(source, silence=silence) for source in trace.header.sources)
    return Trace(msgspec.structs.replace(trace.header, sources=sources), trace.records)


@SLOW
@given(ANY)
def test_hardware_is_never_said_by_sources_behind_programs(trace: Trace) -> None:
    for found in diagnose(with_silence(trace, "not_separated"), SMALL).findings:
        assert found.cause != "hardware" or found.symptom in ("chatters", "late_release")


@SLOW
@given(ANY)
def test_silence_that_is_no_evidence_accuses_no_key(trace: Trace) -> None:
    found = diagnose(with_silence(trace, "no_evidence"), SMALL).findings
    assert [finding.symptom for finding in found if finding.symptom in ("dead", "intermittent")] == []


@SLOW
@given(ANY)
def test_every_count_has_its_trials_and_its_bound(trace: Trace) -> None:
    for found in diagnose(trace, SMALL).findings:
        assert found.trials >= (2 if found.symptom == "stuck" else 3)
        assert 0 <= found.hits < found.trials
        assert (found.bound is None) == (found.symptom == "stuck")
        assert found.bound is None or found.hits / found.trials < found.bound.hit_rate_below <= 1


@settings(SLOW, max_examples=15)
@given(ANY)
def test_verdict_drawn_on_the_way_is_the_verdict_of_the_trace_so_far(trace: Trace) -> None:
    ended = trace.ended()
    diagnosis = Diagnosis(ended.header, SMALL)
    for number, record in enumerate(ended.records):
        diagnosis.receive(record)
        if number % 8 == 0:
            diagnosis.findings()
    assert diagnosis.verdict() == diagnose(trace, SMALL)


@SLOW
@given(ANY)
def test_docket_that_is_kept_while_only_time_passes_is_the_one_made_anew(trace: Trace) -> None:
    """Incidents are told late, so that they touch trials that were judged before."""
    diagnosis = Diagnosis(trace.header, SMALL)
    facts = diagnosis.facts
    for number, record in enumerate(trace.records):
        diagnosis.receive(record)
        for passed_ns in (0, 100 * MS, 4 * SECOND) if number % 4 == 0 else (0, MS):
            diagnosis.advance_to(record.t + passed_ns)
            asked = [trial for trial in facts.trials if trial.prompt.ask == "press"]
            anew = Docket(((trial, facts.judged(trial)) for trial in asked), facts.at_will.swept)
            kept = facts.docket
            assert (kept.entries, kept.asked, kept.arrived) == (anew.entries, anew.asked, anew.arrived)
            assert (kept.of_key, kept.last_key) == (anew.of_key, anew.last_key)


def test_docket_is_made_anew_where_time_alone_says_that_a_key_is_stuck() -> None:
    """What was void because a key was down says something when that key is known to stay down."""
    recording = Recording().phase("confirm").ask("KeyR").hear("d:KeyR").ask("KeyR", ask="release").wait(4 * SECOND)
    recording.trials(2, "KeyE").ask("KeyR", ask="tap")
    diagnosis = Diagnosis(recording.header, SMALL)
    for record in recording.trace.records:
        diagnosis.receive(record)

    def voids() -> list[VoidReason | None]:
        return [entry.judged.void for entry in diagnosis.facts.docket.of_key["KeyE"]]

    assert voids() == ["overlap", "overlap"]
    diagnosis.advance_to(recording.t + 4 * SECOND)
    assert diagnosis.facts.stuck() == ("KeyR",)
    assert voids() == [None, None]


@SLOW
@given(sittings())
def test_dark_keys_are_those_that_do_not_work_after_every_record(trace: Trace) -> None:
    diagnosis = Diagnosis(trace.header, SMALL)
    for record in trace.records:
        diagnosis.receive(record)
        assert diagnosis.dark() == tuple(key for key in diagnosis.testable() if not diagnosis.facts.works(key))


@SLOW
@given(ANY)
def test_every_asked_for_press_says_something_or_is_named_as_void(trace: Trace) -> None:
    ended = trace.ended()
    diagnosis = Diagnosis(ended.header, SMALL)
    for record in ended.records:
        diagnosis.receive(record)
    facts, named = diagnosis.facts, {trial.trial for trial in diagnosis.verdict().voided}
    layers = {source.layer for source in ended.header.sources}
    for trial in facts.trials:
        said = [facts.outcome_at(trial, layer) for layer in layers]
        refused = trial.attested in ("no_such_key", "cannot_press")
        assert refused or (trial.prompt.trial in named) == all(isinstance(outcome, Void) for outcome in said)


WORKING = st.sampled_from(["trials", "sweep", "free", "paced"])


def press_once_more(recording: Recording, key: str, how: str) -> None:
    if how == "trials":
        recording.phase("nominated").trials(3, key, press(key), before="Digit1", after="Digit6").wait(SECOND)
    elif how == "paced":
        recording.phase("nominated").ask(key).wait(SECOND).hear(press(key)).wait(SECOND)
    else:
        recording.phase("sweep" if how == "sweep" else "free").hear(press(key)).wait(SECOND)


@settings(SLOW, max_examples=60)
@given(ANY, st.sampled_from(KEYS), st.lists(WORKING, min_size=1, max_size=8))
def test_presses_that_work_never_make_a_faulty_key_of_one_that_missed_none(
    trace: Trace, key: str, more: list[str]
) -> None:
    diagnosis = Diagnosis(trace.header, SMALL)
    records = trace.records[:-1] if trace.records and isinstance(trace.records[-1], End) else trace.records
    for record in records:
        diagnosis.receive(record)
    facts = diagnosis.facts
    if facts.down.get(key) or any(facts.course(key, layer).count.missed for layer in facts.layers(key)):
        return
    if key in {finding.key for finding in diagnosis.findings()}:
        return
    recording = Recording(sources=trace.header.sources)
    recording.records, recording.t = list(records), max([SECOND, *(r.t + SECOND for r in records)])
    recording._trial = 1000
    for how in more:
        press_once_more(recording, key, how)
    assert key not in {finding.key for finding in recording.end().verdict.findings}


@SLOW
@given(traces() | sittings())
def test_no_rule_has_anything_to_say_of_a_key_that_is_not_in_question(trace: Trace) -> None:
    """The verdict leaves these keys out, and must not change by it."""
    diagnosis = Diagnosis(trace.header, SMALL)
    for record in trace.records:
        diagnosis.receive(record)
    for key in SMALL_KEYS:
        if key not in diagnosis.facts.in_question:
            assert [rule.__name__ for rule in RULES if rule(diagnosis.facts, key) is not None] == []
