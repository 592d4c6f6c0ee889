"""What counts as right, what as found, and when a gate is met."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import score
from benchmarks.accuracy.batches import all_batches
from benchmarks.accuracy.examined import Examined, Found
from benchmarks.accuracy.page import Run, page
from benchmarks.accuracy.score import GATES, TIMES, Gate, Share
from keycheck.simulation.label import Ill, Label


def session(label: Label, *found: Found) -> Examined:
    return Examined(1, label, "careful", "fault" if found else "no_fault_seen", found, 40.0, 15)


HEALTHY = Label("healthy")
DEAD_E = Label("one_fault", (Ill("KeyE", "dead"),))
SWALLOWED_E = Label("software_or_design_only", imitator="swallow", touched=("KeyE",))


@pytest.mark.parametrize(
    ("label", "found", "right"),
    [
        (DEAD_E, Found("KeyE", "dead", "hardware"), True),
        (DEAD_E, Found("KeyR", "dead", "hardware"), False),
        (DEAD_E, Found("KeyE", "chatters", "hardware"), False),
        (HEALTHY, Found("KeyE", "dead", "not_separated"), False),
        (Label("one_fault", (Ill("KeyE", "intermittent", 0.9),)), Found("KeyE", "dead", "hardware"), True),
        (Label("one_fault", (Ill("KeyE", "dead"),)), Found("KeyE", "intermittent", "hardware"), False),
        (Label("one_fault", (Ill("KeyE", "chatter_hold", 0.2),)), Found("KeyE", "chatters", "hardware"), True),
        (SWALLOWED_E, Found("KeyE", "dead", "software"), None),
        (SWALLOWED_E, Found("KeyE", "dead", "hardware"), False),
        (SWALLOWED_E, Found("KeyR", "dead", "software"), False),
    ],
)
def test_finding_is_held_against_the_label(label: Label, found: Found, right: bool | None) -> None:
    assert score.is_right(found, session(label, found)) is right


def test_precision_and_recall_count_what_they_say() -> None:
    sessions = [
        session(DEAD_E, Found("KeyE", "dead", "hardware")),
        session(DEAD_E, Found("KeyR", "dead", "hardware")),
        session(DEAD_E),
        session(HEALTHY),
    ]
    assert score.precision(sessions, "dead") == Share(1, 2)
    assert score.recall(sessions, "dead") == Share(1, 3)
    assert score.accused(sessions[2:]) == Share(0, 2)


def test_software_called_hardware_is_counted_by_session() -> None:
    blamed = session(SWALLOWED_E, Found("KeyE", "dead", "hardware"), Found("KeyR", "dead", "hardware"))
    told = session(SWALLOWED_E, Found("KeyE", "dead", "software"))
    assert score.called_hardware([blamed, told]) == Share(1, 2)


def test_line_is_right_where_a_line_is_broken_and_every_key_told_on_it_is_ill() -> None:
    broken = Label("matrix_fault", (Ill("KeyE", "dead"), Ill("KeyR", "dead")), line="drive3")
    spilled = Label("liquid", (Ill("KeyE", "dead"), Ill("KeyR", "dead")))
    told = [Found(key, "dead", "hardware", on_line=True) for key in ("KeyE", "KeyR")]
    beside = Found("KeyT", "dead", "hardware", on_line=True)
    sessions = [session(broken, *told), session(broken, *told, beside), session(spilled, *told), session(broken)]
    assert score.line_precision(sessions) == Share(1, 3)


@pytest.mark.parametrize(
    ("share", "met"),
    [
        (Share(0, 0), "nothing to count"),
        (Share(300, 300), "met"),
        (Share(200, 200), "too few sessions to tell"),
        (Share(298, 300), "too few sessions to tell"),
        (Share(900, 1_000), "missed"),
    ],
)
def test_gate_is_met_by_its_bound_and_missed_by_its_share(share: Share, met: str) -> None:
    gate = Gate("", (), 0.99, "at least", lambda sessions: Share(0, 0))
    assert gate.met(share) == met


def test_every_gate_has_a_batch_and_every_batch_a_use() -> None:
    names = {batch.name for batch in all_batches(1, None)}
    used = {batch for gate in GATES for batch in gate.batches} | set(TIMES)
    assert used == names


def test_page_names_seed_version_and_date_and_every_gate() -> None:
    results = {batch.name: [session(HEALTHY)] for batch in all_batches(1, None)} | {"corpus": [session(DEAD_E)]}
    text = page(Run("1.2.3", "c0ffee1", "7", 42, "2026-11-22", 3.0, "none", "0.5"), {("faultsim", "abc"): results})
    told = ("keycheck 1.2.3", "commit c0ffee1", "rules 7", "seed 42", "2026-11-22", "`abc`")
    assert all(word in text for word in told)
    assert all(gate.what in text for gate in GATES)
    assert all(line.count("|") == 7 for line in text.splitlines() if line.startswith(("| dead:", "| healthy, c")))
