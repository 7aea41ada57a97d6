"""A conversation aloud, as it is shown at a terminal."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from companion.app.output import show
from companion.audio.devices import Frame, SpeakerLost
from companion.audio.levels import dbfs, meter
from companion.base.errors import UsageError
from companion.base.terminal import printable
from companion.base.writing import write_result
from companion.dialogue.incumbent import Incumbent
from companion.hearing.engine import Transcript
from companion.live.conversation import Turn
from companion.live.ends import MICROPHONE, SPEAKER
from companion.live.robot import spoken_conversation
from companion.live.trace import Trace, TurnRecord, timeline_html
from companion.speaking.playback import Spoken

_GREETING = "{name}: 듣고 있어요. (끝내려면 Ctrl-C)"
_GREETINGS = {
    "wake": "{name}: «{phrase}» 하고 불러 주세요. (끝내려면 Ctrl-C)",
    "key": "{name}: 스페이스 바를 누르고 말씀해 주세요. (끝내려면 Ctrl-C)",
}


def talk(
    incumbent: Incumbent,
    source: str,
    target: str,
    *,
    fast: bool,
    trace: str | None,
    out: TextIO,
    err: TextIO,
) -> int:
    """Converse aloud until the input ends.

    Args:
        incumbent: answers.
        source: `mic`, or a sound file that is heard as if from a microphone.
        target: `speaker`, or a WAV file to be written.
        fast: with files, work as fast as it goes instead of in real time.
        trace: None for no trace; otherwise a line a turn says what happened when, and where this names an HTML file, it
            is drawn there.
        out: where utterances and answers are written.
        err: where progress and notices go.

    Returns:
        The exit status, 0.

    Raises:
        CompanionError: a device, a model or a file cannot be had.
    """
    assistant = incumbent.assistant
    settings, name = assistant.settings, assistant.persona.name
    if fast and (source == MICROPHONE or target == SPEAKER):
        raise UsageError("--fast needs a file for --input and for --output")
    record = None if trace is None else Trace(err)
    screen = Screen(out, err, name, record, live=out.isatty() and source == MICROPHONE)
    with ExitStack() as stack:
        if record is not None and trace:
            stack.callback(lambda: write_result(Path(trace), timeline_html(record.records).encode()))
        conversation = stack.enter_context(
            spoken_conversation(
                assistant,
                source,
                target,
                screen,
                fast=fast,
                notice=screen.notice,
                progress=err,
                state=assistant.beginning(),
                answerer=incumbent,
            )
        )
        if source == MICROPHONE:
            start = settings.talking.start
            screen.notice(_GREETINGS.get(start, _GREETING).format(name=name, phrase=settings.talking.wake_phrase))
        conversation.run()
    return 0


class Screen:
    """Shows a conversation: utterances and answers as lines; at a terminal also a level meter and what is heard.

    Args:
        out: for utterances and answers.
        err: for notices.
        name: the robot's.
        trace: what happened when is told to.
        live: whether to draw the line that changes.
    """

    def __init__(
        self,
        out: TextIO,
        err: TextIO,
        name: str,
        trace: Trace | None,
        *,
        live: bool,
    ) -> None:
        self._out = out
        self._err = err
        self._name = name
        self._trace = trace
        self._live = live
        self._partial = ""

    def notice(self, text: str) -> None:
        """Something about a device or the robot itself."""
        self._clear()
        show(text, self._err)

    def frame(self, frame: Frame, phase: str) -> None:
        """Draw the level meter."""
        if self._live:
            state = {"listening": "  ", "hearing": "··", "committing": "…", "speaking": "♪ "}[phase]
            bar = meter(dbfs(frame.samples))
            print(f"\r\x1b[K{bar} {state} {printable(self._partial)}", end="", file=self._out, flush=True)

    def partial(self, transcript: Transcript) -> None:
        """Remember what is heard so far."""
        self._partial = transcript.text

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """Write down the utterance and its answer."""
        self._clear()
        self._partial = ""
        said = f"나: {turn.heard}\n" if turn.heard else ""  # a reminder answers nobody
        show(f"{said}{self._name}: {turn.reply.text}", self._out)

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """Say when an answer could not be heard, and what happened when."""
        if self._trace is not None:
            self._clear()
            self._trace.add(record)
        if spoken.fault is not None and not isinstance(spoken.fault, SpeakerLost):  # the speaker told that itself
            self.notice(f"소리로는 말하지 못했어요: {spoken.fault}")

    def _clear(self) -> None:
        if self._live:
            print("\r\x1b[K", end="", file=self._out)
