"""What has been heard so far, by each source, of each key, in each trial: facts as the records tell them."""

from __future__ import annotations

from keycheck.diagnosis.at_will import AtWill
from keycheck.diagnosis.ear import Ear
from keycheck.diagnosis.hold import Hold
from keycheck.diagnosis.stroke import Stroke
from keycheck.diagnosis.trial import Trial
from keycheck.diagnosis.troubles import Troubles
from keycheck.events.asked import OPENING, SWEPT, Asked, nameless
from keycheck.events.company import Strays, is_stray
from keycheck.events.trace import (
    Action,
    Attest,
    End,
    Event,
    Header,
    Incident,
    Lamp,
    LampName,
    LampWord,
    Phase,
    Prompt,
    Record,
    Settings,
    SweepKey,
    Trouble,
)

LOSING: frozenset[Trouble] = frozenset({"blur", "dropped", "source_lost", "source_back", "grabbed", "permission"})
"""Trouble in which a key may come up unheard; what was down before is unknown after it."""


class Hearing:
    """Collects what a trace tells, record by record, in the order of time."""

    def __init__(self, header: Header) -> None:
        self.ears = {source.id: Ear(source) for source in header.sources}
        self.trials: list[Trial] = []
        self.holds: list[Hold] = []
        """What was asked to be held; these are no trials."""
        self.lamps: dict[LampName, LampWord] = {}
        """What the person said last of each lock lamp that was switched."""
        self.incidents: list[Incident] = []
        self.down: dict[str, set[int]] = {}
        """Key -> the sources that heard it go down, at the start or when it was asked for, and not come up since."""
        self.lost_sight_ns: dict[tuple[int, str], int] = {}
        """By source and key that went down: when the source heard nothing for a while, in which it may have come up."""
        self.strays = Strays()
        self.settings = list(header.settings)
        self.is_stopped = False
        """Whether the person ended the examination before all was asked."""
        self.now_ns = 0
        self.told_until_ns = 0
        """When the last record was: until then the judgement of a trial holds, unless an incident is told late."""
        self.revision = 0
        """Grows with every record: what was concluded at one revision and time holds as long as both stay."""
        self.troubles = Troubles(tuple(self.ears))
        self.at_will = AtWill(header.sources, self.troubles)
        self._asked = Asked(header)
        self._unasked: dict[tuple[int, str], tuple[Action, bool]] = {}
        """The last that each source heard, in the current phase, of a key not asked for; whether it ever came up."""
        self._left_down: set[tuple[int, str]] = set()
        """What was down when the current phase began."""
        self._was_swept = False
        self._trial_of: dict[int, Trial] = {}
        self._to_let_go: dict[str, list[Trial]] = {}
        self._strokes: dict[tuple[int, str, str], Stroke] = {}
        """By source, key and native code: the strokes of asked-for keys that are down."""
        self._to_be_heard: dict[int, list[Trial]] = {source: [] for source in self.ears}
        """Per source: the attested trials after which it has not been heard yet."""

    def receive(self, record: Record) -> None:
        """Take in the next record."""
        if record.t > self.told_until_ns:
            self.told_until_ns = record.t
            self.now_ns = max(self.now_ns, record.t)
        self.revision += 1
        is_asked = self._asked.follow(record)
        if isinstance(record, Event):
            self._hear(record, is_asked)
        elif isinstance(record, SweepKey):
            self._hear_folded(record)
        elif isinstance(record, Phase | Prompt | End):
            self._turn(record)
            self.is_stopped = isinstance(record, End) and record.reason == "stopped"
        elif isinstance(record, Attest):
            self._attest(record)
        elif isinstance(record, Incident):
            self._disturb(record)
        elif isinstance(record, Lamp):
            self.lamps[record.lamp] = record.said
        elif isinstance(record, Settings):
            known = set(self.settings)
            self.settings += [setting for setting in record.found if setting not in known]

    def _hear(self, event: Event, is_asked: bool) -> None:
        if self._is_holding and self._asked.phase not in SWEPT and self._asked.counts(event):
            self.holds[-1].hear(event, is_asked)
        is_asked = is_asked and not self._asked.is_only_held
        if event.action == "repeat" or not self._asked.counts(event):
            self._note_played(event, is_asked)
            return
        ear = self.ears[event.source]
        if self._asked.phase in SWEPT:
            self._hear_at_will(event, ear)
        else:
            self._hear_in_trial(event, ear, is_asked)

    def _hear_at_will(self, event: Event, ear: Ear) -> None:
        ear.hear_unnamed(event)
        if event.key is not None and event.unmapped is not True:
            ear.seen.add(event.key)
            ear.seen_beside.add(event.key)
            if event.action == "up":
                self._note_up(event.key, event.source)
            self._note_unasked((event.source, event.key), event.action, event.action == "up")
            self.at_will.hear(event, event.key)

    def _hear_in_trial(self, event: Event, ear: Ear, is_asked: bool) -> None:
        trial = self.trials[-1] if self.trials and self.trials[-1].closed_ns is None else None
        if event.key is not None and event.unmapped is not True:
            self._see(event.key, ear, trial)
            if event.action == "up":
                self._note_up(event.key, event.source)
            elif is_asked or self._asked.phase == OPENING:
                self.down.setdefault(event.key, set()).add(event.source)
            if is_asked:
                self._note_asked(event, event.key, trial)
            else:
                self._note_stranger(event, event.key, trial)
        if is_stray(event):
            self._note_stray(event, trial)
        elif not is_asked:
            event = nameless(event)
        ear.hear(event)
        if trial is not None:
            trial.heard.setdefault(event.source, []).append(event)
        if self._to_be_heard[event.source]:
            self._hear_after(event.source)

    def _note_stray(self, event: Event, trial: Trial | None) -> None:
        if trial is not None and event.action == "down":
            self.strays.note(event, trial.prompt.key, trial.prompt.trial)

    def _see(self, key: str, ear: Ear, trial: Trial | None) -> None:
        ear.seen.add(key)
        if trial is None or trial.prompt.key != key or trial.prompt.ask != "press":
            ear.seen_beside.add(key)

    def _note_asked(self, event: Event, key: str, trial: Trial | None) -> None:
        """A key that was asked for: down while it is down is a repeat."""
        self._unasked.pop((event.source, key), None)
        self._left_down.discard((event.source, key))
        place = (event.source, key, event.native)
        if event.action == "up":
            stroke = self._strokes.pop(place, None)
            if stroke is not None:
                stroke.up_ns = event.t
        elif trial is not None and place not in self._strokes:
            self._strokes[place] = stroke = Stroke(event.t, event.native)
            trial.strokes.setdefault((event.source, key), []).append(stroke)

    def _note_stranger(self, event: Event, key: str, trial: Trial | None) -> None:
        self._note_unasked((event.source, key), event.action, event.action == "up")
        if event.action == "down" and trial is not None:
            trial.company.setdefault(event.source, []).append((event.t, key))

    def _note_unasked(self, place: tuple[int, str], last: Action, came_up: bool) -> None:
        heard = self._unasked.get(place)
        self._unasked[place] = (last, came_up or (heard is not None and heard[1]))

    def _note_played(self, event: Event, is_asked: bool) -> None:
        trial = self.trials[-1] if self.trials else None
        if is_asked and event.injected and trial is not None and trial.attested is None and trial.closed_ns is None:
            trial.played |= event.key == trial.prompt.key

    def _hear_after(self, source: int) -> None:
        for trial in self._to_be_heard[source]:
            trial.heard_after.add(source)
            trial.judged = None
        self._to_be_heard[source] = []

    def _note_up(self, key: str, source: int) -> None:
        self.lost_sight_ns.pop((source, key), None)
        if key in self.down:
            self.down[key].discard(source)

    def _hear_folded(self, record: SweepKey) -> None:
        actions = [action for _, action in record.events if action != "repeat"]
        if not actions or not self._asked.counts(record):
            return
        ear = self.ears[record.source]
        # A bare fact, which says only that the key was seen, has no times.
        at_will = self._asked.phase in SWEPT or any(t > 0 for t, _ in record.events)
        if at_will:
            ear.last_heard_ns = record.t
        if record.key is not None and not record.unmapped:
            ear.seen.add(record.key)
            ear.seen_beside.add(record.key)
            if came_up := "up" in actions:
                self._note_up(record.key, record.source)
            self._note_unasked((record.source, record.key), actions[-1], came_up)
            if at_will:
                self.at_will.hear_folded(record, record.key)

    def _disturb(self, incident: Incident) -> None:
        self.incidents.append(incident)
        self.troubles.add(incident)
        self._forget_what_was_made_of(incident)
        if incident.what in LOSING:
            for ear in self.ears.values():
                if incident.source in (None, ear.source.id):
                    self._lose(ear, incident.what)

    def _forget_what_was_made_of(self, incident: Incident) -> None:
        """A disturbance is known when it is over: the trials it lies across may have been judged already."""
        for trial in reversed(self.trials):
            if trial.closed_ns is not None and trial.closed_ns < incident.t:
                return
            trial.judged = None

    def _lose(self, ear: Ear, what: Trouble) -> None:
        """What was down is unknown now."""
        ear.held.clear()
        ear.lost = what in ("source_lost", "permission") or (ear.lost and what != "source_back")
        ear.taken = what == "grabbed" or (ear.taken and what != "source_back")
        for place in [place for place in self._strokes if place[0] == ear.source.id]:
            del self._strokes[place]
        self._lose_sight(ear.source.id)

    def _lose_sight(self, source: int) -> None:
        """What is down may come up unheard."""
        down = {(source, key) for key, sources in self.down.items() if source in sources}
        if self._asked.phase not in SWEPT:
            down |= {place for place in self._left_down | set(self._unasked) if self._is_down_unasked(place)}
        for place in down:
            if place[0] == source:
                self.lost_sight_ns[place] = self.now_ns

    def _turn(self, record: Phase | Prompt | End) -> None:
        """The open trial ends here, and with a prompt the next one opens."""
        if self.trials and self.trials[-1].closed_ns is None:
            self.trials[-1].closed_ns = record.t
        if self._is_holding:
            self.holds[-1].closed_ns = record.t
        if isinstance(record, Phase):
            self._strokes.clear()
            self.at_will.turn(record.name, record.t)
            self._left_down = {place for place in self._left_down | set(self._unasked) if self._is_down_unasked(place)}
            self._unasked.clear()
            self._was_swept = record.name in SWEPT
            for ear in self.ears.values():
                ear.held.clear()
        elif isinstance(record, Prompt) and record.ask == "hold":
            self.holds.append(Hold(record, {source for source, ear in self.ears.items() if self._is_busy(ear)}))
        elif isinstance(record, Prompt):
            self._open(record)

    @property
    def _is_holding(self) -> bool:
        return bool(self.holds) and self.holds[-1].closed_ns is None

    def _is_busy(self, ear: Ear) -> bool:
        """Whether any key is down there, as far as the sealed form can tell too."""
        source = ear.source.id
        was_down = any(source in sources for sources in self.down.values())
        return bool(ear.held) or was_down or any(place[0] == source for place in self._left_down)

    def _is_down_unasked(self, place: tuple[int, str]) -> bool:
        """Whether a key that nobody asked for went down and did not come up, as far as the sealed form can tell too.

        Where presses were asked for, it keeps no more of other keys than that they went down, and that they came up.
        """
        heard = self._unasked.get(place)
        if heard is None:
            return place in self._left_down
        last, came_up = heard
        return last == "down" if self._was_swept else not came_up

    def _find_down(self, key: str) -> None:
        """A key is asked to come up: it was down unasked, at the sources that say so."""
        for source in self.ears:
            if self._is_down_unasked((source, key)):
                self.down.setdefault(key, set()).add(source)

    def _open(self, prompt: Prompt) -> None:
        if prompt.asks_to_let_go and self._asked.phase not in SWEPT:
            self._find_down(prompt.key)
        held = {source: ear.held.copy() for source, ear in self.ears.items()}
        live = frozenset(source for source, ear in self.ears.items() if ear.live and self._asked.phase not in SWEPT)
        trial = Trial(prompt, held, live)
        if self.trials and trial.follows_in_beat(self.trials[-1]):
            trial.beat_before, self.trials[-1].beat_after = self.trials[-1], trial
        self.trials.append(trial)
        self._trial_of[prompt.trial] = trial
        if prompt.asks_to_let_go:
            self._to_let_go.setdefault(prompt.key, []).append(trial)

    def _attest(self, record: Attest) -> None:
        trial = self._trial_of.get(record.trial)
        if trial is None:
            return
        trial.attested, trial.attested_at_ns, trial.judged = record.by, record.t, None
        for waiting in self._to_be_heard.values():
            waiting.append(trial)
