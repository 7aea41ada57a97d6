"""How the terms of an utterance hang together: what a noun hangs on, what a clause describes, what is joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.terms import COPULA, INTO, LET_US, MOVING, SUBJECT, TOPIC, WITH, Reading, Term, is_nominal

_JOINING: Final = frozenset(("과", "나", "이나", "도", "든지", "이든지", "든가"))
EITHER: Final = frozenset(("나", "이나", "든지", "이든지", "든가", "이든가"))
"""Particles that join alternatives."""
TOO: Final = "도"
"""What is wanted beside something else."""
ADDED: Final = "에"
"""«보리밥에 막걸리»: between two foods, both together."""
ONLY: Final = "만"
CALLING: Final = "야"
BARELY: Final = "밖에"


def phrase_of(reading: Reading, term: Term) -> tuple[Term, ...]:
    """The noun phrase a term stands in."""
    return reading.phrases.get(term.phrase, ())


def after_in_phrase(reading: Reading, term: Term) -> tuple[Term, ...]:
    """What stands behind a term in its noun phrase."""
    return tuple(t for t in phrase_of(reading, term) if t.start >= term.end)


def head_of(reading: Reading, term: Term) -> Term:
    """The last term of its noun phrase; a verb is its own."""
    return phrase_of(reading, term)[-1] if is_nominal(term) else term


def next_verb(reading: Reading, term: Term) -> Term | None:
    """The verb that a noun hangs on: the next one."""
    return next((verb for verb in reading.verbs if verb.start >= term.end), None)


def adverbs_of(reading: Reading, verb: Term) -> Iterator[Term]:
    """The adverbs that stand right before a verb."""
    for term in reversed([t for t in reading.terms if t.end <= verb.start]):
        if term.kind != "adverb":
            return
        yield term


def described_by(reading: Reading, verb: Term) -> Term | None:
    """The head of the noun phrase that a modifying verb describes: «여는 칼국숫집»; through «파는 싼 집»."""
    if verb.form is None or not verb.form.modifies:
        return None
    for term in reading.terms:
        if term.start < verb.end or term.kind == "adverb":
            continue
        if is_nominal(term):
            return head_of(reading, term)
        if term.form is None or not (term.form.modifies or term.form.ending in ("고", "으면서", "면서")):
            return None
    return None


def arguments_of(reading: Reading, verb: Term) -> tuple[Term, ...]:
    """The heads of the noun phrases between the verb before and this one."""
    before = max((t.end for t in reading.terms if t.kind == "verb" and t.end <= verb.start), default=0)
    return tuple(t for t in reading.heads() if before <= t.start < verb.start)


def object_of(reading: Reading, verb: Term) -> Term | None:
    """The head of the noun phrase right before a verb, adverbs aside."""
    return next(iter(reversed(arguments_of(reading, verb))), None)


def object_particles(reading: Reading, verb: Term) -> tuple[str, ...]:
    """The particles of what stands right before a verb."""
    about = object_of(reading, verb)
    return about.particles if about is not None else ()


def joined_with(reading: Reading, head: Term) -> Iterator[Term]:
    """The head and the heads joined to it before: «갈비랑 통닭 빼고», «갈비, 통닭 말고»."""
    heads = [t for t in reading.heads() if t.start <= head.start]
    yield head
    for later, earlier in zip(reversed(heads), reversed(heads[:-1]), strict=False):
        between = reading.terms[_place(reading.terms, earlier) + 1 : _place(reading.terms, later)]
        comma = not earlier.particles and "," in reading.text[earlier.end : later.start]
        if any(t.kind == "verb" for t in between) or not (comma or _JOINING.intersection(earlier.particles)):
            return
        yield earlier


def lemmas(reading: Reading) -> frozenset[str]:
    """All dictionary forms in it."""
    return frozenset(term.lemma for term in reading.terms)


def _place(terms: Sequence[Term], term: Term) -> int:
    return next(i for i, t in enumerate(terms) if t is term)


# Closed classes, by the forms that terms have

OBJECT: Final = "을"
FROM: Final = frozenset(("부터", "에서"))
SAID_OF: Final = frozenset(("", "을", "이", "도", "은", "만"))
"""Particles of what is eaten, sold or there, "" where none is said."""
TALKED_OF: Final = frozenset(("은", "이", "도", "을"))
"""Particles of what a sentence is about."""
NOT_OF_IT: Final = frozenset((WITH, "에서", "에", "의", "으로", "서", "한테", "까지", "부터"))
"""Particles of who comes along, where and until when: not of what a place has."""
_DENIALS: Final = ("안", "못")
OCCASION: Final = frozenset(("에", "으로"))
"""Particles of when or for what one goes somewhere."""
NOT_BE: Final = "아니"
BUT: Final = "말"
"""«고기 말고 생선»."""
BE_THERE: Final = "있"
DO: Final = "하"
GO: Final = "가"
WANT: Final = "싶"
SELL: Final = frozenset(("팔", "파"))
WHICH: Final = ("어느", "무슨")
WHAT: Final = ("무엇", "무슨", "어떤")
WHEN: Final = "언제"
WHAT_HOUR: Final = "몇시"
HOW_MUCH: Final = "얼마나"
HOW: Final = "어떻게"
_GOOD: Final = "좋"
_HOW: Final = frozenset(("어떻", "어떻게", "무엇", "어떤", "어디", "왜"))
_DEMONSTRATIVES: Final = frozenset(("그", "이", "저", "요"))
_BACK_DAYS: Final = frozenset(("그날", "그때"))
_BACK: Final = frozenset(("그거", "그것"))
_THINGS: Final = frozenset(("것", "거", "놈"))
_ABILITY: Final = "수"
_HERE_OR_THERE: Final = frozenset(("여기", "저기"))
_DAYS: Final = frozenset(("날", "요일", "때"))
_AMONG: Final = "중"
_HOUSES: Final = ("집", "데", "곳")
_AS_A_RULE: Final = "는"
_BOUND_TO: Final = ("아", "어", "여", "ㅏ", "ㅓ", "ㅕ")
"""Endings of a verb that has a helper behind it."""
_NOMINAL: Final = "기"
_PROPOSING: Final = frozenset((LET_US, "까", "ㄹ까", "을까", "ㄹ까요", "을까요", "려고", "려고요", "ㄹ게", "을게"))
_WONDERING: Final = frozenset(("지", "지요", "죠", "자", "나", "나요"))
_SURMISING: Final = frozenset(("네", "네요", "지", "지요", "죠", "구나", "군요"))
_FINDING: Final = frozenset(("네", "네요", "구나", "구만", "구먼", "군", "군요", "로군"))
_REMARKING: Final = _FINDING | {"다", "더라", "더라고", "더라고요"}
_QUOTING: Final = ("다고", "라고", "자고", "냐고", "단다고")
_CALLED: Final = ("라는", "이라는", "란", "이란")
_YARDSTICKS: Final = frozenset(("대비", "기준", "비하"))
_QUOTED_PAST: Final = re.compile(r"[라다]고(?:들)?\s?(?:했|하셨|하던|그랬|나왔|나온|알려졌|알려진|발표|보도)")
_SAY: Final = frozenset(("하", "그러", "말하", "이야기하", "얘기하"))
_PROMISING: Final = frozenset(("ㄹ게", "을게", "ㄹ게요", "을게요"))
_TURNS: Final = frozenset(("이번", "요번", "지난번", "저번", "다음번", "먼젓번"))
_FRAMING: Final = ("데", "니까", "서", "니", "거든", "거든요")
_BEING_SO: Final = "라"
_INTO_IT: Final = "ㄹ로"
"""The same particle, drawn together with what it stands behind: «걸로»."""
_INTENDING: Final = ("려고", "으려고")
_GOING_TO: Final = ("러", "으러")
_WORTH: Final = re.compile(r"(\w)\s?만\s?[한하할]")
_SPOKEN: Final = frozenset(("", "어", "아", "어요", "아요", "요", "야", "예요", "에요", "이에요", "오", "여"))
_PURPOSE: Final = ("으러", "러", "으려고", "려고")
_MELTED: Final = "ㅓㅏ"
_MANNERS: Final = ("히", "리")
_LINKING: Final = frozenset(("고", "게", "면서"))
_MEANWHILE: Final = frozenset(("면서", "며", "으면서", "으며"))
_DONE_TO: Final = frozenset(("은", "ㄴ"))
_ADDED_ON: Final = ("고", "구", "은데")
_BEFORE: Final = frozenset(("다가", "고"))
_THEREBY: Final = "서"
_MUST: Final = ("어야", "아야", "여야", "ㅓ야", "ㅏ야")
_SUFFICES: Final = frozenset((DO, "되"))


def is_copula(term: Term | None) -> bool:
    """Whether it says what something is: «…이다»."""
    return term is not None and term.kind == "verb" and term.lemma == COPULA


def is_demonstrative(term: Term) -> bool:
    """«그», «이», «저» before a noun."""
    return term.kind == "determiner" and term.lemma in _DEMONSTRATIVES


def is_near_speaker(term: Term) -> bool:
    """«여기», «저기»: a place to be seen rather than one spoken of."""
    return term.lemma in _HERE_OR_THERE


def refers_back(term: Term) -> bool:
    """«그거», «그것»."""
    return term.lemma in _BACK


def refers_to_day(term: Term) -> bool:
    """«그날», «그게 무슨 요일이죠»: a day that was named before."""
    return refers_back(term) or (term.lemma in _BACK_DAYS)


def is_thing(term: Term | None) -> bool:
    """«것», «거»."""
    return term is not None and term.lemma in _THINGS


def is_ability(term: Term | None) -> bool:
    """The noun of «할 수 있다»."""
    return term is not None and term.lemma == _ABILITY


def asks_favour(reading: Reading) -> bool:
    """«알려 주실 수 있어요?»: whether something can be done for whoever asks, which asks for it."""
    for verb, noun, able in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        if is_ability(noun) and able is reading.main and verb.form is not None:
            return any(give in reading.text[verb.end : noun.start] for give in _GIVING)
    return False


_GIVING: Final = ("줄", "주실")


def is_day(term: Term) -> bool:
    """«날», «요일»."""
    return term.lemma in _DAYS


def is_turn(term: Term) -> bool:
    """«이번에는», «지난번에»: which of several times, and no occasion."""
    return term.lemma in _TURNS


def is_among(term: Term) -> bool:
    """«중»."""
    return term.lemma == _AMONG


def is_house(text: str) -> bool:
    """Whether a word ends in what houses are called by: «갈빗집»."""
    return text.endswith(_HOUSES)


def asks_how(term: Term) -> bool:
    """Whether a question word asks for a description rather than for one fact."""
    return term.lemma in _HOW


def is_meanwhile(verb: Term | None) -> bool:
    """«마시면서», «한잔하며»: what is done beside something else."""
    return verb is not None and verb.form is not None and verb.form.ending in _MEANWHILE


def is_done_before(verb: Term) -> bool:
    """«먹은 거»: what was done to what it describes."""
    return verb.form is not None and verb.form.modifies and not verb.form.future and verb.form.ending in _DONE_TO


def is_conditional(verb: Term) -> bool:
    """«되면», «넘으면»."""
    return verb.form is not None and verb.form.ending.endswith("면")


def hopes(reading: Reading, main: Term) -> bool:
    """«인계동이면 좋겠다», «주차도 되면 좋고요», «의자 있는 데면 더 좋은데»: a condition that one would be glad of."""
    before = [v for v in reading.verbs if v.end <= main.start]
    form = main.form
    glad = main.lemma == _GOOD and form is not None and (form.future or form.ending.startswith(_ADDED_ON))
    return glad and bool(before) and is_conditional(before[-1])


def says_what_is_worth_doing(text: str) -> bool:
    """«갈 만한 곳», «먹을만한 데»: a verb to come before what makes an adjective of it, however it is spaced."""
    return any(final_consonant(found[1]) == "ㄹ" for found in _WORTH.finditer(text))


def ends_clause(ending: str, tag: str) -> bool:
    """Whether a morpheme ends a clause that leads to the next one: «오면», «왔으니까», «가는데»."""
    return tag == "EC" and ending.endswith(("면", "니까", "데"))


def is_concessive(verb: Term) -> bool:
    """«비싸도», «안 돼도»."""
    return verb.form is not None and (verb.form.ending.endswith(TOO) or TOO in verb.particles)


def is_adverbial(verb: Term) -> bool:
    """«배부르게»."""
    return verb.form is not None and verb.form.ending == "게"


def leads_into(term: Term) -> bool:
    """«냉면으로», «걸로», «데로»: what something is to become, or where it is to go."""
    return not {INTO, _INTO_IT}.isdisjoint(term.particles)


def links(verb: Term) -> bool:
    """«싸고 맛있는», «싸게»: it says of the same thing what the next verb does."""
    return verb.form is not None and verb.form.ending in _LINKING


def is_denied_before(reading: Reading, start: int) -> bool:
    """Whether what begins here is denied by the adverb right before it: a name such as «매운 거»."""
    return reading.text[:start].rstrip().endswith(tuple(f" {d}" for d in _DENIALS)) or (
        reading.text[:start].rstrip() in _DENIALS
    )


def start_with_denial(reading: Reading, verb: Term, start: int) -> int:
    """Where a clause begins whose verb is denied by what stands right before it: «안 매운»."""
    before = reading.text[:start].rstrip()
    denied = verb.form is not None and verb.form.negated and before.endswith(_DENIALS)
    return len(before) - 1 if denied else start


def is_manner(term: Term) -> bool:
    """«빨리», «조용히»: an adverb made of an adjective, which says how something is done."""
    return term.kind == "adverb" and term.lemma.endswith(_MANNERS)


def is_nominalised(verb: Term) -> bool:
    """«먹기»."""
    return verb.form is not None and verb.form.ending == "기"


def is_habitual(verb: Term) -> bool:
    """«일찍 여는 데»: what is done as a rule, unlike «먼저 연 데»."""
    return verb.form is not None and verb.form.modifies and verb.form.ending == _AS_A_RULE


def is_drawn_out(verb: Term) -> bool:
    """«좋아 하는», «쉬어 가는»: the next verb goes on with it."""
    return verb.form is not None and verb.form.ending in ("아", "어")


def heightened(reading: Reading, main: Term) -> Term:
    """What is so to the utmost: «배고파 죽겠다», «배고파 뒤지겠네»; any other verb is its own."""
    at = _place(reading.terms, main)
    before = reading.terms[at - 1] if at > 0 else None
    utmost = main.form is not None and main.form.future and not (main.form.modifies or main.form.asks)
    if not utmost or before is None or before.form is None:
        return main
    return before if is_drawn_out(before) or before.form.ending in _MELTED else main


def is_purpose(reading: Reading, verb: Term) -> bool:
    """«먹으러 왔는데», which is read as one verb: what one came for is not done yet."""
    return reading.text.startswith(_PURPOSE, verb.end)


def frames(verb: Term) -> bool:
    """«왔는데», «오니까», «갈 거라»: its clause says how things stand, not what is wanted."""
    if verb.form is None:
        return False
    return verb.form.ending.removesuffix("요").endswith(_FRAMING) or (is_copula(verb) and verb.form.ending == _BEING_SO)


def is_shared(verb: Term) -> bool:
    """«가자», «하죠»: what is to be done together."""
    return verb.form is not None and verb.form.ending in ("자", "자고", "죠")


def is_stated_of_now(verb: Term) -> bool:
    """«간다»: what is done now, said plainly."""
    return verb.form is not None and verb.form.ending in ("ㄴ다", "는다") and not (verb.form.past or verb.form.future)


def comes_with(verb: Term, helper: Term) -> bool:
    """«조사해 오다», «적어 가다»: whether going or coming is only the helper of another verb."""
    form = verb.form
    return helper.form is not None and helper.lemma in MOVING and form is not None and form.ending in _BOUND_TO


def agrees_to_do(reading: Reading) -> bool:
    """«뭘 하기로 했는데?»: what was agreed to be done, and not what somebody does."""
    verbs = reading.verbs
    return any(one.form and one.form.ending == _NOMINAL and INTO in one.particles for one in verbs)


def proposes(verb: Term) -> bool:
    """«먹자», «먹을까», «먹으려고»."""
    return verb.form is not None and verb.form.ending in _PROPOSING


def wonders_what_to_do(verb: Term) -> bool:
    """«어디 가지», «어디 갈까», «어디로 가죠»: asked of oneself, what to do."""
    form = verb.form
    return form is not None and form.closes and not form.past and (form.future or form.ending in _WONDERING)


def is_called_so(before: Term, term: Term) -> bool:
    """«…라는 이름»: a noun behind what is called so."""
    return is_copula(before) and before.form is not None and before.form.ending in _CALLED and term.form is None


def is_yardstick(reading: Reading, term: Term) -> bool:
    """«미국 대비», «미국에 비해», «미국을 기준으로»: what others are measured by, and is not compared itself."""
    after = next((t for t in reading.terms if t.start >= term.end), None)
    return after is not None and after.lemma in _YARDSTICKS


def passes_on_words(reading: Reading) -> bool:
    """«어느 정도라고 했어», «몇 점이라고 나왔어»: asked of what was said, and not of the thing itself."""
    return _QUOTED_PAST.search(reading.text) is not None


def must_be(reading: Reading, main: Term) -> bool:
    """«주차도 돼야 해», «조용해야 돼요»: what has to be so, said and not asked."""
    before = [v for v in reading.verbs if v.end <= main.start]
    needed = bool(before) and before[-1].form is not None and before[-1].form.ending.endswith(_MUST)
    return needed and main.lemma in _SUFFICES


def is_promise(verb: Term) -> bool:
    """«할게»: what somebody says they will do."""
    return verb.form is not None and verb.form.ending in _PROMISING


def surmises(verb: Term) -> bool:
    """«들어갈 수 있겠네», «그땐 열었겠지»: guessed from what was told, so that it is confirmed or denied."""
    form = verb.form
    return form is not None and form.closes and form.future and not form.wishes and form.ending in _SURMISING


def planned(reading: Reading) -> Term | None:
    """«먹으러 갈 거야», «먹기로 했어», «먹으려고 하는데요»: what the speaker is going to do, told and not asked."""
    main, verbs = reading.main, reading.verbs
    if main is None or main.form is None or "?" in reading.text or any(t.kind == "question" for t in reading.terms):
        return None
    others = (t for t in reading.terms if t.kind in ("noun", "name") and SUBJECT in t.particles)
    if main.form.wishes or main.form.requests or main.form.hearsay or any(others):
        return None
    if proposes(main) and not main.form.ending.startswith(_INTENDING):
        return None  # «먹으러 갈까»
    if main.form.ending.startswith(_INTENDING):
        return main
    before = next((v for v in reversed(verbs) if v.end <= main.start), None)
    if before is None or before.form is None:
        return None
    ending = before.form.ending
    goes = ending in _GOING_TO and main.lemma == GO and not main.form.past
    means = ending in _INTENDING and main.lemma == DO and not main.form.past
    agreed = is_nominalised(before) and main.lemma == DO and main.form.past
    will = is_future(before) and before.form.modifies and is_thing(described_by(reading, before)) and is_copula(main)
    return before if goes or means or agreed or will else None


def guesses_of_another(reading: Reading) -> bool:
    """«애들이 좋아하겠어요», «우리 아이도 잘 먹겠다»: what somebody else will do, guessed and not wished for."""
    main = reading.main
    if main is None or not is_future(main) or "?" in reading.text or any(t.kind == "question" for t in reading.terms):
        return False
    form = main.form
    if form is None or not form.closes or form.wishes or form.requests or form.asks or form.modifies:
        return False
    if form.ending not in _SPOKEN | _REMARKING:
        return False
    marked = {SUBJECT, TOO, TOPIC} if form.ending in _REMARKING else {SUBJECT}  # «갈비도 먹겠어요» is one's own wish
    about = (t for t in reading.terms if t.end <= main.start and marked.intersection(t.particles))
    return any(t.kind in ("noun", "name") and next_verb(reading, t) is main for t in about)


def is_remark(reading: Reading) -> bool:
    """«싸네», «맛있겠다», «애들이 좋아하겠어요»: what somebody finds or guesses, and nothing is asked for."""
    if guesses_of_another(reading):
        return True
    main = reading.main
    if main is None or main.form is None or main is not (reading.verbs or (None,))[-1]:
        return False
    if "?" in reading.text[main.start :]:
        return False  # «한 차에 다 못 타겠지? 아 우린 넷이구나» ends in what one finds
    asked = main.form.wishes or main.form.requests or main.form.hearsay
    wonders = main.form.ending not in _FINDING and any(t.kind == "question" for t in reading.terms)  # «뭐였더라»
    return main.form.ending in _REMARKING and not (asked or wonders)


def asks_what_one_said(reading: Reading) -> bool:
    """«막내가 뭘 안 먹는다고 했지?», «뭐 싫어한다고 했더라»: asked of what was told, and not of the thing itself."""
    main = reading.main
    if main is None or main.form is None or main.lemma not in _SAY or not main.form.past:
        return False
    before = [v for v in reading.verbs if v.end <= main.start]
    asked = any(t.kind == "question" and t.end <= main.start for t in reading.terms)
    return asked and bool(before) and before[-1].form is not None and before[-1].form.ending.endswith(_QUOTING)


def is_said_so(verb: Term) -> bool:
    """«간다고 했지», «간다 했더라», which are read as one verb."""
    bare = (
        verb.text.endswith("다") and verb.form is not None and verb.form.past and not verb.form.ending.startswith("다")
    )
    return verb.text.endswith(_QUOTING) or bare


def is_agreed(reading: Reading) -> bool:
    """«가기로 했어»: what was resolved or agreed on."""
    main = reading.main
    before = [v for v in reading.verbs if main is not None and v.end <= main.start]
    nominal = bool(before) and is_nominalised(before[-1]) and INTO in before[-1].particles
    return main is not None and main.lemma == DO and main.form is not None and main.form.past and nominal


def finds_so(verb: Term) -> bool:
    """«그건 너무 멀다»: what is found of something, though the dictionary may take it for a clause that goes on."""
    return verb.form is not None and not verb.form.modifies and verb.form.ending in _REMARKING


def ends_plainly(verb: Term) -> bool:
    """«돼», «있어요»: an ending that states or asks, as the voice has it."""
    return verb.form is not None and verb.form.ending.lstrip(_MELTED) in _SPOKEN


def comes_before(verb: Term) -> bool:
    """«갔다가», «보고»: done before what is said next."""
    return verb.form is not None and verb.form.ending in _BEFORE


def is_done_first(verb: Term) -> bool:
    """«구경하고», «구경하고 나서», «구경해서»: something else is done next."""
    return comes_before(verb) or (verb.form is not None and verb.form.ending.endswith(_THEREBY))


def is_future(verb: Term) -> bool:
    """«갈»: what is to be done."""
    return verb.form is not None and verb.form.future


def is_planned_first(reading: Reading, verb: Term) -> bool:
    """«구경 갈 건데 …», «놀러 갈 거라 …»: what one is going to do, before what is asked."""
    head = described_by(reading, verb)
    after = (v for v in reading.verbs if head is not None and is_thing(head) and v.start >= head.start)
    said = next(after, None)
    return is_future(verb) and said is not None and is_copula(said) and frames(said)


def is_manner_of(verb: Term) -> bool:
    """«걸어서 갈 수 있는»: it says how one goes, though the dictionary makes one word of both."""
    return verb.kind == "verb" and verb.text.endswith(_THEREBY)


def leads_on(verb: Term) -> bool:
    """«앉아서»: it leads to what is done next, or says why."""
    return verb.form is not None and verb.form.ending.endswith(_THEREBY)


_SUBJECT: Final = ("이", "은")


def subjects_asked(reading: Reading) -> Iterator[tuple[tuple[Term, ...], bool]]:
    """Of what a question asks something: its subjects and what stands bare before its question word.

    Yields:
        The noun phrase, and whether a clause describes it: «첫눈 내린 / 날짜는?».
    """
    terms = reading.terms
    for head, after in zip_longest(terms, terms[1:]):
        if head.kind not in ("noun", "name") or head.form is not None or head.called or head.bound:
            continue
        bare = not head.particles and after is not None and after.kind == "question"
        if head.particle in _SUBJECT or bare:
            phrase = phrase_of(reading, head)
            before = next((t for t in reversed(terms) if t.end <= phrase[0].start), None)
            yield phrase, before is not None and before.form is not None and before.form.modifies


def is_out_of_reach(text: str, verb: Term) -> bool:
    """«못 가», «가지 못해»: whether a denied verb is what somebody cannot do, and not what does not happen."""
    return text[: verb.start].rstrip().endswith(_CANNOT) or _CANNOT in text[verb.end :]


_CANNOT: Final = "못"
