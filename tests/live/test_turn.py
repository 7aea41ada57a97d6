"""The spoken turn on a virtual clock: frames are counted, nothing waits."""

from functools import partial

import numpy as np
import pytest

from companion.audio.pcm import FRAME
from companion.base.settings import Talking, VoiceActivity
from companion.hearing.engine import Transcript
from companion.hearing.segments import FRAME_S, Segmenter
from companion.live.conversation import SpokenDialogue
from companion.live.turn import (
    SETTLED_S,
    Duck,
    Forget,
    Glance,
    Hush,
    Listen,
    LiveTurn,
    Prepare,
    Resume,
    Speak,
    Transcribe,
    WeighCompletion,
)
from companion.speaking.clauses import clauses

SILENCE, FADING, SPEECH = 0.01, 0.5, 0.99
WEIGHING_S = 0.1


class FixedSilence:
    """The turn is over after a set silence, whatever was said; a complete sound halves it."""

    def __init__(self, silence_s, by_sound):
        self.silence_s, self.by_sound = silence_s, by_sound

    def wait_s(self, transcript, turn, completion):
        return self.silence_s if completion is None else self.silence_s * (1 - completion / 2)

    def went_on(self, silence_s):
        pass

    def was_over(self, transcript, speech_s):
        pass


class World:
    """Somebody speaks, a recogniser of a set speed hears it, a voice of a set length answers."""

    def __init__(self, assistant, *, wait_s=0.7, recognition_s=0.2, completion=None, speech_s=2.0, interruptible=False):
        conversation = SpokenDialogue(
            lambda text, state: assistant.respond(text, state), Talking(wake_phrase="파이보야")
        )
        self.conversation = conversation
        self.turn = LiveTurn(
            Segmenter(VoiceActivity(end_silence_ms=1500)),
            conversation,
            FixedSilence(wait_s, completion is not None),
            interruptible=interruptible,
            saying=lambda: self.words,
        )
        self.recognition_s, self.completion, self.speech_s = recognition_s, completion, speech_s
        self.saying = ""
        self.words = ()
        self.commands, self.phases, self.spoken = [], [], []
        self._due = []  # (when, what to do)

    def frames(self, seconds, probability):
        for _ in range(round(seconds / FRAME_S)):
            self._do(self.turn.sound(np.zeros(FRAME, np.float32), probability))
            now = self.turn.now_s
            for due in [d for d in self._due if d[0] <= now]:
                self._due.remove(due)
                self._do(due[1]())
            if not self.phases or self.phases[-1] != self.turn.phase:
                self.phases.append(self.turn.phase)

    def say(self, text, seconds=1.5):
        self.saying = text
        self.frames(seconds, SPEECH)

    def pause(self, seconds):
        self.frames(seconds, SILENCE)

    def _do(self, commands):
        for command in commands:
            self.commands.append(command)
            now = self.turn.now_s
            if isinstance(command, Glance):
                heard = Transcript(self.saying, False, 0, 0, 1, 0.9)
                result = (command.utterance, heard, command.until_s)
                self._due.append((now + self.recognition_s, lambda r=result: self.turn.glanced(*r)))
            elif isinstance(command, Transcribe):
                heard = Transcript(self.saying, True, len(self.saying), 0, 1, 0.9)
                result = (command.utterance, heard, command.until_s)
                self._due.append((now + self.recognition_s, lambda r=result: self.turn.hypothesis(*r)))
            elif isinstance(command, WeighCompletion):
                result = (command.utterance, self.completion, command.until_s)
                self._due.append((now + WEIGHING_S, lambda r=result: self.turn.completion(*r)))
            elif isinstance(command, Speak):
                self.spoken.append(command)
                self.words = clauses(command.turn.reply.spoken)
                self._ends = (now + self.speech_s, partial(self._over, command.record))
                self._due.append(self._ends)
            elif isinstance(command, Resume):
                self.turn.speaks_again(command.record)
                self._ends = (now + self.speech_s, partial(self._over, command.record))
                self._due.append(self._ends)
            elif isinstance(command, Hush):
                self._due.remove(self._ends)
                self._do(self._over(self.spoken[-1].record, " ".join(self.words[1:])))

    def _over(self, record, unsaid=""):
        return self.turn.spoken(record, unsaid)

    def of(self, kind):
        return [c for c in self.commands if isinstance(c, kind)]


@pytest.fixture
def world(assistant):
    return lambda **options: World(assistant, **options)


def test_a_question_is_heard_answered_and_listening_goes_on(world):
    w = world()
    w.pause(1)
    w.say("경기도지사가 누구야")
    w.pause(5)
    assert w.phases == ["listening", "hearing", "speaking", "listening"]
    assert "추미애" in w.spoken[0].turn.reply.text


def test_the_answer_comes_when_the_wait_is_over_and_not_before(world):
    w = world(wait_s=0.7, recognition_s=0.2)
    w.say("경기도지사가 누구야")
    w.pause(3)
    record = w.spoken[0].record
    assert record.committed_s - record.speech_end_s == pytest.approx(0.7, abs=2 * FRAME_S)


def test_what_sounds_complete_is_answered_as_soon_as_that_is_known(world):
    w = world(wait_s=1.0, recognition_s=0.2, completion=1.0)
    w.say("경기도지사가 누구야")
    w.pause(3)
    (record,) = (speak.record for speak in w.spoken)
    assert record.wait_s == 0.5
    assert record.committed_s - record.speech_end_s == pytest.approx(0.5, abs=2 * FRAME_S)


def test_the_sound_is_asked_for_when_the_words_are_known_and_once_more_in_settled_silence(world):
    w = world(wait_s=1.0, recognition_s=0.1, completion=0.0)
    w.say("경기도지사가 누구야")
    w.pause(3)
    speech_end_s = w.spoken[0].record.speech_end_s
    asked_s = [command.until_s - speech_end_s for command in w.of(WeighCompletion)]
    assert asked_s == pytest.approx([FRAME_S + 0.1, SETTLED_S], abs=1.5 * FRAME_S)


def test_a_slow_recogniser_lets_the_sound_be_asked_for_once(world):
    w = world(wait_s=1.0, recognition_s=0.4, completion=0.0)
    w.say("경기도지사가 누구야")
    w.pause(3)
    assert len(w.of(WeighCompletion)) == 1


def test_a_result_that_comes_after_its_wait_ends_the_turn_at_once(world):
    w = world(wait_s=0.4, recognition_s=0.3, completion=1.0)
    w.say("경기도지사가 누구야")
    w.pause(3)
    record = w.spoken[0].record
    assert record.decided_s - record.speech_end_s == pytest.approx(FRAME_S + 0.3 + WEIGHING_S, abs=2 * FRAME_S)


def test_the_sound_is_not_asked_for_where_the_words_end_the_turn(world):
    w = world(wait_s=0.2, recognition_s=0.3, completion=1.0)
    w.say("경기도지사가 누구야")
    w.pause(3)
    assert len(w.spoken) == 1
    assert not w.of(WeighCompletion)


def test_the_recogniser_begins_while_a_word_fades_and_its_words_count(world):
    w = world(wait_s=0.3, recognition_s=0.2)
    w.say("경기도지사가 누구야")
    w.frames(FRAME_S, FADING)
    (asked,) = w.of(Transcribe)
    assert asked.until_s == w.turn.now_s
    w.pause(3)
    assert w.of(Transcribe) == [asked]
    assert w.spoken[0].record.speech_end_s == asked.until_s


def test_the_wait_begins_where_the_word_ends_and_not_where_it_has_faded(world):
    waited = []
    for fading in (0, 2):
        w = world(wait_s=0.5, recognition_s=0.1)
        w.say("경기도지사가 누구야")
        word_end_s = w.turn.now_s
        w.frames(fading * FRAME_S, FADING)
        w.pause(3)
        waited.append(w.spoken[0].record.decided_s - word_end_s)
    assert waited == pytest.approx([0.5, 0.5], abs=FRAME_S)


def test_speech_that_is_faint_throughout_is_heard_to_its_end(world):
    w = world(wait_s=0.3, recognition_s=0.1)
    w.say("경기도지사가")
    w.saying = "경기도지사가 누구야"
    w.frames(0.6, FADING)
    w.pause(3)
    assert [speak.turn.heard for speak in w.spoken] == ["경기도지사가 누구야"]


def test_whoever_goes_on_is_not_judged_by_how_an_earlier_pause_sounded(world):
    w = world(wait_s=1.0, recognition_s=0.1, completion=1.0)
    w.say("경기도지사가")
    w.pause(0.4)
    w.completion = 0.0
    w.say("경기도지사가 누구야")
    w.pause(3)
    assert len(w.of(WeighCompletion)) == 2 * 2
    assert [speak.record.wait_s for speak in w.spoken] == [1.0]


def test_how_something_sounded_that_is_over_is_ignored(world):
    w = world()
    w.say("경기도지사가 누구야")
    w.pause(3)
    assert w.turn.completion(1, 1.0, w.turn.now_s) == ()
    w.say("수원시장은?")
    assert w.turn.completion(1, 1.0, w.turn.now_s) == ()
    w.pause(3)
    assert [speak.record.wait_s for speak in w.spoken] == [0.7, 0.7]


def test_while_the_wait_lasts_the_recogniser_has_already_worked(world):
    slow, quick = world(wait_s=0.3, recognition_s=1.0), world(wait_s=0.3, recognition_s=0.1)
    for w in (slow, quick):
        w.say("경기도지사가 누구야")
        w.pause(3)
    late, early = (w.spoken[0].record for w in (slow, quick))
    assert early.committed_s - early.speech_end_s == pytest.approx(0.3, abs=2 * FRAME_S)
    assert late.committed_s - late.speech_end_s == pytest.approx(FRAME_S + 1.0, abs=3 * FRAME_S)
    assert "committing" in slow.phases
    assert "committing" not in quick.phases


def test_a_pause_shorter_than_the_wait_does_not_end_the_turn(world):
    w = world(wait_s=0.7)
    w.say("경기도지사가")
    w.pause(0.5)
    assert not w.spoken
    w.say("경기도지사가 누구야")
    w.pause(3)
    assert [s.turn.heard for s in w.spoken] == ["경기도지사가 누구야"]


def test_what_is_heard_so_far_is_answered_ahead_but_commits_nothing(world):
    w = world(wait_s=1.0)
    w.say("경기도지사가 누구야")
    w.pause(0.5)
    assert [p.turn.heard for p in w.of(Prepare)] == ["경기도지사가 누구야"]
    assert w.conversation.state.revision == 0
    w.pause(2)
    assert w.conversation.state.revision == 1


@pytest.mark.parametrize("interruptible", [False, True])
def test_who_goes_on_before_the_words_are_known_is_heard_to_the_end(world, interruptible):
    w = world(wait_s=0.3, recognition_s=1.0, interruptible=interruptible)
    w.say("경기도지사가")
    w.pause(0.5)  # the turn is taken to be over, and its words are not known yet
    assert w.turn.phase == "committing"
    w.say("경기도지사가 누구야")
    w.pause(4)
    assert [s.turn.heard for s in w.spoken] == ["경기도지사가 누구야"]
    assert w.turn.phase == "listening"


@pytest.mark.parametrize(
    ("heard", "seconds", "stops"),
    [
        ("매니아", 0.35, 0),
        ("매니아", 0.8, 1),
        ("잠깐만", 0.6, 1),
        ("고마워", 0.6, 0),
        ("수원 맛집", 0.6, 1),
        ("파이보야", 0.6, 1),
    ],
)
def test_a_short_word_that_asks_nothing_does_not_stop_an_answer(world, heard, seconds, stops):
    w = world(speech_s=8.0, interruptible=True)
    w.say("경기도지사가 누구야")
    w.pause(1)
    w.say(heard, seconds)
    w.pause(2)
    assert len(w.of(Hush)) == stops


def test_words_that_change_with_every_piece_of_sound_stop_nothing(world):
    w = world(speech_s=8.0, interruptible=True, recognition_s=FRAME_S)
    w.say("경기도지사가 누구야")
    w.pause(1)
    for invented in ("수원 맛집", "카메라", "음악을", "보내야"):
        w.saying = invented
        w.frames(4 * FRAME_S, SPEECH)
    w.saying = "아~"
    w.pause(2)
    assert not w.of(Hush)


def test_who_speaks_on_is_found_before_all_is_said_and_who_may_be_listening_is_not(world):
    found = {}
    for heard in ("수원에서", "그렇구"):
        w = world(speech_s=8.0, interruptible=True, recognition_s=FRAME_S)
        w.say("경기도지사가 누구야")
        w.pause(1)
        began_s = w.turn.now_s
        w.say(heard, 0.7)
        w.saying = heard + "나"
        found[heard] = [w.spoken[0].record.barge_in_s] if w.of(Hush) else []
        assert all(at_s - began_s < 0.6 for at_s in found[heard])
    assert found["수원에서"]
    assert not found["그렇구"]


def test_a_noise_is_no_turn(world):
    w = world()
    for _ in range(20):
        w.frames(FRAME_S, SPEECH)
        w.pause(0.5)
    assert w.commands == []


def test_speech_in_which_nothing_is_recognised_is_let_go(world):
    w = world()
    w.say("")
    w.pause(2)
    assert not w.spoken
    assert w.of(Forget)
    assert w.turn.phase == "listening"


def test_all_sound_of_the_utterance_reaches_the_recogniser_once(world):
    w = world()
    w.pause(1)
    w.say("안녕", 1.0)
    w.pause(3)
    heard = sum(len(c.samples) for c in w.of(Listen)) / FRAME * FRAME_S
    padding = VoiceActivity().padding_ms / 1000
    assert heard == pytest.approx(1.0 + 2 * padding, abs=2 * FRAME_S)


def test_a_robot_that_would_hear_itself_does_not_listen_while_it_speaks(world):
    w = world(speech_s=3.0)
    w.say("안녕")
    w.pause(1)
    w.say("파이보의 목소리", 1.5)
    w.pause(3)
    assert len(w.spoken) == 1


def test_where_it_cannot_hear_itself_speech_interrupts_the_answer(world):
    w = world(speech_s=5.0, interruptible=True)
    w.say("안녕")
    w.pause(1)
    w.say("경기도지사가 누구야", 1.0)
    w.pause(2)
    assert len(w.of(Hush)) == 1
    assert [s.turn.heard for s in w.spoken] == ["안녕", "경기도지사가 누구야"]


@pytest.mark.parametrize("heard", ["응", "네네", "아~", "그렇구나", ""])
def test_a_listeners_sound_does_not_interrupt(world, heard):
    w = world(speech_s=5.0, interruptible=True)
    w.say("안녕")
    w.pause(1)
    w.say(heard, 0.6)
    w.pause(6)
    assert not w.of(Hush)
    assert len(w.spoken) == 1
    assert w.turn.phase == "listening"


def test_the_answer_is_soft_at_once_and_until_it_is_known_that_nobody_interrupts(world):
    w = world(speech_s=5.0, interruptible=True)
    w.say("안녕")
    w.pause(1)
    assert not w.of(Duck)
    w.saying = "응"
    w.frames(0.1, SPEECH)
    assert w.of(Duck) == [Duck(softly=True)]
    assert not any(
        isinstance(command, (Glance, Transcribe)) for command in w.commands[w.commands.index(w.of(Duck)[0]) :]
    )
    w.frames(0.3, SPEECH)
    w.pause(1)
    assert w.of(Duck) == [Duck(softly=True), Duck(softly=False)]
    assert w.turn.phase == "speaking"


def test_the_answer_is_as_loud_as_before_after_a_noise(world):
    w = world(speech_s=5.0, interruptible=True)
    w.say("안녕")
    w.pause(1)
    w.say("", 0.3)
    w.pause(2)
    assert w.of(Duck) == [Duck(softly=True), Duck(softly=False)]


def test_its_own_voice_does_not_interrupt_it(world):
    w = world(speech_s=4.0, interruptible=True)
    w.say("경기도지사가 누구야")
    w.pause(1)
    w.say(w.spoken[0].turn.reply.spoken, 2.0)
    w.pause(6)
    assert not w.of(Hush)
    assert len(w.spoken) == 1


def test_an_echo_of_the_last_words_that_outlasts_the_answer_is_no_turn(world):
    w = world(speech_s=2.0, interruptible=True)
    w.say("경기도지사가 누구야")
    w.pause(1.5)
    w.say(w.words[-1], 2.0)
    w.pause(6)
    assert len(w.spoken) == 1


def test_after_a_false_stop_the_answer_goes_on(world):
    w = world(speech_s=5.0, interruptible=True)
    w.say("경기도지사가 누구야")
    w.pause(1)
    w.saying = "부산시장은 누구"
    w.frames(0.8, SPEECH)  # what is heard first looks like a question, …
    w.saying = "아~"
    w.pause(1.5)  # … and was none
    assert len(w.of(Hush)) == 1
    assert [r.record for r in w.of(Resume)] == [w.spoken[0].record]
    assert w.turn.phase == "speaking"
    w.pause(6)
    assert len(w.spoken) == 1
    assert w.turn.phase == "listening"


def test_a_word_that_stops_stops(world):
    w = world(speech_s=9.0, interruptible=True)
    w.say("경기도지사가 누구야")
    w.pause(1)
    w.say("그만", 0.5)
    w.pause(3)
    assert len(w.of(Hush)) == 1
    assert w.spoken[-1].turn.reply.intent == "control.stop"


def test_who_stopped_an_answer_can_ask_for_the_rest_of_it(assistant):
    conversation = SpokenDialogue(lambda text, state: assistant.respond(text, state), Talking(wake_phrase="파이보야"))
    for text, unsaid in (("경기도지사가 누구야", "민선 구 기예요."), ("그만", "")):
        conversation.commit(conversation.consider(text, 1.0))
        conversation.spoke(2.0, unsaid)
    assert conversation.consider("어디까지 말했지", 4.0).reply.spoken == "민선 구 기예요."


def test_what_was_not_said_is_said_when_asked_for(assistant):
    conversation = SpokenDialogue(lambda text, state: assistant.respond(text, state), Talking(wake_phrase="파이보야"))
    conversation.commit(conversation.consider("경기도지사가 누구야", 1.0))
    conversation.spoke(3.0, "민선 구 기, 제삼십칠 대예요.")
    assert conversation.consider("어디까지 말했지", 4.0).reply.spoken == "민선 구 기, 제삼십칠 대예요."
    conversation.spoke(9.0)
    assert "추미애" in conversation.consider("어디까지 말했지", 10.0).reply.text


def test_what_is_written_takes_the_place_of_what_is_being_said(world):
    w = world()
    w.say("수원 맛집을", seconds=0.5)
    w._do(w.turn.written("경기도지사가 누구야?"))
    assert w.of(Forget)
    w.say("찾아줘", seconds=0.5)
    w.pause(4)
    (spoken,) = w.spoken
    assert "추미애" in spoken.turn.reply.text
    assert spoken.record.reason == "written"
    assert w.phases[-1] == "listening"
    assert w.turn.written("  ") == ()


def test_a_late_result_for_an_old_utterance_changes_nothing(world):
    w = world()
    w.say("안녕")
    w.pause(6)
    before = w.conversation.state
    assert w.turn.hypothesis(1, Transcript("부산시장이 누구야", True, 9, 0, 1, 0.9), 99.0) == ()
    assert w.conversation.state == before


def test_the_end_of_the_input_ends_the_turn(world):
    w = world()
    w.say("안녕")
    w._do(w.turn.finish_now("input"))
    w.pause(1)
    assert [s.turn.heard for s in w.spoken] == ["안녕"]


def test_an_hour_of_conversation_leaves_nothing_behind(world):
    w = world(speech_s=1.0)
    for i in range(600):
        w.say(("안녕", "경기도지사가 누구야", "수원 맛집을 찾아줘")[i % 3], 1.0)
        w.pause(5)
    assert len(w.spoken) == 600
    assert w.turn.phase == "listening"
    assert not w._due


def test_speech_over_an_answer_that_stays_unclear_is_glanced_at_ever_less_often(world):
    w = world(interruptible=True, recognition_s=0.0, speech_s=60.0)
    w.say("경기도지사가 누구야")
    w.pause(1)
    w.say("", 0.6)
    at_first = len(w.of(Glance))
    w.say("", 19.4)
    assert w.turn.phase == "speaking"
    assert at_first >= 3, "at first, twice or thrice a syllable"
    assert len(w.of(Glance)) < 30
