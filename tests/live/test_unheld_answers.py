"""While an answer is found, the microphone is read."""

import time
from dataclasses import replace

import numpy as np

from companion.audio.clock import RealClock
from companion.audio.devices import Frame
from companion.audio.files import FileSpeaker
from companion.audio.pcm import Audio
from companion.base.settings import EndOfTurn, Speaking, Talking, VoiceActivity
from companion.dialogue.assistant import State
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter
from companion.live.conversation import SpokenConversation
from companion.live.ear import Ear
from companion.live.end_of_turn import FusedEndOfTurn
from companion.live.session import Session
from companion.live.turn import LiveTurn
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.engines.espeak import EspeakNg
from companion.speaking.playback import Player
from companion.speaking.voice import Voice

MEANWHILE = 20
MORE_THAN_ANY_ANSWER_TAKES_S = 10
QUESTION = "수원시장은 누구야?"


class Loud:
    def probability(self, frame):
        return 0.99 if frame[0] > 0.05 else 0.01


class Recogniser:
    name = "one-sentence"

    def stream(self):
        return self

    def accept(self, samples):
        return None

    def finish(self):
        return Transcript(QUESTION, True, len(QUESTION), 0.0, 1.0, 0.9)


class Room:
    """Somebody speaks for a second; then it is quiet until the answer was found, however long that takes."""

    def __init__(self):
        self.given, self.found = 0, False
        self.given_meanwhile = 0

    def frames(self):
        begun = time.monotonic()
        while not (self.found and self.given > 60) and time.monotonic() - begun < 2 * MORE_THAN_ANY_ANSWER_TAKES_S:
            level = 0.1 if 5 < self.given < 35 else 0.0
            yield Frame(np.full(512, level, np.float32), self.given * FRAME_S)
            self.given += 1
            time.sleep(0.001)

    def wait_for_frames(self):
        before, begun = self.given, time.monotonic()
        while self.given < before + MEANWHILE and time.monotonic() - begun < MORE_THAN_ANY_ANSWER_TAKES_S:
            time.sleep(0.001)
        self.given_meanwhile = self.given - before
        self.found = True


class Watcher:
    def __init__(self):
        self.answers = []

    def frame(self, frame, phase):
        pass

    def partial(self, transcript):
        pass

    def answering(self, turn, record):
        self.answers.append(turn.reply.text)

    def answered(self, turn, spoken, record):
        pass


class Instant(FileSpeaker):
    """Plays in no time."""

    def play(self, audio: Audio, stop):
        return audio.duration_s


def test_frames_are_heard_while_an_answer_is_found(assistant, tmp_path):
    room, clock, watcher, asked = Room(), RealClock(), Watcher(), []

    def slowly(text, state):
        asked.append(text)
        room.wait_for_frames()
        return assistant.respond(text, state)

    turn = LiveTurn(
        Segmenter(VoiceActivity(end_silence_ms=2000)),
        SpokenConversation(slowly, Talking()),
        FusedEndOfTurn(EndOfTurn()),
        interruptible=False,
    )
    voice = Voice(EspeakNg(Speaking(engine="espeak-ng"), ModelStore(tmp_path)), ClauseCache(tmp_path / "c", 10**7), -20)
    player = Player(Instant(tmp_path / "out.wav", clock), clock)
    Session(turn, Loud(), Ear(Recogniser()), voice, player, clock, watcher).run(room.frames())
    assert room.given_meanwhile >= MEANWHILE
    assert len(watcher.answers) == 1
    assert "이재준" in watcher.answers[0]
    assert asked == [QUESTION], "one answer is found once"


def test_an_answer_found_ahead_is_given_once_and_then_found_anew(assistant):
    times = iter(("세 시예요.", "네 시예요.", "다섯 시예요."))

    def respond(text, state):
        reply, after = assistant.respond(text, state)
        return replace(reply, text=next(times)), after

    conversation = SpokenConversation(respond, Talking())
    conversation.anticipate("지금 몇 시야?", 1.0)
    assert conversation.consider("지금 몇 시야?", 1.0).reply.text == "세 시예요."
    assert conversation.consider("지금 몇 시야?", 3600.0).reply.text == "네 시예요."
    conversation.anticipate("안녕", 1.0)
    assert conversation.state == State()
