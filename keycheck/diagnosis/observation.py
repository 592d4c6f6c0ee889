"""What has been heard so far, by each source, of each key, in each trial: facts only; the rules conclude."""

from __future__ import annotations

from collections import Counter

from keycheck.diagnosis.ear import Ear
from keycheck.diagnosis.judgement import Hit, Other, Outcome, Silent, Unmapped, Void, VoidReason
from keycheck.diagnosis.observability import Observability, observed
from keycheck.diagnosis.trial import Trial
from keycheck.diagnosis.troubles import Troubles
from keycheck.events.asked import OPENING, SWEPT, Asked, nameless
from keycheck.events.trace import (
    LAYERS,
    Action,
    Attest,
    End,
    Event,
    Header,
    Incident,
    Layer,
    Phase,
    Prompt,
    Record,
    Setting,
    Settings,
    SweepKey,
    Trouble,
)

LOSING: frozenset[Trouble] = frozenset({"blur", "dropped", "source_lost", "source_back", "grabbed", "permission"})
"""Trouble in which a key may come up unheard; what was down before is unknown after it."""

DEAFENING: frozenset[Trouble] = frozenset({"source_lost", "grabbed"})
"""Trouble after which nothing is heard until `source_back`."""


class Observation:
    """Collects the facts of a trace, record by record, in the order of time."""

    def __init__(self, header: Header) -> None:
        self.ears = {source.id: Ear(source) for source in header.sources}
        self.trials: list[Trial] = []
        self.incidents: list[Incident] = []
        self.down: dict[str, set[int]] = {}
        """Key -> the sources that heard it go down, at the start or when it was asked for, and not come up since."""
        self.settings = list(header.settings)
        self.now_ns = 0
        self._asked = Asked(header)
        self._troubles = Troubles(tuple(self.ears))
        self._unasked: dict[tuple[int, str], list[Action]] = {}
        """What each source heard, in the current phase, of keys that were not asked for."""
        self._left_down: set[tuple[int, str]] = set()
        """What was down when the current phase began."""
        self._was_swept = False

    def receive(self, record: Record) -> None:
        """Take in the next record."""
        self.now_ns = max(self.now_ns, record.t)
        is_asked = self._asked.follow(record)
        if isinstance(record, Event):
            self._hear(record, is_asked)
        elif isinstance(record, SweepKey):
            self._hear_folded(record)
        elif isinstance(record, Phase | Prompt | End):
            self._turn(record)
        elif isinstance(record, Attest):
            self._attest(record)
        elif isinstance(record, Incident):
            self._disturb(record)
        elif isinstance(record, Settings):
            self.settings += [setting for setting in record.found if setting not in self.settings]

    def _hear(self, event: Event, is_asked: bool) -> None:
        if event.action == "repeat" or not self._asked.counts(event):
            self._note_played(event, is_asked)
            return
        ear = self.ears[event.source]
        if event.key is not None and event.unmapped is not True:
            ear.seen.add(event.key)
            self._note_down(event.key, event.source, event.action, is_asked)
            self._note_unasked((event.source, event.key), event.action, is_asked)
        if not is_asked:
            event = nameless(event)
        ear.hear(event)
        if self._asked.phase not in SWEPT:
            self._hear_in_trial(event)

    def _hear_in_trial(self, event: Event) -> None:
        if self.trials and self.trials[-1].closed_ns is None:
            self.trials[-1].heard.setdefault(event.source, []).append(event)
        for trial in self.trials[-2:]:
            if trial.attested is not None:
                trial.heard_after.add(event.source)

    def _note_played(self, event: Event, is_asked: bool) -> None:
        trial = self.trials[-1] if self.trials else None
        if is_asked and event.injected and trial is not None and trial.attested is None and trial.closed_ns is None:
            trial.played |= event.key == trial.prompt.key

    def _note_down(self, key: str, source: int, action: Action, is_asked: bool) -> None:
        if action == "up":
            self.down.get(key, set()).discard(source)
        elif is_asked or self._asked.phase == OPENING:
            self.down.setdefault(key, set()).add(source)

    def _note_unasked(self, place: tuple[int, str], action: Action, is_asked: bool) -> None:
        if is_asked:
            self._unasked.pop(place, None)
            self._left_down.discard(place)
        else:
            self._unasked.setdefault(place, []).append(action)

    def _hear_folded(self, record: SweepKey) -> None:
        actions = {action for _, action in record.events} - {"repeat"}
        if not actions or not self._asked.counts(record):
            return
        ear = self.ears[record.source]
        if self._asked.phase in SWEPT:
            ear.last_heard_ns = record.t
        if record.key is not None and not record.unmapped:
            ear.seen.add(record.key)
            self._unasked[record.source, record.key] = [action for _, action in record.events if action != "repeat"]
            if "up" in actions:
                self.down.get(record.key, set()).discard(record.source)

    def _disturb(self, incident: Incident) -> None:
        self.incidents.append(incident)
        self._troubles.add(incident)
        for ear in self.ears.values():
            if incident.source in (None, ear.source.id) and incident.what in LOSING:
                ear.held.clear()
                ear.lost = incident.what in DEAFENING or (ear.lost and incident.what != "source_back")

    def _turn(self, record: Phase | Prompt | End) -> None:
        """The open trial ends here, and with a prompt the next one opens."""
        if self.trials and self.trials[-1].closed_ns is None:
            self.trials[-1].closed_ns = record.t
        if isinstance(record, Phase):
            self._left_down = {place for place in self._left_down | set(self._unasked) if self._is_down_unasked(place)}
            self._unasked.clear()
            self._was_swept = record.name in SWEPT
            for ear in self.ears.values():
                ear.held.clear()
        elif isinstance(record, Prompt):
            self._open(record)

    def _is_down_unasked(self, place: tuple[int, str]) -> bool:
        """Whether a key that nobody asked for went down and did not come up, as far as the sealed form can tell too.

        Where presses were asked for, it keeps no more of other keys than that they went down, and that they came up.
        """
        heard = self._unasked.get(place, [])
        if not heard:
            return place in self._left_down
        return heard[-1] == "down" if self._was_swept else "up" not in heard

    def _find_down(self, key: str) -> None:
        """A key is asked to come up: it was down unasked, at the sources that say so."""
        for source in self.ears:
            if self._is_down_unasked((source, key)):
                self.down.setdefault(key, set()).add(source)

    def _open(self, record: Prompt) -> None:
        if record.ask != "press" and self._asked.phase not in SWEPT:
            self._find_down(record.key)
        held = {source: list(ear.held) for source, ear in self.ears.items()}
        live = frozenset(source for source, ear in self.ears.items() if ear.live and self._asked.phase not in SWEPT)
        self.trials.append(Trial(record, held, live))

    def _attest(self, record: Attest) -> None:
        for trial in reversed(self.trials):
            if trial.prompt.trial == record.trial:
                trial.attested, trial.attested_at_ns = record.by, record.t
                return

    # ── what the rules ask ──────────────────────────────────────────────────────────────────────────────────────

    def observing(self, key: str) -> tuple[Ear, ...]:
        """The ears whose silence about this key can mean something."""
        return tuple(ear for ear in self.ears.values() if ear.observes(key))

    @property
    def adrift(self) -> bool:
        """Whether keys arrive, but the source that tells keyboards apart never heard one of them, or was lost.

        Then nobody can say which keyboard they come from.
        """
        telling = [ear for ear in self.ears.values() if ear.tells_keyboards_apart]
        others_heard = any(ear.live and not ear.tells_keyboards_apart for ear in self.ears.values())
        return others_heard and bool(telling) and all(not ear.live or ear.lost for ear in telling)

    def layers(self, key: str) -> tuple[Layer, ...]:
        """The layers of those ears, from the switch upwards."""
        present = {ear.source.layer for ear in self.observing(key)}
        return tuple(layer for layer in LAYERS if layer in present)

    def telling(self, key: str) -> frozenset[Layer]:
        """The layers whose silence of this key says that the press did not get as far."""
        return frozenset(ear.source.layer for ear in self.observing(key) if ear.source.silence == "counts")

    def seen(self, key: str, layer: Layer | None = None) -> bool:
        """Whether this key was ever seen (at this layer)."""
        return any(key in ear.seen for ear in self.ears.values() if layer is None or ear.source.layer == layer)

    def setting_on(self, key: str, layer: Layer) -> Setting | None:
        """A setting that may have kept this key from this layer; None where none was found."""
        return next((setting for setting in self.settings if setting.excuses(key, layer)), None)

    def works(self, key: str) -> bool:
        """Whether every layer that could hear this key did; with none observing, whether anything heard it."""
        if self.adrift:
            return any(key in ear.seen for ear in self.ears.values() if ear.tells_keyboards_apart)
        return self.seen(key) and all(self.seen(key, layer) for layer in self.layers(key))

    def dark(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of these keys that do not work, found all at once: the sweep asks at every event."""
        adrift = self.adrift
        ears = [ear for ear in self.ears.values() if ear.tells_keyboards_apart or not adrift]
        dark = keys.difference(*(ear.seen for ear in ears))
        if adrift:
            return dark
        for layer in {ear.source.layer for ear in ears}:
            here = [ear for ear in ears if ear.source.layer == layer]
            unseen = keys.difference(*(ear.seen for ear in here))
            dark = dark.union(*(ear.observed(unseen) for ear in here))
        return dark

    @property
    def heard_so_far(self) -> tuple[tuple[int, bool, bool], ...]:
        """Stays the same while nothing was heard that could change which keys are dark."""
        return tuple((len(ear.seen), ear.live, ear.lost) for ear in self.ears.values())

    def stuck(self) -> tuple[str, ...]:
        """Keys that are down and never came up, though asked to twice."""
        return tuple(
            key
            for key, sources in self.down.items()
            if sources and self.releases(key).count(False) >= 2 and True not in self.releases(key)
        )

    def releases(self, key: str) -> list[bool]:
        """For each time this key, which is down, was asked to come up undisturbed: whether it did."""
        judged = (
            [
                trial.outcome(source, self.now_ns, frozenset())
                for source in self.down.get(key, ())
                if not self._disturbed(trial, source)
            ]
            for trial in self.trials
            if trial.prompt.key == key and trial.prompt.ask != "press"
        )
        return [any(isinstance(o, Hit) for o in outcomes) for outcomes in judged if not _open_yet(outcomes)]

    def outcome(self, trial: Trial, ear: Ear) -> Outcome:
        """What this ear says of the trial, incidents and observability taken into account."""
        key = trial.prompt.key
        stuck = self.stuck()
        outcome = trial.outcome(ear.source.id, self.now_ns, frozenset(stuck) if len(stuck) == 1 else frozenset())
        if isinstance(outcome, Hit):
            return outcome
        if self._disturbed(trial, ear.source.id):
            return Void("incident")
        if len(stuck) > 1 and isinstance(outcome, Silent | Unmapped):
            return Void("overlap")
        return outcome if ear.observes(key) else Void("not_observing")

    def observability(self, trial: Trial, ear: Ear) -> Observability:
        """Whether this ear was observing the key of this trial meanwhile; where not, why."""
        return observed(ear.source, trial.prompt.key, ear.live, self._trouble_across(trial, ear.source.id))

    def outcome_at(self, trial: Trial, layer: Layer) -> Outcome:
        """What a layer says of the trial: what any of its ears heard counts before what another did not hear."""
        deaf = Void("not_observing")
        of_ears = [self.outcome(trial, ear) for ear in self.ears.values() if ear.source.layer == layer]
        outcomes = [outcome for outcome in of_ears if outcome != deaf]
        for kind in (Hit, Other, Unmapped, Silent):
            for outcome in outcomes:
                if isinstance(outcome, kind):
                    return outcome
        return outcomes[0] if outcomes else deaf

    def void_reason(self, trial: Trial) -> VoidReason | None:
        """Why the trial says nothing at any layer; None if it says something."""
        reason: VoidReason | None = None
        for ear in self.ears.values():
            outcome = self.outcome(trial, ear)
            if not isinstance(outcome, Void):
                return None
            if reason is None or reason == "not_observing":
                reason = outcome.reason
        return reason

    def _disturbed(self, trial: Trial, source: int) -> bool:
        """Whether an incident of this source, or of all, lies across the trial."""
        return self._trouble_across(trial, source) is not None

    def _trouble_across(self, trial: Trial, source: int) -> Incident | None:
        ends_at = trial.closed_ns if trial.closed_ns is not None else self.now_ns
        return self._troubles.across(source, trial.prompt.t, ends_at)

    def anchors_of(self, trial: Trial) -> dict[str, bool]:
        """The known-good keys of this trial and whether each came; none for a trial that did not take place."""
        before, after = trial.prompt.before, trial.prompt.after
        if before is None or after is None:
            return {}
        if any(self._disturbed(trial, source) for source in self.ears):
            return {}
        void = self.void_reason(trial)
        if void in ("incident", "skipped") or (void is not None and trial.closed_ns is None):
            return {}
        came = {event.key for heard in trial.heard.values() for event in heard if event.action == "down"}
        return {before: before in came, after: after in came}

    def anchors(self) -> tuple[Counter[str], Counter[str]]:
        """Per known-good key: how often it was asked for beside a key under test, and how often it came."""
        asked: Counter[str] = Counter()
        arrived: Counter[str] = Counter()
        for trial in self.trials:
            for anchor, came in self.anchors_of(trial).items():
                asked[anchor] += 1
                arrived[anchor] += came
        return asked, arrived


def _open_yet(outcomes: list[Outcome]) -> bool:
    return not outcomes or any(outcome == Void("open") for outcome in outcomes)
