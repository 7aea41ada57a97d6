"""A conversation aloud over the WebSocket, with the sound of a question and a page that plays as a page does."""

import re
import time
from contextlib import suppress
from itertools import count
from threading import Event, Thread

import httpx2 as httpx
import numpy as np
import pytest
from test_page_socket import Page
from websockets.exceptions import ConnectionClosed

from companion.audio.pcm import HEARING_RATE, Audio
from companion.base.settings import Speaking
from companion.server.ears import SharedEars
from companion.server.line import DEAF, LineMicrophone
from companion.server.messages import PIECE
from companion.server.page_line import PageListener, PageSounds, PageSpeaker
from companion.server.refusals import Refused
from companion.speaking.engine import load_synthesiser

STEP_S = 0.02


class Talking(Page):
    """A page with an open microphone: it hears a sound and then silence, and plays what it is sent."""

    def __init__(self, server, sound, **how):
        super().__init__(server)
        self.until_s, self.sounds, self.events, self.gone = 0.0, [], [], False
        self.rate = 24_000
        self.welcome(sound=True, rate=self.rate)
        step = round(48_000 * STEP_S)
        self.pieces = np.append(sound, np.zeros(48_000 * 60 + -len(sound) % step, np.float32)).reshape(-1, step)
        told, until = {"event": "Refused"}, time.monotonic() + 20
        while told["event"] == "Refused" and time.monotonic() < until:  # somebody else is still being let go
            self.say(type="microphone", on=True, rate=48_000, **how)
            told = super().told()
            time.sleep(0.1)
        assert told["event"] == "Aloud", told
        Thread(target=self.hear, daemon=True).start()

    def hear(self):
        began = time.monotonic()
        with suppress(ConnectionClosed):
            for number, piece in enumerate(self.pieces):
                time.sleep(max(0.0, began + number * STEP_S - time.monotonic()))
                if self.gone:
                    return
                self.socket.send((piece * 32767).astype("<i2").tobytes())
                self.report()

    def report(self):
        now = time.monotonic()
        for sound, start, seconds in self.sounds:
            if start <= now < start + seconds + 3 * STEP_S:
                self.say(type="position", sound=sound, seconds=min(seconds, now - start))

    def told(self):
        event = super().told()
        self.events.append(event)
        if event["event"] == "ClauseReady":
            seconds = event["sound"]["samples"] / event["sound"]["rate"]
            left = 2 * event["sound"]["samples"]
            while left:
                piece = super().told()
                assert 0 < len(piece) <= PIECE
                left -= len(piece)
            assert event["sound"]["rate"] == self.rate
            start = max(time.monotonic(), self.until_s)
            self.sounds.append((event["sound"]["id"], start, seconds))
            self.until_s = start + seconds
        if event["event"] == "Hush":
            self.report()
            self.sounds.clear()
        return event


@pytest.fixture
def talking(loud, question):
    page = Talking(loud, question.samples)
    yield page
    page.gone = True
    page.closing.close()


def counted(server, name):
    """What `/metrics` says of something that is counted at a page; 0 where it was never."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", httpx.get(f"{server.http}/metrics").text, re.MULTILINE)
    return 0.0 if found is None else float(found[1])


def test_a_question_aloud_is_answered_aloud_and_what_was_played_is_what_was_said(talking, loud):
    turns = 'companion_turns_total{door="page",status="answered"}'
    aloud = [f'companion_stage_seconds_count{{stage="{stage}"}}' for stage in ("hearing", "end_of_turn", "first_sound")]
    before = {name: counted(loud, name) for name in (turns, *aloud)}
    events = talking.until("AnswerOver")
    kinds = [event["event"] for event in events]
    order = [kinds.index(kind) for kind in ("HeardSoFar", "TurnCommitted", "Replied", "ClauseReady", "AnswerOver")]
    assert order == sorted(order)
    reply = next(event["reply"] for event in events if event["event"] == "Replied")
    assert "추미애" in reply["text"]
    assert "".join(event["shown"] for event in events if event["event"] == "ClauseReady") == reply["text"]
    assert (events[-1]["reason"], events[-1]["unsaid"]) == ("said", "")
    phases = [event["name"] for event in events if event["event"] == "Phase" and event["name"] != "committing"]
    assert phases == ["listening", "hearing", "speaking"]
    assert all(counted(loud, name) > before[name] for name in aloud)
    # What is written goes into the same conversation, and can be stopped.
    talking.say(type="say", text="그 전에는?")
    assert "김동연" in talking.until("Replied")[-1]["reply"]["text"]
    assert counted(loud, turns) == before[turns] + 2
    talking.until("ClauseReady")
    talking.say(type="stop", played=0)
    over = talking.until("AnswerOver")[-1]
    assert over["reason"] == "interrupted"
    assert over["unsaid"]
    # Another one who wants to speak is told that it has to wait, and may write.
    other = Page(loud)
    other.welcome()
    other.say(type="microphone", on=True)
    assert other.until("Refused")[-1]["reason"] == "busy"
    other.ask("안녕")
    other.closing.close()
    talking.say(type="microphone", on=False)
    while talking.events[-1]["event"] != "Aloud":
        talking.told()


def test_where_it_waits_for_its_name_nothing_else_is_heard_and_what_is_written_is_answered(loud, question, models):
    voice = load_synthesiser(Speaking(), models)
    called = voice.synthesize("파이보야, 경기도지사가 누구야?").at(48_000).samples
    sound = np.concatenate((question.samples, np.zeros(48_000 * 3, np.float32), called))
    page = Talking(loud, sound, start="wake")
    page.say(type="say", text="안녕")
    page.until("Replied")
    page.say(type="stop", played=0)
    page.until("AnswerOver")
    page.events.clear()
    heard = page.until("TurnCommitted")
    page.until("Replied")
    assert "누구" in heard[-1]["heard"]
    assert "파이보" not in heard[-1]["heard"].replace(" ", "")
    page.gone = True
    page.closing.close()


def test_a_page_that_goes_in_the_middle_leaves_room_for_the_next(loud, question):
    for _ in range(2):
        page = Talking(loud, question.samples)
        page.until("HeardSoFar")
        page.gone = True
        page.closing.close()
        time.sleep(0.5)


def test_sound_without_a_microphone_or_too_much_of_it_ends_the_connection(loud):
    page = Page(loud)
    page.welcome()
    page.socket.send(b"\x00" * 640)
    assert page.closed() == (4400, "unsupported")
    page = Page(loud)
    page.welcome()
    page.say(type="microphone", on=True)
    page.until("Aloud")
    with suppress(ConnectionClosed):  # the server may close before all of it is sent
        for _ in range(6):
            page.socket.send(bytes(60_000))
    assert page.closed() == (4429, "rate")


def test_a_microphone_that_sends_nothing_is_closed_and_the_page_told_why(loud, monkeypatch):
    monkeypatch.setattr("companion.server.page_socket._MUTE_S", 0.5)
    page = Page(loud)
    page.welcome()
    page.say(type="microphone", on=True)
    assert page.until("Aloud")[-1]["on"]
    closed = page.until("Aloud")[-1]
    assert (closed["on"], closed["reason"]) == (False, "mute")
    page.ask("안녕")  # the conversation stays
    page.closing.close()


def test_a_microphone_that_is_closed_and_opened_at_once_stays_open(loud):
    page = Page(loud)
    page.welcome()
    page.say(type="microphone", on=True)
    assert page.until("Aloud")[-1]["on"]
    page.say(type="microphone", on=False)
    page.say(type="microphone", on=True, start="wake")
    assert page.until("Aloud")[-1]["on"]
    page.say(type="microphone", on=False)
    assert page.until("Aloud")[-1]["reason"] == "closed"
    page.closing.close()


def test_who_cannot_be_understood_is_told_once_an_utterance_and_the_third_time_the_microphone_is_closed(
    loud, question, monkeypatch, caplog
):
    def breaks(*_):
        raise RuntimeError("the recogniser broke at what was said")

    monkeypatch.setattr("companion.server.ears.SharedEars.stream", breaks)
    failed = 'companion_errors_total{where="page"}'
    before = counted(loud, failed)
    pause = np.zeros(48_000 * 3, np.float32)
    page = Talking(loud, np.concatenate([question.samples, pause] * 5))
    events = page.until("Aloud")
    told = [event["reason"] for event in events if event["event"] == "Refused"]
    assert told == ["failed"] * DEAF
    assert (events[-1]["on"], events[-1]["reason"]) == (False, "failed")
    assert counted(loud, failed) == before + DEAF
    assert len([record for record in caplog.records if "RuntimeError" in record.getMessage()]) == DEAF
    page.gone = True
    page.ask("안녕")  # who cannot be heard may write
    page.closing.close()


def test_where_too_many_speak_who_was_not_heard_in_time_is_told_and_heard_the_next_time(loud, question, monkeypatch):
    takes_turn, turns = SharedEars.turn, count()

    def turn(ears):
        if next(turns) in (3, 4, 5):  # in the middle of the utterance
            raise Refused("busy")
        return takes_turn(ears)

    monkeypatch.setattr("companion.server.ears.SharedEars.turn", turn)
    page = Talking(loud, question.samples)
    assert page.until("Refused")[-1]["reason"] == "busy"
    # Of what it was not heard at first nothing is lost.
    assert "추미애" in page.until("Replied")[-1]["reply"]["text"]
    page.gone = True
    page.closing.close()


def test_where_nothing_comes_it_is_silent_and_time_goes_on():
    microphone = LineMicrophone(48_000)
    microphone.heard(np.ones(48_000, np.float32) / 2)
    frames = microphone.frames()
    heard = [next(frames) for _ in range(40)]
    assert [round(frame.start_s / 0.032) for frame in heard] == list(range(40))
    assert np.abs(heard[15].samples).max() == pytest.approx(0.5, abs=0.01)
    assert not heard[-1].samples.any()
    microphone.close()
    assert next(frames, None) is None


def test_words_that_are_certain_are_told_apart_from_guesses():
    told = []
    listener = PageListener(None, lambda message, content: told.append(message), None, None, None)
    for text in ("경기도 지사", "경기도지사가", "경기도지사가 누구", "경기도지사가 누구야"):
        listener.partial(text)
    listener.phase("listening", 0.0)
    listener.partial("그 전에는")
    heard = [event["text"][: event["stable"]] for event in told if event["event"] == "HeardSoFar"]
    assert heard == ["", "", "경기도지사가", "경기도지사가", ""]


def test_a_speaker_believes_the_page_and_not_the_clock():
    sent = []
    speaker = PageSpeaker(PageSounds(None), lambda message, content: sent.append(message["event"]))
    audio, stop, played = Audio(np.zeros(HEARING_RATE, np.float32), HEARING_RATE), Event(), []
    thread = Thread(target=lambda: played.append(speaker.play(audio, stop)))
    thread.start()
    while not sent:
        time.sleep(0.01)
    speaker.position(0, 0.25)
    stop.set()
    while sent[-1] != "Hush":
        time.sleep(0.01)
    speaker.position(0, 0.31)
    thread.join(5)
    assert played == [0.31]
