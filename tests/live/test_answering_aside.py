"""Hearing goes on while an answer is being found."""

import threading

import numpy as np

from companion.audio.clock import RealClock
from companion.audio.devices import Frame
from companion.audio.files import FileSpeaker
from companion.audio.pcm import FRAME, HEARING_RATE
from companion.base.settings import EndOfTurn, Speaking, Talking, VoiceActivity
from companion.dialogue.state import FRESH
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import SpokenDialogue
from companion.live.end_of_turn import FusedEndOfTurn
from companion.live.session import Session
from companion.live.turn import LiveTurn
from companion.speaking.engines.kokoro import Kokoro
from companion.speaking.playback import Player

LATE_S = 30
SPEECH, SILENCE = np.full(512, 0.5, np.float32), np.zeros(512, np.float32)


class Detector:
    def probability(self, samples):
        return float(samples[0] > 0)


class Ear:
    def listen(self, utterance, samples):
        return None

    def transcribe(self):
        return Transcript("경기도지사가 누구야", True, 10, 0.0, 1.0, 0.9)

    def completion(self):
        return None


class Mute:
    def clips(self, spoken, manner=None):
        return iter(())

    def prepare(self, wanted):
        return iter(())


class Watcher:
    def __init__(self):
        self.frames, self.turns, self.more = 0, [], threading.Condition()

    def frame(self, frame, phase):
        with self.more:
            self.frames += 1
            self.more.notify_all()

    def partial(self, transcript):
        pass

    def answering(self, turn, record):
        self.turns.append(turn)

    def answered(self, turn, spoken, record):
        pass


def test_frames_are_read_while_an_answer_is_found(assistant, tmp_path):
    watcher, answered, heard_meanwhile, asked = Watcher(), threading.Event(), [], []

    def respond(text, state):
        asked.append(text)
        with watcher.more:
            before = watcher.frames
            heard_meanwhile.append(watcher.more.wait_for(lambda: watcher.frames > before + 5, LATE_S))
        answer = assistant.respond(text, state)
        answered.set()
        return answer

    def frames():
        number = 0
        for samples in [SPEECH] * 30:
            yield Frame(samples, (number := number + 1) * FRAME_S)
        for _ in range(10_000):
            if answered.wait(0.001):
                break
            yield Frame(SILENCE, (number := number + 1) * FRAME_S)
        for _ in range(100):
            yield Frame(SILENCE, (number := number + 1) * FRAME_S)

    dialogue = SpokenDialogue(respond, Talking(wake_phrase="파이보야"), FRESH)
    settings = VoiceActivity(end_silence_ms=5000)
    turn = LiveTurn(Segmenter(settings), dialogue, FusedEndOfTurn(EndOfTurn(model="")), interruptible=False)
    clock = RealClock()
    player = Player(FileSpeaker(tmp_path / "out.wav", clock), clock)
    Session(turn, Detector(), Ear(), Mute(), player, clock, watcher).run(frames())
    assert heard_meanwhile[0]
    # What was found aside is what is answered, and it was looked for once.
    assert asked == ["경기도지사가 누구야"] * len(asked)
    assert len(asked) == 1
    assert [turn.heard for turn in watcher.turns] == ["경기도지사가 누구야"]


def test_one_sample_that_is_no_number_makes_no_microphone_deaf(assistant, models, tmp_path):
    said = Kokoro(Speaking(), models).synthesize("경기도지사가 누구야?").at(HEARING_RATE).samples
    whole = said[: len(said) // FRAME * FRAME].reshape(-1, FRAME)
    broken = np.concatenate([SILENCE[np.newaxis], whole, np.tile(SILENCE, (60, 1))])
    broken[0, 7] = np.nan
    watcher, clock = Watcher(), RealClock()
    dialogue = SpokenDialogue(assistant.respond, Talking(wake_phrase="파이보야"), FRESH)
    turn = LiveTurn(Segmenter(VoiceActivity()), dialogue, FusedEndOfTurn(EndOfTurn(model="")), interruptible=False)
    player = Player(FileSpeaker(tmp_path / "out.wav", clock), clock)
    frames = (Frame(samples, number * FRAME_S) for number, samples in enumerate(broken))
    Session(turn, VoiceActivityDetector(), Ear(), Mute(), player, clock, watcher).run(frames)
    assert [turn.heard for turn in watcher.turns] == ["경기도지사가 누구야"]


def test_what_was_foreseen_before_a_turn_was_committed_is_not_used_after_it(assistant):
    dialogue = SpokenDialogue(assistant.respond, Talking(wake_phrase="파이보야"))
    dialogue.foresee("그 전에는?", 0.0)
    dialogue.commit(dialogue.consider("경기도지사가 누구야?", 0.0))
    turn = dialogue.consider("그 전에는?", 1.0)
    assert turn.before is dialogue.state
    assert "김동연" in turn.reply.text
