"""The X server's answer about its accessibility filters, byte for byte as a real one gave it."""

from __future__ import annotations

import pytest

from keycheck.host.key_filters import KeyFilters
from keycheck.host.x_server import filters_of, read

CLEAN = (
    "030101000000000000000000940228002c01f401a00028001e001e00f401ef0c78001000000000001e00000000000000"
    "a1130000"
    "00ffffffdffffbbffadfffefffedffff9ffffffffffffffffff7ffffffffffff"
)
"""What Xvfb 21.1.7 said after `xkbset slowkeys 300`, `xkbset bouncekeys 500`, and switching both off again."""


def with_bits(bits: int) -> bytes:
    """The same with more controls enabled; little-endian, as every machine that the tests run on."""
    controls = bytearray.fromhex(CLEAN)
    controls[48] |= bits
    return bytes(controls)


@pytest.mark.parametrize(
    ("bits", "filters"),
    [
        (0x00, KeyFilters()),
        (0x02, KeyFilters(slow_ms=300)),
        (0x04, KeyFilters(bounce_ms=500)),
        (0x08, KeyFilters(sticky=True)),
        (0x10, KeyFilters(mouse=True)),
        (0x1E, KeyFilters(300, 500, True, True)),
    ],
)
def test_each_bit_is_one_filter_with_its_time(bits: int, filters: KeyFilters) -> None:
    assert filters_of(with_bits(bits)) == filters


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": ":1", "XDG_SESSION_TYPE": "wayland"}])
def test_without_an_x_server_of_its_own_there_is_nothing_to_read(environment: dict[str, str]) -> None:
    assert read(environment) is None
