"""Accessibility filters in words, and how each desktop switches them off."""

from __future__ import annotations

import pytest

from keycheck.host.desktop import filter_mend
from keycheck.host.imitator import Imitator, Kind
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.keys.table import known


def told(filters: KeyFilters) -> list[Imitator]:
    return list(filters_found(filters, "os", "here", lambda kind: f"mend {kind}"))


def test_no_filter_is_no_imitator() -> None:
    assert told(KeyFilters()) == []


def test_each_filter_blocks_verdicts_where_it_acts_and_above() -> None:
    found = told(KeyFilters(300, 0, True, True))
    assert [imitator.kind for imitator in found] == ["slow_keys", "bounce_keys", "sticky_keys", "mouse_keys"]
    assert all(imitator.blocks_verdict and imitator.layer == "os" for imitator in found)
    assert [imitator.mend for imitator in found] == [f"mend {imitator.kind}" for imitator in found]


def test_time_of_a_filter_is_told_in_numbers_and_in_words() -> None:
    (slow,) = told(KeyFilters(slow_ms=700))
    assert (slow.delay_ms, slow.keys) == (700, None)
    assert "700 ms" in slow.imitates


def test_mouse_keys_take_the_number_pad_and_no_other_key() -> None:
    (mouse,) = told(KeyFilters(mouse=True))
    assert mouse.keys is not None
    assert all(known(key) and key.startswith("Numpad") for key in mouse.keys)
    assert len(mouse.keys) == 16


@pytest.mark.parametrize(
    ("desktop", "mend"),
    [
        ("ubuntu:GNOME", "gsettings set org.gnome.desktop.a11y.keyboard slowkeys-enable false"),
        ("MATE", "gsettings set org.mate.accessibility-keyboard slowkeys-enable false"),
        ("KDE", "System Settings > Accessibility > Keyboard Filters: Slow keys"),
        ("XFCE", "xfconf-query -c accessibility -p /SlowKeys -s false"),
        ("i3", "xkbset -slowkeys"),
        ("", "xkbset -slowkeys"),
    ],
)
def test_mend_is_that_of_the_desktop(desktop: str, mend: str) -> None:
    assert filter_mend({"XDG_CURRENT_DESKTOP": desktop}, "slow_keys") == mend


@pytest.mark.parametrize("desktop", ["GNOME", "KDE", "XFCE", "i3"])
@pytest.mark.parametrize("kind", ["slow_keys", "bounce_keys", "sticky_keys", "mouse_keys"])
def test_every_desktop_can_switch_off_every_filter(desktop: str, kind: Kind) -> None:
    assert filter_mend({"XDG_CURRENT_DESKTOP": desktop}, kind)
