"""That somebody asks what to do, to give or to say, or for a way to do it: «뭐라고 사과하지», «돈 모으는 법 없나».

It is read from what asks, how the verb ends, and who does it: «-지», «-나», «-ㄹ까» with a question word weigh a deed
that is the speaker's own, as does «-아야 돼», and «어떻게 해야 빨리 나아» asks for the means. What others did or do is
asked of nobody here. Whether the question says what it is about is `AdviceSought.leans`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from companion.base import patterns as re
from companion.language.mirror_words import PEOPLE
from companion.language.readings import words
from companion.language.self_words import KIN, OTHERS, OURS, SELF, THIRD
from companion.language.stances import Sentence, last_verb, sentences
from companion.language.terms import COPULAS, SUBJECT, TOPIC, Reading, Term

_WAYS: Final = frozenset(words("방법 법 비결 비법 팁 꿀팁 요령 노하우 묘수 대책"))
_ASKED: Final = frozenset(words("무엇 어떻게 어찌 무슨 어떤 얼마 뭐라고 어느 언제"))
_AT_A_LOSS: Final = frozenset(words("어떡하 어쩌 어떻게하"))
_SAYS: Final = frozenset(words("말하 얘기하 이야기하 하 해주 말해주 말씀드리"))
_HOW: Final = ("어떻게", "어찌")
_HAVING: Final = frozenset(words("있 없"))
_DELIBERATES: Final = re.compile(
    r"(?:[ㄹ을]?까|[ㄴ은는]가|지|제|나|냐|누|노|려나|ㄴ다냐|는다냐|ㄴ담|는담|ㅁ|ᄆ|음|[아어여ㅏㅓㅐ]야?)(?:요)?"
)
"""Endings with which one weighs what to do oneself, where a question word stands before."""
_MEANS: Final = re.compile(r"(?:[아어여ㅏㅓㅐㅕ]야|려면|으려면|면|으면)(?:요)?")
"""What has to be done, or is to come of it: «해야», «사귀려면», «하면»."""
_WHETHER: Final = re.compile(r"[ㄹ을]까요?")
_BETTER: Final = frozenset(words("좋 낫 나 괜찮"))
_OPEN: Final = re.compile(r"[아어여ㅏㅓ]요?")
_PLAIN_FACT: Final = ("얼마",)
_OWED: Final = re.compile(r"[가-힣]야\s?(?:해|돼|되|하)")
_OR_NOT: Final = re.compile(r"[가-힣]야\s?(?:되|돼|하|할)[가-힣]*\s?말아야|까\s?말까")
"""«답장해야 돼 말아야 돼», «말할까 말까»."""
_FELT_SO: Final = frozenset(words("좋 되 낫 나 나아지 괜찮 쓰 빠르 좋아하 풀리 기뻐하 하"))


@dataclass(frozen=True, slots=True)
class AdviceSought:
    """What is asked for.

    Attributes:
        leans: whether it says nothing without what was told before: «어떡하지», «뭐라고 하지».
        weighs: whether only a deed is weighed, to do or not: «말할까 말까».
    """

    leans: bool
    weighs: bool = False


def advice_sought(reading: Reading) -> AdviceSought | None:
    """What advice is asked for, by the last of the sentences that asks for any; None where none does."""
    if any(t.kind == "pronoun" and t.lemma in OTHERS and t.particle in (SUBJECT, TOPIC) for t in reading.terms):
        return None  # «너는 뭐 하고 놀아», «네가 나라면» stands elsewhere
    for sentence in reversed(tuple(sentences(reading))):
        if _wants_a_way(sentence) or _weighs_how(sentence, reading.text):
            return AdviceSought(leans=not _content(reading))
        if _weighs_whether(sentence):
            return AdviceSought(leans=not _content(reading), weighs=True)
    if _OR_NOT.search(reading.text):
        return AdviceSought(leans=not _content(reading), weighs=True)
    return None


def _content(reading: Reading) -> tuple[Term, ...]:
    """What the question is about: what is named, and verbs that say more than «하», «말하»."""
    return tuple(
        t
        for t in reading.terms
        if (t.kind in ("noun", "name") and not t.bound and t.lemma not in PEOPLE | KIN | _WAYS)
        or (t.form is not None and len(t.lemma) > 1 and t.lemma not in _SAYS | _AT_A_LOSS | _FELT_SO)
    )


def _wants_a_way(sentence: Sentence) -> bool:
    """«야식 참는 법 좀», «방법 없을까», «꿀팁 알려 줘»."""
    way = next((at for at, t in enumerate(sentence) if t.lemma in _WAYS and t.form is None), None)
    if way is None:
        return False
    verbs = [t for t in sentence[way + 1 :] if t.form is not None]
    if not verbs:
        return all(t.kind == "adverb" for t in sentence[way + 1 :]) and way > 0
    form = verbs[-1].form
    there = verbs[-1].lemma in _HAVING and form is not None and not form.past
    asks = there and form is not None and _DELIBERATES.fullmatch(form.ending) is not None
    return form is not None and (form.requests or asks)


def _weighs_how(sentence: Sentence, text: str) -> bool:
    """«뭐라고 사과하지», «선물은 뭐가 좋을까», «어떻게 해야 빨리 나아», «어떡하지»."""
    asked = next((t for t in sentence if t.kind == "question" and t.lemma in _ASKED), None)
    verbs = [t for t in sentence if t.form is not None and not (t.form.past or t.form.modifies)]
    if _done_by_another(sentence):
        return False
    if asked is not None and asked.lemma not in _PLAIN_FACT and _OWED.search(text, asked.end):
        return True  # «얼룩은 어떻게 빼야 해?», which the dictionary takes apart
    if not verbs:
        return asked is not None and sentence[-1].text.endswith("지")  # «어떻게 참지», taken for a fish
    if any(t.lemma in _AT_A_LOSS and _deliberates(t) for t in verbs):
        return True
    after = [t for t in verbs if asked is not None and t.start > asked.start and t.lemma not in COPULAS]
    how = asked is not None and asked.lemma in _HOW
    for at, verb in enumerate(after):
        means = any(_is_means(t) for t in verbs if t.start < verb.start)
        if verb.lemma in _BETTER and at == len(after) - 1:
            return True  # «고백은 언제 하는 게 나아?»
        if _says_it_openly(verb) and not means:
            # «무릎 까졌는데 어떻게 해?», not «거기 어떻게 가»
            if verb.lemma == "하" and how and at == len(after) - 1:
                return True
        elif _deliberates(verb) and not _is_means(verb):
            return True
    return False


def _weighs_whether(sentence: Sentence) -> bool:
    """«걍 말할까?», «쪽지를 붙여 볼까»: to do it or not; not «비가 올까»."""
    verb = last_verb(sentence)
    subject = any(t.particle in (SUBJECT, TOPIC) and t.form is None and t.lemma not in SELF | OURS for t in sentence)
    asked = any(t.kind == "question" for t in sentence)
    return (
        not (subject or asked)
        and verb is not None
        and verb.form is not None
        and _WHETHER.fullmatch(verb.form.ending) is not None
    )


def _deliberates(verb: Term) -> bool:
    return verb.form is not None and _DELIBERATES.fullmatch(verb.form.ending) is not None


def _is_means(verb: Term) -> bool:
    return verb.form is not None and _MEANS.fullmatch(verb.form.ending) is not None


def _says_it_openly(verb: Term) -> bool:
    """«해», «나아»: what may tell, ask and order."""
    return verb.form is not None and _OPEN.fullmatch(verb.form.ending) is not None


def _done_by_another(sentence: Sentence) -> bool:
    """Whether somebody else than the speaker does it: «걔는 뭐라고 할까»."""
    others = PEOPLE | KIN | THIRD
    return any(
        t.form is None and t.lemma in others and t.lemma not in SELF | OURS and t.particle in (SUBJECT, TOPIC)
        for t in sentence
    ) and not any(map(_is_means, sentence))
