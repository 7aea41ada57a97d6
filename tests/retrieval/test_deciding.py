"""The fitted model that tells which pair answers a question, if any."""

import numpy as np

from companion.retrieval.deciding import WEIGHTS, fitted
from companion.retrieval.weighing import NAMES


def columns(**values):
    row = np.zeros((1, len(NAMES)))
    for name, value in values.items():
        row[0, NAMES.index(name)] = value
    return row


def test_what_is_kept_is_written_again_as_it_was():
    assert fitted().as_json() == WEIGHTS.read_text(encoding="utf-8")


def test_that_one_of_some_pairs_answers_is_likely_up_to_one():
    several = np.repeat(columns(words_whole=1.0, word_least=1.0, back_like=1.0, asks_same=1.0), 3, axis=0)
    likely = fitted().probabilities(several)
    assert 0 < likely.sum() < 1
    assert np.ptp(likely) < 1e-9
    assert fitted().probabilities(np.empty((0, len(NAMES)))).size == 0


def test_what_speaks_for_a_pair_makes_it_likelier_and_what_speaks_against_it_less_likely():
    def likely(**values):
        return fitted().probabilities(columns(**values))[0]

    plain = likely(words_whole=0.5, like_whole=0.4)
    assert likely(words_whole=1.0, like_whole=0.4) > plain
    assert likely(words_whole=0.5, like_whole=0.4, apart=1.0) < plain
    assert likely(words_whole=0.5, like_whole=0.4, uncounted=1.0) < plain


def test_nothing_makes_up_for_a_number_that_a_pair_does_not_hold():
    assert fitted().tells(0.99, columns()[0])
    assert not fitted().tells(0.99, columns(numbers_missing=1.0)[0])
    assert not fitted().tells(0.99, columns(denied_within=1.0)[0])
    assert fitted().tells(0.55, columns(says_all_asked=1.0)[0])
