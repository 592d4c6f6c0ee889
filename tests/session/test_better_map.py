"""A key that the map does not have: live, another map takes its place, in the header and in the journal too."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from keycheck.events.trace import Event, Trace
from keycheck.events.trace_file import decode
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import in_locale
from keycheck.layouts.library import load
from keycheck.session.plan import Plan
from keycheck.session.recovery import recover
from tests.session.scripted_ears import Bench, ScriptedEar, ear


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return swept(monkeypatch, Plan(load("ansi-104"), None))


def swept(monkeypatch: pytest.MonkeyPatch, plan: Plan, *ears: ScriptedEar) -> Bench:
    """An examination by this plan in its sweep; by the kernel and the desktop, if nothing else is said."""
    bench = Bench(monkeypatch, *(ears or (ear(), ear("pynput", "os"))), plan=plan)
    bench.at(2_000)
    assert bench.examination.step.kind == "sweep"
    return bench


def press(bench: Bench, ms: float, key: str) -> None:
    bench.hear(ms, key, "down")
    bench.hear(ms + 50, key, "up")
    bench.at(ms + 200)


def journals(data: Path) -> list[Trace]:
    return [decode(file.read_bytes(), str(file)) for file in data.glob("*.journal.jsonl")]


def test_header_and_journal_name_the_map_that_has_the_key_and_nothing_is_lost(bench: Bench, data: Path) -> None:
    press(bench, 2_100, "KeyA")
    press(bench, 2_400, "IntlBackslash")
    assert bench.examination.examiner.layout.id == "iso-105"
    (journal,) = journals(data)
    press(bench, 2_700, "KeyB")
    trace = bench.examination.close()
    for recorded in (trace, *journals(data)):
        assert (recorded.header.layout, recorded.header.began_with) == ("iso-105", "ansi-104")
        downs = [r.key for r in recorded.records if isinstance(r, Event) and r.action == "down"]
        assert downs == ["KeyA", "IntlBackslash", "KeyB"]
    assert journal.records == trace.records[: len(journal.records)]
    bench.examination.discard()
    assert journals(data) == []


def test_examination_that_is_cut_off_is_recovered_with_its_last_map(bench: Bench) -> None:
    press(bench, 2_100, "IntlBackslash")
    bench.examination._journal.close()
    (kept,) = recover().traces
    assert decode(kept.read_bytes(), str(kept)).header.layout == "iso-105"


def test_map_that_the_person_chose_is_only_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = swept(monkeypatch, Plan(load("ansi-104"), None, is_chosen=True))
    press(bench, 2_100, "IntlBackslash")
    assert bench.examination.header.layout == "ansi-104"
    assert bench.examination.step.other_map == load("iso-105").name
    bench.examination.answer("other_map")
    assert bench.examination.header.layout == "iso-105"


def test_number_pad_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever rests a hand on another keyboard must not be asked for seventeen keys."""
    bench = swept(monkeypatch, Plan(load("ansi-tkl"), None))
    press(bench, 2_100, "Numpad5")
    assert bench.examination.header.layout == "ansi-tkl"
    assert bench.examination.step.other_map == load("ansi-104").name


def test_first_map_again_leaves_no_trace_of_the_way(bench: Bench) -> None:
    press(bench, 2_100, "IntlBackslash")
    bench.examination.examiner.correct(load("ansi-104"), at_once=True)
    bench.examination.pump()
    assert (bench.examination.header.layout, bench.examination.header.began_with) == ("ansi-104", "")


def test_key_that_no_map_of_the_family_has_is_kept(bench: Bench) -> None:
    press(bench, 2_100, "AudioVolumeUp")
    assert bench.examination.header.layout == "ansi-104"
    assert any(isinstance(r, Event) and r.key == "AudioVolumeUp" for r in bench.examination.close().records)


@pytest.mark.parametrize(
    ("layout", "key", "better"),
    [
        (in_locale(load("ansi-104"), "de"), "IntlBackslash", in_locale(load("iso-105"), "de")),
        (load("ansi-104"), "IntlBackslash", load("iso-105")),
        (in_locale(load("ansi-104"), "de"), "IntlYen", load("jis-109")),
    ],
    ids=["signs that were asked for", "its own signs", "signs that it can't bear"],
)
def test_signs_on_the_keys_stay_where_the_new_map_can_bear_them(
    monkeypatch: pytest.MonkeyPatch, layout: Layout, key: str, better: Layout
) -> None:
    bench = swept(monkeypatch, Plan(layout, None))
    press(bench, 2_100, key)
    assert bench.examination.examiner.layout == better
    assert bench.examination.header.locale == better.locale


def test_disk_that_is_full_costs_no_examination(bench: Bench, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keycheck.session.journal.Journal._append", lambda *arguments: False)
    press(bench, 2_100, "IntlBackslash")
    assert bench.examination.header.layout == "iso-105"
    assert msgspec.structs.asdict(bench.examination.close().header)["layout"] == "iso-105"


def test_one_press_that_may_be_of_another_keyboard_is_asked_about_and_two_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No source of this examination tells keyboards apart."""
    bench = swept(monkeypatch, Plan(load("ansi-104"), None), ear("pynput", "os"))
    for number, layout in enumerate(("ansi-104", "iso-105")):
        bench.hear(2_100 + 300 * number, "IntlBackslash", "down", "pynput")
        bench.hear(2_150 + 300 * number, "IntlBackslash", "up", "pynput")
        bench.at(2_300 + 300 * number)
        assert bench.examination.header.layout == layout
        assert bench.examination.step.other_map == ("" if number else load("iso-105").name)


@pytest.mark.parametrize("stray", ["IntlBackslash", "Convert", "NumpadComma"])
def test_map_is_never_left_unasked_for_one_that_lacks_a_key_of_it(monkeypatch: pytest.MonkeyPatch, stray: str) -> None:
    """A dead Lang1 would be forgotten with it."""
    bench = swept(monkeypatch, Plan(load("ks-106"), None))
    press(bench, 2_100, stray)
    press(bench, 2_400, stray)
    assert bench.examination.header.layout == "ks-106"
    assert bench.examination.step.other_map


def test_key_that_the_keyboard_under_test_did_not_send_is_of_no_other_map(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = swept(monkeypatch, Plan(load("ansi-104"), None))
    bench.hear(2_100, "KeyA", "down", "evdev")
    for ms in (2_200, 2_500):
        bench.hear(ms, "IntlBackslash", "down", "pynput")
        bench.hear(ms + 50, "IntlBackslash", "up", "pynput")
        bench.at(ms + 200)
    assert bench.examination.header.layout == "ansi-104"
    assert not bench.examination.step.other_map
