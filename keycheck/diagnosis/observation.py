"""What the facts say of each key and each trial, at each layer; the rules conclude."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from keycheck.diagnosis.at_will import Played
from keycheck.diagnosis.course import Course, run
from keycheck.diagnosis.docket import Docket
from keycheck.diagnosis.ear import Ear
from keycheck.diagnosis.hearing import Hearing
from keycheck.diagnosis.judgement import Hit, Other, Outcome, Silent, Unmapped, Void, VoidReason
from keycheck.diagnosis.observability import Observability, observed
from keycheck.diagnosis.presses import Presses
from keycheck.diagnosis.trial import Judged, Trial
from keycheck.diagnosis.verdict import Heard
from keycheck.events.trace import (
    LAYERS,
    Header,
    Incident,
    Layer,
    Setting,
)


class _State(NamedTuple):
    """What else a trial that is over depends on."""

    stuck: tuple[str, ...]
    """The keys that stay down."""
    live: tuple[int, ...]
    """The ears that were ever heard."""
    taken: tuple[int, ...]
    """Those from which a program took the keyboard: while it has it, they have no say in any trial."""
    strays: int
    """How often it changed which key an unknown code stands for."""


class Observation(Hearing):
    """What was heard, and what it means for each key and each trial; nothing is concluded from it here."""

    def __init__(self, header: Header) -> None:
        super().__init__(header)
        self._presses: tuple[tuple[int, int], dict[int, Presses]] = ((-1, -1), {})
        self._docket = Docket(())
        self._docket_at = (-1, -1)
        self._docket_of: list[tuple[Trial, Judged]] = []
        """What it was made of."""
        self._in_question_at: tuple[tuple[int, int], frozenset[str]] = ((-1, -1), frozenset())
        self._state_at: tuple[tuple[int, int], _State] | None = None
        self._played_at: tuple[tuple[int, int], list[Played]] = ((-1, -1), [])
        self._behind: dict[tuple[str, Layer, int], Setting | None] = {}

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
        return others_heard and bool(telling) and all(not ear.live or ear.is_away for ear in telling)

    def layers(self, key: str) -> tuple[Layer, ...]:
        """The layers of those ears, from the switch upwards."""
        present = {ear.source.layer for ear in self.observing(key)}
        return tuple(layer for layer in LAYERS if layer in present)

    def at_switch(self, key: str) -> frozenset[Layer]:
        """The layers at which no program stands before the sources that observe this key."""
        return frozenset(ear.source.layer for ear in self.observing(key) if ear.source.at_switch)

    def seen(self, key: str, layer: Layer | None = None) -> bool:
        """Whether this key was ever seen (at this layer)."""
        return any(key in ear.seen for ear in self.ears.values() if layer is None or ear.source.layer == layer)

    def setting_on(self, key: str, layer: Layer) -> Setting | None:
        """A setting that may have kept this key from this layer; None where none was found."""
        return next((setting for setting in self.settings if setting.excuses(key, layer)), None)

    def setting_behind(self, key: str, layer: Layer) -> Setting | None:
        """A setting that may have changed what this layer heard of the key; None where none was found."""
        # Settings are only added; every trial and every hold asks, and a recording may name five hundred.
        place = key, layer, len(self.settings)
        if place not in self._behind:
            self._behind[place] = next((setting for setting in self.settings if setting.acts_on(key, layer)), None)
        return self._behind[place]

    @property
    def arrived(self) -> frozenset[str]:
        """The keys that came from the keyboard under test, as far as that can be told.

        A key that only sources without a sense for keyboards heard came from elsewhere, where one with it should have.
        """
        telling = [ear for ear in self.ears.values() if ear.tells_keyboards_apart and not ear.is_away]
        keys = frozenset[str]().union(*(ear.seen for ear in self.ears.values()))
        unheard = keys.difference(*(ear.seen for ear in telling))
        return keys.difference(*(ear.observed(unheard) for ear in telling))

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
    def heard_so_far(self) -> tuple[tuple[int, bool, bool, bool], ...]:
        """Stays the same while nothing was heard that could change which keys are dark."""
        return tuple((len(ear.seen), ear.live, ear.lost, ear.taken) for ear in self.ears.values())

    def stuck(self) -> tuple[str, ...]:
        """Keys that are down and never came up, though asked to twice."""
        return self._state.stuck

    def _stays_down(self, key: str) -> bool:
        releases = self.releases(key)
        return releases.count(False) >= 2 and True not in releases

    def asked_to_come_up(self, key: str) -> bool:
        """Whether the person was asked to let go of this key."""
        return key in self._to_let_go

    def releases(self, key: str) -> list[bool]:
        """For each time this key, which is down, was asked to come up undisturbed: whether it did."""
        judged = (
            [
                trial.outcome(source, self.now_ns, frozenset(), self.strays)
                for source in self.down.get(key, ())
                if not self.disturbed(trial, source) and not self._may_be_up(trial, source)
            ]
            for trial in self._to_let_go.get(key, ())
        )
        return [any(isinstance(o, Hit) for o in outcomes) for outcomes in judged if _says_something(outcomes)]

    def _may_be_up(self, trial: Trial, source: int) -> bool:
        """Whether the key may have come up unheard before this prompt to let go; a tap would be heard even then."""
        lost_ns = self.lost_sight_ns.get((source, trial.prompt.key))
        return trial.prompt.ask == "release" and lost_ns is not None and lost_ns <= trial.prompt.t

    def outcome(self, trial: Trial, ear: Ear) -> Outcome:
        """What this ear says of the trial, incidents and observability taken into account."""
        return self._outcome(trial, ear, self.stuck())

    def _outcome(self, trial: Trial, ear: Ear, stuck: tuple[str, ...]) -> Outcome:
        ignored = frozenset(stuck) if len(stuck) == 1 else frozenset[str]()
        outcome = trial.outcome(ear.source.id, self.now_ns, ignored, self.strays)
        if isinstance(outcome, Hit):
            return outcome
        if self.disturbed(trial, ear.source.id):
            return Void("incident")
        if len(stuck) > 1 and isinstance(outcome, Silent | Unmapped):
            return Void("overlap")
        return outcome if ear.observes(trial.prompt.key) else Void("not_observing")

    def observability(self, trial: Trial, ear: Ear) -> Observability:
        """Whether this ear was observing the key of this trial meanwhile; where not, why."""
        source = ear.source
        trouble = self._trouble_across(trial, source.id)
        return observed(source, trial.prompt.key, trial.surrounded_by(source.id), trouble)

    def outcome_at(self, trial: Trial, layer: Layer) -> Outcome:
        """What a layer says of the trial: what any of its ears heard counts before what another did not hear."""
        if trial.closed_ns is not None:
            return self.judged(trial).outcomes.get(layer, NOT_OBSERVING)
        # Of the trial that runs the examiner asks this at every beat, and nothing else.
        stuck = self._state.stuck
        ears = (ear for ear in self.ears.values() if ear.source.layer == layer)
        return max((self._outcome(trial, ear, stuck) for ear in ears), key=_weight, default=NOT_OBSERVING)

    def judged(self, trial: Trial) -> Judged:
        """What the trial says. Once it is over this is kept, until something comes that can change it."""
        state = self._state
        if trial.judged is not None and trial.judged[0] == state:
            return trial.judged[1]
        judged = self._judge(trial, state.stuck)
        trial.judged = (state, judged) if self._is_settled(trial) else None
        return judged

    def _is_settled(self, trial: Trial) -> bool:
        """Whether no incident that is yet to be told can touch the trial."""
        return trial.closed_ns is not None and trial.closed_ns < self.told_until_ns

    @property
    def _state(self) -> _State:
        at = (self.revision, self.now_ns)
        if self._state_at is None or self._state_at[0] != at:
            stuck = tuple(key for key, sources in self.down.items() if sources and self._stays_down(key))
            live = tuple(source for source, ear in self.ears.items() if ear.live)
            taken = tuple(source for source, ear in self.ears.items() if ear.taken)
            self._state_at = at, _State(stuck, live, taken, self.strays.turns)
        return self._state_at[1]

    def _judge(self, trial: Trial, stuck: tuple[str, ...]) -> Judged:
        of_ears = [(ear.source.layer, self._outcome(trial, ear, stuck)) for ear in self.ears.values()]
        outcomes: dict[Layer, Outcome] = {}
        for layer, outcome in of_ears:
            outcomes[layer] = max(outcomes.get(layer, outcome), outcome, key=_weight)
        void = _void_reason([outcome for _, outcome in of_ears])
        return Judged(outcomes, void, self._anchors_of(trial, void))

    def disturbed(self, trial: Trial, source: int) -> bool:
        """Whether an incident of this source, or of all, lies across the trial."""
        return self._trouble_across(trial, source) is not None

    def _trouble_across(self, trial: Trial, source: int) -> Incident | None:
        return self.troubles.across(source, trial.prompt.t, trial.over_ns(self.now_ns))

    def _anchors_of(self, trial: Trial, void: VoidReason | None) -> dict[str, bool]:
        before, after = trial.prompt.before, trial.prompt.after
        if before is None or after is None or self._anchors_disturbed(trial):
            return {}
        if void in ("incident", "skipped") or (void is not None and trial.closed_ns is None):
            return {}
        came = {event.key for heard in trial.heard.values() for event in heard if event.action == "down"}
        return {before: before in came, after: after in came}

    def _anchors_disturbed(self, trial: Trial) -> bool:
        """Whether they may have come unheard; a source that is away all the time leaves the others listening."""
        began_ns = trial.prompt.t
        present = [source for source in self.ears if self.troubles.away(source, began_ns, began_ns) is None]
        return not present or any(self.disturbed(trial, source) for source in present)

    def anchors(self) -> tuple[Counter[str], Counter[str]]:
        """Per known-good key: how often it was asked for beside a key under test, and how often it came."""
        return self.docket.asked, self.docket.arrived

    @property
    def docket(self) -> Docket:
        """All asked-for presses so far, judged."""
        at = (self.revision, self.now_ns)
        if self._docket_at != at:
            judged = [(trial, self.judged(trial)) for trial in self.trials if trial.prompt.ask == "press"]
            # Time that passes without a record changes no trial, and what they say only if a key proves to stay down.
            if self._docket_at[0] != self.revision or self._docket_of != judged:
                self._docket = Docket(judged, self.at_will.swept)
            self._docket_at, self._docket_of = at, judged
        return self._docket

    def course(self, key: str, layer: Layer) -> Course:
        """Whether asked-for presses of this key arrive at this layer, trial by trial."""
        ears = [ear for ear in self.ears.values() if ear.source.layer == layer]
        sources = frozenset(ear.source.id for ear in ears)
        seen_beside = any(key in ear.seen_beside for ear in ears)
        entries = self.docket.of_key.get(key, ())
        return run(entries, layer, sources, any(key in ear.seen for ear in ears), seen_beside)

    def seen_at(self, key: str) -> dict[Layer, Heard]:
        """The layers that saw this key."""
        return {layer: "seen" for layer in self.layers(key) if self.seen(key, layer)}

    def presses_at(self, key: str, layer: Layer) -> Presses | None:
        """What the source with the finest clock of this layer heard; None where none of it can see the key."""
        ear = self._finest(key, layer)
        if ear is None:
            return None
        at = (self.revision, self.now_ns)
        if self._presses[0] != at:
            self._presses = at, {}
        of_sources = self._presses[1]
        if ear.source.id not in of_sources:
            of_sources[ear.source.id] = Presses(ear.source, self.trials, self._played, self.troubles)
        return of_sources[ear.source.id]

    @property
    def in_question(self) -> frozenset[str]:
        """The keys of which a rule can have anything to say.

        They were asked for, came twice at will, too sharply, or a setting leaves them without a meaning for programs.

        Most keys are swept once and never asked for: a verdict need not put each of them to every rule.
        """
        at = (self.revision, self.now_ns)
        if self._in_question_at[0] != at:
            twice = (item.key for item in self._played if item.counts.sharp)
            emptied = (key for setting in self.settings for key in setting.emptied)
            self._in_question_at = at, frozenset((*self.docket.of_key, *self._to_let_go, *twice, *emptied))
        return self._in_question_at[1]

    @property
    def _played(self) -> list[Played]:
        """Everything that was pressed at will so far."""
        at = (self.revision, self.now_ns)
        if self._played_at[0] != at:
            self._played_at = at, self.at_will.played(self.now_ns)
        return self._played_at[1]

    def presses_of(self, key: str, layer: Layer) -> int:
        """How many asked-for presses of this key arrived at this layer."""
        presses = self.presses_at(key, layer)
        return 0 if presses is None else len(presses.asked.get(key, ())) + len(presses.tapped.get(key, ()))

    def resolution_at(self, key: str, layer: Layer) -> int:
        """How finely that source tells the time, in nanoseconds; 0 where nobody knows."""
        ear = self._finest(key, layer)
        return 0 if ear is None else ear.source.resolution_ns

    def _finest(self, key: str, layer: Layer) -> Ear | None:
        ears = [ear for ear in self.observing(key) if ear.source.layer == layer]
        return min(ears, key=lambda ear: (ear.source.resolution_ns == 0, ear.source.resolution_ns), default=None)


NOT_OBSERVING = Void("not_observing")


def _weight(outcome: Outcome) -> int:
    """What any ear of a layer heard counts before what another did not hear, and that before what says nothing."""
    if isinstance(outcome, Void):
        return 0 if outcome == NOT_OBSERVING else 1
    return {Silent: 2, Unmapped: 3, Other: 4, Hit: 5}[type(outcome)]


def _void_reason(outcomes: Iterable[Outcome]) -> VoidReason | None:
    """Why none of these says anything; None if one does."""
    reason: VoidReason | None = None
    for outcome in outcomes:
        if not isinstance(outcome, Void):
            return None
        if reason is None or reason == "not_observing":
            reason = outcome.reason
    return reason


def _says_something(outcomes: list[Outcome]) -> bool:
    return bool(outcomes) and not any(isinstance(outcome, Void) for outcome in outcomes)
