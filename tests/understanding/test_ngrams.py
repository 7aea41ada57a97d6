import numpy as np
import pytest

from companion.understanding.ngrams import VIEWS, ngram_hashes


def views(text):
    return {name: set(hashes.tolist()) for name, hashes in zip(VIEWS, ngram_hashes(text), strict=True)}


def test_spacing_changes_letters_but_neither_syllables_nor_morphemes():
    spaced, joined = views("불 꺼 줘"), views("불꺼줘")
    assert spaced["syllables"] == joined["syllables"]
    assert spaced["morphemes"] == joined["morphemes"]
    assert spaced["letters"] != joined["letters"]


def test_forms_of_one_verb_share_letters_that_their_syllables_hide():
    assert not views("간")["syllables"] & views("갈")["syllables"]
    assert views("간")["letters"] & views("갈")["letters"]


def test_letters_do_not_reach_over_a_space():
    # « ㅈㅜ», «ㅈㅜ », « ㅈㅜ » once for each word; nothing such as «ㅜ ㄴ».
    assert len(ngram_hashes("주 나")[1]) == 2 * 3
    assert len(ngram_hashes("주나")[1]) > 2 * 3


def test_forms_of_one_verb_share_its_stem():
    assert not views("걸어")["syllables"] & views("걷는다")["syllables"]
    assert views("걸어")["morphemes"] & views("걷는다")["morphemes"]


def test_pairs_of_morphemes_know_no_order_but_hold_distant_ones():
    assert views("지금 날씨")["morphemes"] == views("날씨 지금")["morphemes"]
    assert len(views("지금 날씨")["morphemes"]) == 2 + 1
    assert views("지금 날씨")["morphemes"] < views("지금 서울 날씨")["morphemes"]


def test_a_placeholder_counts_as_one_syllable_and_one_morpheme():
    syllables, _, morphemes = ngram_hashes("⟨office⟩가")
    assert len(syllables) == len(morphemes) == 2 + 1
    assert views("⟨office⟩")["morphemes"] < views("⟨office⟩가")["morphemes"]
    assert not views("⟨office⟩")["morphemes"] & views("⟨food⟩")["morphemes"]


def test_placeholders_differ_from_each_other_and_from_their_letters():
    assert not views("⟨food⟩")["syllables"] & views("⟨office⟩")["syllables"]
    assert not views("⟨food⟩")["syllables"] & views("food")["syllables"]


def test_repeats_are_kept_for_counting():
    assert np.unique(ngram_hashes("야야야")[0], return_counts=True)[1].max() == 3


@pytest.mark.parametrize("text", ["", "   ", "⟨⟩", "⟨office", "\ud800", "\x00", "A" * 10_000])
def test_any_text_can_be_read(text):
    assert len(ngram_hashes(text)) == len(VIEWS)


def test_a_pasted_page_costs_no_more_than_a_long_sentence():
    page = "".join(chr(0xAC00 + i) for i in range(10_000))
    assert sum(map(len, ngram_hashes(page))) < 60_000


def test_hashes_are_the_same_in_every_process():
    assert ngram_hashes("가")[0].tolist() == [(0x9E3779B97F4A7C15 + 0xAC00) % 2**64]
