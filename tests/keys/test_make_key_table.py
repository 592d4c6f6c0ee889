"""The tool that makes the key table mends what is known to be wrong, and refuses what it was not written for."""

import io
import os
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("evdev", reason="the key table is made on Linux, where python-evdev is")

from tools import make_key_table as tool

LINUX = {"KEY_A": 30, "KEY_CHANNELUP": 402, "KEY_CHANNELDOWN": 403}
A = 'DOM_CODE(0x070004, 0x001e, 0x0026, 0x001e, 0x0000, "KeyA", US_A), // aA\n'
CHANNELS = (
    "DOM_CODE(0x0c009c, 0x019a, 0x01a2, 0x0000, 0xffff, NULL, CHANNEL_UP),\n"
    "DOM_CODE(0x0c009d, 0x019b, 0x01a3, 0x0000, 0xffff, NULL, CHANNEL_DOWN),\n"
)


def test_an_entry_may_span_two_lines_and_a_commented_one_is_none():
    """Rows are read over line ends; what Chromium has commented out is left out."""
    text = (
        "//DOM_CODE(0x070076, 0x0, 0x0, 0x0, 0xffff, NULL, MENU),\n"
        'DOM_CODE(0x070055, 0x0037, 0x003f, 0x0037, 0x0043, "NumpadMultiply",\n    NUMPAD_MULTIPLY),  // Keypad_*\n'
    )
    (row,) = tool.rows_of(text)
    assert row.line() == "NumpadMultiply,07,55,55,0x37,0x43,key,NUMPAD_MULTIPLY"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "0 entries could be read of 0"),
        (A + "DOM_CODE(0x070005, nonsense)", "1 entries could be read of 2"),
        (A.replace("0x0026", "0x0027"), "US_A has X11 keycode 39, expected evdev 30 and 8"),
    ],
)
def test_a_source_of_another_form_is_refused(text, complaint):
    """What can't be read in full, or contradicts itself, is refused in one line."""
    with pytest.raises(tool.TableError, match=complaint):
        tool.rows_of(text)


def test_the_channel_keys_get_the_numbers_that_linux_gives_them():
    """Chromium's 410 and 411 become KEY_CHANNELUP and KEY_CHANNELDOWN."""
    assert [row.evdev for row in tool.mended(tool.rows_of(A + CHANNELS), LINUX)] == [30, 402, 403]


def test_a_mending_whose_reason_is_gone_is_an_error():
    """Once the source has the right number, the tool says so and does not mend in silence."""
    with pytest.raises(tool.TableError, match="the mending of 0C:9C fits no row"):
        tool.mended(tool.rows_of(A + CHANNELS.replace("0x019a, 0x01a2", "0x0192, 0x019a")), LINUX)


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        (A.replace("070004", "070005").replace("KeyA", "KeyB"), "evdev is not unique"),
        (A.replace("0x001e, 0x0026, 0x001e, 0x0000", "0x0000, 0x0000, 0x0000, 0xffff"), "usage is not unique"),
    ],
)
def test_a_number_that_names_two_keys_is_refused(second, complaint):
    """Among rows that are no aliases each number stands once."""
    with pytest.raises(tool.TableError, match=complaint):
        tool.check(tool.rows_of(A + second), LINUX)


def test_the_source_is_found_in_an_archive_as_in_a_folder(tmp_path):
    """The package may be given as it was downloaded, or unpacked; a wrong one is refused."""
    archive, folder = tmp_path / "package.tgz", tmp_path / "package"
    with tarfile.open(archive, "w:gz") as writer:
        member = tarfile.TarInfo(f"package/{tool.SOURCE}")
        member.size = len(A)
        writer.addfile(member, io.BytesIO(A.encode()))
    (folder / tool.SOURCE).parent.mkdir(parents=True)
    (folder / tool.SOURCE).write_text(A, encoding="utf-8")
    assert tool.source_text(archive) == tool.source_text(folder) == A
    with pytest.raises(tool.TableError, match="no deps/chromium"):
        tool.source_text(tmp_path)


@pytest.mark.skipif("KEYCHECK_NATIVE_KEYMAP" not in os.environ, reason="KEYCHECK_NATIVE_KEYMAP names no package")
def test_the_committed_table_is_what_the_tool_makes():
    """Run again on the same package, the tool gives the committed file byte for byte."""
    made = tool.table(tool.source_text(Path(os.environ["KEYCHECK_NATIVE_KEYMAP"])), tool.linux_key_codes())
    assert made.encode() == tool.TABLE.read_bytes()
