"""What is told beside something told before: when it is («오후 네 시야»), what it cost, that one sees no way.

Grammar decides, and the reply may say it again.
"""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.readings import words
from companion.language.self_words import KIN, OTHERS, OURS, SELF
from companion.language.terms import COPULA, Reading

WON: Final = "원"
_COST: Final = frozenset(words("주 사 들 나오 내 쓰 팔 치르"))
"""Verbs by which it is told what something cost."""
_HOW: Final = frozenset(words("어떻게 어떻"))
_PLAIN: Final = re.compile(r"(?:[아어여ㅏㅓ]|지|냐|나|니|ㄹ까|을까|ㄴ담|는담)?(?:요)?")
_UNIT: Final = (
    r"(?:오전|오후|아침|점심|저녁|밤|새벽|낮|오늘|내일|모레|글피|다음\s?주|이번\s?주|다음\s?달|주말|정오|자정|정각|반|"
    r"[월화수목금토일]요일|[0-9가-힣]{1,4}\s?(?:월|일|시|분)|[0-9]{1,2}:[0-9]{2})"
)
_WHEN: Final = re.compile(
    rf"^(?:[아어음네응]+[,\s]+)?(?P<what>(?:(?:[가-힣]+\s){{0,2}}[가-힣]+[은는이가]\s)?{_UNIT}(?:\s?{_UNIT})*(?:에|부터)?)"
    r"(?:이야|야|이에요|예요|에요|입니다|이거든요?|거든요?|이래요?|래요?|인데요?|임)[ .!~]*$"
)


def told_when(text: str) -> str | None:
    """«회의가 오후 네 시야» → «회의가 오후 네 시군요»: when something is, and nothing else, said back."""
    found = _WHEN.match(text)
    if found is None:
        return None
    what = " ".join(found["what"].split())
    return f"{what}{'이' if final_consonant(what) else ''}군요"


def tells_price(reading: Reading) -> bool:
    """«배추 세 포기에 만이천 원 줬어», «하나에 이천오백 원이야»: what something cost, where nothing is asked."""
    main = reading.main
    form = main.form if main is not None else None
    if main is None or form is None or "?" in reading.text or reading.asks_what or form.requests or form.negated:
        return False
    if any(t.lemma in KIN for t in reading.terms):
        return False  # «손주한테 용돈 오만 원 줬어»
    return main.lemma == COPULA or (main.lemma in _COST and form.past)


def how_could_one(reading: Reading) -> bool:
    """«나 이제 걔 얼굴 어떻게 봐», «내일 학교 어떻게 가»: by its form a question how, of what one dreads."""
    at = next((n for n, t in enumerate(reading.terms) if t.kind == "question" and t.lemma in _HOW), None)
    if at is None or at < len(reading.terms) - 2 or any(t.lemma in OTHERS for t in reading.terms):
        return False
    last = reading.terms[-1]
    plain = last.form is not None and not last.form.past and _PLAIN.fullmatch(last.form.ending) is not None
    faced = [t for t in reading.terms[:at] if t.kind in ("noun", "name", "pronoun", "time")]
    others = any(t.particle == "이" and t.lemma not in SELF | OURS for t in faced)
    return plain and last.lemma != "하" and bool(faced) and not others
