"""What somebody who has told of a trouble wants of whom they told it: comfort, a judgement, advice, a view, hope.

Each is an act of its own grammar, whatever the trouble is. «-ㄹ까» weighs a deed, «내가 … 거야?» asks whose fault it
is, «-겠지?» wants it confirmed that it will be well, «어떻게 생각해?» with nothing to think of leans on what was told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.advice_sought import AdviceSought, advice_sought
from companion.language.grammar import is_conditional
from companion.language.mirror_words import FELT, GLAD, PEOPLE, UNKIND
from companion.language.of_listener import MIND, of_listener
from companion.language.people_words import is_pointer, pointed_at, politely_of
from companion.language.readings import words
from companion.language.self_words import KIN, OTHERS, OURS, PETS, SELF, TELLING_VERBS, THIRD
from companion.language.stances import MISSED, Sentence, asks_by_form, last_verb, resigns, sentences
from companion.language.terms import COPULA, GUESS, RECIPIENT, SUBJECT, TOPIC, WITH, Reading, Term, read

Want = Literal["comfort", "fault", "worth", "ought", "view", "advice", "choice", "mind", "hope", "parting", "messenger"]
"""What is wanted: kind words, a judgement of one's own deed, of oneself, or of a deed that is weighed, what the
listener thinks, what to do, one of several, what somebody else feels or does, that it will be well, what is to become
of one without somebody, that the listener tells somebody else."""

_KIND_WORDS: Final = frozenset(words("말 한마디 마디 말씀"))
_EASING: Final = re.compile(
    r"(?:풀리|푸는|풀어|편해지|편하게|놓이|나아지|가라앉|진정되|안심되|위로|격려|따뜻|따듯|다정|도움|"
    r"(?:힘|기운|용기|자신감)(?:이|을)?\s?(?:나|날|되|될|솟|생기|주|줄))[가-힣 ]*(?:말|마디|말씀)"
)
"""Words that ease: «긴장 풀리는 말», «힘이 될 만한 한마디»."""
_QUOTED: Final = ("라고", "으라고", "다고", "ㄴ다고", "는다고", "ㄹ거라고")
_BEGGING: Final = frozenset(words("부탁하 부탁드리 부탁"))
_PAST_OF_VERB: Final = "ㄴ"
_WRONG: Final = UNKIND | frozenset(
    words("잘못 잘못하 너무하 심하 나쁘 지나치 과하 예민하 못되 못나 서툴 섣부르 경솔하 실수하 실수 오해하")
)
"""How one's own deed may be judged."""
_FAULT: Final = "잘못"
_TOO: Final = "너무"
_BECAUSE: Final = "때문"
_DOUBTS_ONESELF: Final = re.compile(r"(?:[나가까]\s?싶|지\s?(?:잘\s?)?모르겠)")
_SAID_OF_IT: Final = frozenset(words("거 것 게 건"))
_VIEW: Final = frozenset(words("생각 의견 느낌 견해 입장"))
_HOW: Final = frozenset(words("어떻게 어떻 어떠하 어때"))
_SEEN_BY: Final = re.compile(r"(?:보기(?:엔|에는|에)|눈(?:엔|에는)|생각(?:엔|에는)).*(?:어때|어떤가요|어떠|어떻)")
"""«네가 보기엔 어때?»."""
_HOW_OF: Final = re.compile(r"어떻게\s(?:보|봐|생각|느끼)|어떻(?:다고)\s(?:보|봐|생각)|어떤\s?(?:것|거)\s?같")
_AT_A_LOSS: Final = re.compile(
    r"(?:어떡(?:하|해|할)|어쩌(?:지|면|나)|어째야|어떻게\s?(?:살|사[나냐니]|하지|해|하는\s게)|누구랑\s?사|무슨\s낙|"
    r"뭘\s?믿고|(?:어떻게|뭘|뭐부터|무엇부터)\s?[가-힣 ]*[가-힣](?:면\s?(?:좋|될|돼|되)|야\s?(?:돼|되|될|하|할|좋)))"
)
_IF_I: Final = re.compile(
    r"(?:너|네|니|당신|자네|그쪽|본인)(?:가|이)?\s?(?:나)?(?:라면|이라면|같으면|\s같으면|였으면|였다면)"
)
_LOST: Final = frozenset(words("가 가버리 떠나 떠나가 죽 없 돌아가 돌아가시 잃 보내"))
_CONFIRMED: Final = re.compile(r"지(?:요)?|죠")
_WELL: Final = GLAD | frozenset(
    words(
        """괜찮 괜찮아지 나아지 낫 나 되 잘되 붙 합격하
        이기 풀리 좋아지 오 돌아오 일어나 해내 하 잘하 통하 있 회복하 만나 이루어지"""
    )
)
"""What one hopes to be."""
_ABLE: Final = re.compile(r"수\s?(?:가\s)?있(?:을까|으려나|겠[지죠])(?:요)?[\s?.!~ㅠㅜ]*$")
_TELLING: Final = frozenset(
    words("말하 전하 얘기하 이야기하 설명하 부탁하 설득하 연락하 전화하 말 얘기 이야기 혼내 타이르")
)
_DELIVERS: Final = "전하"
_INSTEAD: Final = "대신"
_TO: Final = (RECIPIENT, "에게", "께", "보고", "더러")
_ASKED_TO: Final = re.compile(r"(?:주|줄|줘|달라|드릴|드리)[가-힣 ]*(?:[?]|줘|줄래|주라|안\s?[되돼될]|있[어니나을])")
_SINCE: Final = re.compile(r"(?:으?니까?|고\s?나니까?|[아어여ㅏㅓ]서|고)(?:요)?")
_TALKED: Final = TELLING_VERBS | frozenset(words("하 수다떨 대화하 고백하 하소연하"))
_EASED: Final = re.compile(r"(?:마음|맘|속|기분|가슴)(?:이|도)?\s?[가-힣 ]*(?:놓|풀|편|가벼|가볍|시원|후련|나아|낫|좋)")
_WANTS: Final = re.compile(r"고\s?싶(?:대|다|어|네|은데|습니다)")
_MEETS: Final = frozenset(words("말하 얘기하 이야기하 대화하 만나 만나보 인사하 수다떨"))

_ANYBODY: Final = frozenset(
    words(
        "사람 사람들 선생 누가 누군가 누구 아무도 아무 다들 의사 간호사 선생님 애들 아이들 손님 고객 가족 걔 쟤 얘 걔네"
    )
)
"""Words for people that say little of who is meant."""
_SOMEBODY: Final = (PEOPLE | PETS) - _ANYBODY
_TAKING_PART: Final = (SUBJECT, TOPIC, WITH, RECIPIENT, "을", "도", "께", "마저", "까지", "이랑")
_HONOURED: Final = "님"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a listener.

    Attributes:
        want: which of the acts it is.
        who: of whom it is: who may be lost, who is to be told; "" for nobody.
        leans: whether it says nothing without what was told before.
        well: of what is expected, whether it is something good: «괜찮아지겠지?», not «사이가 멀어지겠지»; of a mind,
            whether it is of somebody who has one.
        thinks: whether it says that one thinks about the deed, or asks what the listener thinks in so many words.
        sought: what is sought, where it is a question to which no data has the answer.
    """

    want: Want
    who: str = ""
    leans: bool = False
    thinks: bool = False
    well: bool = True
    sought: AdviceSought | None = None


def wanted_of_listener(reading: Reading, names: Collection[str] = ()) -> Wanted | None:
    """What somebody wants of whom they confide in; None where it is none of this.

    Args:
        reading: the utterance.
        names: what the listener is called.
    """
    last = next((one for one in reversed(tuple(sentences(reading))) if last_verb(one) is not None), ())
    if not last:
        last = tuple(reading.terms)
    return (
        _messenger(reading, last, names)
        or _comfort(reading, last)
        or _view(reading, last, names)
        or (None if denies_fault(reading) else _fault(reading, last))
        or _parting(reading)
        or _of_being_able(reading, last)
        or _advice(reading, last, names)
        or _hope(reading, last, names)
    )


def is_of_mind(reading: Reading) -> bool:
    """«너는 어떻게 생각해?», «넌 뭐 하고 싶어?»: what the listener thinks or wants, and nothing known of them."""
    asked = of_listener(reading)
    if asked is not None and asked.asked in MIND:
        return True
    wanted = wanted_of_listener(reading)
    return _HOW_OF.search(reading.text) is not None or (wanted is not None and wanted.want == "view")


def somebody_told_of(text: str) -> str:
    """Whom a text is about, by a word that says who it is, as others speak of them; "" where nobody shows."""
    for term in read(text, (), (), ()).terms:
        if term.form is None and term.lemma in _SOMEBODY and term.particle in _TAKING_PART and not term.called:
            polite = f"{term.lemma}{_HONOURED}"
            return polite if polite in PEOPLE else politely_of(term.lemma)
    return ""


def eased_by_talking(reading: Reading) -> bool:
    """«너하고 말하니 마음이 놓인다»: that it does good to have talked to the listener."""
    verb = reading.main
    if verb is None or verb.form is None or asks_by_form(reading) or verb.form.negated:
        return False
    talked = any(
        t.lemma in _TALKED and t.form is not None and _SINCE.fullmatch(t.form.ending) is not None and t is not verb
        for t in reading.terms
    )
    with_listener = any(t.lemma in OTHERS and t.particle in (WITH, *_TO) for t in reading.terms)
    return talked and with_listener and (verb.lemma in GLAD or _EASED.search(reading.text) is not None)


def wants_to_meet(reading: Reading) -> bool:
    """«(우리 아들이) 너랑 얘기하고 싶대»: that somebody would like to talk with the listener, or to see them."""
    verb = reading.main
    if verb is None or verb.form is None or verb.form.past or verb.form.negated or asks_by_form(reading):
        return False
    wishes = _WANTS.search(reading.text[verb.start :]) is not None
    meets = any(t.lemma in OTHERS and t.particle in (WITH, "을", RECIPIENT, "") for t in reading.terms)
    return wishes and meets and verb.lemma in _MEETS


def _comfort(reading: Reading, last: Sentence) -> Wanted | None:
    """«긴장 풀리는 말 한마디만 해 줘»: words of a kind that is described, for the speakers themselves."""
    verb = last_verb(last)
    if verb is None or verb.form is None or not (verb.form.requests or verb.lemma in _BEGGING) or verb.form.past:
        return None
    head = next((t for t in reversed(last) if t.lemma in _KIND_WORDS and t.form is None and t.end <= verb.start), None)
    if head is None or any(t.particle in _TO and t.lemma not in SELF for t in last if t.form is None):
        return None
    begins = [t for t in last if t.form is not None and t.form.modifies and t.end <= head.start]
    spoken = bool(begins) and begins[-1].form is not None and begins[-1].form.ending == _PAST_OF_VERB
    if _EASING.search(reading.text[: head.end]):
        return Wanted("comfort")
    if any(t.form is not None and t.form.ending in _QUOTED and t.end <= head.start for t in last):
        return Wanted("comfort", leans=True)  # «떨지 말라고 한마디만 해 줘»
    of_verb = spoken and begins[-1].lemma in _TALKED  # «아까 한 말»
    return Wanted("comfort", leans=True) if begins and not of_verb else None


def _fault(reading: Reading, last: Sentence) -> Wanted | None:
    """«내가 잘못한 거야?», «내가 너무했나», «내가 뭘 그렇게 잘못했나 싶고»."""
    own = next(
        (t for t in last if t.kind == "pronoun" and t.lemma in SELF and t.particle in (SUBJECT, "", TOPIC)), None
    )
    if own is None or any(t.lemma in OTHERS and t.particle in _TO for t in last):
        return None
    doubts = _DOUBTS_ONESELF.search(reading.text) is not None
    verb = last_verb(last)
    if verb is None or verb.form is None or not (doubts or asks_by_form(reading) or _asks_of_past(verb)):
        return None
    because = any(a is own and b.lemma == _BECAUSE for a, b in pairwise(last))
    if because and (verb.lemma == COPULA or doubts):
        return Wanted("fault", leans=True)  # «나 때문인가?»
    judged = [t for t in last if t.start > own.start and t.lemma in _WRONG]
    too = [a for a, b in pairwise(last) if a.lemma == _TOO and b.lemma == "하" and b.form is not None]
    done = any(t.form is not None and (t.form.past or t.form.modifies) for t in last if t.start > own.start)
    if not (judged or too) and verb.lemma == COPULA and any(t.lemma in _SAID_OF_IT for t in last[-2:]):
        return Wanted("worth", leans=True)  # «나는 능력이 없는 걸까»
    if not (judged or too) or not (done or doubts):
        return None
    return Wanted("fault", leans=not any(t.lemma == "잘못" for t in judged))


def denies_fault(reading: Reading) -> bool:
    """«내가 잘못한 것도 아닌데», «제 탓도 아니거든요»: it is told, and not asked, that it is no fault of theirs."""
    if "?" in reading.text:
        return False
    for part in sentences(reading):
        denied = next((t for t in part if t.form is not None and (t.form.negated or t.lemma in MISSED)), None)
        if denied is None or denied.form is None or _SHARED_END.search(denied.form.ending):
            continue
        before = [t for t in part if t.end <= denied.start]
        own = any(t.lemma in SELF | _OF_ONESELF for t in before)
        if own and any(t.lemma in (_BECAUSE, *_BLAMED) for t in before):
            return True
    return False


_OF_ONESELF: Final = frozenset(words("내 제 나 저"))
_BLAMED: Final = frozenset(words("잘못 잘못하 탓 책임 실수 실수하"))
_SHARED_END: Final = re.compile(r"^(?:지|죠|나|ㄴ가|은가|냐|니|ㄹ까|을까|겠지)요?$")
"""Endings with which one asks whether it is so."""


def _asks_of_past(verb: Term) -> bool:
    """«너무했나», «나빴던 거지»: what one asks of what one did."""
    form = verb.form
    asks = form is not None and form.ending.startswith(("나", "지", "냐", "니", "야", "ㄴ가"))
    return asks and form is not None and (form.past or verb.lemma == COPULA)


def _view(reading: Reading, last: Sentence, names: Collection[str]) -> Wanted | None:
    """«너는 어떻게 생각해?», «네 생각은?»: what the listener thinks; `leans` where nothing is named to think of."""
    listener = any(t.lemma in OTHERS or t.text in ("네", *names) or t.text in names for t in last)
    noun = next((t for t in last if t.lemma in _VIEW and t.form is None and t.kind == "noun"), None)
    verb = last_verb(last)
    asks_how = (_HOW_OF.search(reading.text) or _SEEN_BY.search(reading.text)) is not None and _ends_asking(reading)
    asks_of_noun = (
        noun is not None
        and noun.particle in (TOPIC, SUBJECT, "")
        and listener
        and (any(t.lemma in _HOW or t.kind == "question" for t in last if t.start > noun.start) or noun is last[-1])
    )
    how_now = [t.lemma for t in last if t.kind != "adverb"][1:] in (["어떻"], ["어때"]) and listener  # «너는 어때?»
    if not (asks_how or asks_of_noun or how_now):
        return None
    guessed = next((t for t in last if t.form is not None and t.form.ending in GUESS), None)
    if guessed is not None:  # «회사 옮길까 하는데 어떻게 생각해?»
        return Wanted("ought", thinks=True, sought=AdviceSought("deed", leans=False, at=guessed.start))
    clause = verb.clause if verb is not None and asks_how else None
    said = [t for t in reading.terms if t.kind in ("noun", "name", "pronoun") and not t.called]
    said = [t for t in said if t.lemma not in OTHERS and t.text not in names and t.lemma not in _VIEW and not t.bound]
    if any(t.lemma in SELF and t.particle in ("을", WITH, RECIPIENT) for t in said):
        return None  # «나를 어떻게 생각해»
    others = [t for t in said if t.particle == SUBJECT and t.clause == clause and t.lemma not in SELF]
    if others and not listener:
        return None  # «걔가 어떻게 생각할까»
    of_noun = noun is not None or asks_how
    return Wanted("view", leans=all(t.lemma in SELF | OURS for t in said), thinks=of_noun)


def _ends_asking(reading: Reading) -> bool:
    verb = reading.main
    guesses = verb is not None and verb.form is not None and verb.form.ending in ("ㄹ까", "을까")
    stated = verb is not None and verb.form is not None and verb.form.ending in ("다", "네", "더라", "거든", "는데")
    return not (guesses or stated)


def _parting(reading: Reading) -> Wanted | None:
    """«그놈마저 가 버리면 나는 어떻게 살지»: what is to become of one without somebody."""
    if _AT_A_LOSS.search(reading.text) is None:
        return None
    for at, term in enumerate(reading.terms):
        if term.form is None or not is_conditional(term) or term.lemma not in _LOST:
            continue
        before = [t for t in reading.terms[:at] if t.form is None and t.kind in ("noun", "name", "pronoun")]
        gone = [t for t in before if t.lemma not in SELF | OURS and t.particle not in ("에", "으로", "에서")]
        if gone and gone[-1].lemma in OTHERS:
            return None  # «너 없으면 어떡하냐» thanks whom it is said to
        if gone and (gone[-1].kind == "pronoun" or gone[-1].lemma in KIN | PEOPLE or gone[-1].particle):
            return Wanted("parting", who=gone[-1].text if gone[-1].lemma in KIN else "")
    return None


def _advice(reading: Reading, last: Sentence, names: Collection[str]) -> Wanted | None:
    """«어떻게 하면 좋을까», «너라면 어떻게 할래?», «사과해야 돼?», «국수가 나아 밥이 나아», «걔가 서운해할까»."""
    in_place = _IF_I.search(reading.text) is not None and any(t.kind == "question" for t in last)
    if resigns(reading):
        return None  # «월급 받는데 어쩌겠어»
    sought = advice_sought(reading)
    if sought is not None and not in_place:
        if sought.kind in ("way", "loss", "choice"):
            want: Want = "choice" if sought.kind == "choice" else "advice"
            return Wanted(want, leans=sought.leans, sought=sought)
        if sought.kind != "mind":
            return Wanted("ought", leans=sought.leans, thinks=sought.thinks, sought=sought)
        felt = any(t.form is not None and t.start >= sought.at and t.lemma in FELT for t in last)
        animate = felt or sought.leans or sought.who in PEOPLE | KIN | THIRD | PETS
        over = reading.main is not None and reading.main.form is not None and reading.main.form.past
        mind = Wanted("mind", who=sought.who, leans=sought.leans, well=animate, sought=sought)
        return mind if animate or over else None  # «초롱이는 좋은 데 갔을까»
    content = [t for t in last if t.kind in ("noun", "name") and not t.bound and t.text not in names]
    return Wanted("advice", leans=not content) if in_place else None


def _of_being_able(reading: Reading, last: Sentence) -> Wanted | None:
    """«나 잘 볼 수 있을까?»: that the speakers will be able to, which somebody else is to confirm."""
    own = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in (SUBJECT, TOPIC, "", "도") for t in last)
    asked = any(t.kind == "question" for t in last)
    return Wanted("hope", leans=True) if own and _ABLE.search(reading.text) and not asked else None


def _hope(reading: Reading, last: Sentence, names: Collection[str]) -> Wanted | None:
    """«괜찮아지겠지?», «나 붙을 수 있겠지?»: that it will be well, which somebody else is to confirm."""
    verb = last_verb(last)
    form = verb.form if verb is not None and verb is last[-1] else None
    if form is None or not form.future or not _CONFIRMED.match(form.ending) or any(t.kind == "question" for t in last):
        return None
    if any(t.lemma in OTHERS or t.text in names for t in last):
        return None
    return Wanted("hope", leans=True, well=any(t.lemma in _WELL for t in last[-2:]))  # «괜찮아 / 지시겠지»


def _messenger(reading: Reading, last: Sentence, names: Collection[str]) -> Wanted | None:
    """«네가 우리 엄마한테 말해 주면 안 돼?»: that the listener tells somebody who is not there."""
    does = any((t.lemma in OTHERS or t.text in names) and t.particle in (SUBJECT, "", TOPIC) for t in last)
    instead = any(t.lemma == _INSTEAD for t in last)
    to = next((t for t in last if t.particle in _TO and t.lemma not in SELF | OURS | OTHERS and t.form is None), None)
    tells = any(t.lemma in _TELLING and t.form is not None for t in last)
    asked = _ASKED_TO.search(reading.text) is not None
    delivers = any(t.lemma == _DELIVERS and t.form is not None for t in last) and to is not None
    if not (tells and asked) or not (
        delivers or (does and (to is not None or instead)) or (instead and to is not None)
    ):
        return None
    who = to.text if to is not None and to.lemma in KIN | PEOPLE else ""
    return Wanted("messenger", who=pointed_at(who) if is_pointer(who) else who)


def blames_another(reading: Reading) -> bool:
    """«내가 먼저 사과해야 돼? 잘못은 걔가 했는데»: whether somebody else is said to have done wrong."""
    wrong = any(t.lemma.startswith(_FAULT) for t in reading.terms)
    return wrong and any(
        SUBJECT in t.particles and t.lemma not in SELF | OURS | OTHERS and t.lemma in THIRD | KIN | PEOPLE
        for t in reading.terms
    )


def without_calls(reading: Reading) -> Reading:
    """«로봇 니는 우째 생각하노»: without what whoever listens is called right before the word for them."""
    called = (a for a, b in pairwise(reading.terms) if b.kind == "pronoun" and b.lemma in OTHERS and a.form is None)
    calls = [t for t in called if t.kind in ("noun", "name") and not t.particles]
    return Reading(reading.text, tuple(t for t in reading.terms if t not in calls))
