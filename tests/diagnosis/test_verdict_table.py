"""Observing, and what follows: the table of verdicts row by row, then symptom and cause row by row.

Each test is one row; its sentence is the row's.
"""

from __future__ import annotations

import msgspec
import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Finding, Verdict
from keycheck.events.seal import seal
from keycheck.events.trace import Event, Layer, Setting, Source
from tests.scenarios import (
    DESKTOP,
    KERNEL,
    KEYS,
    REPORTS,
    SECOND,
    Heard,
    Recording,
    finding,
    press,
    silent,
    swept,
    undecided,
)

TWO = (KERNEL, DESKTOP)
THREE = (KERNEL, DESKTOP, REPORTS)
E = press("KeyE")

RAW_INPUT = Source(0, "raw_input", "kernel", 1_000, "all", silence="not_separated")
TERMINAL = Source(3, "terminal", "app", 1_000_000, "all", silence="no_evidence")
VENDOR = Source(0, "hidraw", "hid", 1_000, "all", unknown={"KeyE": "a maker's own key, which may be handled inside"})

SLOW = Setting("Slow Keys", "short presses are lost", "os", blocks=True)


def answer(recording: Recording) -> Verdict:
    """The verdict, which the sealed form gives too."""
    verdict = recording.end().verdict
    assert diagnose(seal(recording.trace), recording.layout) == verdict
    return verdict


def dark(heard: Heard = "", sources: tuple[Source, ...] = (KERNEL,), **parts: object) -> Verdict:
    """Key E stayed dark in the sweep; this is what the sources heard in each attested trial."""
    return answer(silent(heard=heard, sources=sources, **parts))


def said(found: Finding) -> tuple[str, str]:
    return found.symptom, found.cause


def reason_of(verdict: Verdict, key: str = "KeyE") -> str:
    return next((item.reason for item in verdict.not_testable if item.key == key), "")


def without_a_code(recording: Recording, source: int, key: str | None = None) -> Recording:
    """What this source heard of key E has no code for programs; `key` is what a scan code says of it."""
    recording.records = [
        msgspec.structs.replace(record, key=key, native="240", unmapped=True)
        if isinstance(record, Event) and record.key == "KeyE" and record.source == source
        else record
        for record in recording.records
    ]
    return recording


def without_a_sign(recording: Recording, since_ns: int = 0) -> Recording:
    """What the desktop has heard of key E since then was given no sign by its keymap."""
    recording.records = [
        msgspec.structs.replace(record, unmapped=True)
        if isinstance(record, Event) and record.t >= since_ns and (record.key, record.source) == ("KeyE", DESKTOP.id)
        else record
        for record in recording.records
    ]
    return recording


# ── observing sources, in an attested trial, and the finding ────────────────────────────────────────────────────────


def test_all_saw_down_and_up_works() -> None:
    assert dark(E, THREE).verdict == "no_fault_seen"


@pytest.mark.parametrize("heard", [{0: E, 1: "u:KeyE"}, {0: "u:KeyE", 1: "u:KeyE"}])
def test_the_release_only_because_a_console_switch_or_a_hotkey_took_the_press_works(heard: Heard) -> None:
    assert dark(heard, TWO).verdict == "no_fault_seen"


def test_a_release_of_a_key_that_was_down_before_the_trial_is_no_press() -> None:
    recording = swept({"KeyE"}).ask("KeyE").hear("d:KeyE")
    recording.ask("KeyE", "KeyQ", "KeyY").hear("d:KeyQ u:KeyQ t:200 u:KeyE t:200 d:KeyY u:KeyY").attest("sandwich")
    assert answer(recording).findings == ()


@pytest.mark.parametrize(
    ("heard", "sources", "lost", "settles"),
    [
        ({0: E}, TWO, "desktop", "hotkeys"),
        ({2: E}, THREE, "kernel", "scan codes"),
        ({2: E, 0: E}, THREE, "desktop", "hotkeys"),
    ],
)
def test_lower_layer_yes_and_higher_observing_layer_no_is_dead_for_programs_by_software(
    heard: Heard, sources: tuple[Source, ...], lost: str, settles: str
) -> None:
    found = finding(dark(heard, sources))
    assert said(found) == ("dead", "software")
    assert f"{lost} did not" in found.reason
    assert settles in found.would_settle


def test_lower_layer_yes_and_higher_no_names_the_setting_that_was_on() -> None:
    found = finding(dark({0: E}, TWO, settings=(SLOW,)))
    assert said(found) == ("dead", "software")
    assert "Slow Keys between them takes it away" in found.reason


@pytest.mark.parametrize("key", ["KeyE", None], ids=["the scan code says which key", "nothing says which key"])
@pytest.mark.parametrize("sources", [(KERNEL,), TWO], ids=["kernel", "kernel and desktop"])
def test_scan_code_or_unknown_key_only_is_dead_for_programs_by_software_because_it_has_no_keymap(
    key: str | None, sources: tuple[Source, ...]
) -> None:
    found = finding(answer(without_a_code(silent(heard={0: E}, sources=sources), 0, key)))
    assert said(found) == ("dead", "software")
    assert (found.trials, found.hits, found.layers["kernel"]) == (5, 0, "seen")
    assert "the keymap lacks it" in found.reason
    assert "keymap" in found.would_settle


@pytest.mark.parametrize("sources", [(DESKTOP,), TWO, THREE], ids=["desktop", "kernel too", "reports too"])
def test_a_key_that_the_desktop_hears_and_its_keymap_gives_no_sign_is_dead_for_programs_by_software(
    sources: tuple[Source, ...],
) -> None:
    heard = {source.id: E for source in sources}
    found = finding(answer(without_a_sign(silent(heard=heard, sources=sources))))
    assert said(found) == ("dead", "software")
    assert (found.trials, found.hits, found.layers) == (5, 0, {source.layer: "seen" for source in sources})
    assert "The desktop received the key and its keymap (xmodmap, XKB) gives it no sign" in found.reason
    assert "setxkbmap" in found.would_settle


def test_a_key_that_lost_its_sign_in_the_middle_still_works() -> None:
    """It was heard with its sign at will; its keymap was changed after that, and then changed back."""
    recording = swept({"KeyE"}, sources=(DESKTOP,)).trials(2, "KeyE", E)
    recording = without_a_sign(recording).trial("KeyR", press("KeyR")).trials(8, "KeyE", E)
    assert answer(recording).findings == ()


@pytest.mark.parametrize("sources", [(DESKTOP,), TWO], ids=["desktop", "kernel too"])
def test_a_key_whose_sign_comes_and_goes_misses_presses_by_software(sources: tuple[Source, ...]) -> None:
    """Every press was heard: no worn switch is in question."""
    recording = swept(sources=sources)
    swept_ns = recording.t
    recording.trials(3, "KeyE", E).trial("KeyR", press("KeyR")).trials(3, "KeyE", E)
    recording = without_a_sign(recording, since_ns=swept_ns)
    found = finding(answer(recording))
    assert said(found) == ("intermittent", "software")
    assert "received every press, and its keymap gave some of them nothing" in found.reason


def test_presses_without_a_sign_beside_silent_ones_accuse_nobody() -> None:
    recording = without_a_sign(swept({"KeyE"}, sources=(DESKTOP,)).trials(2, "KeyE", E))
    recording.trial("KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE")
    found = finding(answer(recording))
    assert said(found) == ("dead", "not_separated")
    assert "received some presses and its keymap (xmodmap, XKB) gives the key no sign" in found.reason


@pytest.mark.parametrize("keys", [("KeyE",), ("KeyR",), None])
def test_the_keymap_has_no_symbol_for_it_is_dead_for_programs_by_software_and_names_the_keymap(
    keys: tuple[str, ...] | None,
) -> None:
    """Where a program is the highest layer that observes. A setting of another key, or of all, is not to blame."""
    program = Source(3, "program", "app", 1_000_000, "all")
    keymap = Setting("Changed keymap", "KeyE gives nothing", "app", blocks=False, keys=keys)
    found = finding(dark({0: E, 1: E}, (*TWO, program), settings=(keymap,)))
    assert said(found) == ("dead", "software")
    assert ("Changed keymap between them" in found.reason) == (keys == ("KeyE",))


def test_key_without_a_code_in_the_sweep_is_not_taken_for_one_that_works() -> None:
    recording = without_a_code(Recording().sweep(), 0, "KeyE")
    assert answer(recording).not_tested == ("KeyE",)


def test_presses_without_a_code_beside_silent_ones_accuse_nobody() -> None:
    recording = without_a_code(swept({"KeyE"}).trials(2, "KeyE", E), 0)
    recording.trial("KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE")
    assert said(finding(answer(recording))) == ("dead", "not_separated")


def test_another_key_without_a_code_in_its_place_is_no_sign_of_this_one() -> None:
    verdict = answer(without_a_code(silent(heard=E), 0, "KeyT"))
    assert verdict.findings == ()
    assert "Another key arrived in its place" in undecided(verdict).reason


def test_lower_layer_saw_it_and_higher_saw_another_is_wrong_code_by_software() -> None:
    found = finding(dark({0: E, 1: press("KeyR")}, TWO))
    assert said(found) == ("wrong_code", "software")
    assert found.other == "KeyR"
    assert "received the right key" in found.reason
    assert "The switch works" in found.reason


def played_by_a_program(sources: tuple[Source, ...]) -> Recording:
    """In each attested trial of key E only a program pressed it, as the last of these sources heard it."""
    recording = swept({"KeyE"}, sources=sources)
    for count in range(7):
        key = "KeyR" if count == 3 else "KeyE"
        recording.ask(key, "KeyQ", "KeyY").hear("d:KeyQ t:80 u:KeyQ t:200")
        heard_by = {sources[-1].id: press(key)} if count != 3 else press(key)
        recording.hear(heard_by, device=None, injected=count != 3)
        recording.hear("t:200 d:KeyY t:80 u:KeyY").attest("sandwich").wait(SECOND)
    return recording


@pytest.mark.parametrize("sources", [TWO, (DESKTOP,)], ids=["kernel and desktop", "desktop"])
def test_only_injected_says_nothing_of_the_hardware(sources: tuple[Source, ...]) -> None:
    verdict = answer(played_by_a_program(sources))
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    assert "Only a program pressed it" in undecided(verdict).reason


@pytest.mark.parametrize("above", [DESKTOP, msgspec.structs.replace(TERMINAL, id=1)], ids=["desktop", "terminal"])
def test_the_desktop_saw_it_and_an_observing_kernel_did_not_says_nothing_of_the_hardware(above: Source) -> None:
    verdict = dark({1: E}, (KERNEL, above))
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    assert "not from the keyboard under test" in undecided(verdict).reason


@pytest.mark.parametrize("sources", [(KERNEL,), (REPORTS,), TWO, THREE, (RAW_INPUT, DESKTOP, REPORTS)])
def test_none_and_reports_or_kernel_was_observing_is_dead_by_hardware_after_the_trials(
    sources: tuple[Source, ...],
) -> None:
    assert said(finding(dark(sources=sources))) == ("dead", "hardware")


@pytest.mark.parametrize("sources", [(DESKTOP,), (RAW_INPUT,), (RAW_INPUT, DESKTOP)])
def test_none_and_only_desktop_or_raw_input_observing_is_dead_not_separated_and_says_what_would_settle_it(
    sources: tuple[Source, ...],
) -> None:
    found = finding(dark(sources=sources))
    assert said(found) == ("dead", "not_separated")
    assert "closer to the switch" in found.would_settle


def test_none_and_only_a_terminal_listening_is_undecided_because_its_silence_is_no_evidence() -> None:
    verdict = dark(sources=(TERMINAL,))
    assert (verdict.verdict, verdict.findings) == ("inconclusive", ())
    assert "silence of terminal is no evidence" in undecided(verdict).reason
    assert "closer to the switch" in undecided(verdict).would_settle


def test_what_a_terminal_hears_shows_that_a_key_works_and_nobody_else_that_none_was_missed() -> None:
    verdict = answer(swept(sources=(TERMINAL,)))
    assert (verdict.tested, verdict.undecided, verdict.not_tested) == (len(KEYS), (), ())
    assert verdict.verdict == "inconclusive"
    assert answer(swept(sources=(TERMINAL, DESKTOP))).verdict == "no_fault_seen"


def test_silence_of_a_terminal_takes_nothing_from_what_the_kernel_heard() -> None:
    assert dark({0: E}, (KERNEL, TERMINAL)).verdict == "no_fault_seen"


def test_a_key_of_which_nobody_knows_whether_it_is_sent_works_if_it_is_seen() -> None:
    verdict = answer(swept(sources=(VENDOR,)))
    assert (verdict.verdict, verdict.tested) == ("no_fault_seen", len(KEYS))


def test_a_key_of_which_nobody_knows_whether_it_is_sent_is_not_testable_here_if_it_is_not_seen() -> None:
    verdict = dark(sources=(VENDOR,))
    assert verdict.findings == ()
    assert reason_of(verdict) == "a maker's own key, which may be handled inside"
    assert verdict.tested == len(KEYS) - 1


def test_a_key_unknown_to_the_lower_source_is_judged_by_the_higher_one() -> None:
    desktop = msgspec.structs.replace(DESKTOP, id=1)
    assert said(finding(dark(sources=(VENDOR, desktop)))) == ("dead", "not_separated")


def test_none_observing_is_not_testable_here_with_the_reason() -> None:
    blind = Source(0, "evdev", "kernel", 1_000, "all", {"KeyE": "Linux has no number for this key"})
    assert reason_of(dark(sources=(blind,))) == "Linux has no number for this key"


@pytest.mark.parametrize("what", ["grabbed", "permission", "source_lost", "blur"])
def test_none_observing_for_a_while_leaves_the_key_undecided_with_the_reason(what: str) -> None:
    """What could be lifted must not let the others pass: a key that is not testable here would."""
    recording = silent()
    recording.incident(what, since_ns=20 * SECOND)  # type: ignore[arg-type]
    verdict = answer(recording)
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    named = "another program took the keyboard for itself" if what == "grabbed" else what.replace("_", " ")
    assert named in undecided(verdict).reason


def test_no_attested_press_is_not_tested() -> None:
    verdict = answer(swept({"KeyE"}).ask("KeyR").wait(3 * SECOND))
    assert (verdict.not_tested, verdict.verdict) == (("KeyE",), "inconclusive")


# ── symptom and cause ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("sources", "cause"), [(THREE, "hardware"), (TWO, "hardware"), ((DESKTOP,), "not_separated")])
def test_row_1_silent_everywhere_is_dead_by_hardware_where_reports_or_kernel_observed(
    sources: tuple[Source, ...], cause: str
) -> None:
    assert said(finding(dark(sources=sources))) == ("dead", cause)


@pytest.mark.parametrize("layer", ["os", "kernel"])
def test_row_1_silent_everywhere_on_a_host_that_is_not_clean_accuses_nobody(layer: Layer) -> None:
    setting = Setting("A filter", "E is lost", layer, blocks=True, keys=("KeyE",))
    verdict = dark(sources=(KERNEL,) if layer == "kernel" else (DESKTOP,), settings=(setting,))
    assert (verdict.findings, verdict.cause) == ((), "software")


def test_row_1_keys_that_the_keyboard_handles_itself_are_not_testable_here() -> None:
    assert reason_of(dark(sources=THREE), "Fn") == "handled inside the keyboard, never sent"


def test_row_2_reports_only_is_dead_above_them_by_a_driver_a_scan_code_or_a_grab() -> None:
    found = finding(dark({2: E}, THREE))
    assert said(found) == ("dead", "software")
    assert "A driver, a changed scan code or a program that took the keyboard" in found.reason


def test_row_3_reports_and_kernel_only_is_dead_above_the_kernel_by_a_setting_or_a_program() -> None:
    found = finding(dark({2: E, 0: E}, THREE))
    assert said(found) == ("dead", "software")
    assert "A setting or a program between them" in found.reason


def test_row_4_short_presses_silent_while_slow_keys_are_on_accuse_nobody() -> None:
    verdict = dark(sources=(DESKTOP,), settings=(SLOW,))
    assert (verdict.findings, verdict.verdict, verdict.cause) == ((), "inconclusive", "software")
    assert "Turn Slow Keys off" in verdict.would_settle


def test_row_5_doubles_in_the_kernel_that_the_desktop_hides_chatter_all_the_same() -> None:
    """Bounce Keys masks a worn switch: it has to be switched off before the keyboard is called healthy."""
    bounces = "d:KeyE t:80 u:KeyE t:10 d:KeyE t:30 u:KeyE"
    recording = swept(sources=TWO)
    for _ in range(5):
        recording.trials(2, "KeyE", {0: bounces, 1: E}).trial("KeyR", press("KeyR"))
    found = finding(answer(recording))
    assert found.symptom == "chatters"
    assert "filter" in found.would_settle


def test_row_8_another_key_at_every_layer_is_wrong_code_not_separated() -> None:
    found = finding(dark(press("KeyR"), THREE))
    assert said(found) == ("wrong_code", "not_separated")
    assert "layout" in found.would_settle


def test_row_9_right_codes_and_a_wrong_sign_in_the_program_is_a_key_that_works() -> None:
    """Codes are compared, never signs: a terminal names E's place on another layout R."""
    verdict = dark({0: E, 3: press("KeyR")}, (KERNEL, TERMINAL))
    assert verdict.verdict == "no_fault_seen"


def test_row_10_what_only_a_program_pressed_is_no_evidence_and_says_what_to_close() -> None:
    verdict = answer(played_by_a_program(TWO))
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    assert "close programs that press keys" in undecided(verdict).would_settle


def test_row_13_a_key_that_never_comes_up_is_stuck_and_not_separated_until_it_is_unplugged() -> None:
    recording = Recording(sources=TWO).phase("start").hear("d:KeyE t:500 r:KeyE t:33 r:KeyE").sweep({"KeyE"})
    for ask in ("release", "tap"):
        recording.ask("KeyE", ask=ask).hear("t:33 r:KeyE").wait(4 * SECOND)
    found = finding(answer(recording))
    assert said(found) == ("stuck", "not_separated")
    assert "Unplug" in found.would_settle


def test_row_14_a_number_pad_that_moves_the_cursor_because_num_lock_is_off_works() -> None:
    off = Setting("Num Lock off", "the number pad moves the cursor", "app", blocks=False, keys=("Numpad7",))
    verdict = answer(swept(sources=(*TWO, TERMINAL), settings=(off,)))
    assert (verdict.verdict, verdict.settings) == ("no_fault_seen", (off,))


@pytest.mark.parametrize("heard", [press("Home"), {0: press("Numpad7"), 1: press("Home")}], ids=["kernel", "desktop"])
def test_row_14_a_number_pad_that_sends_navigation_accuses_nobody_and_says_to_turn_num_lock_on(heard: Heard) -> None:
    recording = swept({"Numpad7"}, sources=TWO).trials(3, "Numpad7", heard)
    verdict = answer(recording.trial("KeyR", press("KeyR")).trials(2, "Numpad7", heard))
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    assert "Num Lock is off, and the key works" in undecided(verdict, "Numpad7").reason
    assert "Turn Num Lock on" in verdict.would_settle


def test_row_14_a_number_pad_that_sends_anything_else_has_a_wrong_code() -> None:
    recording = swept({"Numpad7"}).trials(3, "Numpad7", press("End"))
    recording.trial("KeyR", press("KeyR")).trials(2, "Numpad7", press("End"))
    assert finding(answer(recording), "Numpad7").symptom == "wrong_code"


@pytest.mark.parametrize("codes", [("240",), ("1", "2", "3", "4", "5")])
def test_stray_codes_acquit_no_dead_key(codes: tuple[str, ...]) -> None:
    recording = swept({"KeyE"})
    for number in range(5):
        recording.trial("KeyE", "d:? u:?" if number < len(codes) else "").trial("KeyR", press("KeyR"))
    natives = [code for code in codes for _ in "du"]
    recording.records = [
        msgspec.structs.replace(r, native=natives.pop(0), unmapped=True) if isinstance(r, Event) and not r.key else r
        for r in recording.records
    ]
    assert said(finding(answer(recording.end()))) == ("dead", "hardware")


def test_stray_code_that_comes_with_another_key_too_is_not_of_this_one() -> None:
    recording = silent(heard=E).trial("KeyT", f"d:KeyE u:KeyE {press('KeyT')}").end()
    assert said(finding(answer(without_a_code(recording, 0)))) == ("dead", "hardware")
