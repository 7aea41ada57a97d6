"""What an utterance does, decided once from its grammar, before anybody is asked what they know of it.

An after-thought («부럽다, 밥값 안 들어서») does nothing of its own: what stands before it decides. A comment on what
was just answered («오 싸네», «아 그분이구나») is no news of the speaker, and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.grammar import heightened, hopes, is_adverbial, is_conditional, is_purpose, surmises
from companion.language.mirror_words import ADVERBIAL, FELT, GLAD, OWN, PEOPLE, STATES, UNKIND
from companion.language.morphemes import tokenize
from companion.language.own_preface import own_duty_behind
from companion.language.pointing import asks_for_order
from companion.language.readings import words
from companion.language.self_words import KIN, OTHERS, OURS, SELF, THIRD, THOSE
from companion.language.stances import (
    asks_by_form,
    asks_in,
    by_another,
    eats_at_home,
    is_about_speaker,
    last_verb,
    of_speaker,
    promises,
    resolves,
    sentences,
    stance,
    to_robot,
)
from companion.language.terms import BACKGROUND, COPULA, THAN, Reading, Term, VerbForm, is_light, worked_out_once
from companion.language.verb_forms import joined_stem

Act = Literal["asks", "asks_robot", "requests", "wishes", "tells", "reacts", "introduces", "hesitates", "unclear"]
"""What an utterance does; `unclear` where its form alone doesn't say whether it tells or asks."""
Comment = Literal["good", "bad", "noticed"]
"""How what was told is taken: as something good or bad, or only taken in."""

_BECAUSE: Final = re.compile(r"(?:[아어여ㅏㅓㅕㅐ라]?서|으?니까|더니|느라고?|[ㄴ는은]?데|고|거든)(?:요|도)?")
"""Endings of what is only added behind a sentence that is complete."""
_CLOSED: Final = re.compile(r"(?:[ㄴ는]?다|자|네|는?구나|는?군|구만|는?구먼|지|죠|[아어ㅏㅓ]|야|[ㅂᄇ]니다|습니다)요?")
"""Endings with which a sentence is complete, though the dictionary may take them for joining ones."""
_JOINS: Final = re.compile(r"[아어ㅏㅓ]")
_NOTICES: Final = re.compile(r"(?:[ㄴ는]?다|네|는?구나|는?군|구만|는?구먼)요?")
"""Endings with which one takes in what was told."""
_FAR: Final = re.compile(r"(?<![가-힣])머네(?:요)?$")
"""«꽤 머네», which the dictionary takes for a question word."""
_POORLY: Final = re.compile(r"(?<![가-힣])별로(?:다|네|야|예요|에요|네요)$")
_SEEMS: Final = "보이"
_ADDED: Final = ("이", "은", "을", "도")
_POINTING: Final = frozenset(words("그거 그것 이거 이것 저거 저것 거기 여기 저기 그게 이게 그건 이건 그분 이분 그쪽"))
_BADLY: Final = "별로"
_CRY: Final = "오"
"""What the dictionary takes for the number five."""
_GOOD: Final = frozenset(
    words(
        """
    싸 좋 괜찮 맛있 가깝 넓 멋지 대단하 예쁘 이쁘 신기하 재밌 재미있 편하 편리하 훌륭하 굉장하 저렴하 빠르 착하 쉽 다행
    공짜 무료 다양하 유명하 친절하 깔끔하 충분하 넉넉하 알맞 완벽하 푸짐하
    """
    )
)
_BAD: Final = frozenset(
    words("비싸 멀 아깝 아쉽 나쁘 너무하 심하 늦 짧 좁 불편하 재미없 재미없 싱겁 어렵 복잡하 맛없 느리 적 없 모자라")
)
JUDGING: Final = (
    _GOOD
    | _BAD
    | UNKIND
    | frozenset(words("기특하 웃기 어이없 황당하 이상하 귀엽 치사하 억울하 부럽 무섭 하 잘하 좋 멋있"))
)
"""Verbs by which something is found good or bad; «너무하» is read as «하»."""
_GLADDENED: Final = frozenset(f"{joined_stem(stem, adjective=True)}하" for stem in GLAD) | {"만족하", "반가워하"}
"""What others do who are glad: «좋아하», «기뻐하»."""
_OF_TALKERS: Final = frozenset(words("웃기 재치있 귀엽 어리 젊 멋지 예쁘 이쁘 재밌 재미있 재미없"))
"""What somebody who talks is found to be, beside what ends in 하다 («영리하»)."""
_JUDGED: Final = (_GOOD | _BAD | frozenset(words("부럽 뻔하 궁금하"))) & FELT
"""Feelings that can be had of what was told, and not only of how one is."""
_OF_THINGS: Final = frozenset(words("싶 같 필요하 낫 부족하 나쁘 뻔하"))
"""Of the same words, those that are said of anything."""
_CRAVED: Final = frozenset(words("당기 땡기 고프 배고프 출출하 필요하 마렵 허기지 시장하 궁금하 찾 구하"))
"""Verbs by which it is said that something is wanted."""
_MIND: Final = "생각나"
_GOING: Final = frozenset(words("데 곳 집"))
_MENDING: Final = frozenset(words("아니 아참 참"))
_COMES_TO_MIND: Final = frozenset(words("지 죠 지요"))
_OPENING: Final = frozenset(
    words(
        """
    얘기하 이야기하 말하 말씀드리 하 묻 물어보 여쭙 여쭈 여쭤보 확인하 알아보 질문하 질문드리 확인드리 나누
    """
    )
)
"""What is done with a topic that is opened."""
_ABOUT: Final = frozenset(words("얘기 이야기 대해 대하 관련 관하 건 질문"))
_OF: Final = "에"
_TO_OPEN: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께|려고|려는데|으려고|으려는데|려구|려고\s?하는데|자|세|ㄹ까|을까)요?")
_CALLS_ON: Final = frozenset(words("있잖아 있지 거시기 뭐랄까 뭐냐 그러니까 저기 그게 음 어 저 그 막 인제 이제"))
_WORD: Final = re.compile(r"[가-힣]+")
_THAT: Final = ("그", "이", "저")
_NEAR: Final = ("저", "이")
_NOW: Final = frozenset(words("오늘 내일 모레 아까 이따 방금 다음 이번 어제 지금"))
"""Words for times that are counted from the moment of speaking."""
_DONE: Final = frozenset(words("가 먹 다니 다녀오 들르 마시 사"))
_SEEN: Final = frozenset(words("보 구경하 둘러보 만나"))
_GONE: Final = frozenset(words("어제 그제 그저께 아까 지난주 지난달 저번 작년 전"))
_OFTEN: Final = frozenset(words("자주 늘 맨날 매일 매번 가끔 종종 항상 곧잘"))
"""How often something was done: nobody is asked that of a deed gone by without a question's tone."""
_LONG_PAST: Final = re.compile(f"[{''.join(chr(c) for c in range(0xAC00 + 20, 0xD7A4, 28))}]었")
"""«갔었», «먹었었»: what is so no longer; the first syllable ends in ㅆ."""
_ONCE, _HOUSE = "적", "네"
"""The bound noun of what one has ever done; what makes a family of somebody."""
_HEARD_OF: Final = frozenset(words("알 모르 듣 배우 읽 생각하 기억하 궁금하 알아보 물어보 묻 찾 찾아보 헷갈리"))
"""What one does with what is known."""
_BROUGHT: Final = ("오", "데리")
_TOLD_PAST: Final = re.compile(r"(?:[아어ㅏㅓ]|다|네|지|거든|고|구|[ㄴ는은]?데|습니다|잖아|구나)요?|죠")
"""Endings with which what was done is told."""
_SEEN_ONESELF: Final = re.compile(r"더(?:라|라고|라구|군|구만|구먼)(?:요)?")
_EVERY: Final = "마다"
_LEADS_ON: Final = frozenset(
    words("오 도착하 내리 모이 하 그러 말하 얘기하 이야기하 정하 결정하 바뀌 바꾸 고르 예약하")
)
"""Verbs of a deed after which something is wanted: who has come, what was said, what was decided."""
_GUESS: Final = frozenset(("게", "게요"))
_DRAWN: Final = re.compile(r"(?:더라|더라고|더라구|더군|더구만|거든)요?")
"""Endings that tell what one has seen oneself, or why: nobody is asked."""


@worked_out_once
def core(reading: Reading) -> Reading:
    """What is said without an after-thought: «어렵네 이거 계산하는 게» → «어렵네»; the whole where there is none."""
    at = _closed_before_added(reading.terms)
    return _until(reading, at) if at is not None else reading


def added(reading: Reading) -> Reading | None:
    """The after-thought alone; None where there is none."""
    at = _closed_before_added(reading.terms)
    return Reading(reading.text, reading.terms[at + 1 :]) if at is not None else None


def recollects(reading: Reading) -> bool:
    """«아니 언니가 추어탕을 좋아했지 참»: something comes to mind that mends what was said."""
    first, main = reading.terms[:1], reading.main
    if not first or main is None or main.form is None:
        return False
    return first[0].lemma in _MENDING and main.form.past and main.form.ending in _COMES_TO_MIND


def _until(reading: Reading, at: int) -> Reading:
    end = reading.terms[at + 1].start
    return Reading(reading.text[:end].rstrip(" ,.!~"), reading.terms[: at + 1])


def _closed_before_added(terms: tuple[Term, ...]) -> int | None:
    """The place of the verb that closes a sentence behind which something is only added."""
    if not terms:
        return None
    last = terms[-1]
    caused = last.form is not None and not last.form.requests and _BECAUSE.fullmatch(last.form.ending) is not None
    named = last.form is None and (last.particle in _ADDED or last.lemma in _POINTING)
    if not (caused or named):
        return None
    for at in range(len(terms) - 2, -1, -1):
        form = terms[at].form
        if form is None or form.modifies:
            continue
        closed = form.closes or _CLOSED.fullmatch(form.ending) is not None
        helped = form.ought and terms[at + 1].form is not None  # «보내야 되는데»
        if not closed or helped:
            continue
        drawn = _JOINS.fullmatch(form.ending) is not None and not form.past and not form.closes
        clear = last.form is not None and last.form.ending.endswith(("니까", "서"))
        owned = terms[at + 1].kind == "pronoun" and terms[at + 1].lemma in SELF  # «얼마 안 남았네, 나 아직 안 했는데»
        return None if owned or (drawn and (not clear or terms[at + 1].form is not None)) else at
    return None


@worked_out_once
def comment_on(reading: Reading, told: str = "") -> Comment | None:
    """How an utterance takes what was just told; None where it is no comment.

    Args:
        reading: the utterance.
        told: what was told, whose words may be said again.
    """
    if reading.text.rstrip().endswith("?"):
        return None
    said = core(reading)
    terms = [t for t in said.terms if not (t.kind == "interjection" or t.called)]
    terms = terms[1:] if terms and terms[0].lemma == _CRY and terms[0] is said.terms[0] else terms
    parts = tuple(sentences(said))
    if len(parts) > 1 and said is reading:  # «대단하네 비싸다»
        each = [comment_on(Reading(_text_of(reading, part), part), told) for part in parts]
        return None if None in each else next((one for one in each if one != "noticed"), "noticed")
    if terms and terms[-1].form is not None and _pleases_others(said, terms[-1]):
        return "good"
    own = SELF | OURS | OTHERS
    nouns = [t for t in terms if t.kind in ("noun", "name") and t.lemma not in _POINTING]
    if _FAR.search(said.text) or (_POORLY.search(said.text) and not nouns):
        return "bad"
    if wishes(said) or was_there(said):
        return None  # «먹을 데가 없네», «어제 만두 먹었구나»
    others = [t for t in reading.terms if t.lemma in own and t.particle != THAN]  # «나보다 작네»
    if not terms or any(map(asks_in, sentences(said))) or others:
        return None
    bare = _bare_comment(said, terms)
    if bare is not None:
        return bare
    verb = terms[-1]
    verbs = [t for t in terms if t.form is not None and not (t.form.modifies or is_conditional(t) or is_adverbial(t))]
    if len(verbs) == 2 and verb.lemma == _SEEMS:
        verb = replace(verbs[0], form=verb.form)  # «맛있어 보이네»
    if verb.form is None or not _is_taken_in(said, verb) or len(verbs) > (2 if verb is not terms[-1] else 1):
        return None
    about = [t for t in terms[:-1] if t.kind in ("noun", "name", "pronoun") and t.lemma not in ADVERBIAL]
    about = about if verb is verbs[-1] and not any(map(is_conditional, said.verbs)) else []  # «여섯 시면 이르네»
    if verb.lemma == COPULA and about and about[-1].kind == "noun" and about[-1].end == verb.start:
        about = [t for t in about if t.phrase != about[-1].phrase]  # «처음 듣는 이름이네»
    subjects = [t for t in about if not (t.bound or t.particle in ("보다", "에", "으로", "까지", "부터", "만"))]
    pointed = {t.phrase for t in said.terms if t.kind == "determiner" and t.text in _THAT}
    subjects = [t for t in subjects if not (t.phrase in pointed and t.lemma in THOSE)]  # «그 양반이 됐구먼»
    compared = any(t.lemma in own for t in reading.terms)  # «나보다 기억력이 좋네»
    subjects = [t for t in subjects if not (compared and t.lemma in OWN | own)]
    if any(t.lemma in KIN | OWN | THIRD or (t.lemma not in _POINTING and t.text not in told) for t in subjects):
        return None
    if verb.lemma in FELT and verb.lemma not in _JUDGED:
        return None
    return _judged(verb.lemma, denied=verb.form.negated)


def _pleases_others(said: Reading, main: Term) -> bool:
    """«애들이 좋아하겠어요»: others will be glad of what was told."""
    form = main.form
    glad = form is not None and form.future and not form.modifies and main.lemma in _GLADDENED
    return glad and any(t.particle in ("이", "은", "도") and t.lemma in KIN | PEOPLE | THIRD for t in said.terms)


def _text_of(reading: Reading, part: tuple[Term, ...]) -> str:
    after = next((t.start for t in reading.terms if t.start >= part[-1].end), len(reading.text))
    return reading.text[part[0].start : after].rstrip(" ,.!~")


def _bare_comment(said: Reading, terms: list[Term]) -> Comment | None:
    """«별로다», «공짜네», «그거였어»: comments without a verb of their own."""
    lemmas = [t.lemma for t in terms if t.kind != "adverb" or t.lemma == _BADLY]
    if _BADLY in lemmas and all(t.form is None and (t.kind != "noun" or t.lemma in _POINTING) for t in terms):
        return "bad"
    if len(terms) == 1 and terms[0].kind == "noun" and terms[0].text.endswith(("네", "구나", "군")):
        noun = re.sub("(?:네|구나|군)$", "", terms[0].text)
        parts = [part for token in tokenize(noun) for part in token.parts]
        return _judged(noun) if len(parts) == 1 and parts[0][1].startswith("N") and len(noun) > 1 else None
    return None


def _is_taken_in(said: Reading, verb: Term) -> bool:
    """Whether a verb that is said of no one takes in what was told: «싸네», «일찍 닫네», «그분이었어», «맛있겠다»."""
    form = verb.form
    if form is None or form.requests or form.wishes or form.modifies or resolves(said):
        return False
    notices = _NOTICES.fullmatch(form.ending) is not None
    if verb.lemma == COPULA:
        cries = any(t.kind == "interjection" for t in said.terms) and form.past
        return notices or cries
    plain = form.ending.removesuffix("요") in ("다", "ㄴ다", "는다")
    likes = verb.lemma in _GOOD | _BAD | _JUDGED
    if form.future:
        return notices and likes
    return notices and (likes or not plain or form.past)


def _judged(lemma: str, *, denied: bool = False) -> Comment:
    good, bad = lemma in _GOOD, lemma in _BAD
    return "good" if (bad if denied else good) else "bad" if (good if denied else bad) else "noticed"


def is_of_talker(reading: Reading) -> bool:
    """«허허 영리하네», «재밌네»: how somebody who talks is found to be, and nothing felt."""
    main = core(reading).main
    if main is None or main.form is None or main.form.past or main.lemma in FELT:
        return False
    return main.lemma in _OF_TALKERS or (main.lemma.endswith("하") and len(main.lemma) > 1)


def wanted_after_comment(reading: Reading) -> str | None:
    """«별로다 다른 거», «재미없다 하나 더»: what is wanted behind a comment; None where there is nothing of both."""
    terms = reading.terms
    if reading.asks_what:
        return None
    for at, term in enumerate(terms[:-1]):
        badly = term.lemma == _BADLY and terms[at + 1].text in ("다", "네", "야", "에요", "예요")
        closes = term.form is not None and _NOTICES.fullmatch(term.form.ending) is not None and not term.form.past
        rest = terms[at + (2 if badly else 1) :]
        if not (badly or closes) or not rest or any(t.form is not None and not t.form.modifies for t in rest):
            continue
        before = terms[: at + 1]
        if comment_on(Reading(reading.text[: term.end + 1] if badly else _until(reading, at).text, before)) is None:
            return None
        named = any(t.particle in ("이", "은") or t.called or t.lemma in _POINTING for t in rest)
        adverbs = all(t.kind in ("adverb", "interjection") for t in rest)
        return None if named or adverbs else reading.text[rest[0].start :].strip()
    return None


def topic_opened(reading: Reading) -> str | None:
    """What somebody says they are going to speak of («광주 얘기 좀 할게요» → «광주»), "" where they name nothing."""
    main, terms = reading.main, reading.terms
    if main is None or main.form is None or main is not terms[-1] or main.lemma not in _OPENING:
        return None
    if reading.asks_what or reading.text.rstrip().endswith("?") or _TO_OPEN.fullmatch(main.form.ending) is None:
        return None
    at = max((n for n, t in enumerate(terms) if t.lemma in _ABOUT), default=None)
    if at is None or any(t.form is not None for t in terms[at + 1 : -1]):
        return None
    phrases = {terms[at].phrase, *(t.phrase for t in terms[:at] if t.particle == _OF)}
    named = [t for t in terms[:at] if t.phrase in phrases]
    named = [t for t in named if not t.particles or t.phrase == terms[at].phrase]  # «그 얘기는 그만하고 다른 얘기 하자»
    own = any(t.form is not None or t.lemma in SELF | OURS | OTHERS | KIN | _POINTING for t in terms[:at])
    end = terms[at].start if named and named[-1].phrase == terms[at].phrase else named[-1].end if named else 0
    return None if own else reading.text[named[0].start : end].strip() if named else ""


def hesitates(reading: Reading) -> bool:
    """«음 그러니까 있잖아»: words that only say that something is going to be said."""
    said = _WORD.findall(reading.text)
    return bool(said) and all(word in _CALLS_ON for word in said)


def _after_calls(reading: Reading) -> Reading:
    """«있잖아 주차 되는 칼국수집»: what is said behind words that only begin; it alone does something."""
    said = {found.start(): found[0] for found in _WORD.finditer(reading.text)}
    calls = takewhile(lambda term: said.get(term.start) in _CALLS_ON, reading.terms)
    first = sum(1 for _ in calls)
    return Reading(reading.text, reading.terms[first:]) if first else reading


def wishes(reading: Reading) -> bool:
    """Whether it says what one would like to have or do: «매콤한 게 당기네», «국물 생각난다», «먹을 데가 없네»."""
    main = reading.main
    if main is None or main.form is None:
        return False
    if main.form.past:
        return False  # «로봇으로 태어났으면 좋았겠다»
    if main.form.wishes or hopes(reading, main):
        return True
    *_, before = ("", *(t.lemma for t in reading.terms if t.end <= main.start))
    minds = before + main.lemma == _MIND and not any(t.lemma in PEOPLE for t in reading.terms)
    place = any(
        t.lemma in _GOING and v.form is not None and v.form.modifies and v.form.future
        for v, t in zip(reading.terms, reading.terms[1:], strict=False)
    )
    return heightened(reading, main).lemma in _CRAVED or minds or place or (main.form.ought and main.lemma != COPULA)


def means_to(reading: Reading) -> bool:
    """«수영장 가려고 하는데요», «영화 볼까 해»: what one means to do, so that nothing has happened yet."""
    main, text = reading.main, reading.text.rstrip(" .!~ㅎㅋ")
    if main is None or main.form is None or main is not reading.terms[-1] or main.form.past:
        return False
    return not reading.asks_what and "?" not in reading.text and _MEANS_TO.search(text) is not None


def means_to_go(reading: Reading) -> bool:
    """«갈비 먹으러 가려고 하는데요», «냉면 먹을까 해요»: said so that the other may help; nobody else is named."""
    others = any(t.particle in ("이", "은") and t.form is None and t.lemma not in SELF | OURS for t in reading.terms)
    deeds = any(t.lemma in _DONE for t in reading.verbs)
    return means_to(reading) and deeds and not others and not eats_at_home(reading)


_MEANS_TO: Final = re.compile(
    r"(?:[가-힣](?:려고|려구)\s?(?:하는데|해|합니다|하거든|하고\s있어|하네)|[가-힣](?:려는데|련다|려는데)|[가-힣](?:까)\s?(?:하는데|해|합니다|하거든|하고\s있어)"
    r"|[가-힣]\s(?:건데|거거든|거라서|생각인데|생각이에요|예정인데|예정이에요))요?$"
)


def only_looks_back(reading: Reading) -> bool:
    """«나 거기 가 봤어 맛있더라», «남편이 통닭 귀신이거든»: what was, or why; «아이를 데려왔어» says more than that."""
    main = core(reading).main
    form = main.form if main is not None else None
    if main is None or form is None or any(main.lemma.endswith(verb) for verb in _BROUGHT):
        return False
    return _DRAWN.fullmatch(form.ending) is not None or (form.past and not form.negated)


def looks_back_on_deed(reading: Reading) -> bool:
    """«만두도 사왔어», «국밥 먹으러 갔는데 문을 닫았더라고»: what was done or found, which asks for nothing.

    Whoever came, arrived or was asked for something is told of for what comes next.
    """
    said = core(reading)
    main = said.main
    form = main.form if main is not None else None
    if main is None or form is None or form.requests or form.wishes or form.future or reading.asks_what:
        return False
    drawn = _SEEN_ONESELF.fullmatch(form.ending) is not None
    if form.hearsay and not drawn:
        return False
    if not (form.past or drawn) or (_TOLD_PAST.fullmatch(form.ending) is None and not drawn):
        return False
    if main.lemma in _LEADS_ON or any(v.form is not None and (v.form.wishes or v.form.requests) for v in said.verbs):
        return False
    ends = main is said.terms[-1]  # not «가격은 됐고 다시»
    return ends and not (is_purpose(reading, main) or main.lemma == COPULA or "?" in reading.text)


def looks_back_on_habit(reading: Reading) -> bool:
    """«자주 갔었는데», «늘 다녔지»: what was done often, or is so no longer."""
    often = any(t.lemma in _OFTEN for t in reading.terms)
    return often or any(_LONG_PAST.match(reading.text, v.start) is not None for v in reading.verbs)


def tells_what_was_seen(reading: Reading) -> bool:
    """«어제 통닭거리 갔는데 사람 진짜 많더라»: what the speakers saw there themselves."""
    main = core(reading).main
    form = main.form if main is not None else None
    return form is not None and _SEEN_ONESELF.fullmatch(form.ending) is not None and not asks_by_form(reading)


def tells_of_habit(reading: Reading) -> bool:
    """«점심마다 국밥만 먹재», «나는 맨날 커피를 두 잔씩 마셔»: what is done again and again."""
    main = reading.main
    often = any(t.lemma in _OFTEN or _EVERY in t.particles for t in reading.terms)
    told = main is not None and main.form is not None and main.form.closes and main.lemma in _DONE
    return often and told and not (asks_by_form(reading) or main.form.requests or main.form.wishes)  # type: ignore[union-attr]


def is_under_way(reading: Reading) -> bool:
    """«지금 커피 마시고 있어요»: what is being done at the moment."""
    main = reading.main
    if main is None or main.form is None or main.lemma not in _DONE or asks_by_form(reading):
        return False
    return main.form.closes and reading.text[main.end :].startswith(("고 있", "고있"))


def sets_riddle(reading: Reading) -> bool:
    """«나 매운 거 잘 먹게 못 먹게?», «내가 뭐 먹었게?»: the listener is to guess what is so of the speaker."""
    main = reading.main
    guess = main is not None and main.form is not None and main.form.ending in _GUESS and main is reading.terms[-1]
    return guess and of_speaker(reading) and (reading.asks_what or "?" in reading.text)


def is_of_theirs(reading: Reading) -> bool:
    """«손자 놈이 피자만 찾어», «걔는 국수를 안 먹어»: of somebody whom only the speaker knows, and no question."""
    *_, last = ((), *sentences(reading))
    subjects = [t for t in last if t.particle in ("이", "은", "도") and t.form is None and not t.called]
    return not asks_by_form(reading) and any(_is_theirs(term, last, KIN | THIRD) for term in subjects)


def _is_theirs(term: Term, sentence: tuple[Term, ...], known: frozenset[str]) -> bool:
    before = next((t for t in reversed(sentence) if t.end <= term.start and t.phrase == term.phrase), None)
    whose = term.lemma.removesuffix(_HOUSE) if len(term.lemma) > 2 else term.lemma  # «딸네가 이민 갔어»
    return (
        whose in known
        or term.lemma in known
        or (before is not None and before.lemma in known and term.lemma in ("놈", "녀석", "분"))
    )


def is_of_here(reading: Reading) -> bool:
    """«우리 행사 언제 시작해?», «저 사람 누구야?»: a question about what only those know who are there."""
    if not reading.asks_what:
        return False
    own = any(t.lemma in SELF | OURS and t.kind == "pronoun" for t in reading.terms)
    near = any(t.kind == "determiner" and t.lemma in _NEAR and t.text == t.lemma for t in reading.terms)
    return own or near or any(t.lemma in _NOW for t in reading.terms)


def asks_of_what_is_seen(reading: Reading) -> bool:
    """«저 사람 이름이 뭐야», «저 꽃은 뭐야»: a question about who or what is pointed at."""
    after = zip(reading.terms, reading.terms[1:], strict=False)
    near = any(t.kind == "determiner" and t.text in _NEAR and one.kind == "noun" for t, one in after)
    return near and reading.asks_what


def asks_of_own_past(reading: Reading) -> bool:
    """«내 차 어디 세웠지»: a question about what the speakers did."""
    main = reading.main
    return main is not None and main.form is not None and main.form.past and of_speaker(reading) and reading.asks_what


def says_what_ought_to_be(reading: Reading) -> bool:
    """«사퇴해야 되는 거 아니야?»: what should be is a matter of opinion; in which order one calls guests is not."""
    if asks_for_order(reading):
        return False
    needed_for = own_duty_behind(reading, (), ())  # «… 누구더라 보고서에 써야 되는데»
    said = [t for at, t in enumerate(reading.terms) if at not in needed_for and t.lemma != COPULA]
    # «숙제에 적어야 하는데 …», «축전을 읽어야 되는데 …» say why one asks.
    return any(form.ought and not _goes_on(form, after) for form, after in _forms(said))


def _forms(said: Sequence[Term]) -> Iterator[tuple[VerbForm, VerbForm | None]]:
    """The forms of verbs, each with that of the light verb that helps it: «읽어야» «되는데»."""
    for term, after in pairwise((*said, None)):
        if term is not None and term.form is not None:
            yield term.form, after.form if after is not None and is_light(after.lemma) else None


def _goes_on(*forms: VerbForm | None) -> bool:
    """Whether a verb only gives the background of what follows."""
    return any(form is not None and not form.closes and form.ending.endswith(BACKGROUND) for form in forms)


@worked_out_once
def act_of(reading: Reading, told: str = "") -> Act:
    """What an utterance does.

    Args:
        reading: the utterance.
        told: what was told last, "" where nothing was: a comment may take up its words.
    """
    if not reading.terms:
        return "unclear"
    if hesitates(reading):
        return "hesitates"
    reading = _after_calls(reading)
    if topic_opened(reading) is not None:
        return "introduces"
    if wanted_after_comment(reading) is not None:
        return "requests"
    if comment_on(reading, told) is not None:
        return "reacts" if told else "tells"
    said = core(reading)
    main = said.main
    form = main.form if main is not None else None
    does = stance(said)
    before = _wanted_before(said)
    if does != "asks" and before is not None:
        return before
    if tells_own_deed(said) and not asks_by_form(said):
        return "tells"
    if does == "asks":
        if form is not None and form.requests:
            return "requests"
        praises = to_robot(said) and not said.asks_what and form is not None and _NOTICES.fullmatch(form.ending)
        if praises and not said.text.rstrip().endswith("?"):
            return "tells"  # «너 참 똑똑하구나»
        return "asks_robot" if is_of_robot(said) else "asks"
    if wishes(said) and not is_of_theirs(said):
        return "wishes"
    if main is not None and surmises(main) and not resolves(said) and not promises(said):
        return "unclear"  # «들어갈 수 있겠네» wants to hear whether it is so
    explains = said is not reading and not reading.text.rstrip().endswith("?")
    return "tells" if does == "tells" or explains or is_of_theirs(said) else "unclear"


def _wanted_before(reading: Reading) -> Literal["asks", "requests"] | None:
    """«알람 맞춰 줘, 아니다 아홉 시로»: what an earlier sentence wants; None where it wants nothing."""
    *before, _ = (*sentences(reading), ())[:-1] or ((),)
    verbs = [verb for one in before if (verb := last_verb(one)) is not None and not by_another(one)]
    if any(verb.form is not None and verb.form.requests and not verb.form.past for verb in verbs):
        return "requests"
    return "asks" if any(map(asks_in, before)) or "?" in reading.text.rstrip()[:-1] else None


def was_there(reading: Reading) -> bool:
    """«거긴 지난주에 갔었어», «둘이서 자주 갔지»: what the speakers did once, though they are not named."""
    main = reading.main
    if main is None or main.form is None or not main.form.past or main.lemma not in _DONE or "?" in reading.text:
        return False
    if is_purpose(reading, main):
        return False  # «오늘 만두 먹으러 왔어»: it is still to be done
    others = any(t.particle == "이" and t.form is None for t in reading.terms)
    then = any(t.kind == "time" or t.lemma in _GONE | _OFTEN for t in reading.terms)
    return not (others or reading.asks_what) and (then or _LONG_PAST.match(reading.text, main.start) is not None)


def tells_own_deed(reading: Reading) -> bool:
    """Whether the speakers tell what they did or are going to do: no fact of it is asked for."""
    return was_there(reading) or plans(reading)


def plans(reading: Reading) -> bool:
    """«방학 때 수원화성 보러 갈 거야»: where the speakers are going to be; nobody else is named."""
    main, terms = reading.main, reading.terms
    if main is None or main.lemma != COPULA or "?" in reading.text or reading.asks_what:
        return False
    before = [t for t in terms if t.end <= main.start][-2:]
    meant = len(before) == 2 and before[1].bound and before[0].form is not None and before[0].lemma in _DONE | _SEEN
    future = meant and before[0].form.modifies and before[0].form.future  # type: ignore[union-attr]
    return future and not any(
        t.particle in ("이", "은", "도") and t.form is None and t.lemma not in SELF for t in terms
    )


def tells_own_past(reading: Reading) -> bool:
    """«작년에 무대에서 시장님 이름을 잘못 불렀거든요»: what the speakers did, nobody else being named."""
    main = core(reading).main
    form = main.form if main is not None else None
    if form is None or not form.past or asks_by_form(reading) or stance(reading) != "tells":
        return False
    others = any(
        (t.particle in ("이", "은", "도") or not t.particles) and t.lemma not in SELF | ADVERBIAL | OWN
        for t, after in pairwise(reading.terms)
        if t.kind in ("noun", "name", "pronoun") and not t.bound and after.phrase != t.phrase
    )
    return not (others or reading.asks_what)


def tells_what_one_lived(reading: Reading) -> bool:
    """«그 사람이 나무 심으러 온 거 내가 봤어», «나 그 배우랑 사진 찍었어»: what the speakers did or saw themselves.

    What one once heard or took for true may still be put right.
    """
    main = core(reading).main
    form = main.form if main is not None else None
    if main is None or form is None or asks_by_form(reading) or "?" in reading.text or reading.asks_what:
        return False
    lived = form.past or _SEEN_ONESELF.fullmatch(form.ending) is not None
    lived = lived or any(t.bound and t.lemma == _ONCE for t in reading.terms)  # «사진 찍은 적 있어»
    own = is_about_speaker(reading) or any(t.lemma in SELF and t.particle == "의" for t in reading.terms)
    return lived and own and main.lemma not in _HEARD_OF


def tells_own_state(reading: Reading) -> bool:
    """«수학을 못해서 걱정이야», «발음이 안 좋아서 떨려»: how one is, which only those know who say it."""
    main = core(reading).main
    if main is None or main.form is None or asks_by_form(reading) or "?" in reading.text or to_robot(reading):
        return False
    *_, before = (None, *(t for t in reading.terms if t.end <= main.start))
    if main.lemma == COPULA:
        return before is not None and before.lemma in STATES and not before.particles
    others = any(
        t.particle in ("이", "은") and t.lemma not in SELF | OWN and t.clause == main.clause for t in reading.terms
    )
    return main.lemma in FELT - _JUDGED - _OF_THINGS and not others


@worked_out_once
def is_of_robot(reading: Reading) -> bool:
    """«자네는 아픈 데 없어?», «배 안 고파?»: a question about the robot, named or meant as nobody else feels it."""
    if to_robot(reading):
        return True
    main = reading.main
    others = any(t.particle in ("이", "은") and t.lemma not in OWN | OTHERS and t.form is None for t in reading.terms)
    feels = main is not None and main.form is not None and (main.lemma in FELT or main.lemma in _CRAVED)
    asked = reading.text.rstrip().endswith("?") and not reading.asks_what and not of_speaker(reading)
    return feels and asked and not others and main is not None and not main.form.future  # type: ignore[union-attr]
