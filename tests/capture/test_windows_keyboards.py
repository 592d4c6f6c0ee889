r"""Keyboards by what Windows calls them: `\\?\HID#VID_046D&PID_C31C&MI_00#7&2a3b&0&0000#{884b96c3-...}`."""

from __future__ import annotations

import pytest

from keycheck.capture.windows_keyboards import OF_THE_COMPUTER, Interface, keyboards

CLASS = "{884b96c3-56ef-11d1-bc8c-00a0c91405dd}"
"""GUID_DEVINTERFACE_KEYBOARD."""
ONE, OTHER = "11111111-0000-0000-0000-000000000000", "22222222-0000-0000-0000-000000000000"


def interface(device: str, product: str = "", container: str = "") -> Interface:
    return Interface(rf"\\?\{device}#{CLASS}", product, container)


@pytest.mark.parametrize(
    ("device", "bus", "vendor_id", "product_id", "name"),
    [
        (r"ACPI#PNP0303#4&1d401fb5&0", "i8042", None, None, "PS/2 keyboard"),
        (r"ACPI#LEN0071#4&1d401fb5&0", "i8042", None, None, "PS/2 keyboard"),
        (r"HID#VID_046D&PID_C31C&MI_00#7&2a3b&0&0000", "usb", 0x046D, 0xC31C, "USB keyboard 046d:c31c"),
        (r"HID#VID_845E&PID_0002#0&0000&0&0", "usb", 0x845E, 0x0002, "USB keyboard 845e:0002"),
        (
            r"HID#{00001124-0000-1000-8000-00805f9b34fb}_VID&0002046d_PID&b305&Col01#8&1&0&0000",
            "bluetooth", 0x046D, 0xB305, "Bluetooth keyboard 046d:b305",
        ),
        (
            r"HID#{00001812-0000-1000-8000-00805f9b34fb}_Dev_VID&02046d_PID&b35b_REV&0001_f0#9&2&0&0000",
            "bluetooth", 0x046D, 0xB35B, "Bluetooth keyboard 046d:b35b",
        ),
        (r"HID#MSHW0184&Col05#4&2d0&0&0004", "", None, None, "keyboard"),
        (r"HID#ConvertedDevice&Col01#5&3&0&0000", "", None, None, "keyboard"),
    ],
)  # fmt: skip
def test_bus_vendor_and_product_are_read_from_the_name(
    device: str, bus: str, vendor_id: int | None, product_id: int | None, name: str
) -> None:
    (keyboard,) = keyboards([interface(device)])
    found = keyboard.found
    assert (found.bus, found.vendor_id, found.product_id, found.name) == (bus, vendor_id, product_id, name)
    assert found.path.startswith("\\\\?\\")


def test_keyboard_is_called_what_it_calls_itself() -> None:
    (keyboard,) = keyboards([interface("HID#VID_046D&PID_C31C#1", product="USB Keyboard K120")])
    assert keyboard.found.name == "USB Keyboard K120"


def test_interfaces_of_one_thing_are_one_keyboard() -> None:
    """Two keyboards of one kind are two."""
    letters, media = "HID#VID_046D&PID_C31C&MI_00#{}", "HID#VID_046D&PID_C31C&MI_01&Col01#{}"
    found = keyboards(
        interface(name.format(number), container=thing)
        for number, thing in enumerate((ONE, OTHER))
        for name in (media, letters)
    )
    assert [len(keyboard.paths) for keyboard in found] == [2, 2]
    assert all("MI_00" in keyboard.found.path for keyboard in found)
    assert found[0].kind == found[1].kind


def test_parts_of_the_computer_are_each_for_themselves() -> None:
    """A laptop's keyboard and the interface of its hot keys share the computer's container."""
    built_in = [interface(name, container=OF_THE_COMPUTER) for name in ("HID#MSHW0184&Col05#4", "HID#VID_17EF&PID_1#5")]
    assert [keyboard.found.internal for keyboard in keyboards(built_in)] == [True, True]


@pytest.mark.parametrize(
    ("device", "container", "internal"),
    [
        ("HID#VID_046D&PID_C31C#1", ONE, False),
        ("HID#VID_046D&PID_C31C#1", "", None),
        ("ACPI#PNP0303#4", OF_THE_COMPUTER, None),
    ],
    ids=["with a plug", "untold", "PS/2: laptops, and plugs too"],
)
def test_built_in_is_what_windows_takes_for_a_part_of_the_computer(
    device: str, container: str, internal: bool | None
) -> None:
    (keyboard,) = keyboards([interface(device, container=container)])
    assert keyboard.found.internal is internal


@pytest.mark.parametrize("device", ["Root#RDP_KBD#0000", "TERMINPUT_BUS#UMB#2&30d3618&0&RDP", "SWD#VirtualKeyboard#1"])
def test_keyboards_of_programs_are_left_out(device: str) -> None:
    assert keyboards([interface(device)]) == ()
