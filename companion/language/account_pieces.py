"""Pieces of what somebody goes on telling: «설거지 때문에», «벌써 사흘째», «140에 92라던가», «화장실에서 미끄러지셔서».

Said alone they would ask for something; behind a story they only add why, when, how much, or what somebody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.josa import josa
from companion.language.mirror import mirror
from companion.language.mirror_words import LEAD_IN
from companion.language.morphemes import tokenize
from companion.language.readings import words
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.stances import ONLY_ASKING, asks_in, sentences, shrugs, stance, to_robot
from companion.language.terms import COPULA, Reading, Term
from companion.language.told_clauses import PREDICATES, SIGNS, Morph, morphs_of

_HEARD: Final = re.compile(
    r"(?:[다라]나|[다라][던든]가|[다라자]네|[다라자냐]더라(?:[고구])?|[다라자냐]던데|[다라자냐]는데|[다라]더군|[다라]고\s하더라|[대래])"
    r"(?:요)?$"
)
"""How it ends that somebody else said so, or that one has it so in mind."""
_OR_SO: Final = re.compile(r"\s(?:뭐|머)(?:라나|라던가|라더라|래나)(?:요)?$")
"""«당뇨 전 단계라나 뭐라나»."""
_TOLD: Final = re.compile(
    r"(?:거든|잖아|더라|더라[고구]|[더다라]라?니까|[ㄴ는은]데|고|[아어여ㅏㅓㅕㅐ]서|라서|라|으?니까?|느라고?|다가?|려고|ㄹ라꼬|으려고|지만|[ㄴ는은]걸)(?:요)?"
)
"""Endings of what is told, or of what the rest of is left out."""
_DRAWN: Final = re.compile(r"(?:[아어여ㅏㅓㅕㅐ]|[ㄴ는]?다|네|거든|더라고?)(?:요)?")
_CAUSE: Final = re.compile(r"(?:[아어여ㅏㅓㅕㅐ]서|라서|라|으?니까?|느라고?)(?:요)?")
_AMID: Final = re.compile(r"다가(?:요)?")
_WHY: Final = frozenset(words("때문 덕분 탓 땜"))
_WHAT: Final = frozenset(words("차이 문제 일 사정 핑계 이유"))
"""Nouns before «-(으)로» that say by how much or over what it happened."""
_GONE_BY: Final = re.compile(r"(?<![가-힣])(?:어제|그제|그저께|엊그제|아까|지난|작년|재작년|저번|방금)|(?<![가-힣])전$")
_WHERE: Final = frozenset(words("에서 부터 까지 한테 에게 한테서"))
_TIMES: Final = frozenset(words("말 초 중순 아침 점심 저녁 밤 새벽 주말 여름 가을 겨울 봄 주 달 때"))
_ROUGHLY: Final = frozenset(words("째 쯤 정도 가량 내내 전 뒤 후 동안"))
_MORE_THAN_ONE: Final = re.compile(r"(?:이)?나$")
_NOT_EVEN: Final = re.compile(
    r"(?<![가-힣])(?:통|도통|영|전혀|도무지|좀처럼|아무도|아무것도|하나도|조금도|한\s?[가-힣]{1,2}도)\s"
    r"|(?:[0-9한두세네열백천]|다섯|여섯|일곱|여덟|아홉|십|스무)\s?(?:명|개|번|마디|푼|원|시간|분|그릇|숟갈|통|건)도\s|밖에\s(?:못|없)"
)
"""«아무도», «한 번도», «열 명도»: not even so little."""
_DENIED: Final = re.compile(
    r"(?<![가-힣])(?:안|못)(?=\s|[가-힣])|없[어었네다는더지고습]|지\s?(?:않|못)|[^가-힣]모르|몰라"
)
_GONE_FOR_GOOD: Final = re.compile(r"[아어여해돼려러켜져겨쳐쪄꺼해]\s?버(?:렸|린|려[ .!~]*$)|고\s?말았")
"""«가 버렸어», «놓치고 말았어»."""
_HARDLY: Final = re.compile(r"[가-힣]밖에\s(?:안|못)")
_BETTER_SIDE: Final = re.compile(r"(?<![가-힣])(?:그래도|그나마|다행히|그래두|다행인\s?건|불행\s?중\s?다행)(?![가-힣])")
_SO_MANY: Final = re.compile(
    r"(?:[0-9]|[한두세네열백천만십]|다섯|여섯|일곱|여덟|아홉|스무|서너|몇)\s?[가-힣]{1,3}(?:이)?나\s(?![돼되하])"
)
_GIVES: Final = re.compile(
    r"(?:(?:줘|드려)야(?:겠[다네어]|지)|[주리]려(?:고|구)|(?:줄|드릴)까\s?(?:해|하는데|싶[어네]))(?:요)?[\s.!~ㅎㅋ]*(?:$|그\s[가-힣]{1,4}$)"
)
_AGAIN_SO: Final = re.compile(
    r"(?<![가-힣])(?:또|맨날|여전히|자꾸|계속|매일)\s그(?:래|러네|런다|러더라)(?:요)?(?![가-힣])"
)
"""«근데 또 그래 오늘도»."""
_LOST_IN_AIR: Final = re.compile(r"[는은ㄴ]데\s[가-힣]+[이가]\s(?:어디\s있|어딨)[어나냐]")
"""«운동하라는데 시간이 어디 있어»: that there is none, and no question."""


def adds_to_account(reading: Reading) -> bool:
    """Whether what is said behind a story may be a piece of it: it asks and wants nothing of whoever listens."""
    text = reading.text.rstrip(" .!~…ㅠㅜㅋㅎ")
    if not reading.terms or text.endswith("?") or to_robot(reading):
        return False
    if shrugs(reading) or _LOST_IN_AIR.search(text) is not None or _AGAIN_SO.search(text) is not None:
        return True
    if _asks(reading):
        return False
    *_, last = ((), *sentences(reading))
    verb = last[-1] if last and last[-1].form is not None else None
    if any(map(_wants, reading.verbs[:-1])):
        return False  # «그냥 들어만 줘, 해결해 달라는 거 아니야»
    if verb is None or verb.form is None:
        return _is_bare_piece(text)
    form = verb.form
    told = _TOLD.fullmatch(form.ending) is not None or _HEARD.search(text) is not None
    if form.modifies:
        return _is_closed_before(reading, verb)  # «단골이 하나 있어 매일 오는»
    if told or form.requests or ONLY_ASKING.search(form.ending):
        return told
    return stance(reading) == "tells" or mirror(reading) is not None


def _wants(verb: Term) -> bool:
    """Whether a verb wants something of whoever listens."""
    form = verb.form
    return form is not None and form.requests and form.closes and not (form.modifies or form.hearsay)


def _is_closed_before(reading: Reading, verb: Term) -> bool:
    """Whether something is told before a verb that describes it in an after-thought."""
    forms = [v.form for v in reading.verbs if v.end <= verb.start and v.form is not None]
    return bool(forms) and not forms[-1].modifies and _DRAWN.fullmatch(forms[-1].ending) is not None


def _asks(reading: Reading) -> bool:
    """Whether a question word asks: «뭐» alone before what is told only fills («월급은 뭐 많지는 않다는데»)."""
    text = _OR_SO.sub("", reading.text.rstrip(" .!~…"))
    if not any(map(asks_in, sentences(reading))):
        return False
    heard = _HEARD.search(text) is not None
    return not (heard and all(_fills(t, reading.terms) for t in reading.terms if t.kind == "question"))


def _fills(term: Term, terms: Sequence[Term]) -> bool:
    """«뭐», and «며칠은» that says for how long: neither is the head of what is asked for."""
    alone = term.text in ("뭐", "머") and not term.particles
    days = term.lemma == "며칠" and term is not terms[-1]
    return alone or days


def _is_bare_piece(text: str) -> bool:
    """Whether a phrase without a verb says how long, how much, when, or because of what it was."""
    return _HEARD.search(text) is not None or _of_phrase(text, _morphs(text)) is not None


def piece_of_account(reading: Reading) -> str | None:
    """A piece of an account said back; None where its clause is said back as a whole, or not at all.

    «설거지 때문에» → «설거지 때문이었군요», «140에 92라던가» → «140에 92라고요»,
    «줄넘기하다가» → «줄넘기하다가 그렇게 된 거군요».
    """
    text = LEAD_IN.sub("", reading.text.rstrip(" .!~…ㅠㅜㅋㅎ?"))
    if any(t.lemma in SELF | OURS | OTHERS for t in reading.terms) or not text:
        return None
    heard = _heard(text)
    if heard is not None:
        return heard
    morphs = _morphs(text)
    phrase = _of_phrase(text, morphs)
    if phrase is not None:
        return phrase
    ending = next((m for m in reversed(morphs) if m.tag not in SIGNS), None)
    verb = next((m for m in reversed(morphs) if m.tag.startswith(PREDICATES)), None)
    if ending is None or verb is None or ending.tag != "EC":
        return None
    felt = verb.tag in ("VA", "XSA")
    if verb.tag == "VCP" and _CAUSE.fullmatch(ending.form):
        return f"{text} 그러시는군요"
    if _AMID.fullmatch(ending.form) or (_CAUSE.fullmatch(ending.form) and not felt):
        return f"{text} 그렇게 된 거군요"
    return None


def gives(reading: Reading) -> bool:
    """«후배 밥이나 사 줘야겠다», «내가 조금 보태 주려고»: what one is going to do for somebody else."""
    return _GIVES.search(reading.text) is not None and not to_robot(reading)


def is_bare(reading: Reading) -> bool:
    """Whether it has no verb of its own, so that its words tell no kind of news."""
    return not reading.verbs or all(v.lemma == COPULA for v in reading.verbs)


def laments(reading: Reading, mood: float) -> bool:
    """«손님이 하루에 열 명도 안 와», «동생이 다 먹어 버렸어»: told with regret, whatever its words are.

    Args:
        reading: the utterance.
        mood: how good or bad its words are: that something bad is not so is no regret («하나밖에 안 틀렸어»).
    """
    text = reading.text
    denied = _NOT_EVEN.search(text) is not None and _DENIED.search(text) is not None
    gone = _GONE_FOR_GOOD.search(text) is not None
    return (denied and mood >= 0) or (gone and mood <= 0)


def only_so_few(reading: Reading, mood: float) -> bool:
    """«두 개밖에 안 틀렸어»: less of something bad than one would think."""
    return mood < 0 and _HARDLY.search(reading.text) is not None and _DENIED.search(reading.text) is not None


def consoles(reading: Reading) -> bool:
    """«그래도 상추는 잘 컸어», «다행히 뼈는 안 부러졌대»: the better side of what was told."""
    return _BETTER_SIDE.search(reading.text) is not None


def amazes(reading: Reading) -> bool:
    """«전을 열 개나 먹었어»: more of something than one would think."""
    return _SO_MANY.search(reading.text) is not None


def _heard(text: str) -> str | None:
    """«물을 너무 많이 줬다나» → «물을 너무 많이 줬다고요»."""
    text = _OR_SO.sub("", text)
    found = re.fullmatch(r"(?P<said>.*\S[다라])(?:나|[던든]가)(?:요)?", text)
    counted = re.fullmatch(r"(?P<said>.*\d이?)래(?:요)?", text)
    if found is not None:
        return f"{found['said']}고요"
    return f"{counted['said']}라고요" if counted is not None else None


def _of_phrase(text: str, morphs: Sequence[Morph]) -> str | None:
    """A phrase without a verb behind its last clause: why, over what, how much or when it was."""
    breaks = [n for n, m in enumerate(morphs) if m.tag == "EC" and m.form.endswith("데")]
    said = [m for m in morphs[breaks[-1] + 1 if breaks else 0 :] if m.tag not in (*SIGNS, "IC")]
    if not said or any(m.tag.startswith((*PREDICATES, "E")) for m in said):
        return None
    last, start = said[-1], said[0].start
    before = said[-2] if len(said) > 1 else None
    if last.tag == "JKO":
        return f"{text[start:]}요"  # «훈련받다가 발목을»
    if before is not None and last.tag in ("JKB", "JX") and last.form in _WHERE and last.end == said[-1].end:
        return f"{text[start : last.end]}였군요"
    if before is not None and last.tag == "JKB" and last.form == "에" and before.form not in _WHY:
        of_time = before.tag in ("NNBC", "NR", "SN", "XSN") or before.form in _TIMES
        time = said[0].tag != "MAG" and (of_time or _GONE_BY.search(text) is not None)  # not «갑자기 지난주에»
        return josa(text[start : before.end], "이었군요/였군요") if time else f"{text[start : last.end]}요"
    if before is not None and last.tag == "JKB":
        why, over = before.form in _WHY and last.form == "에", before.form in _WHAT and last.form in ("로", "으로")
        return f"{josa(text[start : before.end], '이었군요/였군요')}" if (why or over) and len(said) > 2 else None
    much = _MORE_THAN_ONE.search(text) if last.tag.startswith("JX") else None
    head = said[-2] if much is not None and before is not None else last
    if head.tag != "NNBC" and head.form not in _ROUGHLY:
        return None
    noun = text[start : head.end]
    return josa(noun, "이나 그랬군요/나 그랬군요") if much is not None else josa(noun, _was(text))


def _was(text: str) -> str:
    return "이었군요/였군요" if _GONE_BY.search(text) else "이군요/군요"


def _morphs(text: str) -> list[Morph]:
    return morphs_of(tokenize(text))
