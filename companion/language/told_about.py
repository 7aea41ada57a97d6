"""What is told about, as a noun that can be named: «할머니가 떡을 해 오셨어» is about the rice cake.

What somebody has done something with says more than who did it, and that says more than where it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from companion.language.hangul import is_syllable
from companion.language.mirror_words import ADVERBIAL, OWN, STATES, UNKIND
from companion.language.readings import words
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.stances import sentences
from companion.language.terms import Reading, Term, is_light

_ORDER: Final = (("을",), ("이", "도"), ("은",), ("에", "에서", "으로"))
"""Particles of what is told about, those first that say most."""
_SAYS_LITTLE: Final = frozenset(ADVERBIAL | OWN | STATES | UNKIND | SELF | OURS | OTHERS) | frozenset(
    words(
        """
    사람 일 말 얘기 이야기 생각 정도 때문 시간 날 번 뭐 모양 전 후 뒤 앞 위 속 안 밖 중 다 하나 둘 이제 여러분 처음 집
    이번 다음 지난번 요번 요새 세상 소리 덕분 혼자 쪽 편 곳 데 점 분 말씀 뿐 인사 정신 나이
    """
    )
)
"""Nouns of which nothing is asked back: how and when it was, the speakers themselves, words that point at the rest."""
_LONGEST: Final = 8
_HONOURED: Final = "님"
_RUDE: Final = ("놈", "놈들", "년", "것들", "새끼")


def told_about(reading: Reading) -> str:
    """The noun that what was told last is about; "" where none shows."""
    for sentence in reversed(tuple(sentences(reading))):
        bare = [a for a, b in pairwise(sentence) if not a.particles and b.form is not None and not is_light(b.lemma)]
        ordered = [t for particles in _ORDER for t in reversed(sentence) if t.particle in particles]
        named = filter(_is_named, (*bare[-1:], *ordered))
        said = next(filter(None, (_whole(term, sentence, reading.text) for term in named)), "")
        if said:
            return said
    return ""


def _is_named(term: Term) -> bool:
    named = term.form is None and term.kind in ("noun", "name") and not (term.bound or term.called)
    return named and term.lemma not in _SAYS_LITTLE and term.text not in _SAYS_LITTLE and len(term.text) > 1


def _whole(term: Term, sentence: tuple[Term, ...], text: str) -> str:
    """A noun with those right before it that belong to it: «합창 대회»; nothing where that is long."""
    first = next(t for t in sentence if t.phrase == term.phrase and t.form is None)
    end = term.start + len(term.text)
    end += text.startswith(_HONOURED, end)
    if term.text.endswith(_RUDE) or (term.start and is_syllable(text[term.start - 1])):
        return ""  # the rest of a word that the dictionary takes apart
    belongs = first.kind in ("noun", "name") and first.lemma not in _SAYS_LITTLE and not first.particles
    whole = text[first.start if belongs else term.start : end]
    return whole if len(whole) <= _LONGEST else text[term.start : end]
