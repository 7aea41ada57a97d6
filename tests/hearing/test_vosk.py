import sys

import numpy as np
import pytest

from companion.audio.pcm import FRAME, HEARING_RATE, silence
from companion.base.errors import MissingExtra, UsageError
from companion.base.settings import Hearing, Speaking
from companion.hearing.engine import Hints, SpeechToText
from companion.hearing.engines.vosk import Spacing, Vosk
from companion.language.normalize import compact
from companion.models.store import ModelMissing
from companion.speaking.engines.kokoro import Kokoro

pytest.importorskip("vosk")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUESTION = "경기도지사가 누구야"
HINTS = Hints(sentences=(QUESTION, "대통령이 누구야", "수원 맛집을 찾아줘", "지금 몇 시야", "가보정 전화번호 알려줘"))


@pytest.fixture(scope="module")
def question(models):
    """Half a second of nothing, the question, and nothing."""
    pause = silence(0.5, HEARING_RATE).samples
    spoken = Kokoro(Speaking(), models).synthesize(QUESTION + "?").at(HEARING_RATE).samples
    return np.concatenate([pause, spoken, pause])


def engine(models, hints=HINTS, **settings):
    return Vosk(Hearing(engine="vosk", model="vosk-ko-small", **settings), models, hints)


@pytest.fixture(scope="module")
def with_grammar(models):
    return engine(models, grammar=True, partial_every_ms=200)


def listen(stream, sound, size=FRAME):
    partials = [stream.accept(sound[start : start + size]) for start in range(0, len(sound), size)]
    return [partial for partial in partials if partial], stream.finish()


def test_it_is_an_engine_and_names_its_model(models, with_grammar):
    assert isinstance(with_grammar, SpeechToText)
    assert with_grammar.name == "vosk:vosk-ko-small+grammar"
    assert engine(models).name == "vosk:vosk-ko-small"


def test_with_a_grammar_a_question_of_the_data_is_heard_as_it_is_written(with_grammar, question):
    _, final = listen(with_grammar.stream(), question)
    assert final.text == QUESTION
    assert final.final
    assert final.stable == len(QUESTION)
    assert 0.3 < final.confidence <= 1
    assert 0.3 < final.start_s < final.end_s < len(question) / HEARING_RATE


def test_with_a_grammar_it_hears_only_words_of_the_sentences(with_grammar, models):
    other = Kokoro(Speaking(), models).synthesize("오늘은 날씨가 참 좋네요.").at(HEARING_RATE).samples
    _, final = listen(with_grammar.stream(), other)
    letters = set("".join(HINTS.sentences))
    assert set(compact(final.text)) <= letters


def test_while_somebody_speaks_the_transcript_grows(with_grammar, question):
    partials, final = listen(with_grammar.stream(), question)
    assert len(partials) >= 3
    assert not any(partial.final for partial in partials)
    assert all(0 <= partial.stable <= len(partial.text) for partial in partials)
    assert final.text.startswith(partials[-1].text[: partials[-1].stable])


def test_without_an_interval_there_are_no_partials(models, question):
    partials, final = listen(engine(models).stream(), question)
    assert partials == []
    assert final.text


def test_the_pieces_in_which_sound_arrives_make_no_difference(with_grammar, question):
    _, small = listen(with_grammar.stream(), question, 160)
    _, large = listen(with_grammar.stream(), question, 16_000)
    assert (small.text, small.start_s) == (large.text, pytest.approx(large.start_s))


def test_an_utterance_is_heard_the_same_after_another_one_and_after_a_forsaken_one(with_grammar, question):
    _, first = listen(with_grammar.stream(), question)
    with_grammar.stream().accept(question[: len(question) // 2])
    _, again = listen(with_grammar.stream(), question)
    assert (again.text, again.confidence) == (first.text, pytest.approx(first.confidence, abs=0.05))
    assert again.start_s == pytest.approx(first.start_s, abs=0.05)
    assert again.end_s == pytest.approx(first.end_s, abs=0.05)


def test_a_pause_inside_an_utterance_loses_no_words(with_grammar, question):
    pause = silence(2, HEARING_RATE).samples
    _, final = listen(with_grammar.stream(), np.concatenate([question, pause, question]))
    assert final.text == f"{QUESTION} {QUESTION}"


def test_nothing_said_is_an_empty_transcript(with_grammar):
    _, final = listen(with_grammar.stream(), np.zeros(HEARING_RATE, np.float32))
    assert (final.text, final.confidence, final.stable) == ("", 0, 0)
    assert with_grammar.stream().finish().text == ""


def test_warming_up_leaves_no_trace(with_grammar, question):
    with_grammar.warm_up()
    assert listen(with_grammar.stream(), question)[1].text == QUESTION


def test_a_folder_without_a_vosk_model_is_one_line(models, tmp_path):
    with pytest.raises(UsageError, match="not a Vosk model") as caught:
        Vosk(Hearing(model=str(tmp_path)), models, HINTS)
    assert "\n" not in str(caught.value)


def test_a_model_that_was_not_fetched_is_named(models):
    with pytest.raises((ModelMissing, UsageError), match="vosk-ko-huge"):
        Vosk(Hearing(model="vosk-ko-huge"), models, HINTS)


def test_a_missing_package_is_one_line_that_names_the_extra(models, monkeypatch):
    monkeypatch.setitem(sys.modules, "vosk", None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[vosk\]"):
        engine(models)


def test_parts_of_words_are_joined_as_the_sentences_join_them():
    spacing = Spacing([[["누구", "야"], ["알려", "줘"]], [["몇"], ["시", "야"]]])
    assert spacing.join(["누구", "야", "알려", "줘"]) == "누구야 알려줘"
    assert spacing.join(["몇", "시", "야"]) == "몇 시야"
    assert spacing.join(["뭐", "야"]) == "뭐야"


def test_a_part_that_no_sentence_has_is_joined_where_it_can_be_a_particle():
    spacing = Spacing([])
    assert spacing.join(["수원", "은", "어디", "에"]) == "수원은 어디에"
    assert spacing.join(["수원", "는", "크다"]) == "수원 는 크다"
    assert spacing.join([]) == ""
