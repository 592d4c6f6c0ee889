"""Before the examination: which keyboard, which map, for whom, and what will be recorded; nothing is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from keycheck.languages import _, speak, spoken
from keycheck.languages.speech import LANGUAGES
from keycheck.layouts import library
from keycheck.layouts.legends import as_recorded
from keycheck.tui.key_state import KeyState
from keycheck.tui.keyboard_view import KeyboardView, KeyClicked
from keycheck.tui.map_choice import MapChoice
from keycheck.tui.purchase_fields import PurchaseFields
from keycheck.tui.said import head
from keycheck.tui.start_messages import Begin, LanguageChosen, LookedAround, Practise, SettingsFound
from keycheck.tui.too_small import TooSmall

if TYPE_CHECKING:
    from keycheck.capture.source import FoundDevice
    from keycheck.host.foreground import Untold
    from keycheck.host.imitator import Imitator
    from keycheck.layouts.layout import Layout
    from keycheck.layouts.matrix import Matrix
    from keycheck.session.first_map import Surroundings
    from keycheck.session.front import Front
    from keycheck.session.listening import AnyEar, Ears
    from keycheck.session.recovery import Recovered
    from keycheck.session.wanted import Wanted

STARTS_AFTER_S = 90
"""Without a mouse and without Enter the examination still starts."""

STARTS_SOON_S = 5
"""Where the command line said which map, and nothing imitates a fault, nothing is left to choose: there is a queue."""

FIRST_PICTURE_S = 0.05
"""How long the first picture has to leave: a thread writes it, and whatever is busy here would hold that up."""

LOOKS_PER_SECOND = 10
"""How often it looks whether every source has said by now whether it can listen."""

SECOND_S = 1.0
"""What the countdown counts."""

LEAVES_AFTER_S = 300
"""Where nothing can listen and nobody chooses, keycheck ends by itself."""


class StartScreen(Screen[Begin | Practise | None]):
    """Asks for the little that can't be known, and starts by itself when nobody can press anything."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "leave", "Quit")]
    AUTO_FOCUS = ""  # taken from the whole form again, it would have each of its fields dressed anew

    def __init__(self, wanted: Wanted, listen: Callable[[], Ears], front: Front | None = None) -> None:
        super().__init__()
        self._wanted = wanted
        self._listen = listen
        self._ears: Ears | None = None
        self._front = front
        self._recovered: Recovered | None = None
        self._named = set(wanted.named)
        self._layout = as_recorded(library.load(wanted.layout_id), wanted.locale)
        self._surroundings: Surroundings | None = None
        self._guessed_locale = ""
        self._is_chosen = wanted.map_is_named
        self._left_s = STARTS_AFTER_S
        self._settled = False
        self._is_furnished = False
        """Whether all that can be chosen stands there; the application may ask to change it at any time."""
        self._typed = False
        self._settings: tuple[Imitator, ...] = ()

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with Horizontal(id="head"):
            yield Static(head(_("finds the keys that do not work")), id="title")
            yield Horizontal(id="languages")
        with VerticalScroll(id="form"):
            yield Static(_("Looking for ways to listen to the keyboard …"), id="sources", markup=False)
            yield Static(
                _(
                    "Is this your keyboard? If not, choose its map here. "
                    "On the picture, click a key that fails only sometimes."
                ),
                classes="label",
                markup=False,
            )
            yield Vertical(id="maps")
            yield KeyboardView(self._layout, lines_at_most=7)
            yield Vertical(id="purchase")
        yield Static(
            _(
                "keycheck reads the keyboard only while its own screen is in front. It keeps key codes and times, "
                "never text. Nothing leaves this machine."
            ),
            id="privacy",
            markup=False,
        )
        yield Static(id="note", markup=False)
        yield Horizontal(id="buttons", classes="buttons")

    def on_mount(self) -> None:
        # What is slow to build, starts processes or reads disks comes after the first picture: nobody waits before a
        # blank screen.
        self.call_after_refresh(self.set_timer, FIRST_PICTURE_S, self._offer)

    async def _offer(self) -> None:
        """Show what can be chosen and typed, and begin to look at this machine."""
        await self._furnish()
        self._begin_looking()
        self.set_interval(1 / LOOKS_PER_SECOND, self._look)
        self.set_interval(SECOND_S, self._tick)

    async def _furnish(self) -> None:
        """Show what can be chosen and typed."""
        async with self.batch():  # laid out once, and not after every piece
            if len(LANGUAGES) > 1:
                await self.query_one("#languages").mount(self._languages())
            await self.query_one("#maps").mount(MapChoice(self._layout, self._signs_on))
            await self.query_one("#purchase").mount(*self._about_the_purchase())
            await self.query_one("#buttons").mount(
                Button(_("Start"), id="start", variant="primary", compact=True, disabled=True),
                Button(_("Practise on a simulated keyboard"), id="practise", compact=True),
                Button(_("Quit"), id="quit", compact=True),
            )
        self._is_furnished = True
        self._show_named()

    def _languages(self) -> Widget:
        """Each by its own name for itself."""
        names = sorted((name, code) for code, name in LANGUAGES.items())
        return Select(names, value=spoken(), allow_blank=False, id="language", compact=True)

    def _about_the_purchase(self) -> Iterator[Widget]:
        device: Select[str] = Select([], prompt=_("Which keyboard?"), id="device", compact=True)
        device.display = False
        yield device
        yield PurchaseFields(self._wanted.purchase)

    def on_resize(self) -> None:
        for band in self.query(TooSmall):
            band.measure(self.app.size)

    def on_input_changed(self, message: Input.Changed) -> None:
        # A field keeps its keys to itself.
        if message.input.has_focus:
            self.on_key()

    def on_key(self) -> None:
        self._typed = True
        self._left_s = max(self._left_s, STARTS_AFTER_S)
        self._touch()

    def on_mouse_down(self) -> None:
        self._touch()

    def _touch(self) -> None:
        """Whoever presses a key here, or clicks, shows which window this is."""
        if self._front is not None:
            was_untold = self._untold
            self._front.touched()
            if was_untold != self._untold:
                self.tell_again()

    def on_select_changed(self, message: Select.Changed) -> None:
        if message.select.id == "device":
            self._guess()
        elif message.select.id == "language" and message.value != spoken():
            self.post_message(LanguageChosen(str(message.value)))
        elif message.select.id == "layout" and message.value != self._layout.id:
            self._is_chosen = True
            self._show_map(str(message.value))

    def on_language_chosen(self, message: LanguageChosen) -> None:
        # In a task of its own: what is taken away may wait for an answer of this screen.
        if self._is_furnished:
            self._is_furnished = False
            self.run_worker(self._say_anew(message.language))

    async def _say_anew(self, language: str) -> None:
        """Say everything in this language; what was chosen and typed stays."""
        device, purchase = self.query_one("#device", Select).value, self.query_one(PurchaseFields).purchase
        speak(language)
        self._wanted = replace(self._wanted, purchase=purchase)
        await self.recompose()
        await self._furnish()
        if self._settled:
            self._offer_devices()
            devices: Select[str] = self.query_one("#device", Select)
            if devices.display:
                devices.value = device
            self._guess()
            self.tell_again()
        self.query_one("#language").focus()

    def on_looked_around(self, message: LookedAround) -> None:
        self._surroundings = message.found
        self._guess()

    def _guess(self) -> None:
        """The map that probably fits this keyboard, until the person chooses one."""
        if self._surroundings is None or not self._settled or not self._is_furnished or not self.is_current:
            return
        from keycheck.session.first_map import guess_for

        guess = guess_for(self._surroundings, self._device())
        self._guessed_locale = guess.locale
        maps: Select[str] = self.query_one("#layout", Select)
        if self._is_chosen or maps.expanded:
            self._show_map(self._layout.id)
            return
        with maps.prevent(Select.Changed):
            maps.value = guess.layout
        self._show_map(guess.layout)

    def _show_map(self, name: str) -> None:
        """This map, with the signs that were asked for, or those that its keys probably bear."""
        layout = library.load(name)
        layout = as_recorded(layout, self._signs_on(layout, is_guessed=not self._is_chosen))
        if layout != self._layout:
            self._layout = layout
            self.query_one(MapChoice).show(layout, self._signs_on)
            self.query_one(KeyboardView).show(layout)
            self._show_named()

    def _signs_on(self, layout: Layout, is_guessed: bool = False) -> str:
        """The locale of the signs on its picture; empty for its own."""
        from keycheck.layouts.first_guess import is_at_home

        # Who types French and says that the keyboard is one of the USA has a Q where the French have an A.
        fits = is_guessed or is_at_home(self._guessed_locale, layout.standard)
        return self._wanted.locale or (self._guessed_locale if fits else "")

    def on_key_clicked(self, message: KeyClicked) -> None:
        """The person says that this key fails sometimes; a second click takes it back."""
        if self._layout.key(message.code).unseen is None:
            self._named.symmetric_difference_update({message.code})
            self._show_named()

    def _show_named(self) -> None:
        states: dict[str, KeyState] = {key.code: "waiting" for key in self._layout.testable}
        states |= dict.fromkeys(self._named & states.keys(), "named")
        self.query_one(KeyboardView).set_states(states)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        if message.button.id == "start":
            if not self.query_one(PurchaseFields).refuses():
                self._begin()
        elif message.button.id == "practise":
            self._choose(Practise(self._layout))
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave without an examination."""
        self._choose(None)

    def _choose(self, choice: Begin | Practise | None) -> None:
        # The second half of a double click comes when this screen has gone already.
        if self.is_current:
            self.dismiss(choice)

    def _begin_looking(self) -> None:
        from keycheck.session.recovery import recover

        self._ears = self._listen()
        self._recovered = recover()
        self._look_for_settings()
        self._look_around()

    def _look(self) -> None:
        if self._settled or not self._is_furnished or self._ears is None or not self._ears.settled:
            return
        self._settled = True
        self._offer_devices()
        self._guess()
        self.tell_again()
        if not self._ready:
            self._left_s = LEAVES_AFTER_S

    def tell_again(self) -> None:
        """What can listen, and so whether there is anything to start."""
        if not self._settled or not self._is_furnished or not self.is_current:
            return
        self.query_one("#sources", Static).update(self._told())
        start, practise = self.query_one("#start", Button), self.query_one("#practise", Button)
        start.disabled = not self._ready
        # A tap on a key that is tried out here must not lead into practice.
        practise.can_focus = not self._ready
        (start if self._ready else practise).focus()

    @work(thread=True)
    def _look_for_settings(self) -> None:
        """What imitates a fault: looked for while the person reads, and told before the examination starts."""
        from keycheck.host import settings

        found = settings.found()
        # Posted, not called: where the application has ended meanwhile, nobody must wait for its answer.
        self.post_message(SettingsFound(found))

    @work(thread=True)
    def _look_around(self) -> None:
        """What the map can be guessed from; asked when the first picture stands, because a Mac takes two seconds."""
        from keycheck.session import first_map

        self.post_message(LookedAround(first_map.look_around()))

    def on_settings_found(self, message: SettingsFound) -> None:
        self._settings = message.found
        if self._wanted.map_is_named and not message.found and not self._typed:
            self._left_s = min(self._left_s, STARTS_SOON_S)
        if self._settled and self._is_furnished and self.is_current:
            self.query_one("#sources", Static).update(self._told())

    @property
    def _untold(self) -> Untold | None:
        return self._front.untold if self._front is not None else None

    @property
    def _ready(self) -> tuple[AnyEar, ...]:
        from keycheck.tui.what_was_found import hears_silence

        ready = self._ears.ready if self._ears is not None else ()
        # What is typed into this very screen may be heard wherever it is.
        return () if self._untold is not None and any(map(hears_silence, ready)) else ready

    def _told(self) -> str:
        from keycheck.tui.what_was_found import told

        failed = self._ears.failed if self._ears else ()
        return "\n".join(told(self._ready, failed, self._recovered, self._settings, self._untold))

    def _offer_devices(self) -> None:
        found = self._ears.devices if self._ears else ()
        chosen = self._wanted.choose_device(found)
        select: Select[str] = self.query_one("#device", Select)
        if chosen is not None:
            # Content, because a keyboard's own name is no markup.
            names = [Content(f"{device.name} ({device.bus or _('unknown bus')})") for device in found]
            select.set_options(zip(names, (device.path for device in found), strict=True))
            select.value = chosen.path
            select.display = True

    def _begin(self) -> None:
        if not self._ready:
            return
        from keycheck.session.machine_settings import as_told
        from keycheck.session.plan import Plan

        named = tuple(key.code for key in self._layout.testable if key.code in self._named)
        plan = Plan(
            self._layout,
            self._device(),
            as_told(self._settings),
            named,
            matrix=self._wanted.matrix or self._matrix_of_this_model(),
            is_chosen=self._is_chosen,
        )
        self._choose(Begin(plan, self.query_one(PurchaseFields).purchase))

    def _matrix_of_this_model(self) -> Matrix | None:
        if self._surroundings is None:
            return None
        from keycheck.session.first_map import matrix_for

        return matrix_for(self._surroundings, self._device())

    def _device(self) -> FoundDevice | None:
        """The keyboard that was chosen; without a choice the one that was proposed."""
        chosen, found = self.query_one("#device", Select).value, self._ears.devices if self._ears else ()
        return next((device for device in found if device.path == chosen), self._wanted.choose_device(found))

    def _tick(self) -> None:
        # In the background nobody sees that it starts, and nothing may be read there.
        if not self._settled or not self._is_furnished or not self.app.app_focus:
            return
        self._left_s -= 1
        what = _("The examination starts by itself in {n} s") if self._ready else _("keycheck ends by itself in {n} s")
        self.query_one("#note", Static).update(what.format(n=self._left_s))
        if self._left_s <= 0:
            self._begin() if self._ready else self.action_leave()
