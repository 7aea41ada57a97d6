"""The servers that several tests ask, with what they know loaded once."""

from unittest.mock import patch

import pytest
from screens import browsers
from served import serving, shared_assistant

from companion.base.settings import Speaking
from companion.speaking.engine import load_synthesiser


@pytest.fixture(scope="session", autouse=True)
def loaded_once():
    with patch("companion.server.hub.Assistant", shared_assistant):
        yield


@pytest.fixture(scope="session")
def server(loaded_once):
    """A server in text, without a token."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def loud(loaded_once, models):
    """A server with a voice and ears, which hears one at a time."""
    with serving(
        silent=False, speaking={"engine": "espeak-ng", "fallback": None}, live_limit=1, upload_mb=2, wyoming=0
    ) as address:
        yield address


@pytest.fixture(scope="session")
def question(models):
    """The sound of a question, at 48 kHz."""
    return load_synthesiser(Speaking(), models).synthesize("경기도지사가 누구야?").at(48_000)


@pytest.fixture(scope="module")
def chromium():
    """Starts browsers."""
    with browsers() as start:
        yield start


@pytest.fixture(scope="module")
def browser(chromium):
    with chromium() as browser:
        yield browser
