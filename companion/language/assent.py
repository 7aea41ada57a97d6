"""What wants to be agreed with, and is no question of fact: «바빠서 그렇겠지?», «병원에 가 봐야겠지?», «내 탓이겠지».

It is read from the endings alone: «-겠지», «-ㄹ 거지» and «-면 됐지» guess, «-아야 하겠지» is a duty, «-아도 되는 거지»
of something felt asks whether one may feel so. Who blames oneself wants no agreement.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.acts import JUDGING
from companion.language.mirror_words import CRUDE, FELT, UNKIND
from companion.language.morphemes import tokenize
from companion.language.readings import words
from companion.language.self_words import OTHERS, SELF
from companion.language.stances import Sentence, addresses_robot, last_verb, sentences
from companion.language.terms import Reading, read
from companion.language.told_clauses import SIGNS, Morph, morphs_of

Assent = Literal["duty", "guess", "enough", "fault", "feeling", "judged"]
"""What is to be agreed with: what has to be done, is supposed or will do, a fault of one's own, a feeling, and how
something is judged that was told."""

_NOT_SO: Final = re.compile(
    r"지\s?(?:는\s)?않(?P<end>아|냐|니|나|아요|나요|어|어요)[\s.!~ㅠㅜㅋㅎ]*(?P<sign>\?)?[\s.!~ㅠㅜㅋㅎ]*$"
)
"""«너무하지 않아?», «기특하지 않냐»: asked of whoever is to say that it is so."""
_TAG: Final = re.compile(
    r"(?<=[가-힣])[\s,.]+(?:뭐\s)?(?:안\s?그[러르]?[냐니나래렇렁][가-힣]{0,2}|그렇지\s?않[냐니나아어][가-힣]{0,2})[\s?.!~ㅎㅋ]*$"
)
"""«손 안 벌리고 사니 됐지 뭐 안 그러냐»: behind what is to be agreed with."""
_SHRUG: Final = re.compile(r"\s뭐$")
_SINCE: Final = ("니", "으니", "니까", "으니까")
_OWN_DEED: Final = re.compile(r"잘\s?(?:한\s?(?:거|것|일이)|했)[지죠](?:요)?[\s?.!~ㅠㅜㅋㅎ]*$")
_RIGHT_TO_FEEL: Final = re.compile(
    r"(?P<felt>[가-힣]+[ㄴ한운픈은는])\s?(?:게|거|것이?)\s?(?:맞|당연하|정상이|이상한\s?거?\s?아니)[지죠](?:요)?[\s?.!~ㅠㅜㅋㅎ]*$"
)
"""«억울한 거 맞지?»: that one may feel so."""
_OWN_NATURE: Final = re.compile(
    r"(?<![가-힣])(?:[내제]가|나만)\s(?:너무|괜히|좀|유독)\s(?:[가-힣]+\s)?[가-힣]*[한운픈린쁜큰]\s?(?:건가|걸까|거야|거지|가|게야)(?:요)?[\s?.!~ㅠㅜ]*$"
)
_NOT: Final = "않"
_ONLY_ASKS: Final = frozenset(words("냐 니 나 나요"))
THUS: Final = frozenset(("그렇", "그러"))
"""Verbs that only point at what was said: «바빠서 그렇겠지»."""
_WEEPS: Final = "울"
_SHARED: Final = ("지", "지요", "죠", "제")
"""Endings with which somebody wants to hear that it is so."""
_HAS_TO: Final = re.compile(r"(?:[아어여ㅏㅓㅐㅕ]?야|야만)")
_EVEN_IF: Final = re.compile(r"[아어여ㅏㅓㅐㅕ]?도")
_IF: Final = ("면", "으면")
_WILL: Final = ("ㄹ", "을")
_THING: Final = ("거", "것", "게")
_DOES: Final = ("하", "되")
_MAY: Final = ("되", "괜찮", "좋")
_BETTER: Final = ("낫", "좋", "나아")
_BECAUSE: Final = re.compile(r"[아어여ㅏㅓㅐㅕ라]?서")
_OF_THAT: Final = ("은", "는", "ㄴ", "도")
_FAULTS: Final = tuple(word for word in UNKIND if len(word) > 1)


def is_denied_twice(reading: Reading) -> bool:
    """«나쁘진 않지 않냐»: neither good nor bad by its words."""
    return reading.text.count(_NOT) > 1


def assent_sought(reading: Reading) -> Assent | None:
    """What the last sentence wants to be agreed with; None where it asks of a fact, of the robot, or nothing."""
    tagged = _TAG.search(reading.text)
    if tagged is not None and (before := reading.text[: tagged.start()].rstrip(" ,.!~")):
        return assent_sought(read(_SHRUG.sub("", before), (), (), ())) or "judged"
    *_, last = ((), *sentences(reading))
    felt = _RIGHT_TO_FEEL.search(reading.text)
    if felt is not None and any(stem in FELT for stem in _stems(felt["felt"])):
        return "feeling"  # «억울한 거 맞지?»
    if _OWN_NATURE.search(reading.text) and _of_oneself(reading):
        return "fault"  # «내가 너무 예민한 건가?»
    if _OWN_DEED.search(reading.text) and _of_oneself(reading):
        return "enough"  # «내가 그냥 참았어 잘한 거지?»
    if last and not addresses_robot(last) and _is_judged(reading, last):
        return "judged"
    if not last or addresses_robot(last) or any(t.kind == "question" for t in last):
        return None
    text = reading.text[last[0].start :].rstrip(" ?!.~,ㅠㅜㅋㅎ")
    morphs = [m for m in morphs_of(tokenize(text)) if m.tag not in SIGNS]
    if any(m.form in CRUDE and m.tag.startswith("V") for m in morphs):
        return None
    if _is_own_fault(morphs, asks="?" in reading.text):
        return "fault"
    if not morphs or not morphs[-1].tag.startswith("E") or morphs[-1].form not in _SHARED:
        return None
    return _of_ending(morphs[:-1])


def _stems(text: str) -> set[str]:
    parts = [part for token in tokenize(text) for part in token.parts]
    return {form for form, _ in parts} | {f"{a[0]}{b[0]}" for a, b in pairwise(parts)}


def _of_oneself(reading: Reading) -> bool:
    who = {t.lemma for t in reading.terms if t.kind == "pronoun"}
    return bool(who & SELF) and not who & OTHERS


def _is_judged(reading: Reading, last: Sentence) -> bool:
    """«대단하지 않아?», «그 정도면 나쁘진 않지 않냐»: how something is found; «심심하지 않아?» asks the listener."""
    asked = _NOT_SO.search(reading.text)
    verb = last_verb(last)
    if asked is None or not (asked["sign"] or asked["end"] in _ONLY_ASKS) or verb is None:
        return False
    of_something = any(t.particle in ("은", "이", "까지", "도") for t in last if t.form is None) or len(last) > 2
    return verb.lemma in JUDGING and (verb.lemma not in FELT or of_something)


def _of_ending(said: list[Morph]) -> Assent | None:
    """What stands before «-지»."""
    supposed = bool(said) and said[-1].tag == "EP" and said[-1].form == "겠"
    said = said[:-1] if supposed else said
    past = bool(said) and said[-1].tag == "EP" and said[-1].form.endswith(("았", "었", "였", "ㅆ"))
    said = said[:-1] if past else said
    if not said or not said[-1].tag.startswith(("V", "XS")):
        return None
    if len(said) == 1:
        return "guess" if supposed else None  # «낫겠지?»
    *_, link, verb = said
    if verb.form in _BETTER and any(m.form in _THING for m in said[-3:-1]):
        return None  # «먼저 사과하는 게 낫겠지?» wants advice
    if verb.form in _DOES and link.tag == "EC" and _HAS_TO.fullmatch(link.form):
        return None if past and not supposed else "duty"
    if verb.tag == "VCP" and link.form in _THING and len(said) > 3:
        *_, inner, before, _, _ = said
        if before.tag == "ETM" and before.form in _WILL:
            return "guess"
        if (
            inner.form in _MAY
            and before.tag == "ETM"
            and len(said) > 4
            and not any(_EVEN_IF.fullmatch(m.form) and m.tag == "EC" for m in said)
        ):
            return "enough"  # «부반장도 괜찮은 거지?»
        if inner.form in _MAY and any(_EVEN_IF.fullmatch(m.form) and m.tag == "EC" for m in said):
            return "feeling" if _feels(said) else None
        return "guess" if supposed else None
    if verb.form in _MAY and link.tag == "EC" and _EVEN_IF.fullmatch(link.form):
        return "feeling" if _feels(said) else None
    if link.tag == "EC" and (link.form in _IF or (past and link.form in _SINCE)) and verb.form in _MAY:
        return "enough"  # «건강하면 됐지», «굶지 않고 사니 됐지»
    return "guess" if supposed else None


def _feels(said: list[Morph]) -> bool:
    """«속상해해도», «울어도»: whether it is a feeling that is to be allowed."""
    even = max((n for n, m in enumerate(said) if m.tag == "EC" and _EVEN_IF.fullmatch(m.form)), default=0)
    near = said[max(even - 3, 0) : even]
    stems = {m.form for m in near} | {f"{a.form}{b.form}" for a, b in pairwise(near)}
    return bool(stems & FELT) or _WEEPS in stems


def _is_own_fault(morphs: list[Morph], *, asks: bool) -> bool:
    """«내가 잘못한 거야?», «다 내 탓이지?», «내가 너무 예민한 거겠지»: the speakers find fault with themselves."""
    if any(m.tag == "NP" and m.form in OTHERS for m in morphs):
        return False
    mine = any(
        before.tag == "NP" and before.form in SELF and (after.tag in ("JKS", "JKG") or after.form in _OF_THAT)
        for before, after in pairwise(morphs)
    )
    if not mine:
        return False
    blamed = any(m.form in UNKIND or m.form.startswith(_FAULTS) for m in morphs)
    shared = morphs[-1].form in _SHARED and morphs[-1].tag.startswith("E")
    caused = any(m.tag == "EC" and _BECAUSE.fullmatch(m.form) for m in morphs) and any(m.form in THUS for m in morphs)
    blamed = blamed or (caused and _is_named(morphs))  # «내가 거짓말해서 그런 거지?»
    return (blamed and (asks or shared)) or (shared and any(m.form == "겠" for m in morphs) and _is_named(morphs))


def _is_named(morphs: list[Morph]) -> bool:
    """«내 욕심이겠지», «내가 예민한 거겠지»: what one says that one is."""
    return any(m.tag == "VCP" for m in morphs[-3:]) and not any(m.form in _WILL and m.tag == "ETM" for m in morphs)
