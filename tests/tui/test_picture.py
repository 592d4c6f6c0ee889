"""The picture of the keyboard: every key has its place, its name and its sign, at every size and on every map."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult

from keycheck.layouts.drawing import Cell
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.library import ids, load
from keycheck.tui.key_state import LOOKS, PRESSED, KeyState
from keycheck.tui.keyboard_view import KeyboardView
from tests.tui.calm import breathe

SIZES = [(80, 24), (100, 30), (120, 40), (200, 50), (240, 70)]
SIGNS = {state: look.sign for state, look in LOOKS.items()}


class Easel(App[None]):
    """The picture alone."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.picture = KeyboardView(layout)

    def compose(self) -> ComposeResult:
        yield self.picture


def draw(layout: Layout, story: Callable[[Easel, Callable[..., Awaitable[None]]], Awaitable[None]]) -> None:
    """Show the picture; the story gets it, and a way to give it another size."""

    async def whole() -> None:
        easel = Easel(layout)
        async with easel.run_test(size=SIZES[0]) as pilot:

            async def resized(size: tuple[int, int]) -> None:
                await pilot.resize_terminal(*size)
                for _ in range(MOST_LOOKS):
                    await breathe(pilot)
                    if (easel.size, easel.picture.size.width) == (size, size[0]):
                        break

            await breathe(pilot)
            await story(easel, resized)

    asyncio.run(whole())


MOST_LOOKS = 200
"""A resize takes its way through timers: on a busy machine that is more than a breath."""


def lines(picture: KeyboardView) -> list[str]:
    return [picture.render_line(y).text for y in range(picture.size.height)]


def written(picture: KeyboardView, cell: Cell) -> str:
    """What stands in the cell of a key: all its lines."""
    shown = {y: picture.render_line(y).text for y in range(cell.top, cell.top + cell.lines)}
    return " ".join(line[cell.left : cell.left + cell.columns] for line in shown.values())


def names(picture: KeyboardView, shown: list[str]) -> list[tuple[LayoutKey, str]]:
    """Each key, and the name that its cell shows, without frame and sign."""
    bare = dict.fromkeys(map(ord, "▄▀▐▌·–"), " ")
    return [
        (
            c.key,
            " ".join(shown[y][c.left : c.left + c.columns] for y in range(c.top, c.top + c.lines))
            .translate(bare)
            .strip(),
        )
        for c in picture._cells
    ]


@pytest.mark.parametrize("layout", ids())
def test_every_key_of_every_map_has_its_place_and_its_name_at_every_size(layout: str) -> None:
    async def story(easel: Easel, resized: Callable[..., Awaitable[None]]) -> None:
        for size in SIZES:
            await resized(size)
            shown = lines(easel.picture)
            assert {len(line) for line in shown} == {size[0]}
            assert_every_key_has_a_place_of_its_own(easel.picture, size)
            assert_no_name_is_cut_to_nothing(names(easel.picture, shown), size)
            assert_function_keys_can_be_told_apart(names(easel.picture, shown))

    draw(load(layout), story)


def assert_every_key_has_a_place_of_its_own(picture: KeyboardView, size: tuple[int, int]) -> None:
    taken = [
        (x, y)
        for cell in picture._cells
        for x in range(cell.left, cell.left + cell.columns)
        for y in range(cell.top, cell.top + cell.lines)
    ]
    assert len(picture._cells) == len(picture._map.keys)
    assert len(set(taken)) == len(taken), "two keys lie upon each other"
    assert max(x for x, _ in taken) < size[0]
    assert max(y for _, y in taken) < picture.size.height <= size[1] - 17


def assert_no_name_is_cut_to_nothing(named: list[tuple[LayoutKey, str]], size: tuple[int, int]) -> None:
    """Each begins as the key is called."""
    for key, name in named:
        called = (key.legend or key.code).lower()
        assert name, f"{key.code} has no name at {size}"
        if (key.legend or "").startswith("F1") and size[0] < 100:
            assert name in (key.legend, key.legend[1:])
        elif name[0].isascii():
            assert name[0].lower() in (called[0], key.code.lower()[0]), (key.code, name, size)
        assert len(name) >= min(2, len(called.split()[0])), f"{key.code} is only {name!r} at {size}"


def assert_function_keys_can_be_told_apart(named: list[tuple[LayoutKey, str]]) -> None:
    functions = [name for key, name in named if key.zone == "function"]
    assert len(set(functions)) == len(functions)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["flat", "boxes"])
def test_every_state_has_its_sign_and_no_name_changes_with_it(size: tuple[int, int]) -> None:
    """Colours alone tell nothing to many people, and on many terminals."""

    async def story(easel: Easel, resized: Callable[..., Awaitable[None]]) -> None:
        await resized(size)
        picture = easel.picture
        cells = {cell.key.code: cell for cell in picture._cells}
        for code in ("Insert", "KeyA", "Numpad7", "Space"):
            shown = set()
            for state, sign in SIGNS.items():
                picture.set_states({code: state})
                assert sign in written(picture, cells[code]).replace(" ", "") or sign == " "
                shown.add(written(picture, cells[code]).replace(sign, "", 1).replace(" ", ""))
            assert len(shown) == 1, shown

    draw(load("ansi-104"), story)


def test_every_state_looks_different() -> None:
    assert len({look.sign for look in LOOKS.values()} | {PRESSED.sign}) == len(LOOKS) + 1
    assert all(len(look.sign) == 1 for look in [*LOOKS.values(), PRESSED])
    assert not any(look.sign.isalnum() for look in LOOKS.values()), "a 1 before the name 4 reads as the name 14"


def test_key_that_is_down_is_shown_so_unless_it_is_stuck() -> None:
    async def story(easel: Easel, resized: Callable[..., Awaitable[None]]) -> None:
        picture = easel.picture
        cells = {cell.key.code: cell for cell in picture._cells}

        def sign(state: KeyState) -> str:
            picture.set_states({"KeyA": state})
            return written(picture, cells["KeyA"])[0]

        picture.set_down("KeyA", True)
        picture.set_down("KeyA", True)
        assert sign("works") == PRESSED.sign
        assert sign("stuck") == SIGNS["stuck"]
        picture.release_all()
        assert sign("works") == SIGNS["works"]
        picture.set_down("KeyA", False)
        assert sign("waiting") == SIGNS["waiting"]

    draw(load("ansi-104"), story)


def test_only_the_keys_that_changed_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(easel: Easel, resized: Callable[..., Awaitable[None]]) -> None:
        painted: list[int] = []
        monkeypatch.setattr(easel.picture, "refresh", lambda *regions, **other: painted.append(len(regions)))
        easel.picture.set_states({"KeyA": "works", "KeyB": "waiting"})
        easel.picture.set_states({"KeyA": "works", "KeyB": "waiting"})
        assert painted == [1]

    draw(load("ansi-104"), story)


def test_another_map_takes_the_place_of_the_first() -> None:
    async def story(easel: Easel, resized: Callable[..., Awaitable[None]]) -> None:
        easel.picture.set_states({"KeyA": "works"})
        easel.picture.show(load("iso-105"))
        await resized((120, 40))
        assert len(easel.picture._cells) == 105
        assert "√" not in "".join(lines(easel.picture))

    draw(load("ansi-104"), story)
