"""What all stages of an examination share: the facts so far, the map, the plan, and the records added to the trace."""

from __future__ import annotations

from keycheck.diagnosis.decision import Count, Pace
from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.diagnosis.hold import Hold
from keycheck.diagnosis.rules import count_at, decision_of, top_layer
from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import LAYERS, Attest, AttestedBy, Header, Incident, Layer, Phase, PhaseName, Prompt, Record
from keycheck.examination.hands import Hands
from keycheck.examination.plan import Plan
from keycheck.examination.presses import without_meaning
from keycheck.examination.suspect import Suspect
from keycheck.layouts.layout import Layout

GONE_NS = 20_000_000_000
"""How long a source that was lost may take to come back: time to plug a keyboard in again (assumed)."""

REFUSED_NS = 1
"""The window of a prompt that nobody gets to see."""

KNOWN_GOOD_AT_MOST = 80
"""Known-good keys that are asked for before keycheck gives up on a person who leaves out too many: three of the first
twenty are a bad start, and eight of eighty a habit (assumed)."""


class Desk:
    """Keeps the diagnosis, the plan and the outbox; a stage says something by putting a record on it."""

    def __init__(self, header: Header, diagnosis: Diagnosis, layout: Layout) -> None:
        self.diagnosis = diagnosis
        self.facts = diagnosis.facts
        self.layout = layout
        self.hands = Hands(header)
        self.plan = Plan()
        self._phase: PhaseName | None = None
        self._trials = 0
        self._outbox: list[Record] = []

    def use(self, layout: Layout) -> None:
        """Go by this map from now on; a key that was named stays named, for the map that has it may come back."""
        self.layout = layout
        self.diagnosis.use(layout)
        self.plan.offered = None

    # ── what a stage says ───────────────────────────────────────────────────────────────────────────────────────

    def say(self, record: Record) -> None:
        """Add a record to the trace."""
        self.diagnosis.receive(record)
        self._outbox.append(record)

    def enter(self, phase: PhaseName, now_ns: int) -> None:
        """This phase begins, if it has not begun already; a sweep begins anew each time."""
        if phase != self._phase or phase == "sweep":
            self._phase = phase
            self.say(Phase(now_ns, phase))

    @property
    def phase(self) -> PhaseName | None:
        """The phase of this moment."""
        return self._phase

    def ask(self, prompt: Prompt) -> Trial:
        """Open a trial; its number is given here."""
        self.say(prompt)
        return self.facts.trials[-1]

    def next_trial(self) -> int:
        """The number of the next trial, from 1."""
        self._trials += 1
        return self._trials

    def ask_to_hold(self, keys: tuple[str, ...], window_ns: int, now_ns: int) -> Hold:
        """Ask for one key, or three together, to be held."""
        before, key, after = keys if len(keys) == 3 else (None, keys[0], None)
        self.enter("confirm", now_ns)
        self.say(Prompt(now_ns, self.next_trial(), 1, key, window_ns, before, after, ask="hold"))
        return self.facts.holds[-1]

    def refuse(self, key: str, now_ns: int) -> None:
        """Write down that this key was to be asked for, and was not."""
        self.attest(self.ask(Prompt(now_ns, self.next_trial(), 1, key, REFUSED_NS)), "skipped", now_ns)

    def attest(self, trial: Trial, by: AttestedBy, now_ns: int) -> None:
        """Close a trial with the word of somebody."""
        self.say(Attest(now_ns, trial.prompt.trial, by))

    def drain(self) -> tuple[Record, ...]:
        """The records said since the last call."""
        said, self._outbox = tuple(self._outbox), []
        return said

    # ── what a stage wants to know ──────────────────────────────────────────────────────────────────────────────

    def count(self, key: str) -> Count:
        """The trials of this key where the person meets it."""
        layer = top_layer(self.facts, key)
        return Count() if layer is None else count_at(self.facts, key, layer)

    def is_settled(self, suspect: Suspect) -> bool:
        """Whether more trials of this key would change nothing."""
        decision = decision_of(self.facts, suspect.key)
        if suspect.given_up or self.is_found(suspect.key):
            return True
        if decision == "clear":
            return self.count(suspect.key).trials >= suspect.trials_due
        if decision != "continue":
            # What the trials say of it counts as soon as the person leaves out less.
            return decision == "inconclusive" or self.pace != "too_many_missed"
        return not suspect.thorough and self.facts.works(suspect.key) and self.count(suspect.key).missed == 0

    def no_meaning(self, key: str) -> Layer | None:
        """Where asked-for presses of this key were heard to which the system gives no meaning; None once it works."""
        if self.facts.works(key):
            return None
        asked = (entry.trial for entry in self.facts.docket.of_key.get(key, ()))
        heard = {event.source for trial in asked for event in without_meaning(trial)}
        layers = {self.facts.ears[source].source.layer for source in heard}
        return next((layer for layer in LAYERS if layer in layers), None)

    def has_open(self, phase: PhaseName | None = None) -> bool:
        """Whether a suspect (of this phase) still needs trials; a disturbance told late may take some away again."""
        suspects = self.plan.suspects.values()
        return any(not self.is_settled(suspect) for suspect in suspects if phase in (None, suspect.phase))

    def is_proven(self, key: str) -> bool:
        """Whether this key came, and nothing was heard against it."""
        plan = self.plan
        doubted = key in plan.suspects or key in plan.late or key in plan.nominated or key in plan.paced
        return self.facts.works(key) and not doubted and key not in self.facts.stuck()

    @property
    def is_listening(self) -> bool:
        """Whether anything was heard, and of the keyboard under test."""
        return any(ear.live for ear in self.facts.ears.values()) and not self.facts.adrift

    def is_found(self, key: str) -> bool:
        """Whether this key has its finding."""
        return self.diagnosis.symptom(key) is not None

    @property
    def is_jammed(self) -> bool:
        """Whether a key is down that has to be asked to come up, before anything else."""
        return bool(self.plan.to_let_go)

    def look_for_jams(self, now_ns: int) -> None:
        """Note the keys that have been down for too long and were not asked to come up yet."""
        for key in self.hands.jams(now_ns):
            if key in self.layout and key not in self.plan.asked_to_let_go:
                self.plan.asked_to_let_go.add(key)
                self.plan.to_let_go.append(key)

    @property
    def pace(self) -> Pace:
        """How to go on with this person, by the known-good keys that stayed away."""
        return self.diagnosis.operator().pace

    @property
    def is_hopeless(self) -> bool:
        """Whether the person left out too many known-good keys, of so many that more trials would show nothing else."""
        return self.pace == "too_many_missed" and self.diagnosis.operator().asked >= KNOWN_GOOD_AT_MOST

    def is_deserted(self, now_ns: int) -> bool:
        """Whether a source was lost and did not come back: no key that it should hear can get an answer any more."""
        deaf = self.hands.deaf()
        if deaf is not None:
            if not self.facts.ears[deaf].lost:
                self.say(Incident(now_ns, deaf, "source_lost", now_ns))
            return True
        return any(self._is_gone(source, now_ns) for source, ear in self.facts.ears.items() if ear.live and ear.lost)

    def _is_gone(self, source: int, now_ns: int) -> bool:
        lost = (i.until for i in self.facts.incidents if i.source in (None, source) and i.what == "source_lost")
        return now_ns - max(lost) > GONE_NS
