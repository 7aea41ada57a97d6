"""The whole robot: a question goes into a microphone, and the right answer is heard from the speaker."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest

from companion.app import main as cli
from companion.audio.levels import dbfs
from companion.audio.pcm import HEARING_RATE, Audio, read_audio, silence, write_wav
from companion.audio.portaudio import MICROPHONE_BACK, MICROPHONE_LOST, SPEAKER_LOST
from companion.base.settings import Hearing, Speaking, VoiceActivity
from companion.hearing.engine import load_recogniser
from companion.hearing.transcribe import transcribe
from companion.language.sound import similarity
from companion.language.spoken import spoken
from companion.speaking.cache import ClauseCache
from companion.speaking.engine import load_synthesiser
from companion.speaking.voice import Voice, joined

TODAY = ["--as-of", "2026-11-22"]
PATIENCE_S = 120


@pytest.fixture(scope="module")
def ear(models):
    return load_recogniser(Hearing(context="full"), models)


@pytest.fixture(scope="module")
def visitor(models, tmp_path_factory):
    """Somebody who asks."""
    voice = Voice(load_synthesiser(Speaking(), models), ClauseCache(tmp_path_factory.mktemp("clauses"), 0), -20.0)

    def say(text):
        return joined(voice.clips(spoken(text))).at(HEARING_RATE)

    return say


def heard_by(ear, audio):
    return " ".join(transcript.text for transcript in transcribe(audio, VoiceActivity(), ear))


def sounds_in(word, text):
    """Whether something in the text sounds like the word; recognisers spell names as they like."""
    letters = "".join(ch for ch in text if ch.isalnum())
    spans = (letters[i : i + n] for n in range(len(word) - 1, len(word) + 2) for i in range(len(letters) - n + 1))
    return max((similarity(span, word) for span in spans), default=0) >= 0.8


class Robot:
    """`companion talk` in a process of its own, and the lines that it writes."""

    def __init__(self, arguments):
        command = [sys.executable, "-m", "companion.app.main", "talk", *TODAY, *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(command, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}, **pipes)
        self.said, self.notices = [], []
        for pipe, lines in ((self.process.stdout, self.said), (self.process.stderr, self.notices)):
            threading.Thread(target=lambda pipe=pipe, lines=lines: lines.extend(pipe), daemon=True).start()

    def until(self, word, lines, patience_s=PATIENCE_S):
        """Wait for a line with this word."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            if any(word in line for line in list(lines)):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        pytest.fail(f"no «{word}» in {lines}; said {self.said}, notices {self.notices}")

    def answers(self, word):
        self.until(word, self.said)

    def tells(self, notice):
        self.until(notice, self.notices)


@contextmanager
def talking(*arguments):
    """A robot that listens."""
    robot = Robot(arguments)
    try:
        robot.tells("듣고 있어요")
        yield robot
    finally:
        robot.process.send_signal(signal.SIGINT)
        robot.process.wait(20)


def ask_until(word, robot, sound, question):
    """Ask, and ask again, as people do when a robot was still speaking."""
    for _ in range(4):
        sound.say(question)
        for _ in range(150):
            if any(word in line for line in robot.said):
                return
            time.sleep(0.1)
    pytest.fail(f"no «{word}» in {robot.said}, notices {robot.notices}")


def until(happened):
    """Wait until something has happened."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def until_quiet(recording, quiet_s=2.0):
    """Wait until something was played and then nothing for a while."""

    def over():
        samples = recording.audio.samples
        return dbfs(samples) > -60 and dbfs(samples[-round(quiet_s * recording.audio.rate) :]) < -60

    until(over)


def until_begun(recording, seconds=6.0):
    """Wait until so much was played of an answer that its first sentence is over."""

    def begun():
        samples = recording.audio.samples
        loud = np.flatnonzero(np.abs(samples) > 1e-2)
        return len(loud) and len(samples) - loud[0] >= seconds * recording.audio.rate

    until(begun)


def test_a_question_into_the_microphone_is_answered_from_the_speaker(sound, visitor, ear):
    with talking() as robot, sound.recording() as recording:
        sound.say(visitor("경기도지사가 누구야?"))
        robot.answers("추미애")
        until_begun(recording)
    told = heard_by(ear, recording.audio)
    assert sounds_in("경기도지사", told), told
    assert sounds_in("추미애", told), told


def test_after_the_answer_it_listens_again(sound, visitor):
    with talking() as robot, sound.recording() as recording:
        sound.say(visitor("안녕하세요?"))
        robot.answers("파이보:")
        until_quiet(recording)
        ask_until("추미애", robot, sound, visitor("경기도지사가 누구야?"))


def test_the_microphone_goes_in_the_middle_of_a_question_and_comes_back(sound, visitor):
    question = visitor("경기도지사가 누구야?")
    with talking() as robot:
        sound.say(Audio(question.samples[: len(question.samples) // 2], question.rate))
        sound.unplug("robot_ear")
        robot.tells(MICROPHONE_LOST)
        sound.plug("robot_ear")
        robot.tells(MICROPHONE_BACK)
        ask_until("추미애", robot, sound, question)  # it may still be answering the first half


def test_the_speaker_goes_in_the_middle_of_an_answer_and_the_next_one_is_heard(sound, visitor, ear):
    with talking() as robot:
        with sound.recording() as recording:
            sound.say(visitor("광주광역시장이 누구야?"))
            until(lambda: dbfs(recording.audio.samples) > -60)
        sound.unplug("robot_mouth")
        robot.tells(SPEAKER_LOST)
        sound.plug("robot_mouth")
        time.sleep(1)
        with sound.recording() as recording:
            sound.say(visitor("경기도지사가 누구야?"))
            robot.answers("추미애")
            until_begun(recording)
    assert sounds_in("추미애", heard_by(ear, recording.audio))


def test_a_demonstration_is_spoken_where_there_is_a_speaker(sound, ear, models, tmp_path):
    script = tmp_path / "short.yaml"
    cue = "title: 짧은 장면\nprofile: signing-ceremony\ncues:\n  - {ask: 경기도지사가 누구야?}\n"
    script.write_text(cue, encoding="utf-8")
    command = [sys.executable, "-m", "companion.app.main", "demo", "run", str(script)]
    with sound.recording() as recording:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr
    assert "재명이 형이지" in done.stdout
    told = heard_by(ear, recording.audio)
    assert sounds_in("재명이형이지", told), told


@pytest.fixture
def conversation(visitor, tmp_path):
    """A recording of two questions with room for the answers."""
    parts = [
        silence(0.5, HEARING_RATE),
        visitor("경기도지사가 누구야?"),
        silence(14, HEARING_RATE),
        visitor("광주광역시장은 누구야?"),
        silence(1, HEARING_RATE),
    ]
    path = tmp_path / "questions.wav"
    write_wav(path, Audio(np.concatenate([part.samples for part in parts]), HEARING_RATE))
    return path


def test_a_recording_is_answered_into_a_recording(conversation, ear, tmp_path, capsys):
    answers = tmp_path / "answers.wav"
    assert cli.main(["talk", *TODAY, "--input", str(conversation), "--output", str(answers), "--fast"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:3] for line in lines] == ["나: ", "파이보", "나: ", "파이보"]
    assert "추미애" in lines[1]
    played = read_audio(answers)
    assert played.duration_s > read_audio(conversation).duration_s
    assert dbfs(played.samples[: 2 * played.rate]) < -60, "nobody answers before the question is over"
    assert sounds_in("추미애", heard_by(ear, played))


def test_what_is_said_and_what_is_recognised_does_not_depend_on_the_pace(conversation, tmp_path, capsys):
    said = []
    for pace in (["--fast"], ["--fast"]):
        cli.main(["talk", *TODAY, "--input", str(conversation), "--output", str(tmp_path / "a.wav"), *pace])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_a_recording_of_nothing_gets_no_answer(tmp_path, capsys):
    quiet = tmp_path / "quiet.wav"
    noise = np.random.default_rng(0).normal(0, 0.003, 8 * HEARING_RATE).astype(np.float32)
    write_wav(quiet, Audio(noise, HEARING_RATE))
    assert cli.main(["talk", *TODAY, "--input", str(quiet), "--output", str(tmp_path / "a.wav"), "--fast"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--input", "/no/such.wav", "--output", "OUT", "--fast"], "no such file"),
        (["--fast"], "--fast needs a file"),
        (["--input", "NOISE", "--output", "/no/such/folder/a.wav", "--fast"], "cannot be written"),
    ],
)
def test_bad_input_is_one_clear_line(arguments, problem, tmp_path, capsys):
    noise = tmp_path / "noise.wav"
    write_wav(noise, silence(1, HEARING_RATE))
    names = {"OUT": str(tmp_path / "a.wav"), "NOISE": str(noise)}
    if problem == "cannot be written" and os.geteuid() == 0:
        (tmp_path / "file").write_text("")
        names["/no/such/folder/a.wav"] = str(tmp_path / "file" / "a.wav")
    assert cli.main(["talk", *(names.get(word, word) for word in arguments)]) == 2
    error = capsys.readouterr().err
    assert problem in error.splitlines()[-1]
    assert "Traceback" not in error
