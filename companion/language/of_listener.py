"""Questions to somebody about themselves: what is asked whether they like, can do, have, are, do or have done.

«너 공룡 좋아해?», «종이접기 할 줄 알아?», «파이보는 학교에 다녀?»: grammar tells who is asked and what, whatever the
noun and the verb are. What is said of somebody else is none of it: «민수는 축구 좋아해?».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.josa import josa
from companion.language.mirror_words import ADVERBIAL, FELT, GLAD, PEOPLE
from companion.language.morphemes import is_adjective_at, is_personal_name
from companion.language.readings import words
from companion.language.self_words import ASKING, FUTURE, KIN, OTHERS, OURS, SELF, TELLING
from companion.language.stances import (
    MISSED,
    ONLY_ASKING,
    TOLD_ENDS,
    Sentence,
    asks_by_form,
    exclaims,
    promises,
    sentences,
)
from companion.language.terms import (
    CONFIRMING,
    COPULA,
    DEGREES,
    ELAPSED,
    EXISTENCE,
    GENITIVE,
    GUESS,
    HOW_MANY,
    HOW_MUCH,
    SINCE,
    SUBJECT,
    THAN,
    TOPIC,
    WHAT,
    WHEN,
    WHERE,
    WHETHER,
    WHO,
    WHY,
    WITH,
    Reading,
    Term,
    is_light,
    worked_out_once,
)
from companion.language.verb_forms import joined_stem

Asked = Literal[
    "likes",
    "dislikes",
    "favours",
    "knows",
    "can",
    "may",
    "does",
    "did",
    "done",
    "feels",
    "has",
    "is",
    "seems",
    "is_that",
    "compares",
    "open",
    "why",
    "how",
    "wishes",
    "minds",
    "would",
    "stays",
    "spends",
    "since",
    "gives",
    "bothers",
    "enjoys",
]
"""What somebody is asked of themselves.

`wishes` is what they want to do, `minds` whether they know what a feeling is, `would` what they would do or choose,
`stays` whether they are here later, `spends` what they do with their time, `since` from when on, `gives` what the
speaker gets from them, `bothers` and `enjoys` how they feel with the speaker, `done` a deed gone by, `did` one that was
ever tried. `open` has a question word that is neither why nor how, `seems` asks how they are in the eyes of others,
`is_that` whether what is said of another is them; `may` is `can` where nobody is named.
"""

_LISTENER: Final = OTHERS | frozenset(words("본인 느그 니네 너희 너희들 귀하"))
_LIKING: Final = re.compile(
    r"(?:좋아|싫어|미워|무서워|두려워|사랑|즐겨|즐기|아껴)\s?(?:하|해|함|했|한|합|할)|즐기|즐겨"
)
_OF_KIND: Final = frozenset(words("무슨 어느 어떤"))
"""Question words that ask for one of a kind."""
_DISLIKES: Final = frozenset(words("싫 밉 무섭 두렵"))
_LIKED: Final = frozenset(("좋",))
_SKILL, _POSSIBLE, _TIME = "줄", "수", "적"
"""The bound nouns of what one knows how to do, can do, has ever done."""
_KNOWING: Final = frozenset(words("알 모르"))
_UNTIL_SAID: Final = frozenset((TOPIC, SUBJECT, "도", "", "의"))
_TRIED: Final = re.compile(r"[가-힣]\s?봤|[가-힣]\s?보셨|[가-힣]\s?본\s")
_DOES: Final = "하"
_HUMBLE: Final = frozenset(words("뵙 뵈 여쭙 여쭈 드리 모시"))
_FELT_WITH_NOT: Final = re.compile(r"(?:^|\s)안\s(?P<stem>[가-힣]{2,3}?)(?:해|하)(?=[가-힣]{0,3}[\s?.!~]*$)")
"""«안 피곤해?», which the dictionary takes apart."""
_MOVED: Final = FELT | frozenset(words("긴장되 긴장하 떨리 떨 설레 지치 쫄리 질리 아무렇"))
"""What one feels, and what only those know of whom it is true."""
_MOODS: Final = frozenset(words("화나 삐지 삐치 짜증나 열받 겁나 눈물나 신나 스트레스받"))
"""Tempers one gets into."""
_OF_BODY: Final = frozenset(words("고프 마르 아프 쓰리 시리 저리 가렵 부르"))
"""What a part of a body does, which is named: «배가 고프다», «목이 마르다»."""
_THAT_ONE: Final = frozenset(words("그 그때"))
_SOMEWHERE: Final = frozenset(words("데 때 곳 점 날"))
_REASONS: Final[tuple[tuple[str, Asked], ...]] = ((WHY, "why"), ("어떻게", "how"))
_SEEMS: Final = "같"
_WERE, _AMONG, _QUOTED, _SAYS = "라면", "중", "라고", "말하"
_CHOOSES: Final = frozenset(words("고르 정하 뽑 선택하 골라보"))
_HERE: Final = frozenset(words("여기 거기"))
_FACT, _GO, _MEETS, _PASSES = "것", "가", frozenset(words("보 만나 뵙")), frozenset(words("하 지내 놀 보내 쉬"))
"""What is felt, as a bound noun; verbs of going, of meeting somebody again, and of passing the time."""
_FACTS: Final = (_FACT, "거")
_IF: Final = ("면", "으면", "다면", "라면")
_WELL: Final = "잘"
_AT_A_LOSS: Final = ("어떡", "어쩌")
_KNOWS: Final = frozenset(words("알 모르 기억하"))
_OF_MIND: Final = frozenset(words("마음 기분 사랑 감정 심정 정 행복 눈물"))
_FEELING: Final = re.compile(r"[가-힣]+(?:움|픔|쁨|려움|거움)")
"""What is felt, as a noun: «그리움», «슬픔»."""
_WITHOUT: Final = frozenset(words("없이 없"))
_INSTEAD: Final = ADVERBIAL | frozenset(words("대신 때"))
"""Nouns that say how or when, and not what."""
_BEGGING: Final = frozenset(words("부탁하 부탁드리 부탁"))
_GIVE: Final = "주"
_WONDERED: Final = (
    "ㄹ까",
    "을까",
    "ㄹ까요",
    "을까요",
    "ㄴ가요",
    "나요",
    "는가요",
    "ㄹ까나",
    "ㄹ는지요",
    "을지요",
    "ㄹ지요",
)
_HONOURED_NOT: Final = "으세요"
_HAD: Final = frozenset(words("가능하 되"))
_RECEIVED: Final = frozenset(words("보 듣 받 구경하 감상하 청하"))
"""What those do who are shown something, or for whom it is done."""
_NOMINAL: Final = ("noun", "name", "number", "determiner", "pronoun")
_SHOWN: Final = ("", "을", "이나", "나", "도", "만", TOPIC)
"""Particles of what is to be shown."""
_NOUN_ENDINGS: Final = ("ᄆ", "음", "ㅁ")
"""Endings that ask with a sign («뭐임?»)."""
_EXCLAIMING: Final = ("다", "네", "구나", "군", "는데", "은데")
"""Endings that tell the listener something, whatever sign follows («쓸모 있다?»)."""


@dataclass(frozen=True, slots=True)
class OfListener:
    """A question to the listener about themselves.

    Attributes:
        asked: what about them.
        what: the noun that it is about, "" for none («공룡»).
        deed: the clause before «않아요» or «못해요» («종이접기는 하지»), "" where there is none.
        named: whether the listener is named or called, and not only meant because nobody else is.
    """

    asked: Asked
    what: str = ""
    deed: str = ""
    named: bool = False

    @property
    def stem(self) -> str:
        """The verb of the deed, "" where there is none."""
        return self.deed.removesuffix("는").removesuffix("지").split(" ")[-1]


@worked_out_once
def of_listener(reading: Reading, names: Sequence[str] = (), *, called: bool = False) -> OfListener | None:
    """What the listener is asked about themselves; None where nothing, or somebody else is asked about.

    Args:
        reading: the utterance.
        names: what the listener is called.
        called: whether they were called before it.
    """
    if any(_compares(sentence, names, called=called) for sentence in sentences(reading)):
        return OfListener("compares", named=True)
    if _is_shrugged(reading) or exclaims(reading):
        return None  # «좋지 뭐», «친군데 그럴 수가 있냐»
    if _in_their_place(reading, names):
        said = [b.form.ending for a, b in pairwise(reading.terms) if a.lemma == WHAT and b.form is not None]
        return OfListener("would", _first_of_two(reading, names), _SAYS if _QUOTED in said else "", named=True)
    sentence = _question(reading, names)
    meant = _meant_by(reading.text, sentence, names)
    if meant is not None:
        return OfListener("is_that", meant, named=True)
    verb, subject = _main(sentence), _listener(sentence, names)
    if verb is None or verb.form is None or verb.form.ending in GUESS or promises(reading):
        return None  # «인사 한번 할까요?», «네 말대로 해 볼게»
    if verb.form.ending.removesuffix("요") in TOLD_ENDS and not asks_by_form(reading):
        return None  # «본인은 등산 갔더라고요»
    if _stays(sentence, names, verb):
        return OfListener("stays", named=subject)
    if _gives(sentence, verb):
        return OfListener("gives", named=subject)
    earlier = [t for t in reading.terms if t.end <= sentence[0].start]
    called = called or any(_is_listener(t, names) for t in earlier)
    if _is_request(verb, sentence) or verb.lemma.startswith(_AT_A_LOSS) or not _only_of_listener(sentence, names, verb):
        return None
    named = subject or called
    if not named and verb.form.future and verb.form.ending.startswith(("지", "죠")):
        return None  # «괜찮아지겠지?» is no question of how the listener feels
    of_mind = any(t.lemma in FELT | _OF_MIND or _FEELING.fullmatch(t.lemma) for t in sentence)
    if named and of_mind and (verb.lemma in _KNOWS or verb.form.ending in WHETHER):  # «… 뭔지 아니?»
        return OfListener("minds", named=True)
    if named and verb.form.wishes and any(_is_open(term) for term in sentence):
        return OfListener("wishes", named=True)
    questions = [term.lemma for term in sentence if _is_open(term)]
    supposed = next((t for t, after in pairwise(sentence) if _is_supposed(t, after)), None)
    if supposed is not None and (questions or verb.lemma in EXISTENCE) and named:
        # «너는 화나면 어떻게 해?», «스트레스 받을 때 있어?» ask first whether they ever are
        about = _nouns(reading.text, sentence, names, supposed)
        felt = f"{about[0]}{supposed.lemma}"
        if {felt, supposed.lemma} & (_MOVED | _MOODS | _OF_BODY) - GLAD:
            return OfListener("feels", "", _deed(about, _stem(supposed)), named)
        if questions and not (supposed.form and supposed.form.modifies):
            return OfListener("open", named=True)
    if named and WHAT in questions and _fills_time(sentence, names, verb):
        return OfListener("spends", named=True)
    lasting = any(a.lemma == ELAPSED and b.lemma in HOW_MUCH for a, b in pairwise(sentence))  # «온 지 얼마나 됐어?»
    if named and (lasting or any(t.lemma in WHEN and t.particle == SINCE for t in sentence)):
        return OfListener("since", named=True)
    for lemma, asked in _REASONS:
        if lemma in questions and named:
            return OfListener(asked, named=True)
    if questions:
        liking = any(t.form is not None and _LIKING.match(reading.text, t.start) for t in sentence)
        of_kind = _asked_of_kind(sentence)
        liking = liking or (named and (WHO in questions or bool(of_kind)) and verb.lemma in _LIKED | _DISLIKES)
        return OfListener("favours" if liking else "open", of_kind or _asked_for(sentence, names), named=named)
    if not (named or "?" in reading.text or ONLY_ASKING.search(verb.form.ending)):
        return None  # «그냥 그만큼 지쳤다고»
    found = _found(reading.text, sentence, names, verb, sure=named)
    if found is None or (not subject and _of_others(sentence, names, found)):
        return None
    return OfListener(found.asked, found.what, found.deed, named)


def _in_their_place(reading: Reading, names: Sequence[str]) -> bool:
    """«너라면 뭐 먹을래», «파이보 같으면», «네가 하나 골라 봐»: what the listener would do or choose is wanted."""
    if any(t.lemma in (_MOVED - GLAD) | _OF_MIND for t in reading.terms):
        return False  # «너라면 기분이 어떻겠어?» asks how they would feel
    spoken_to = False
    for term, after in pairwise(reading.terms):
        spoken_to = spoken_to or _is_listener(term, names)
        like = after.lemma == _SEEMS and after.form is not None and after.form.ending in _IF
        were = like or (term.end == after.start and after.text == _WERE)
        if were and spoken_to and (_is_listener(term, names) or term.lemma in SELF):
            return True  # «네가 나라면»
    verb = reading.main
    chooses = verb is not None and verb.lemma in _CHOOSES and verb.form is not None and not verb.form.past
    return chooses and any(_is_listener(t, names) and t.particle == SUBJECT for t in reading.terms)


def _first_of_two(reading: Reading, names: Sequence[str]) -> str:
    """The first of what is to be chosen from: «빨간 거랑 파란 거 중에», «밥 먹을래 빵 먹을래»; "" where nothing is."""
    terms = [t for t in reading.terms if not _is_listener(t, names)]
    among = terms if any(t.lemma == _AMONG for t in terms) else []
    for before, one in pairwise((*among[:1], *among)):
        drawn = one.form is not None and one.form.ending == "고" and one.lemma.endswith(_DOES)  # «수박하고»
        if drawn or (one.particle == WITH and one.form is None):
            first = before if before.form is not None and before.form.modifies else one
            return reading.text[first.start : one.end].removesuffix(_DOES if drawn else "")
    wished = [a for a, b in pairwise(terms) if b.form is not None and b.form.wishes and a.kind in ("noun", "name")]
    return wished[0].text if len(wished) > 1 else ""


def _is_supposed(term: Term, after: Term) -> bool:
    """«화나면», «화날 때»: a verb of what may come."""
    when = term.form is not None and term.form.modifies and (after.lemma in _SOMEWHERE or after.lemma == _FACT)
    return when or (term.form is not None and term.form.ending in _IF)


def _rest(sentence: Sentence, names: Sequence[str]) -> list[Term]:
    """What a sentence names beside the listener and times."""
    times = {t.phrase for t in sentence if t.lemma in _SOMEWHERE}  # «방학 때»
    said = [t for t in sentence if t.form is None and t.kind in _NOMINAL and not (t.bound or t.called)]
    said = [t for t in said if not (_is_listener(t, names) or FUTURE.fullmatch(t.text))]
    return [t for t in said if t.lemma not in ADVERBIAL and t.phrase not in times]


def _stays(sentence: Sentence, names: Sequence[str], verb: Term) -> bool:
    """«내일도 여기 있을 거지?», «어디 안 갈 거지?», «다음에 또 볼 수 있어?»: whether one is met here again."""
    deed = next((t for t in sentence if t.form is not None and (t.form.future or t.form.modifies)), verb)
    rest = {t.lemma for t in _rest(sentence, names)} | {t.lemma for t in sentence if _is_open(t)}
    if deed.form is None or verb.form is None or verb.form.past or not deed.form.future or not rest <= {*_HERE, WHERE}:
        return False
    can = any(t.bound and t.lemma == _POSSIBLE for t in sentence)
    goes = deed.form.negated and deed.lemma == _GO and WHERE in rest
    return goes or (deed.lemma in EXISTENCE and bool(rest & _HERE)) or (can and not rest and deed.lemma in _MEETS)


def _gives(sentence: Sentence, verb: Term) -> bool:
    """«백 점 맞으면 뭐 해 줄 거야?», «이기면 선물 줄 거지?»: whether something is to be had from the listener."""
    at = next((n for n, t in enumerate(sentence) if t.form is not None and t.form.ending in _IF), None)
    deed = next((t for t in reversed(sentence) if t.form is not None and t.lemma != COPULA), verb)
    if at is None or sentence[at].lemma in _MOVED or deed.form is None or deed.start < sentence[at].end:
        return False
    gives = deed.lemma == _GIVE
    between = [t for t in sentence[at + 1 :] if t.end <= deed.start and t.form is None]
    wanted = any(t.lemma == WHAT or (gives and t.kind == "noun" and t.particle in _SHOWN) for t in between)
    others = any(t.lemma in KIN | PEOPLE or t.lemma == WHO for t in sentence)
    return wanted and not others and (gives or deed.form.requests) and (deed.form.future or deed.form.wishes)


def _fills_time(sentence: Sentence, names: Sequence[str], verb: Term) -> bool:
    """«주말에는 뭐 하고 지내?», «쉬는 날 뭐 해?»: what is done with a time, and nothing else is named."""
    rest = [t for t in _rest(sentence, names) if t.particle != "에" and t.kind not in ("determiner", "pronoun")]
    deeds = [t for t in sentence if t.form is not None and not t.form.modifies and t.form.ending not in _IF]
    tense = verb.form is not None and not (verb.form.past or verb.form.future or verb.form.wishes)
    return tense and not rest and all(t.lemma in _PASSES for t in deeds)


MIND: Final = frozenset(words("wishes minds would stays spends since gives bothers enjoys"))
"""What is asked of the mind of a listener, which no statement about them answers."""


def _is_shrugged(reading: Reading) -> bool:
    """«바쁘겠지 뭐»: what is said with a shrug asks nothing, for all its ending."""
    *before, last = ((), *sentences(reading))
    return bool(before) and [term.lemma for term in last] == [WHAT] and "?" not in reading.text


def _of_others(sentence: Sentence, names: Sequence[str], found: OfListener) -> bool:
    """Whether somebody or something else than what it is about is the subject: «민수는 축구 좋아해?»."""
    nouns = [t for t in sentence if t.kind in ("noun", "name") and not (t.bound or t.called or t.lemma in _INSTEAD)]
    nouns = [t for t in nouns if not _is_listener(t, names)]
    subjects = [t for t in nouns if t.particle in (SUBJECT, TOPIC, "도")]
    does = any(t.particle == SUBJECT for t in subjects) and found.asked in ("can", "may", "does", "did", "feels")
    return does or any(t.text not in found.what or is_personal_name(t.text) for t in subjects)


def _question(reading: Reading, names: Sequence[str]) -> Sentence:
    """The last sentence that asks, or may."""
    every = list(sentences(reading))
    for at in range(len(every) - 1, -1, -1):
        sentence = every[at]
        verb = _main(sentence)
        if verb is None or verb.form is None:
            continue
        end = every[at + 1][0].start if at + 1 < len(every) else len(reading.text)
        marked = "?" in reading.text[verb.start : end]
        tells = TELLING.search(verb.form.ending) is not None and not (marked and verb.form.ending in _NOUN_ENDINGS)
        wh = any(_is_open(t) for t in sentence)
        if (
            wh
            or (marked and verb.form.ending not in _EXCLAIMING)
            or verb.form.asks
            or ASKING.search(verb.form.ending)
            or (_listener(sentence, names) and not tells)
        ):
            after = every[at + 1] if at + 1 < len(every) else ()
            return (*sentence, *(t for t in after if _is_listener(t, names)))  # «본 적 있니 너»
    return ()


def _main(sentence: Sentence) -> Term | None:
    """The verb that says what a sentence does, though a condition may stand behind it."""
    return next((t for t in reversed(sentence) if t.form is not None and t.form.ending not in _IF), None)


def _is_open(term: Term) -> bool:
    """Whether it is a question word: «너 키 몇임?» too."""
    return term.kind == "question" or (term.kind == "noun" and term.lemma == HOW_MANY)


def _is_listener(term: Term, names: Sequence[str]) -> bool:
    return (term.lemma in _LISTENER and term.form is None) or (term.kind == "name" and term.text in names)


def _listener(sentence: Sentence, names: Sequence[str]) -> bool:
    """Whether the listener is who something is asked of."""
    return any(
        _is_listener(t, names)
        and (t.called or t.particle in _UNTIL_SAID)
        and not (_only_describes(t, after) or _is_missed(after))
        for t, after in pairwise((*sentence, sentence[-1]) if sentence else ())
    )


def _is_missed(after: Term) -> bool:
    """«너 없었으면 큰일 날 뻔했어»: what would be without the listener is asked of nobody."""
    return after.lemma in MISSED and after.form is not None and after.form.ending.startswith(_IF)


def _only_describes(term: Term, after: Term) -> bool:
    """Whether a name belongs to what follows, or is only like it: «로봇이라는 말», «로봇 시연», «너 같은 로봇»."""
    if after.lemma == _SEEMS and after.form is not None:
        return after.form.modifies
    if term.kind != "name" or term.particles or after is term or after.bound:
        return False
    return after.form.modifies if after.form is not None else after.phrase == term.phrase


def _only_of_listener(sentence: Sentence, names: Sequence[str], verb: Term) -> bool:
    """Whether nobody else is the subject: no person, and without «너» no other topic either."""
    subject = _listener(sentence, names)
    for term, after in pairwise((*sentence, verb)):
        if term.form is not None or _is_listener(term, names) or term.called:
            continue
        if term.kind == "pronoun" and term.lemma in SELF | OURS:
            beside = term.particle == WITH and term.clause != verb.clause  # «저랑 진행하실 텐데 떨리지 않으세요?»
            ours = beside or (term.lemma not in SELF and _is_listener(after, names))  # «우리 파이보는»
            within = term.clause != verb.clause or term.particle == GENITIVE or after.lemma == _SEEMS
            if not (ours or (within and verb.lemma in _MOVED)):  # «나 없을 때 안 심심해?», «내 말 듣는 거 귀찮지?»
                return False
        person = term.lemma in KIN or term.lemma in PEOPLE
        if person and term.particle in (SUBJECT, TOPIC, "도") and not subject:
            return False
        if term.kind == "pronoun" and term.lemma not in SELF | OURS and term.particle in (SUBJECT, TOPIC):
            return False
    return True


def _compares(sentence: Sentence, names: Sequence[str], *, called: bool) -> bool:
    """«저보다 파이보가 인기가 더 많죠?», «시리랑 너랑 누가 더 똑똑해», «나보다 빨라?» to whom one speaks of."""
    listener = any(_is_listener(t, names) for t in sentence)
    if called and not listener:
        return any(t.particle == THAN and t.kind == "pronoun" and t.lemma in SELF for t in sentence)
    others = any(t.particle in (THAN, WITH) for t in sentence)
    than = any(t.particle == THAN for t in sentence)
    return listener and others and (than or any(t.lemma in DEGREES for t in sentence))


def _meant_by(text: str, sentence: Sentence, names: Sequence[str]) -> str | None:
    """«협약식 로봇이 너야?», «그때 나온 게 너 맞아?»: what is said to be the listener, None where nothing is."""
    verb = next((t for t in reversed(sentence) if t.form is not None), None)
    before = [t for t in sentence if verb is not None and t.end <= verb.start]
    if verb is None or verb.lemma not in (COPULA, CONFIRMING) or not before:
        return None
    one = _that_one(sentence, before)
    if one is not None:
        return text[one.start : before[-1].end]
    if not _is_listener(before[-1], names):
        return None
    nominal = ("noun", "name", "pronoun")  # «… 했다던데 그게 너야?»
    subjects = [t for t in before[:-1] if t.particle == SUBJECT and t.form is None and t.kind in nominal]
    return text[sentence[0].start : subjects[-1].end] if subjects and not any(map(_is_open, sentence)) else None


def _that_one(sentence: Sentence, before: Sequence[Term]) -> Term | None:
    """«너 2019년에 나온 그 로봇이야?»: the pointer of whom the listener is said to be, None where nobody is meant."""
    last = before[-1]
    points = [t for t in before[-2:] if t.text.split()[0] in _THAT_ONE]  # «그 로봇» may be one name
    if last.form is not None or last.particle or not points:
        return None
    pointer = points[-1]
    named = any(t.kind == "pronoun" and t.lemma in OTHERS and t.start < pointer.start for t in before)
    return pointer if named and not any(map(_is_open, sentence)) else None


def _asked_of_kind(sentence: Sentence) -> str:
    """The noun of which one is asked for: «무슨 공룡이 좋아?», «어느 계절을 좋아해?»; "" for any other question."""
    which = next((at for at, t in enumerate(sentence) if t.lemma in _OF_KIND and _is_open(t)), None)
    if which is None:
        return ""
    nouns = [*takewhile(lambda t: t.form is None and t.kind in ("noun", "name") and not t.bound, sentence[which + 1 :])]
    last = next((at for at, t in enumerate(nouns) if t.particles), len(nouns) - 1)
    return " ".join(t.text for t in nouns[: last + 1])


def _asked_for(sentence: Sentence, names: Sequence[str]) -> str:
    """The noun before the question word that is asked for: «너 혈액형이 뭐야»."""
    asking = next(t for t in sentence if _is_open(t))
    before = [t for t in sentence if t.end <= asking.start and t.form is None and not _is_listener(t, names)]
    nouns = [t for t in before if t.kind in ("noun", "name") and not t.bound]
    if not nouns or nouns[-1].particle not in (SUBJECT, TOPIC, ""):
        return ""
    return " ".join(t.text for t in nouns if t.phrase == nouns[-1].phrase)


def _nouns(text: str, sentence: Sentence, names: Sequence[str], deed: Term) -> tuple[str, str, str]:
    """The noun phrase nearest before a verb, the particle that stays with it, and the one it has."""
    alike = {a for a, b in pairwise(sentence) if a.lemma == _SEEMS and a.form and a.form.modifies and b.bound}
    since = max((t.end for t in sentence if t.form and t not in alike and t.end <= deed.start), default=0)
    found = [
        t
        for t in sentence
        if t.form is None and since <= t.start < deed.start and not (_is_listener(t, names) or t.called or t.bound)
        if t.kind in ("noun", "name", "number") and t.lemma not in _INSTEAD
    ]
    if not found:
        return "", "", ""
    last = found[-1]
    if any(t.lemma in _WITHOUT for t in sentence if last.end <= t.start < deed.start):
        return "", "", ""  # «인터넷 없이도 말해?»
    own = [t for t in found if t.phrase == last.phrase or t.end == last.start]
    particle = last.particle if last.particle not in (*_UNTIL_SAID, "을", "이나", "만") else ""
    first = own[0].start
    clause = [t for t in sentence if t.end <= first and not (_is_listener(t, names) or t.called)]
    if clause and clause[-1].form is not None and clause[-1].form.modifies and since == clause[-1].end:
        inner = [t for t in clause[:-1] if t.clause == clause[-1].clause or t.form is None]
        first = inner[-1].start if inner and inner[-1].form is None else clause[-1].start  # «비 오는 날»
    return text[first : last.end], particle, last.particle


def _stem(verb: Term) -> str:
    """The dictionary form; «자나요» and «자고» have no ㅅ."""
    assert verb.form is not None
    before_consonant = not verb.form.ending.startswith(("아", "어", "으"))
    misread = before_consonant and final_consonant(verb.lemma) == "ㅅ" and not final_consonant(verb.text)
    return verb.text if misread else verb.lemma


def _deed(about: tuple[str, str, str], stem: str) -> str:
    what, particle, _ = about
    if not what:
        return f"{stem}지는"
    topic = f"{what}{_PARTICLE.get(particle, particle)}는" if particle else josa(what, "은/는")
    return f"{topic} {stem}지"


_PARTICLE: Final = {"한테": "한테", "과": "하고", "으로": "로"}


def _found(text: str, sentence: Sentence, names: Sequence[str], verb: Term, *, sure: bool) -> OfListener | None:
    """What is asked, by the verb and what it needs; `sure` where the listener is named."""
    terms = [t for t in sentence if not _is_listener(t, names)]
    for deed, term, after in zip(terms, terms[1:], terms[2:], strict=False):
        if not term.bound or deed.form is None:
            continue
        about = _nouns(text, sentence, names, deed)
        if term.lemma == _SKILL and after.lemma in _KNOWING:
            return OfListener("can", about[0], _deed(about, _stem(deed)))
        if term.lemma == _TIME and after.lemma in EXISTENCE:
            return OfListener("did", about[0], _deed(about, _tried(deed)))
        if term.lemma == _POSSIBLE and after.lemma in EXISTENCE:
            return OfListener("can" if sure else "may", about[0], _deed(about, _stem(deed)))
    doing = _doing(terms, verb)
    about = _nouns(text, sentence, names, doing)
    what, form = about[0], doing.form
    likes = _likes(text, terms, doing)
    to_do = _deed_liked(text, sentence, names, likes or doing)
    if likes is not None or (to_do and doing.lemma in _DISLIKES | _LIKED):
        likes = likes or doing
        liked = to_do or _nouns(text, sentence, names, likes)[0] or _written_before(text, sentence, names, likes)
        if liked:
            return OfListener("dislikes" if likes.lemma.startswith(tuple(_DISLIKES)) else "likes", liked)
    if form is not None and form.negated and "못" in text[max(0, doing.start - 3) : doing.end]:
        return OfListener("can", what, _deed(about, _stem(doing))) if sure else None
    felt = _FELT_WITH_NOT.search(text)
    if felt is not None and f"{felt['stem']}하" in _MOVED:
        return OfListener("feels", "", f"{felt['stem']}하지는")
    if f"{what}{doing.lemma}" in _MOODS:
        return OfListener("feels", what, _deed(about, _stem(doing)))  # «화는 안 나고?»
    if doing.lemma in _OF_BODY and sure and what and not about[1]:
        return OfListener("feels", what, _deed(about, _stem(doing)))  # «배 안 고파?»
    if doing.lemma in _MOVED and not what:
        with_speaker = any(t.kind == "pronoun" and t.lemma in SELF for t in sentence)
        asked: Asked = "feels" if not with_speaker else "enjoys" if doing.lemma in GLAD else "bothers"
        return OfListener(asked, "", f"{_stem(doing)}지{doing.particle or '는'}")
    if form is not None and form.past and _TRIED.search(text):
        return OfListener("did", what, _deed(about, _tried(doing)))
    return _of_named(text, terms, doing, verb, about) if sure else None


def _of_named(text: str, terms: list[Term], doing: Term, verb: Term, about: tuple[str, str, str]) -> OfListener | None:
    """What is asked where nothing but the listener being named shows it."""
    what, form = about[0], doing.form
    if doing.lemma in _DISLIKES | _LIKED and what:
        return OfListener("dislikes" if doing.lemma in _DISLIKES else "likes", what)
    if doing.lemma == "되":
        return OfListener("open")  # «너 물에 들어가도 돼?»
    if verb.lemma == COPULA and doing is verb:
        spoken_of = any(t.particle == SUBJECT for t in terms if t.form is None)  # «무대가 처음이지?»
        return OfListener("is", what) if what and not about[2] and not spoken_of else None
    if doing.lemma in _KNOWS:
        return OfListener("knows", what) if what and not about[1] else None
    if doing.lemma in EXISTENCE:
        if form is not None and form.past:
            return None
        return OfListener("has", what) if what and not about[1] else None
    if is_adjective_at(text, doing.start):
        return OfListener("seems", what)
    if doing.lemma.startswith(_AT_A_LOSS):
        return None
    if form is not None and form.past:
        return OfListener("done", what, _deed(about, _stem(doing))) if what and not about[2] else None
    if any(t.lemma == _WELL and t.end <= doing.start for t in terms) and what:
        well = f"{_WELL}{'' if doing.lemma == _DOES else ' '}{_stem(doing)}지"
        return OfListener("can", what, f"{josa(what, '은/는')} {well}")
    if _stem(doing) in _HUMBLE:
        return None  # «다음에 또 뵙죠»: the speakers say it of themselves
    if is_light(doing.lemma) and not (what and doing.lemma == _DOES):
        return None  # «너 좀 하는데?»
    return OfListener("does", what, _deed(about, _stem(doing)))


def _deed_liked(text: str, sentence: Sentence, names: Sequence[str], verb: Term) -> str:
    """«책 읽는 거 (좋아해)» as «책 읽기»: a deed that is liked; "" where it is a thing."""
    before = [t for t in sentence if t.end <= verb.start][-2:]
    if len(before) < 2 or not before[1].bound or before[0].form is None or before[0].form.ending != "는":
        return ""
    if before[1].lemma not in _FACTS:
        return ""
    return f"{_nouns(text, sentence, names, before[0])[0]} {_stem(before[0])}기".strip()


def _written_before(text: str, sentence: Sentence, names: Sequence[str], verb: Term) -> str:
    """The one word between the listener and a verb, where the dictionary takes it for something else («딸기»)."""
    since = max((t.end for t in sentence if t.end <= verb.start and _is_listener(t, names)), default=sentence[0].start)
    words_before = text[since : verb.start].split()[-1:]
    return re.sub(r"(?<=[가-힣]{2})(?:[을를도은는])$", "", words_before[0]) if words_before else ""


def _likes(text: str, terms: list[Term], verb: Term) -> Term | None:
    """The word for liking or not: «좋아해», «무서워 하니»."""
    first = _of_same_word(terms, verb)
    return first if _LIKING.match(text, first.start) else None


def _of_same_word(terms: list[Term], verb: Term) -> Term:
    """The first of the verbs that make one word: «좋아 해»."""
    at = terms.index(verb)
    before = terms[at - 1] if at else verb
    return before if before.form is not None and verb.lemma == _DOES and before.lemma in _LIKED | _DISLIKES else verb


def _doing(terms: list[Term], verb: Term) -> Term:
    """The verb that says what is done: «못 하는 거야?» is about doing."""
    at = terms.index(verb)
    before = terms[at - 2] if at > 1 and terms[at - 1].bound else verb
    return before if verb.lemma in (COPULA, _SEEMS) and before.form is not None else verb


def _tried(verb: Term) -> str:
    stem = _stem(verb)
    return stem if stem == "보" or (stem.endswith("하") and len(stem) > 2) else f"{joined_stem(stem)} 보"


def _is_request(verb: Term, sentence: Sequence[Term]) -> bool:
    """Whether something is to be done: «해 줘», «부탁드려요», «힌트 주실 수 있나요?»."""
    assert verb.form is not None
    asks_not = verb.form.negated and verb.form.ending.startswith(_HONOURED_NOT)  # «떨리지 않으세요?»
    if (verb.form.requests and not asks_not) or verb.lemma in _BEGGING:
        return True
    before = [t for t in sentence if t.end <= verb.start]
    if verb.form.ending in _WONDERED and verb.lemma in _HAD:
        return True  # «노래 한 곡 가능할까요?»
    can = verb.lemma in EXISTENCE and bool(before) and before[-1].bound and before[-1].lemma == _POSSIBLE
    done = before[-2] if can and len(before) > 1 else None
    got = verb.form.ending in _WONDERED and done is not None and done.lemma in _RECEIVED  # «춤 한번 볼 수 있을까요?»
    return done is not None and done.form is not None and (done.form.requests or done.lemma == _GIVE or got)
