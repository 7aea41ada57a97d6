"""A show on a real server, its robot shared, its voice one that is watched and not heard."""

import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

import httpx2 as httpx
import numpy as np
from served import built

from companion.audio.pcm import Audio
from companion.base.files import Mistakes, load_document
from companion.base.settings import load_settings
from companion.dialogue.loading import packs_of
from companion.server.running import RunningServer, listening_socket
from companion.server.show_doors import ShowDoors
from companion.show.cast import Cast
from companion.show.compiled import compile_show
from companion.show.crew import StageCrew
from companion.show.keeping import ShowFolder
from companion.show.policy import HousePolicy
from companion.show.running import ShowRunner
from companion.show.script import Script, find_script
from companion.speaking.voice import Clip


class WatchedSpeaker:
    """Plays in real time into nothing, and notes when it falls silent."""

    def __init__(self):
        self.silent_s = None
        self.plays = Event()

    def play(self, audio, stop):
        self.plays.set()
        began = time.monotonic()
        stopped = stop.wait(audio.duration_s)
        self.silent_s = time.monotonic()
        self.plays.clear()
        return min(audio.duration_s, self.silent_s - began) if stopped else audio.duration_s

    def close(self):
        pass


class ToneVoice:
    """Says every text as a tone."""

    name = "tone"

    def __init__(self, seconds):
        self.seconds = seconds

    def clips(self, spoken, manner=None):
        from companion.speaking.clauses import clauses

        for clause in clauses(spoken):
            yield Clip(clause, Audio(np.full(round(16_000 * self.seconds), 0.1, np.float32), 16_000))


class OnStage:
    """A show that is served."""

    def __init__(self, port, runner, crew, doors, speaker):
        self.port, self.runner, self.crew, self.doors, self.speaker = port, runner, crew, doors, speaker
        self.http, self.ws = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}"

    def wait_for(self, what, seconds=60.0):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if what(self.runner.state):
                return
            time.sleep(0.01)
        raise AssertionError(f"not within {seconds} s: {self.runner.state}")


@contextmanager
def on_stage(folder, name="signing-ceremony", *, token=None, clause_s=None, profile="default", waits=False, rules=()):
    """The show `name`, with its robot there; where it `waits`, each answer does so for a veto, or for another GO."""
    settings = load_settings(profile, {"serving": {"rate_per_s": 500}}, environment={})
    loaded = load_document(Script, find_script(packs_of(settings), name))
    mistakes = Mistakes()
    show = compile_show(loaded, mistakes)
    mistakes.raise_any()
    if waits:
        show = replace(show, cues=tuple(replace(cue, veto_s=300.0, deadline_s=400.0) for cue in show.cues))
    settings = load_settings(loaded.value.profile or profile, {"serving": {"rate_per_s": 500}}, environment={})
    runner = ShowRunner(show, ShowFolder(folder))
    policy = HousePolicy(rules)
    robot = Event()

    def cast():
        return Cast(show, settings, policy, lambda own: built(own.model_dump_json()))

    crew = StageCrew(runner, settings, cast, lambda: doors.stages, lambda gesture: server.move(gesture), silent=True)
    doors = ShowDoors(runner, token, crew.heard, policy)
    speaker = WatchedSpeaker()

    def there(_robot):
        crew.load_sound(lambda line: None, listens=False)
        crew.load_mind(lambda line: None)
        if clause_s is not None:
            crew.use_speaker(speaker)
            crew.use_voice(ToneVoice(clause_s))
        robot.set()

    listener = listening_socket("127.0.0.1", 0)
    server = RunningServer(settings, listener, token, silent=True, doors=doors, loaded=there)
    port = listener.getsockname()[1]
    runner.start(crew)
    thread = Thread(target=server.run, args=(lambda line: None, sys.stderr))
    thread.start()
    try:
        assert robot.wait(600)  # the first on a machine trains
        until = time.monotonic() + 10
        while time.monotonic() < until and httpx.get(f"http://127.0.0.1:{port}/readyz").status_code != 200:
            time.sleep(0.05)
        yield OnStage(port, runner, crew, doors, speaker)
    finally:
        server.stop()
        thread.join(60)
        runner.close()
        crew.close()
        assert not thread.is_alive()
