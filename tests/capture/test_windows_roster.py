"""Keyboards of Windows that are pulled out and plugged in again keep their name; others do not get it."""

from __future__ import annotations

from keycheck.capture.windows_keyboards import Interface
from keycheck.capture.windows_roster import Roster


def interface(port: int, part: int = 0, product: str = "K120") -> Interface:
    """A part of a keyboard, at a port that is in its path and in its container."""
    return Interface(rf"\\?\HID#VID_046D&PID_C31C&MI_0{part}#{port}#{{884b96c3}}", product, f"container {port}")


def whole(port: int, first_handle: int) -> dict[int, Interface]:
    """A keyboard of two interfaces."""
    return {first_handle: interface(port), first_handle + 1: interface(port, part=1)}


def roster_of(attached: dict[int, Interface], chosen: tuple[str, ...] = ()) -> Roster:
    """One that has begun to listen."""
    roster = Roster()
    assert roster.begin(attached, chosen) == ()
    return roster


ONE = interface(1).path
TWO = interface(2).path


def test_both_interfaces_of_a_keyboard_bear_its_name() -> None:
    roster = roster_of(whole(1, 10))
    assert roster.devices == (ONE,)
    assert [roster.device_of(handle) for handle in (10, 11, 12)] == [ONE, ONE, None]


def test_keyboard_that_was_not_chosen_is_not_listened_to() -> None:
    roster = roster_of(whole(1, 10) | whole(2, 20), (TWO,))
    assert roster.devices == (TWO,)
    assert [roster.device_of(handle) for handle in (10, 20)] == [None, TWO]


def test_only_keyboard_is_the_one_without_another_beside_it() -> None:
    """What is down can then be down on it alone, chosen or not."""
    assert roster_of(whole(1, 10)).only == ONE
    assert roster_of(whole(1, 10) | whole(2, 20), (ONE,)).only is None
    assert roster_of({}).only is None


def test_keyboard_that_is_pulled_out_is_lost_once() -> None:
    roster = roster_of(whole(1, 10))
    assert roster.lose(10, {11: interface(1, part=1)}) == ONE
    assert roster.lose(11, {}) is None
    assert roster.device_of(10) is None


def test_other_keyboard_that_is_pulled_out_is_no_loss() -> None:
    roster = roster_of(whole(1, 10) | whole(2, 20), (ONE,))
    assert roster.lose(20, whole(1, 10)) is None


def test_lost_keyboard_is_back_when_all_of_it_is_there_and_at_any_port() -> None:
    roster = roster_of(whole(1, 10))
    roster.lose(10, {})
    roster.lose(11, {})
    assert roster.find_again({30: interface(3)}) == ()
    assert roster.find_again(whole(3, 30)) == (ONE,)
    assert [roster.device_of(handle) for handle in (30, 31)] == [ONE, ONE]
    assert roster.lose(30, {}) == ONE


def test_another_of_its_kind_is_not_the_lost_one() -> None:
    """It was attached beside it."""
    roster = roster_of(whole(1, 10) | whole(2, 20), (ONE,))
    roster.lose(10, whole(2, 20))
    assert roster.find_again(whole(2, 20)) == ()
    assert roster.find_again(whole(2, 20) | whole(1, 40)) == (ONE,)
    assert roster.device_of(20) is None


def test_keyboard_of_another_kind_is_not_the_lost_one() -> None:
    roster = roster_of(whole(1, 10))
    roster.lose(10, {})
    assert roster.find_again({50: interface(5, product="Other"), 51: interface(5, 1, "Other")}) == ()


def test_keyboard_that_was_pulled_out_in_a_pause_is_lost_and_back_at_another_port() -> None:
    roster = roster_of(whole(1, 10) | whole(2, 20), (ONE,))
    assert roster.begin(whole(2, 20), (ONE,)) == ()
    assert (roster.devices, roster.lost) == ((ONE,), (ONE,))
    assert roster.begin(whole(2, 20) | whole(3, 30), (ONE,)) == (ONE,)
    assert (roster.device_of(30), roster.device_of(20), roster.lost) == (ONE, None, ())


def test_keyboard_that_was_lost_before_a_pause_and_came_back_in_it_is_told_back() -> None:
    roster = roster_of(whole(1, 10))
    roster.lose(10, {})
    assert roster.begin({}, ()) == ()
    assert roster.lost == (ONE,)
    assert roster.begin(whole(3, 30), ()) == (ONE,)
    assert roster.devices == (ONE,)
    assert roster.only == ONE


def test_keyboard_that_moved_to_another_port_in_a_pause_keeps_its_name() -> None:
    """It was told as lost by nobody yet; nothing was heard of it meanwhile all the same."""
    roster = roster_of(whole(1, 10))
    assert roster.begin(whole(3, 30), (ONE,)) == (ONE,)
    assert roster.device_of(31) == ONE


def test_keyboard_that_stays_has_new_handles_after_a_pause() -> None:
    roster = roster_of(whole(1, 10))
    assert roster.begin(whole(1, 50), (ONE,)) == ()
    assert [roster.device_of(handle) for handle in (10, 50, 51)] == [None, ONE, ONE]


def test_keyboard_that_is_chosen_no_more_is_forgotten() -> None:
    roster = roster_of(whole(1, 10) | whole(2, 20))
    roster.lose(10, whole(2, 20))
    assert roster.begin(whole(2, 20), (TWO,)) == ()
    assert (roster.devices, roster.lost) == ((TWO,), ())


def test_another_of_its_kind_that_was_there_before_is_not_the_one_that_went_in_a_pause() -> None:
    roster = roster_of(whole(1, 10) | whole(2, 20), (ONE,))
    assert roster.begin(whole(2, 20), (ONE,)) == ()
    assert roster.begin(whole(2, 20), (ONE,)) == ()
    assert roster.lost == (ONE,)
