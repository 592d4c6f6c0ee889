"""The parent's side of a capture process: start it, tell it when to read, and notice when it is lost."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable, Sequence

import msgspec

from keycheck.capture.child import child_options, how_it_ended, worker_command
from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Command, Failed, Message, Pause, Ready, Resume, Stopped, line_of, message_of
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from keycheck.languages import N_

PAUSE_S = 0.05
"""Within this time after a pause nothing is read any more: a child that does not answer is ended."""

LOOK_EVERY_S = 0.25
"""How often the watch looks. It counts its looks and not the time, so that a parent that was held up itself (a laptop
that slept) does not take its child for dead."""

LOOKS_WITHOUT_A_WORD = 5
"""So many looks, a little over one second, without a word from the child mean that it hangs."""

LOOKS_TO_START = 120
"""So many looks, thirty seconds, may pass before the first word: an interpreter has to start, on a slow machine too."""

END_S = 0.5
"""How long a child may take to end after its stdin was closed."""


class CaptureProcess:
    """One source in a process of its own, which reads no key before `resume`.

    `deliver` gets each message, from a thread of this object; it has to return soon and must not call this object.
    Nothing is raised when the child dies or hangs: a `Failed` is delivered that says why, and, if the source had been
    ready, one `source_lost`.
    """

    def __init__(
        self,
        source_name: str,
        deliver: Callable[[Message], None],
        command: Sequence[str] | None = None,
        keeps_session: bool = False,
    ) -> None:
        """Start the child, or another `command` that speaks the pipe's language; OSError where it can't be started."""
        self.source_name = source_name
        self._deliver = deliver
        self._child = subprocess.Popen(
            command or worker_command(source_name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **child_options(keeps_session),
        )
        self._reading = self._ready = self._failed = self._ending = False
        self._killed_because = ""
        self._last_word_ns = now_ns()
        self._looks_left = LOOKS_TO_START
        self._stopped = threading.Event()
        self._over = threading.Event()
        self._talk = threading.Lock()
        self._losing = threading.Lock()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._watch)]
        for thread in self._threads:
            thread.start()

    @property
    def alive(self) -> bool:
        """Whether the child runs; once it does not, it never will again."""
        return not self._over.is_set()

    def resume(self, devices: Sequence[str] = ()) -> None:
        """Let the source listen to these devices (none named: to all); `Listening` is delivered when it does."""
        self._reading = True
        self._say(Resume(tuple(devices)))

    def pause(self) -> None:
        """Return when nothing is read any more, after 50 ms at most: a child that has not stopped by then is ended."""
        if not self._reading:
            return
        self._reading = False
        self._stopped.clear()
        self._say(Pause())
        if not self._stopped.wait(PAUSE_S):
            self._kill(N_("it did not stop reading when it was told to"))

    def stop(self) -> None:
        """End the child and wait for its end, a second at most; harmless when it has ended."""
        self._ending = True
        self._reading = False
        self._close_stdin()
        if not self._over.wait(END_S):
            self._kill(N_("it did not end when it was told to"))
        for thread in self._threads:
            thread.join(END_S)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(END_S)

    def _say(self, command: Command) -> None:
        # To a child that has died nothing can be said; the reader notices the death and delivers it.
        with self._talk, contextlib.suppress(OSError, ValueError):
            assert self._child.stdin is not None
            self._child.stdin.write(line_of(command))
            self._child.stdin.flush()

    def _close_stdin(self) -> None:
        with self._talk, contextlib.suppress(OSError):
            assert self._child.stdin is not None
            self._child.stdin.close()

    def _kill(self, reason: str) -> None:
        self._killed_because = reason
        # One that runs with more rights than we have can't be killed; it ends with its stdin.
        with contextlib.suppress(PermissionError):
            self._child.kill()
        self._close_stdin()

    def _read(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as lines:
            try:
                for line in lines:
                    self._hear(message_of(line))
            except msgspec.DecodeError:
                self._kill(N_("it wrote a line that is no message"))
            except Exception as error:
                # Whoever is told must not make the source deaf without a word.
                self._kill(N_("what it said could not be taken in ({name})").format(name=type(error).__name__))
        self._close_stdin()
        self._lose(how_it_ended(self._child.wait()))

    def _lose(self, how: str) -> None:
        """Tell of the loss, once, and be over."""
        with self._losing:
            if self._over.is_set():
                return
            try:
                if not self._ending:
                    self._tell_of_the_loss(how)
            finally:
                self._over.set()
                self._stopped.set()

    def _hear(self, message: Message) -> None:
        if self._over.is_set():
            return
        self._looks_left = LOOKS_WITHOUT_A_WORD
        if isinstance(message, RawEvent) and not self._reading:
            return
        if not isinstance(message, RawEvent | Ready | Failed):
            self._last_word_ns = message.until if isinstance(message, Disturbance) else message.t
        self._ready |= isinstance(message, Ready)
        self._failed |= isinstance(message, Failed)
        self._deliver(message)
        if isinstance(message, Stopped):
            self._stopped.set()

    def _tell_of_the_loss(self, how: str) -> None:
        if not self._failed:
            reason = self._killed_because or N_("it ended by itself ({how})").format(how=how)
            self._deliver(
                Failed(
                    N_("the capture process of {name} was lost: {reason}").format(name=self.source_name, reason=reason)
                )
            )
        if self._ready:
            self._deliver(Disturbance(self._last_word_ns, "source_lost", now_ns()))

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
            self._looks_left -= 1
            if self._looks_left <= 0:
                self._kill(N_("it gave no sign of life for one second"))
                if not self._over.wait(END_S):
                    self._lose(N_("it could not be killed"))
                return
