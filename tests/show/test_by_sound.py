"""A sound speaks for a text, from wherever in it that is said, against whatever else may be said."""

import numpy as np
import pytest
from shows import compiled

from companion.audio.pcm import HEARING_RATE
from companion.base.settings import Speaking, load_settings
from companion.hearing.engine import load_recogniser
from companion.show.by_sound import (
    ANYTHING,
    BEGINNINGS_S,
    CLEARLY,
    NEEDED,
    NEEDED_AGAINST_WORDS,
    SoundFit,
    Waited,
    evidence,
    held_against,
    spoken_for,
)
from companion.show.listening import LEAST_S, weighing
from companion.show.matching import BELIEVED, CERTAIN, NO_OBJECTIONS, Objections, best_match
from companion.speaking.engine import load_synthesiser

WAITED = Waited(("하나",), ("둘",))
CUES = """
  - {id: mayor, ask: 한빛시장이 누구야?}
  - {id: books, ask: 책이 몇 권이야?}
"""


class Sound:
    """A sound that makes texts so likely from each beginning; what was weighed is noted."""

    def __init__(self, **ratios):
        self.ratios, self.weighed = ratios, []

    def __call__(self, texts, begin_s):
        self.weighed += [(text, begin_s) for text in texts]
        at = BEGINNINGS_S.index(begin_s)
        known = [(text, self.ratios[text]) for text in texts]
        return [SoundFit(text, ratios[at], ratios[at] / 2) for text, ratios in known if at < len(ratios)]


def ratios(fits):
    return {fit.text: fit.ratio for fit in fits}


def test_what_is_said_after_something_else_counts_from_where_it_fits_best():
    sound = Sound(하나=(-1.0, 0.2, 2.4, 0.9), 둘=(0.4, 0.1, 0.0, 0.0))
    fits = held_against(sound, WAITED)
    assert ratios(fits) == {"하나": 2.4, "둘": 0.4}
    assert spoken_for(fits[:1], fits[1:]).text == "하나"
    assert ("하나", BEGINNINGS_S[-1]) not in sound.weighed, "it was clear before"


def test_what_it_may_be_else_counts_from_where_it_fits_best_too_and_is_weighed_only_where_that_matters():
    both = Sound(하나=(0.2, 0.3, 1.5, 0.0), 둘=(0.0, 1.6, 0.0, 0.0))
    fits = held_against(both, WAITED)
    assert ratios(fits) == {"하나": 1.5, "둘": 1.6}
    assert spoken_for(fits[:1], fits[1:]) is None
    neither = Sound(하나=(0.1, 0.2, 0.1, 0.0), 둘=(3.0, 3.0, 3.0, 3.0))
    assert ratios(held_against(neither, WAITED)) == {"하나": 0.2}
    assert held_against(neither, Waited((), ("둘",))) == ()


def test_a_short_sound_has_no_later_beginnings():
    short = Sound(하나=(0.4,), 둘=(0.1,))
    assert ratios(held_against(short, WAITED)) == {"하나": 0.4, "둘": 0.1}
    assert short.weighed == [("하나", 0.0), ("둘", 0.0), ("하나", BEGINNINGS_S[1])]


def test_evidence_is_how_likely_a_text_is_and_how_much_likelier_than_others():
    fit = SoundFit("하나", 0.9, 0.1)
    assert evidence(fit, [SoundFit("둘", 0.4, 0.0)]) == pytest.approx(1.4)
    assert evidence(fit, [SoundFit("둘", -3.0, 0.0)]) == pytest.approx(1.9), "silence is no evidence without end"
    assert evidence(fit, ()) == pytest.approx(2 * 0.9 - ANYTHING)
    assert spoken_for([SoundFit("하나", 3.0, 3.0)], [SoundFit("둘", 3.0 - CLEARLY / 2, 3.0)]) is None
    assert spoken_for([SoundFit("하나", 3.0, -0.5)]) is None, "half of it is not there"


def test_words_that_are_believed_take_more_of_a_sound_to_be_outweighed(tmp_path):
    show = compiled(tmp_path, CUES)
    mayor, books = (cue.question for cue in show.cues)
    fits = [SoundFit(mayor, 1.1, 0.4), SoundFit(books, 0.4, 0.2)]
    assert NEEDED.evidence < evidence(fits[0], fits[1:]) < NEEDED_AGAINST_WORDS.evidence

    def fired(heard, confidence, said=NO_OBJECTIONS):
        return best_match(heard, show.cues[:1], fits=fits, objections=said.as_believed(confidence)) is not None

    assert fired("연필 보기 사가 놓은 타요", BELIEVED - 0.1)
    assert not fired("내일 회의가 있어", BELIEVED + 0.1)
    # A noun that is only an error of hearing makes no other question; one that was heard does.
    assert fired("마지막 한빛시장이 누구야", BELIEVED - 0.1)
    assert not fired("마지막 한빛시장이 누구야", BELIEVED + 0.1)
    fits = [SoundFit(mayor, 4.0, 3.0)]
    assert fired("내일 회의가 있어", BELIEVED + 0.1)
    assert not fired("내일 회의가 있어", CERTAIN), "they are likelier right than wrong"
    assert fired(mayor, CERTAIN)
    otherwise = Objections(frozenset([mayor]))
    assert fired("한빛 기사가 놓고", BELIEVED - 0.1, otherwise)
    assert not fired("한빛 기사가 놓고", BELIEVED + 0.1, otherwise)


@pytest.fixture(scope="module")
def engine(models):
    return load_recogniser(load_settings(environment={}).hearing, models)


def test_a_question_is_known_by_its_sound_behind_an_announcement_in_noise(models, engine):
    voice = load_synthesiser(Speaking(engine="espeak-ng"), models)
    sound = voice.synthesize("자 이제 하나 물어볼게 책이 몇 권이야?").at(HEARING_RATE).samples
    level = np.sqrt(np.mean(sound**2)) / 10 ** (22 / 20)
    sound = sound + np.random.default_rng(2).normal(0, level, len(sound)).astype(np.float32)
    weigh = weighing(engine, sound)
    waited = Waited(("책이 몇 권이야?",), ("수원 맛집을 찾아줘", "큰 박수 부탁드립니다"))
    assert spoken_for(weigh(waited.own, 0.0), weigh(waited.others, 0.0)) is None
    fits = held_against(weigh, waited)
    assert spoken_for(fits[:1], fits[1:]).text == "책이 몇 권이야?"
    fits = held_against(weigh, Waited(waited.others[:1], waited.own))
    assert spoken_for(fits[:1], fits[1:]) is None
    assert weigh(waited.own, len(sound) / HEARING_RATE - LEAST_S / 2) == []
