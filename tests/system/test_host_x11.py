"""What imitates a fault, set on a real X server by the tools that people use, and found again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest

from keycheck.host import remappers, typing_linux, x_keymap, x_server
from keycheck.host.imitator import Imitator
from keycheck.host.key_filters import NUMBER_PAD
from keycheck.host.typing_layout import Typing
from keycheck.keys.table import native_of
from tests.system import requirements
from tests.system.ear import Ear, taps

Tool = Callable[..., str]


def tool(name: str, package: str) -> Tool:
    """`tool("xkbset", "xkbset")("sticky")` runs the program; skips where it is missing."""
    program = requirements.tool("x11", name, package)

    def run(*arguments: str) -> str:
        return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout

    return run


@pytest.fixture
def setxkbmap(on_display: str) -> Iterator[Tool]:
    """Sets layouts and options; the server keeps them, so afterwards the layout is us again, and nothing else."""
    run = tool("setxkbmap", "x11-xkb-utils")
    tool("xkbcomp", "x11-xkb-utils")
    run("-layout", "us", "-variant", "", "-option", "")
    yield run
    run("-layout", "us", "-variant", "", "-option", "")


@pytest.fixture
def xkbset(on_display: str) -> Iterator[Tool]:
    """Switches filters on; afterwards all of them are off again."""
    run = tool("xkbset", "xkbset")
    run("-accessx", "-slowkeys", "-bouncekeys", "-sticky", "-mousekeys")
    yield run
    run("-accessx", "-slowkeys", "-bouncekeys", "-sticky", "-mousekeys")


@pytest.fixture
def ear(on_display: str) -> Iterator[Ear]:
    ear = Ear("pynput")
    ear.listen()
    yield ear
    ear.process.stop()


def filters_and_keyboards() -> tuple[Imitator, ...]:
    found = x_server.read(os.environ)
    assert found is not None
    return found


def remaps() -> tuple[Imitator, ...]:
    found = x_keymap.read(os.environ)
    assert found is not None
    return found


def test_server_as_it_comes_has_no_imitator(setxkbmap: Tool, xkbset: Tool) -> None:
    assert (filters_and_keyboards(), remaps()) == ((), ())


@pytest.mark.parametrize(
    ("switch", "kind", "delay_ms"),
    [
        (["slowkeys", "300"], "slow_keys", 300),
        (["slowkeys", "730"], "slow_keys", 730),
        (["bouncekeys", "500"], "bounce_keys", 500),
        (["sticky"], "sticky_keys", None),
        (["mousekeys"], "mouse_keys", None),
    ],
)
def test_filter_is_found_with_its_time(xkbset: Tool, switch: list[str], kind: str, delay_ms: int | None) -> None:
    xkbset(*switch)
    (found,) = filters_and_keyboards()
    assert (found.kind, found.delay_ms, found.layer) == (kind, delay_ms, "os")
    assert found.blocks_verdict


@pytest.mark.parametrize("switch", ["slowkeys", "bouncekeys", "sticky", "mousekeys"])
def test_mend_of_a_filter_switches_it_off(xkbset: Tool, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    xkbset(switch)
    (found,) = filters_and_keyboards()
    subprocess.run(found.mend, shell=True, check=True)
    assert filters_and_keyboards() == ()


def test_mouse_keys_silence_exactly_the_keys_that_are_named(
    xkbset: Tool, xdotool: Callable[..., None], ear: Ear
) -> None:
    """A number pad that moves the pointer looks dead to whoever listens on X11."""
    codes = [str(native_of("evdev", code)) for code in (*NUMBER_PAD, "NumLock", "NumLock", "NumpadEnter", "KeyA")]
    xkbset("mousekeys")
    xdotool("key", *(str(int(code) + 8) for code in codes))
    ear.wait_for(lambda: ("30", "up") in ear.moves)
    assert ear.moves == taps(codes[len(NUMBER_PAD) :])


@pytest.mark.parametrize("layout", ["us", "fr", "de", "us,fr,ru", "jp", "kr"])
def test_layout_is_no_imitator(setxkbmap: Tool, layout: str) -> None:
    setxkbmap(layout)
    assert remaps() == ()


@pytest.mark.parametrize(
    ("names", "typing"),
    [
        (("fr",), Typing("fr")),
        (("us,ru",), Typing("us")),
        (("ch", "-variant", "fr"), Typing("ch_fr")),
        (("br", "-model", "abnt2"), Typing("br_abnt2", "abnt2")),
    ],
)
def test_server_says_with_which_layout_is_typed(setxkbmap: Tool, names: tuple[str, ...], typing: Typing) -> None:
    """From it the first guess of the map and of the signs on its keys follows."""
    setxkbmap(*names)
    try:
        assert typing_linux.read(os.environ) == typing
    finally:
        setxkbmap("-model", "pc105", "-layout", "us", "-variant", "")


def test_option_that_switches_layouts_by_two_keys_is_no_imitator(setxkbmap: Tool) -> None:
    setxkbmap("us,fr", "-option", "grp:alt_shift_toggle")
    assert remaps() == ()


def test_option_is_found_with_exactly_its_keys(setxkbmap: Tool) -> None:
    setxkbmap("us", "-option", "caps:swapescape")
    (found,) = remaps()
    assert set(found.keys or ()) == {"CapsLock", "Escape"}
    assert found.name == "Keyboard options (caps:swapescape)"
    assert (found.layer, found.blocks_verdict) == ("app", False)


def test_key_that_xmodmap_took_away_gives_nothing(setxkbmap: Tool) -> None:
    tool("xmodmap", "x11-xserver-utils")("-e", "keycode 38 = NoSymbol")
    (found,) = remaps()
    assert (found.keys, found.imitates) == (("KeyA",), "KeyA gives nothing")


def test_xmodmap_that_changes_nothing_is_no_imitator(setxkbmap: Tool) -> None:
    """Written back as it was read, the keymap gets groups that it did not have."""
    xmodmap = requirements.tool("x11", "xmodmap", package="x11-xserver-utils")
    printed = subprocess.run([xmodmap, "-pke"], check=True, capture_output=True).stdout
    subprocess.run([xmodmap, "-"], input=printed, check=True)
    assert remaps() == ()


def test_mend_of_a_remap_gives_the_keys_back(setxkbmap: Tool) -> None:
    setxkbmap("us", "-option", "ctrl:swapcaps")
    tool("xmodmap", "x11-xserver-utils")("-e", "keycode 38 = b B")
    options, by_hand = remaps()
    assert (options.keys, by_hand.keys) == (("ControlLeft", "CapsLock"), ("KeyA",))
    subprocess.run(by_hand.mend, shell=True, check=True)
    assert remaps() == (options,)
    subprocess.run(options.mend, shell=True, check=True)
    assert remaps() == ()


def test_reading_the_keymap_does_not_touch_it(setxkbmap: Tool) -> None:
    tool("xmodmap", "x11-xserver-utils")("-e", "keycode 38 = b B")
    before = tool("xkbcomp", "x11-xkb-utils")("-w0", "-xkb", os.environ["DISPLAY"], "-"), setxkbmap("-query")
    assert len(remaps()) == 1
    after = tool("xkbcomp", "x11-xkb-utils")("-w0", "-xkb", os.environ["DISPLAY"], "-"), setxkbmap("-query")
    assert before == after


@pytest.fixture
def keyboard(on_display: str) -> Iterator[str]:
    """The number of the server's own keyboard; afterwards it is switched on and attached."""
    xinput = tool("xinput", "xinput")
    number = xinput("list", "--id-only", "keyboard:Xvfb keyboard").strip()
    yield number
    xinput("enable", number)
    xinput("reattach", number, "Virtual core keyboard")


@pytest.mark.parametrize("switch", ["disable", "float"])
def test_keyboard_that_the_server_ignores_is_found_and_its_mend_gives_it_back(keyboard: str, switch: str) -> None:
    tool("xinput", "xinput")(switch, keyboard)
    (found,) = filters_and_keyboards()
    assert (found.kind, found.name) == ("keyboard_off", "Block on Xvfb keyboard")
    subprocess.run(found.mend, shell=True, check=True)
    assert filters_and_keyboards() == ()


def test_program_that_runs_is_found_by_the_name_that_the_kernel_keeps(tmp_path: os.PathLike[str]) -> None:
    """Its name is longer than the kernel keeps, and it is a script, as the real one is."""
    script = os.path.join(tmp_path, "input-remapper-service")
    with open(script, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\necho started\nread wait\n")
    os.chmod(script, 0o755)
    with subprocess.Popen([script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        names = [found.name for found in remappers.running()]
        process.communicate(b"\n")
    assert "Input Remapper" in names
