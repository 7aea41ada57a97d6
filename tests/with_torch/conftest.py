"""Speech for the recognisers, said by the robot's own voice."""

import pytest

from companion.audio.pcm import HEARING_RATE
from companion.base.settings import Speaking
from companion.speaking.engine import load_synthesiser

SENTENCES = (
    "경기도지사는 누구예요?",
    "수원에서 먹을 만한 맛집을 세 곳만 찾아 주세요.",
    "방금 말한 집은 몇 시에 문을 닫아요?",
)


@pytest.fixture(scope="session")
def sounds(models):
    """The sentences as sound, 16 kHz."""
    voice = load_synthesiser(Speaking(), models)
    return [voice.synthesize(sentence).at(HEARING_RATE).samples for sentence in SENTENCES]
