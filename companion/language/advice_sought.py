"""Questions to which no data has the answer: what to do or say, whether to do it, which of two, what another feels.

They are read from what asks, how the verb ends, what stands before it, and who does it: «-지», «-나», «-ㄹ까» with a
question word weigh a deed that is the speaker's own, «-아야 돼» a duty, «-아도 돼» asks for leave, «-면 될까» whether
that is enough, «초밥이 나아 국수가 나아» for a choice, and «걔가 서운해할까» what becomes of somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.mirror_words import FELT, PEOPLE, STATES
from companion.language.readings import words
from companion.language.self_words import EAT, KIN, OTHERS, OURS, SELF, TALK, TELLING_VERBS, THIRD
from companion.language.stances import (
    THINKING,
    WHYS,
    Sentence,
    asks_by_form,
    asks_duty,
    is_about_speaker,
    sentences,
    to_robot,
    wanted_by_form,
)
from companion.language.terms import (
    AT,
    BACKGROUND,
    COPULA,
    COPULAS,
    EXISTENCE,
    OUGHT,
    PURPOSE,
    RECIPIENT,
    SUBJECT,
    TO,
    TOPIC,
    WHAT,
    WHEN,
    WITH,
    Reading,
    Term,
    is_light,
)

Sought = Literal["way", "loss", "deed", "owed", "may", "enough", "choice", "mind"]
"""What is sought: what to do, or it is only sighed so; whether to do what one thinks of, what one has to, what one is
allowed to, whether something is enough, which of several; what somebody else feels or does."""

Unanswered = Literal[
    "called",
    "topic",
    "wants_told",
    "wants_done",
    "wonders_why",
    "wonders",
    "opinion_asked",
    "deliberates",
    "ponders",
    "of_another",
    "of_oneself",
]
"""What an utterance does that nobody has an answer to."""

_WAYS: Final = frozenset(words("방법 법 비결 비법 팁 꿀팁 요령 노하우 묘수 대책"))
_ASKED: Final = frozenset(words("무엇 어떻게 어떻 어찌 무슨 어떤 얼마 뭐라고 어느 언제"))
_EATS: Final = EAT | {"시키"}
_AT_A_LOSS: Final = frozenset(words("어떡하 어쩌 어떻게하"))
_SAYS: Final = frozenset(words("말하 얘기하 이야기하 하 해주 말해주 말씀드리"))
_HOW: Final = ("어떻게", "어찌")
_HAVING: Final = frozenset(words("있 없"))
_DELIBERATES: Final = re.compile(
    r"(?:[ㄹ을]?까|[ㄴ은는]가|지|죠|제|나|냐|누|노|려나|ㄴ다냐|는다냐|ㄴ담|는담|ㅁ|ᄆ|음|[아어여ㅏㅓㅐ]야?)(?:요)?"
)
"""Endings with which one weighs what to do oneself, where a question word stands before."""
_MEANS: Final = re.compile(r"(?:[아어여ㅏㅓㅐㅕ]야|려면|으려면|면|으면)(?:요)?")
"""What has to be done, or is to come of it: «해야», «사귀려면», «하면»."""
_GUESSES: Final = re.compile(r"(?:[ㄹ을]?까|으?려나|[ㄹ을]라나)(?:요)?")
_ASKS: Final = re.compile(r"(?:[ㄹ을]까|으?려나|[ㄹ을]라나|나|냐|니|[ㄴ은는]가|는지)(?:요)?")
_SHARED: Final = re.compile(r"(?:지|죠|제)(?:요)?")
_BETTER: Final = frozenset(words("좋 낫 나 괜찮"))
_RIGHT: Final = _BETTER | {"맞", "옳", "되"}
_ALLOWED: Final = frozenset(words("되 괜찮 좋"))
_DONE: Final = frozenset(words("되 하 쓰"))
_LIKING: Final = ("좋",)
_OPEN: Final = re.compile(r"(?:[아어여ㅏㅓ]|ㅁ|ᄆ|음)(?:요)?")
_PLAIN_FACT: Final = ("얼마",)
_OWED: Final = re.compile(r"[가-힣]야\s?(?:해|돼|되|하)")
_OR_NOT: Final = re.compile(r"[가-힣]야\s?(?:되|돼|하|할)[가-힣]*\s?말아야|까\s?말까")
"""«답장해야 돼 말아야 돼», «말할까 말까»."""
_FEARED: Final = re.compile(r"까\s?(?:봐|보다|싶[어네다])(?:요)?[.!~\s]*$")
"""«헤어져야 할까 봐»: what one thinks of doing."""
_FELT_SO: Final = frozenset(words("좋 되 낫 나 나아지 괜찮 쓰 빠르 좋아하 풀리 기뻐하 하"))
_ABOUT_IT: Final = frozenset(words("싶 하 이 말 생각하 고민하 고민되 망설이 생각 고민 중"))
"""What stands behind «-ㄹ까» where one says that one thinks about it."""
_STILL: Final = frozenset(words("때 중 거"))
_CALLED: Final = ("라고", "뭐라", "모라")
"""«뭐라고 지을까», «뭐라 써야 돼», which the dictionary takes for the copula."""
_NOT: Final = "말"
_AS_WORDS: Final = TALK | TELLING_VERBS
_BY_WORD: Final = dict.fromkeys(("어떻게", "어떻", "어찌", ""), "how") | {"언제": "when"}
_EVEN: Final = "도"
_NUMBER: Final = "하나"
"""«가 봐야 하나», which the dictionary takes for the number."""
_OR: Final = "나"
"""«누가 다 치우나 걱정이네», which it takes for a noun."""
_AMONG: Final = "중"
_IT: Final = "것"
_LONGEST_SIDE: Final = 12


@dataclass(frozen=True, slots=True)
class AdviceSought:
    """What is sought.

    Attributes:
        kind: which of the acts it is.
        leans: whether it says nothing without what was told before: «어떡하지», «뭐라고 하지».
        word: what asks, "" where no question word does.
        at: where the deed begins that is weighed, or guessed; `thinks`: whether one says that one thinks about it.
        sides: what may be chosen, as it was said.
        who: of whom it is asked what they feel or do, "" where nobody is named.
        sure: whether nothing but the speaker is named that may do it.
    """

    kind: Sought
    leans: bool
    word: str = ""
    at: int = 0
    thinks: bool = False
    sides: tuple[str, ...] = ()
    who: str = ""
    sure: bool = True


def advice_sought(reading: Reading) -> AdviceSought | None:
    """What is sought by the last of the sentences that seeks anything; None where none does."""
    every = tuple(sentences(reading))
    if len(every) > 1 and (sides := _sides_of_two(every[-2:])):
        return AdviceSought("choice", leans=False, sides=sides)
    found = next((found for one in reversed(every) if (found := _sought(one, reading)) is not None), None)
    if found is None and asks_duty(reading) and not (reading.asks_what or to_robot(reading)):
        return AdviceSought("owed", leans=not _content(reading), thinks=True)  # «가야 하나», taken for a number
    return found


def sighs_at_a_loss(reading: Reading) -> bool:
    """«… 어떡해», «… 어쩌지»: whether it ends so, whatever it is about."""
    return reading.main is not None and reading.main.lemma in _AT_A_LOSS


def way_sought(reading: Reading, sought: AdviceSought) -> str:
    """What is to be found: words to «say» («뭐라고 보내지»), «when», «how», or «what»."""
    if any(t.lemma in _AS_WORDS or t.text.endswith(_CALLED) for t in reading.terms):
        return "say"
    return _BY_WORD.get(sought.word, "what")


def words_sought(reading: Reading) -> Literal["answer", "say"] | None:
    """«왜냐고 묻는데 뭐라고 해 줄까», «자꾸 울어. 뭐라고 해야 돼»: words to say to somebody, in answer or else."""
    if _WHAT_TO_SAY.search(reading.text) is None or not any(t.lemma in PEOPLE for t in reading.terms):
        return None
    if any(t.lemma in OTHERS for t in reading.terms):
        return None
    return "answer" if _ASKED_BY.search(reading.text) is not None else "say"


_WHAT_TO_SAY: Final = re.compile(
    r"(?:뭐라고|뭐라|무슨\s말을?|어떻게)\s?(?:말\s?|얘기\s?|이야기\s?|대답\s?|답\s?|설명\s?)?"
    r"(?:해\s?(?:줄까|주지|주면|줘야|줄지|야)|할까|하지(?!\s?마)|하면\s?(?:좋|돼|될|되))[가-힣\s]*[?.!~]*$"
)
_ASKED_BY: Final = re.compile(r"[냐느]고\s?(?:자꾸\s?)?(?:묻|물어|그래|그러|하)|(?:물어보|물어봐|물었|묻)[가-힣]*")


def _sought(sentence: Sentence, reading: Reading) -> AdviceSought | None:
    if any(t.kind == "pronoun" and t.lemma in OTHERS and t.particle in (SUBJECT, TOPIC) for t in sentence):
        return None  # «너는 뭐 하고 놀아», «네가 나라면» stands elsewhere
    leans, asked = not _content(reading), next((t for t in sentence if t.kind == "question"), None)
    word = asked.lemma if asked is not None else ""
    if asked is not None and _sighs(sentence, asked):
        return AdviceSought("loss", leans=leans, word=word)
    sides = _sides(sentence, reading.text)
    if sides is not None:
        return AdviceSought("choice", leans=not sides, sides=sides)
    if _wants_a_way(sentence) or _weighs_how(sentence, reading.text):
        sure = word not in _PLAIN_FACT and not (_topics(sentence, also_own=word in WHEN) or _asks_needs(sentence))
        return AdviceSought("way", leans=leans, word=word, sure=sure)
    return None if asked is not None else _weighed(sentence, reading, leans=leans)


def _asks_what_there_is(sentence: Sentence) -> bool:
    """«뉴스에 뭐 큰일 난 거 없냐»: whether there is something in what one hears or reads, and no deed."""
    within = any({AT, TO}.intersection(t.particles) for t in sentence)
    there = sentence[-1].lemma in EXISTENCE and any(t.bound and not t.particles for t in sentence[-2:-1])
    return within and there and any(t.lemma == WHAT and not t.particles for t in sentence)


def _asks_needs(sentence: Sentence) -> bool:
    """«여권 만들려면 뭐 가져와야 돼요?», «… 서류는 뭐 필요해?»: what a matter takes is a fact, and no advice."""
    asked = next((at for at, t in enumerate(sentence) if t.kind == "question"), None)
    if asked is None or sentence[asked].lemma != WHAT:
        return False
    aims = any(t.form is not None and t.form.ending.startswith(PURPOSE) for t in sentence[:asked])
    takes = next((t for t in sentence[asked + 1 :] if t.form is not None), None)
    return aims and takes is not None and not is_light(takes.lemma)


def _content(reading: Reading) -> tuple[Term, ...]:
    """What the question is about: what is named, and verbs that say more than «하», «말하»."""
    return tuple(
        t
        for t in reading.terms
        if (t.kind in ("noun", "name") and not t.bound and t.lemma not in PEOPLE | KIN | _WAYS)
        or (t.form is not None and len(t.lemma) > 1 and t.lemma not in _SAYS | _AT_A_LOSS | _FELT_SO)
    )


def _sighs(sentence: Sentence, asked: Term) -> bool:
    """«그만두면 뭐 하고 살지 막막하네», «이걸 언제 다 하나 걱정이야»: how one feels about it is all that is said."""
    last = sentence[-1]
    if last.form is None or last.form.past:
        return False
    between = [t for t in sentence if asked.end <= t.start < last.start]
    felt = last.lemma in FELT or (last.lemma == COPULA and between[-1:] != [] and between.pop().lemma in STATES)
    weighs = any((t.form is not None and _deliberates(t)) or t.text == _NUMBER or _OR in t.particles for t in between)
    eats = any(t.lemma in _EATS for t in between)  # «저녁 뭐 먹을까, 밥하기 싫다»
    return felt and weighs and not eats and _ASKS.fullmatch(last.form.ending) is None


def _sides_of_two(parts: tuple[Sentence, ...]) -> tuple[str, ...]:
    """«국수가 나아? 초밥이 나아?»."""
    return _sides((*parts[0], *parts[1]), "") or ()


def _sides(sentence: Sentence, text: str) -> tuple[str, ...] | None:
    """What one is to choose from, () where it was told before; None where nothing is chosen."""
    verbs = [t for t in sentence if t.form is not None and not t.form.modifies]
    if not verbs:
        return None
    *before, last = verbs
    again = next((v for v in reversed(before) if v.lemma == last.lemma and v.form is not None), None)
    asks = last.form is not None and (last.lemma in _BETTER or _GUESSES.fullmatch(last.form.ending) is not None)
    liked = last.lemma in _LIKING  # «겨울이 좋아 여름이 좋아» asks for a liking
    if again is not None and asks and not liked and again.form.ending == last.form.ending:  # type: ignore[union-attr]
        one = [t for t in sentence if t.form is None and t.end <= again.start and not t.bound]
        other = [t for t in sentence if t.form is None and again.end <= t.start < last.start and not t.bound]
        if one and other and one[-1].lemma != other[-1].lemma:
            return one[-1].text, other[-1].text  # «버스 타고 갈까 택시 타고 갈까»
    asked = next((at for at, t in enumerate(sentence) if t.kind == "question"), None)
    if asked is None or last.lemma not in _BETTER or sentence[-1] is not last:
        return None
    *_, head = (None, *sentence[:asked])
    among = head is not None and head.lemma == _AMONG and head.bound
    told = [t for t in sentence[: asked - among] if t.form is None and not t.bound]
    if len(told) > 1 and WITH in told[-2].particles and (among or WITH in told[-1].particles):
        first = _with_modifiers(sentence, told[-2])
        sides = text[first : told[-2].end], text[_with_modifiers(sentence, told[-1]) : told[-1].end]
        return sides if all(0 < len(side) <= _LONGEST_SIDE for side in sides) else ()
    return () if among and len(told) == 1 else None


def _with_modifiers(sentence: Sentence, noun: Term) -> int:
    """Where a noun with the words that describe it begins: «빨간 옷»."""
    at = sentence.index(noun)
    while at and (sentence[at - 1].kind == "determiner" or _describes(sentence[at - 1])):
        at -= 1
    return sentence[at].start


def _describes(term: Term) -> bool:
    return term.form is not None and term.form.modifies


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
    if _done_by_another(sentence) or _asks_what_there_is(sentence):
        return False
    if asked is not None and asked.lemma not in _PLAIN_FACT and _OWED.search(text, asked.end):
        return True  # «얼룩은 어떻게 빼야 해?», which the dictionary takes apart
    if not verbs:
        return asked is not None and sentence[-1].text.endswith("지")  # «어떻게 참지», taken for a fish
    at_a_loss = [t for t in verbs if t.lemma in _AT_A_LOSS]
    if any(map(_deliberates, at_a_loss)) or (at_a_loss and verbs[-1].lemma in _RIGHT):
        return True  # «어떡하지», «어쩌면 좋겠냐»
    after = [t for t in verbs if asked is not None and t.start > asked.start]
    after = [t for t in after if t.lemma not in COPULAS or t.text.endswith(_CALLED)]
    how = asked is not None and asked.lemma in _HOW
    for at, verb in enumerate(after):
        means = any(_is_means(t) for t in verbs if t.start < verb.start)
        if asked is not None and asked.lemma in _PLAIN_FACT and not (_guesses(verb) or _owes(verbs, verb)):
            continue  # «사고 나면 얼마 남아»
        if verb.lemma in _BETTER and at == len(after) - 1:
            return True  # «고백은 언제 하는 게 나아?»
        if verb.form is not None and verb.form.ought and verb.form.asks:
            return True  # «뭘 해 드려야 할지 모르겠어»
        if verb.form is not None and _OPEN.fullmatch(verb.form.ending) and not means:
            # «무릎 까졌는데 어떻게 해?», not «거기 어떻게 가»
            if verb.lemma == "하" and how and at == len(after) - 1:
                return True
        elif _deliberates(verb) and not _is_means(verb):
            return True
    return False


def _weighed(sentence: Sentence, reading: Reading, *, leans: bool) -> AdviceSought | None:
    """«걍 말할까?», «사과해야 돼?», «편지 써도 돼?», «그거면 될까?»: a deed; «걔가 좋아할까?»: what another does."""
    verbs = [t for t in sentence if t.form is not None]
    ones = [n for n, t in enumerate(verbs) if t.lemma not in _ABOUT_IT or (_guesses(t) and t.lemma != _NOT)]
    if not ones:
        return None
    verb, before = verbs[ones[-1]], verbs[ones[-1] - 1] if ones[-1] else None
    after = [t for t in sentence if t.start > verb.start]
    if _FEARED.search(reading.text):
        return None if _others(sentence, verb) else AdviceSought("owed", leans=leans, at=verb.start, thinks=True)
    thinks = bool(after) and all(t.lemma in _ABOUT_IT for t in after) and _guesses(verb)
    thinks = thinks or _OR_NOT.search(reading.text) is not None
    if after and not thinks:
        return None
    kind = _framed(sentence, verb, before, reading.text)
    others = _others(sentence, verb)
    deed = sentence.index(verb if kind is None or before is None else before)
    at = sentence[max(deed - 1, 0)].start if sentence[max(deed - 1, 0)].kind == "noun" else sentence[deed].start
    if kind is None and _guesses(verb) and verb.form is not None and not (others or verb.form.past):
        kind = "deed" if verb.lemma not in FELT | {COPULA} else None
    if kind == "may" and before is not None and before.lemma in _SAYS and not _addresses_another(sentence):
        return None  # «비밀 하나 말해도 돼?» asks the listener's leave
    if kind is not None:
        return None if others else AdviceSought(kind, leans=leans, at=at, thinks=thinks or kind == "owed")
    if not _guesses(verb) or thinks or not (others or (verb.form is not None and verb.form.past)):
        return None
    at = others[-1].end if others else verb.start
    return AdviceSought("mind", leans=not others, at=at, who=others[-1].lemma if others else "")


def _addresses_another(sentence: Sentence) -> bool:
    """«엄마한테 말해도 돼?»."""
    return any(t.particle in (RECIPIENT, "에게", "한테") and t.lemma not in OTHERS for t in sentence)


def _framed(sentence: Sentence, verb: Term, before: Term | None, text: str) -> Sought | None:
    """Which of the frames stand around a deed: «-아야 돼», «-아도 돼», «-면 돼», «-는 게 나아»."""
    form = verb.form
    if form is None or form.past:
        return None
    asked = "?" in text[verb.start :] or _OR_NOT.search(text) is not None
    asks = _ASKS.fullmatch(form.ending) is not None or (_OPEN.fullmatch(form.ending) is not None and asked)
    asks = asks or (form.future and _SHARED.fullmatch(form.ending) is not None)
    if not asks:
        return None
    if form.ought and form.future:
        return "owed"  # «가 봐야겠지»
    if before is None or before.form is None:
        return None
    between = sentence[sentence.index(before) + 1 : sentence.index(verb)]
    if verb.lemma in _RIGHT and before.form.modifies and [t.lemma for t in between] == [_IT]:
        return "deed"
    if between:
        return None
    if before.form.ought and verb.lemma in _DONE:
        return "owed"
    even = _EVEN in before.particles or before.form.ending.endswith(_EVEN)
    if even and verb.lemma in _ALLOWED:
        return "may"
    return "enough" if before.form.ending.endswith("면") and verb.lemma in _ALLOWED else None


def _others(sentence: Sentence, verb: Term) -> list[Term]:
    """Who or what else than the speaker does it, as far as it is no background; a topic may be what it is done with."""
    told = max((t.start for t in sentence if t.form is not None and t.form.ending.endswith(BACKGROUND)), default=-1)
    others = [t for t in sentence if told < t.start < verb.start and t.form is None and not t.bound]
    others = [t for t in others if t.particle in (SUBJECT, TOPIC) and t.lemma not in SELF | OURS | _STILL]
    chained = any(t.form is not None and t.form.ending == "고" for t in sentence if t.start < verb.start)
    objects = chained or not _guesses(verb)  # «나머지는 저금할까» behind another deed, «편지는 써도 돼?»
    people = PEOPLE | KIN | THIRD
    return [t for t in others if not (objects and t.particle == TOPIC and t.kind == "noun" and t.lemma not in people)]


def _topics(sentence: Sentence, *, also_own: bool) -> bool:
    """Whether something is named that may do it; of when the speakers will grow, or be there, they decide nothing."""
    named = [t for t in sentence if t.particle in (SUBJECT, TOPIC) and t.form is None and not t.bound]
    named = [t for t in named if t.lemma not in _STILL]  # «이럴 땐 어떻게 달래지»
    return any(t.kind == "noun" or (also_own and t.kind == "pronoun") for t in named)


def _owes(verbs: list[Term], verb: Term) -> bool:
    return any(t.form is not None and t.form.ending.endswith(OUGHT) for t in verbs if t.start < verb.start)


def _guesses(verb: Term) -> bool:
    return verb.form is not None and _GUESSES.fullmatch(verb.form.ending) is not None


def _deliberates(verb: Term) -> bool:
    return verb.form is not None and _DELIBERATES.fullmatch(verb.form.ending) is not None


def _is_means(verb: Term) -> bool:
    return verb.form is not None and _MEANS.fullmatch(verb.form.ending) is not None


def _done_by_another(sentence: Sentence) -> bool:
    """Whether somebody else than the speaker does it: «걔는 뭐라고 할까»."""
    others = PEOPLE | KIN | THIRD
    # «남친이 삐졌는데 / 어떻게 풀어 주지»
    asked = next((t.start for t in sentence if t.kind == "question"), 0)
    linked = [t for t in sentence if t.form is not None and t.form.ending.endswith(BACKGROUND) and t.end <= asked]
    since = linked[-1].end if linked else 0
    return any(
        t.start >= since
        and t.form is None
        and t.lemma in others
        and t.lemma not in SELF | OURS
        and t.particle in (SUBJECT, TOPIC)
        for t in sentence
    ) and not any(map(_is_means, sentence))


def unanswered(reading: Reading) -> Unanswered:
    """What somebody does who got no answer: calls, names a topic, wants something, wonders, deliberates."""
    said = [term for term in reading.terms if term.kind != "interjection" and not term.called]
    verb = reading.main
    if not said:
        return "called"
    if any(term.kind == "question" and term.lemma in WHYS for term in said):
        return "wonders_why"
    if verb is None or verb.form is None:
        nouns = all(term.kind in ("noun", "name") and not term.particles for term in said)
        return "topic" if nouns and len({term.phrase for term in said}) == 1 else "wonders"
    wants = wanted_by_form(reading)
    if wants is not None:
        return wants
    sought = advice_sought(reading)
    if sought is not None and sought.kind != "mind" and sought.sure:
        return "ponders" if sought.kind == "way" else "deliberates"
    others = [t for t in said if t.particle in (SUBJECT, TOPIC, _EVEN) and t.form is None and t.kind != "question"]
    others = [t for t in others if t.lemma not in SELF | OURS and not t.bound]
    thinks = _guesses(verb) or verb.lemma in THINKING
    if others:
        mine = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("을", RECIPIENT, WITH) for t in said)
        return "of_another" if mine and asks_by_form(reading) else "opinion_asked" if thinks else "wonders"
    if is_about_speaker(reading) and asks_by_form(reading) and not thinks:
        return "of_oneself"  # «나 지금 어딨어», «내가 이긴 거지?»
    return "opinion_asked" if thinks else "wonders"
