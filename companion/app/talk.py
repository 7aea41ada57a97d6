"""`companion talk`, the conversation aloud: builds it from the settings, and shows it at a terminal."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from companion.app.options import add_profile, assistant_of
from companion.audio.clock import Clock, RealClock, VirtualClock
from companion.audio.devices import Frame, SpeakerLost
from companion.audio.levels import dbfs, meter
from companion.base.errors import UsageError
from companion.base.writing import write_result
from companion.dialogue.assistant import Assistant
from companion.hearing.engine import Transcript
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.building import MICROPHONE, SPEAKER, load_acknowledgement, load_ear, open_devices
from companion.live.conversation import Turn
from companion.live.keys import talk_key
from companion.live.openings import openings
from companion.live.session import Session
from companion.live.trace import Trace, TurnRecord, timeline_html
from companion.live.turn import live_turn
from companion.models.progress import progress_on
from companion.models.store import ModelStore
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import load_voice

_GREETING = "{name}: 듣고 있어요. (끝내려면 Ctrl-C)"
_GREETINGS = {
    "wake": "{name}: «{phrase}» 하고 불러 주세요. (끝내려면 Ctrl-C)",
    "key": "{name}: 스페이스 바를 누르고 말씀해 주세요. (끝내려면 Ctrl-C)",
}


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    parser.add_argument(
        "--input", default=MICROPHONE, metavar="mic|FILE", help="what is heard (default: the microphone)"
    )
    parser.add_argument("--output", default=SPEAKER, metavar="speaker|FILE.wav", help="where the answers are played")
    parser.add_argument("--fast", action="store_true", help="with files: as fast as the work is done, not in real time")
    parser.add_argument(
        "--trace", nargs="?", const="", metavar="FILE.html", help="say what happened when in each turn, and draw it"
    )
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Talk as the options say."""
    return talk(
        assistant_of(options),
        options.input,
        options.output,
        fast=options.fast,
        trace=options.trace,
        out=sys.stdout,
        err=sys.stderr,
    )


def talk(
    assistant: Assistant,
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
        assistant: answers.
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
    settings, name = assistant.settings, assistant.persona.name
    if fast and (source == MICROPHONE or target == SPEAKER):
        raise UsageError("--fast needs a file for --input and for --output")
    clock: Clock = VirtualClock() if fast else RealClock()
    record = None if trace is None else Trace(err)
    screen = Screen(out, err, name, record, live=out.isatty() and source == MICROPHONE)
    with ExitStack() as stack:
        if record is not None and trace:
            stack.callback(lambda: write_result(Path(trace), timeline_html(record.records).encode()))
        microphone, speaker = open_devices(settings, source, target, clock, screen.notice)
        stack.callback(microphone.close)
        stack.callback(speaker.close)
        store = ModelStore(settings.models_folder)
        store.ensure_for(progress_on(err), settings.hearing, settings.end_of_turn, settings.speaking)
        voice = load_voice(settings.speaking, store, settings.cache_folder)
        ear = load_ear(assistant, store)
        key = stack.enter_context(talk_key()) if settings.talking.start == "key" else None
        player = Player(speaker, clock)
        # A file cannot hear the robot; a microphone does, unless its voice is taken out again.
        interruptible = source != MICROPHONE or settings.devices.echo_cancellation
        turn = live_turn(assistant, interruptible=interruptible, saying=player.saying)
        voice.warm_up()
        assistant.respond("안녕")  # what answering loads is loaded before somebody waits for it
        session = Session(
            turn,
            VoiceActivityDetector(),
            ear,
            voice,
            player,
            clock,
            screen,
            key,
            openings(assistant) if settings.speaking.prepare_when_idle and not fast else (),
            None if fast else load_acknowledgement(settings, voice),
        )
        if source == MICROPHONE:
            start = settings.talking.start
            screen.notice(_GREETINGS.get(start, _GREETING).format(name=name, phrase=settings.talking.wake_phrase))
        session.run(microphone.frames())
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

    def __init__(self, out: TextIO, err: TextIO, name: str, trace: Trace | None, *, live: bool) -> None:
        self._out = out
        self._err = err
        self._name = name
        self._trace = trace
        self._live = live
        self._partial = ""

    def notice(self, text: str) -> None:
        """Something about a device or the robot itself."""
        self._clear()
        print(text, file=self._err, flush=True)

    def frame(self, frame: Frame, phase: str) -> None:
        """Draw the level meter."""
        if self._live:
            state = {"listening": "  ", "hearing": "··", "committing": "…", "speaking": "♪ "}[phase]
            bar = meter(dbfs(frame.samples))
            print(f"\r\x1b[K{bar} {state} {self._partial}", end="", file=self._out, flush=True)

    def partial(self, transcript: Transcript) -> None:
        """Remember what is heard so far."""
        self._partial = transcript.text

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """Write down the utterance and its answer."""
        self._clear()
        self._partial = ""
        print(f"나: {turn.heard}\n{self._name}: {turn.reply.text}", file=self._out, flush=True)

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
