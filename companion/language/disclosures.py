"""What speakers say of themselves, from the terms of an utterance: their name, age, family, likes, plans.

Only what is said is read, by grammar: who the subject is, which noun carries which particle, how the verb ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, get_args

from companion.base import patterns as re
from companion.language.acts import added, core
from companion.language.circumstances import (
    OF_ANOTHER,
    tells_business,
    tells_came,
    tells_dream,
    tells_family,
    tells_hobby,
    tells_home,
    tells_likes,
    tells_origin,
    tells_plan,
    tells_taste,
    tells_work,
)
from companion.language.dates import DAY_NAMES
from companion.language.introductions import (
    SCHOOL_YEAR,
    is_given_name,
    looks_like_name,
    tells_age,
    tells_birthday,
    tells_call,
    tells_grade,
    tells_height,
    tells_introduction,
    tells_name,
    tells_name_of_another,
    tells_opening_name,
    tells_presented_name,
    tells_school_year,
    tells_spelled_name,
    years_in,
)
from companion.language.josa import josa_candidates
from companion.language.morphemes import tokenize
from companion.language.names_given import names_given
from companion.language.noun_phrases import NounPhrase, is_self, noun_phrases, of_third
from companion.language.people_told import there_is, told_of_people
from companion.language.people_words import key_of
from companion.language.readings import words
from companion.language.schooling import tells_family_name, tells_study
from companion.language.self_words import (
    AGES,
    ASKING,
    BIRTHDAYS,
    COMING,
    ELDERS,
    GOING_ON,
    HEIGHTS,
    KIN,
    NAMES,
    OTHERS,
    PETS,
    REMEMBER,
    THIRD,
    VOCATIVE,
    About,
    Disclosure,
)
from companion.language.stances import (
    Sentence,
    addresses_robot,
    asks_in,
    last_verb,
    sentences,
    speaks_of_self,
    with_relatives,
)
from companion.language.terms import COPULA, DEGREES, Reading, Term
from companion.language.verb_forms import plain_form

_TASTE_VERBS: Final = frozenset(words("좋아하 사랑하 좋아 싫어하 싫"))
_GOOD: Final = "좋"


def tells_who_is_there(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«옆에는 여자친구 수아야», «여기는 우리 남편 동현이에요»: whoever is there, as a relative and by name."""
    verb = last_verb(sentence)
    before = [term for term in sentence if verb is not None and term.end <= verb.start]
    there = any(term.lemma in _THERE and "은" in term.particles for term in before[:-1])
    if verb is None or verb.lemma != COPULA or not there:
        return
    name, called = before[-1], text[: before[-1].start].split()
    if is_given_name(name.text) and called[-1] in KIN and not name.particles:
        yield Disclosure("name", name.text, key_of(called[-1], name.text), start=name.start, end=name.end)


_THERE: Final = frozenset(words("옆 곁 앞 뒤 여기 저기 거기 이쪽 저쪽 사람 분"))
_RULES: Final = (
    tells_call,
    tells_study,
    tells_dream,
    tells_hobby,
    tells_introduction,
    tells_school_year,
    tells_origin,
    tells_height,
    tells_name_of_another,
    tells_who_is_there,
    tells_name,
    tells_opening_name,
    tells_age,
    tells_birthday,
    tells_work,
    tells_business,
    tells_home,
    tells_likes,
    tells_taste,
    tells_family,
    tells_plan,
)
_POLITE: Final = "요"
_DENYING: Final = ("안", "못", "별로")
_FOLLOWS: Final = frozenset({"age", "role", "study", "attends"})
"""What is of whom the clause before told something, where nobody is named."""
_HERE: Final = "여기"
_SO_THAT: Final = "게"
_OF_WHOM: Final = frozenset(words("이 가 은 는 도 을 를 한테 에게 이랑 랑 하고"))
_JOINED: Final = re.compile(r"[가-힣](?:랑|하고|와|과)\s")
"""«두부랑 먹물»: nobody's own name."""
_INTENDING: Final = re.compile(r"(?:려고|으려고|ㄹ게|을게|련다|으련다)요?$")


def _before_question(text: str) -> str:
    """«아버지가 공무원이셨거든요. 도청이 어디예요?»: the sentences before the one that asks."""
    stops = [stop.end() for stop in _ENDS.finditer(text)]
    return text[: stops[-1]] if stops else ""


_ENDS: Final = re.compile(r"[.!?](?=\s)")


def told(
    reading: Reading,
    expected: str = "",
    before: str = "",
    topic: str | None = None,
    names: tuple[str, ...] = (),
) -> tuple[Disclosure, ...]:
    """What the speakers tell of themselves.

    Args:
        reading: the terms.
        expected: what they were asked for, so that a bare «김복순» or «일흔여덟» is understood.
        before: what they said just before: a name may be that of the pet they spoke of.
        topic: whom they spoke of just before, "" for themselves; None where that is not known.
        names: of people who were told of.
    """
    asked = reading.text.rstrip().endswith("?")
    found: list[Disclosure] = [] if asked else list(tells_family_name(reading.text))
    given = list(names_given(reading, before))
    found = found or [*given]
    if found:  # what the dictionary makes of its words is not looked at
        start, end = found[0].start, found[0].end
        reading = replace(reading, terms=tuple(t for t in reading.terms if t.end <= start or t.start >= end))
        expected = ""
    speaker: list[Term] = []
    spoken_of = _relative_in(before)
    relative = [spoken_of]
    if not topic and spoken_of and reading.terms and reading.terms[0].lemma in NAMES:
        topic = spoken_of  # «고양이가 반겨 줘서 좋아 / 이름은 두부야, 세 살이고»
    tells_first = _before_question(reading.text) if asked else reading.text
    by_clause = [
        (span, facts)
        for span, facts in told_of_people(tells_first, topic, names)
        if not any(fact.start < given.end and given.start < fact.end for fact in facts for given in found)
    ]
    read = [fact for _, facts in by_clause for fact in facts]
    for sentence in _clauses(with_relatives(reading)):
        for whole in _with_subject(_parts(sentence, reading.text), speaker, relative):
            part = _behind_read(whole, [span for span, _ in by_clause])
            read_so = any(start < part[-1].end and part[0].start < end for (start, end), _ in by_clause)
            tells = not (read_so or asks_in(part) or addresses_robot(part))
            goes_on = part[-1] is not reading.terms[-1] and _leads_on(part)  # «초밥을 좋아하거든 괜찮은 데 있을까?»
            if tells and not (asked and part[-1] is sentence[-1] and not goes_on):
                facts = _told_in(part, reading.text) or _goes_on(part, reading.text, found)
                facts = facts or _aged_besides(part, reading.text, found)
                facts = [*facts, *_where_from(part, facts, reading.text)]
                before_it = [*found, *(fact for fact in read if fact.end <= part[0].start)]
                owned = [
                    fact if fact.about == expected else _owned(fact, part, before_it, spoken_of, reading.text)
                    for fact in facts
                ]
                known = (fact for fact in owned if fact is not None)
                found += [fact for fact in known if fact.of or fact.about != "name" or not _is_over(part)]
            kin = (t.lemma for t in part if t.lemma in KIN)
            # «여기 딸인데요», «나는 이 집 딸이야»: who is speaking
            own = part[0].lemma == _HERE or _is_theirs(part)
            spoken_of = relative[0] = "" if own else next(kin, spoken_of)
    found = [fact for fact in found if fact.about != "name" or fact.of or not _JOINED.search(fact.value)]
    named = {fact.of for fact in given}
    found = [fact for fact in found if fact in given or fact.about != "name" or fact.of not in named]
    found = sorted((*found, *read), key=lambda fact: fact.start) if read else found
    found += [fact for part in sentences(reading) for fact in _born_too(part, reading.text, before, found)]
    untold = (_is_of_a_verb, _is_withheld, _is_denied, _is_long_ago)
    found = [f for f in found if not any(holds(f, reading) for holds in untold) and _is_something(f)]
    found = [_up_to_copula(fact) if fact.about == "call" else fact for fact in found]
    found = (
        list(tells_spelled_name(reading.text))
        or found
        or list(tells_presented_name(reading.text))
        or list(tells_grade(reading.text))
    )
    if not found and not asked and expected and reading.terms:
        found += _told_briefly(reading, expected)
    return tuple(dict.fromkeys(found))


def _behind_read(part: Sentence, spans: list[tuple[int, int]]) -> Sentence:
    """What of a part stands behind a clause in it that was read: «나는 일흔넷이여 / 할머니라고 불러 봐»."""
    ends = [
        end
        for start, end in spans
        if part[0].start < end < part[-1].start and all(t.form is None for t in part if t.end <= start)
    ]
    if not ends:
        return part
    rest = tuple(term for term in part if term.start >= max(ends))
    closed = [t.end for t in rest[:-1] if t.form is not None and t.form.closes and t.lemma == COPULA]
    rest = tuple(term for term in rest if not closed or term.start >= closed[-1])
    return rest if any(term.form is not None for term in rest) else part


def _is_theirs(part: Sentence) -> bool:
    """«나는 이 집 딸이야»: whether speakers say that they are a relative themselves."""
    verb = last_verb(part)
    own = any(is_self(NounPhrase((term,))) and term.particle in ("은", "") for term in part)
    before = next((t for t in reversed(part) if verb is not None and t.end <= verb.start), None)
    is_kin = before is not None and before.lemma in KIN and not before.particles
    return own and is_kin and verb is not None and verb.lemma == COPULA


def _is_of_a_verb(fact: Disclosure, reading: Reading) -> bool:
    """«내 동생 이름 맞혀봐» names nobody, and «점심도 못 먹었어» is of one day."""
    verbs = [(verb, verb.form) for verb in reading.verbs if verb.form is not None]
    if fact.about == "name":
        return any(form.requests and fact.start <= verb.start < fact.end for verb, form in verbs)
    after = next((form for verb, form in verbs if verb.start >= fact.start), None)
    return fact.about == "avoid" and after is not None and after.past


def _is_withheld(fact: Disclosure, reading: Reading) -> bool:
    """«이름은 비밀인데» tells no name; «서른한 살이래» tells the age of somebody else, whoever that is."""
    if fact.about == "age" and not fact.of:
        own = any(is_self(NounPhrase((term,))) for term in reading.terms)
        return not own and _PASSED_ON.match(reading.text, fact.end) is not None
    if fact.about not in ("name", "call"):
        return False
    another = not fact.of and _SIR.search(reading.text[fact.start : fact.end + 1]) is not None  # «이름은 지현 씨고»
    return another or fact.value in _UNTOLD


def _up_to_copula(fact: Disclosure) -> Disclosure:
    """«콩콩이야 비밀이야», which the dictionary takes for one noun."""
    value = _COPULA_WITHIN.split(fact.value)[0]
    return replace(fact, value=value, end=fact.start + len(value)) if value != fact.value else fact


_SIR: Final = re.compile(r"(?<=[가-힣])\s?씨(?:고|이?래|야|인|였|지|$)")
"""What nobody puts behind a name of their own."""
_PASSED_ON: Final = re.compile(r"(?:\s?(?:살|세))?이?(?:래|라던데|라더라)요?(?![가-힣])")
_COPULA_WITHIN: Final = re.compile(r"(?<=[가-힣])(?:이?야|이에요|예요)\s")
_UNTOLD: Final = frozenset(words("비밀 모름 몰라"))
"""What stands in the place of a name that is not told."""


def _is_something(fact: Disclosure) -> bool:
    """Whether what is liked or not is a thing, and no clause («생각 난다고»), nor who is spoken to («넌»)."""
    if fact.about not in ("like", "dislike", "avoid"):
        return True
    *_, last = tokenize(fact.value)
    clause = last.has("V", "XS", "EP") and OF_ANOTHER.fullmatch(last.text) is not None
    return not clause and last.stem not in OTHERS


def _is_denied(fact: Disclosure, reading: Reading) -> bool:
    """«걔 별로 안 좋아하는데»: what denies the verb is nothing that somebody likes."""
    return fact.about in ("like", "dislike") and fact.value.split()[-1] in (*_DENYING, *_THESE_DAYS)


_LASTING: Final = ("work_at", "attends", "role")
"""What is told to be so still."""


def _is_long_ago(fact: Disclosure, reading: Reading) -> bool:
    """«도청에서 근무하고 퇴직했지요»: what goes on with «고», of the same person, is as long ago as what ends it."""
    if fact.about not in _LASTING:
        return False
    for sentence in sentences(reading):
        verbs = [term for term in sentence if term.form is not None and term.start >= fact.start]
        if not verbs or sentence[0].start > fact.start:
            continue
        first, last = verbs[0].form if verbs[0].lemma != COPULA else None, verbs[-1].form
        if fact.about == "work_at" and first is not None and first.past:
            return True  # «은행에서 일하고 있었어요»
        others = any({"은", "이"} & set(t.particles) for t in sentence if t.start >= verbs[0].end)
        return first is not None and first.ending == "고" and last is not None and last.past and not others
    return False


_THESE_DAYS: Final = ("요즘", "요새", "오늘", "어제", "지금", "예전", "옛날", "최근")
"""When somebody likes something, and nothing that is liked: «요즘 좋아하는 애»."""


def _clauses(reading: Reading) -> Iterator[Sentence]:
    """The sentences, and what is only added to one as one of its own: «걱정이야, 애가 통 안 먹어서»."""
    rest = added(reading)
    yield from sentences(core(reading))
    yield from sentences(rest) if rest is not None else ()


def _aged_besides(part: Sentence, text: str, before: list[Disclosure]) -> list[Disclosure]:
    """«이름은 수진이고 / 서른둘이야»: how old whoever is of whom the clause before told something."""
    verb = last_verb(part)
    phrases = noun_phrases(part)
    if not before or not before[-1].of or not phrases or _has_topic(part) or (verb is not None and verb.lemma != "이"):
        return []
    said = _COUNTED.match(text, phrases[0].start)  # «마흔둘이고요», which the dictionary takes apart
    age = years_in(said["years"]) if said is not None else None
    if said is None or age is None:
        return []
    return [Disclosure("age", str(age), before[-1].of, start=said.start("years"), end=said.end("years"))]


def _where_from(part: Sentence, facts: list[Disclosure], text: str) -> list[Disclosure]:
    """«서울에서 온 김은정이에요», «대전에서 왔어요»: beside what else the clause tells of the speaker."""
    verb = last_verb(part)
    who = any(fact.about in ("name", "role") and not fact.of for fact in facts)
    came = verb is not None and verb is part[-1] and verb.lemma == COMING
    return list(tells_came(part, noun_phrases(part), text)) if who or came else []


_COUNTED: Final = re.compile(
    r"(?:올해\s|이제\s)?(?P<years>[가-힣0-9]+?(?:\s?(?:살|세))?)(?:이?[고야여]요?|이?에요|예요|입니다|이요|인데요?)?(?![가-힣0-9\s]*[가-힣0-9])"
)
"""An age and nothing else to the end."""
_OURS_SAID: Final = re.compile(r"(?<![가-힣])(?:우리|저희|내|제)\s(?P<noun>[가-힣]+)")
_THEY_ARE: Final = re.compile(r"(?P<noun>[가-힣]+?)(?:이야|야|이에요|예요|이거든|거든|인데요?|임)(?![가-힣])")
_HONOURED_COPULA: Final = re.compile(r"이?(?:시[고네지구]|시거든|시라|신데|셔|세요|십니다|셨)")
"""A copula with respect, which nobody uses of themselves."""


def _relative_in(text: str) -> str:
    """The relative or pet that something said before is about: «우리 손주가 이번에 대학을 갔어»; "" for nobody."""
    said = [josa_candidates(word) for word in re.findall(r"[가-힣]+", text)]
    stems = [stem for candidates in said for stem, _ in candidates]
    pets = (stem for stem in stems if stem in PETS)
    kin = (stem for candidates in said for stem, josa in candidates if josa in _OF_WHOM and stem in KIN)
    ours = (m["noun"][:end] for m in _OURS_SAID.finditer(text) for end in range(len(m["noun"]), 0, -1))
    they_are = (m["noun"] for m in _THEY_ARE.finditer(text))
    known = (noun for noun in (*ours, *they_are) if noun in KIN)
    return next(pets, "") or next(kin, "") or next(known, "") or there_is(text) or ""


def _owned(fact: Disclosure, part: Sentence, before: list[Disclosure], spoken_of: str, text: str) -> Disclosure | None:
    """«강아지 키워, 이름은 초코야», «걔는 열 살이야»: of whom was spoken of just before; None where that is nobody."""
    whose = (before[-1].of if before else "") or spoken_of
    named = any(term.lemma in NAMES and term.particle in ("은", "이", "") for term in part)
    aged = any(term.lemma in AGES | BIRTHDAYS | HEIGHTS and term.particle in ("은", "이") for term in part)
    aged = aged and not any(not one.of for one in before)  # «이름은 도윤, 나이는 여섯 살이야»
    verb = last_verb(part)
    honoured = verb is not None and verb.lemma == COPULA and _HONOURED_COPULA.match(text, verb.start) is not None
    over = _is_over(part) and fact.about == "age"  # «열네 살이었어»
    follows = fact.about in _FOLLOWS and bool(before) and bool(before[-1].of) and not _has_topic(part)
    unsaid = not fact.of and bool(whose) and _may_be_of(whose, fact) and not _has_topic(part)
    another = of_third(part) or honoured or over or follows or unsaid  # «얘는 내 동생 민지야 / 여섯 살이고»
    if fact.of or speaks_of_self(part) or not (another or aged or (fact.about == "name" and named)):
        return fact
    if whose:
        return replace(fact, of=whose)
    who = next((t.lemma for t in part if t.kind == "pronoun" and t.lemma in THIRD), "")
    return replace(fact, of=who) if who else None if another else fact


def _may_be_of(whose: str, fact: Disclosure) -> bool:
    """«손녀가 와요. 초등학교 4학년이에요»: of a relative who was spoken of; no grandmother goes to school."""
    grade = fact.about == "role" and SCHOOL_YEAR.fullmatch(fact.value) is not None
    young = grade or (fact.about == "age" and int(fact.value) < _GROWN)
    return (grade or fact.about == "age") and not (young and whose in ELDERS)


_GROWN: Final = 20


def _is_over(part: Sentence) -> bool:
    """«이름이 보리였어»: the speakers are still called what they are called."""
    verb = last_verb(part)
    return verb is not None and verb.lemma == COPULA and verb.form is not None and verb.form.past


def _parts(sentence: Sentence, text: str) -> tuple[Sentence, ...]:
    """The sentence, or the clauses of one that goes on after telling something: «매운 걸 못 먹는데 추천해 줘»."""
    cuts = [
        number
        for number, term in enumerate(sentence[:-1], 1)
        if (term.form is not None and GOING_ON.fullmatch(term.form.ending) and not term.form.modifies)
        or _turns_to(sentence[:number], sentence[number])
        or _ends_early(sentence[:number], sentence[number], text[term.end : sentence[number].start])
    ]
    bounds = (0, *cuts, len(sentence))
    return tuple(sentence[start:end] for start, end in pairwise(bounds))


def _leads_on(part: Sentence) -> bool:
    """Whether a clause ends as what another thought follows."""
    return part[-1].form is not None and GOING_ON.fullmatch(part[-1].form.ending) is not None


def _turns_to(before: Sentence, after: Term) -> bool:
    """«남편은 김철수고 / 아들은 김민수야», «햄스터 있어 / 이름은 밤톨이»: where another is spoken of."""
    said = before[-1].form
    if after.lemma in NAMES and after.particle in ("은", "이"):
        # «가게 이름은»: the shop, which the dictionary takes for a verb
        return said is not None and not said.modifies and said.ending != _SO_THAT
    others = any(term.lemma in KIN and term.particle == "은" for term in before)
    return after.lemma in KIN and after.particle == "은" and others


def _with_subject(parts: tuple[Sentence, ...], speaker: list[Term], relative: list[str]) -> Iterator[Sentence]:
    """The clauses, the speaker put before what says something of them: «난 서른두 살이고 / (난) 간호사야».

    Args:
        parts: the clauses of one sentence.
        speaker: who spoke of themselves last, kept from sentence to sentence.
        relative: who of theirs was spoken of last; it may change from clause to clause.
    """
    for part in parts:
        topics = [term for term in part if term.particle in ("은", "이") or is_self(NounPhrase((term,)))]
        verb = last_verb(part)
        says = verb is not None and verb.lemma == "이" and verb is part[-1]
        if says and speaker and not topics and not speaks_of_self(part):
            yield (*speaker, *part)
        else:
            yield part
        if topics:
            own = topics[0].lemma in AGES | NAMES and not any(relative)  # «딸이랑 왔어. 이름은 서윤이고 / 열 살이야»
            # «나이는 서른넷이고 / (나는) 초등학교 교사야»
            here = Term(part[0].start, part[0].start, "나", "pronoun", "나", particles=("은",), phrase=-1)
            speaker[:] = [topics[0]] if is_self(NounPhrase((topics[0],))) else [here] if own else []


def _ends_early(before: Sentence, after: Term, between: str = "") -> bool:
    """«나는 지우야 / 일곱 살이야», «이름은 순례여 / 올해 여든둘이고»: a sentence that ends without a sign of it."""
    last = before[-1]
    if last.form is not None and last.form.closes and last.form.ending.endswith(_POLITE):
        return True  # «김은정이라고 해요 / 간호사예요»
    if (
        "," in between
        and last.form is None
        and not last.particles
        and after.particle == "은"
        and _has_topic(before[:-1])
    ):
        return True  # «이름은 도윤, 나이는 여섯 살이야»
    keeps = after.lemma in REMEMBER  # «내 이름은 순자야 / 기억해 둬»
    if keeps and last.lemma == "있":
        return True  # «해산물 알레르기 있어 / 기억해 둬»
    if after.kind not in ("name", "noun", "pronoun", "time", "number") and not keeps:
        return False
    if is_self(NounPhrase((after,))) and after.particle == "은" and any(term.particle == "은" for term in before):
        return True  # «엄마는 의대 가래 / 나는 만화가 되고 싶은데»
    if last.form is None:
        return bool(VOCATIVE & set(last.particles)) and _has_topic(before[:-1])
    # Only a verb of liking or a name that looks like a verb: «먹어 봤어» goes on.
    copula = last.lemma == "이" and last.form.ending in ("여", "야")
    most = last.lemma == _GOOD and any(term.lemma in DEGREES for term in before)  # «공룡이 제일 좋아 / 뿔이 멋있잖아»
    likes = last.form.ending in ("아", "어") and (last.lemma in _TASTE_VERBS or most)
    return (copula or last.form.ending == "야" or likes) and _has_topic(before[:-1])


def _has_topic(terms: Iterable[Term]) -> bool:
    """Whether something is said of somebody or something: «나는 …», «이름은 …»."""
    return any(term.particle in ("은", "이") or is_self(NounPhrase((term,))) for term in terms)


def _goes_on(sentence: Sentence, text: str, before: list[Disclosure]) -> list[Disclosure]:
    """«내일은 연차야. 강릉 가서 바다 보려고»: what is meant for the day of the plan told just before."""
    verb = last_verb(sentence)
    if not before or before[-1].about != "plan" or verb is None or verb.form is None or verb is not sentence[-1]:
        return []
    if not _INTENDING.search(verb.form.ending) or any(term.kind in ("pronoun", "question") for term in sentence):
        return []
    clause = f"{' '.join(text[sentence[0].start : verb.start].split())} {plain_form(verb.lemma)}".strip()
    return [Disclosure("plan", clause, when=before[-1].when, start=before[-1].start, end=before[-1].end)]


def _born_too(sentence: Sentence, text: str, said: str, found: list[Disclosure]) -> Iterator[Disclosure]:
    """«아들은 8월 10일이야» after «딸 생일은 5월 3일이야»: the birthday of another, where one was told before."""
    if not (any(word in said for word in BIRTHDAYS) or any(fact.about == "birthday" for fact in found)):
        return
    phrases = noun_phrases(sentence)
    who = next((p for p in phrases if p.head.particle in _TOPICS and _is_somebody(p, text)), None)
    day = next((p for p in phrases if p.head.kind == "time" and who is not None and p.start > who.start), None)
    verb = next((t for t in sentence if day is not None and t.start >= day.end), None)
    if who is None or day is None or verb is None or verb.lemma != COPULA or not day.text(text).endswith(_OF_DAYS):
        return
    if all(fact.about != "birthday" or fact.start != day.start for fact in found):
        named = (fact.of for fact in found if fact.about == "name" and fact.value in who.text(text))
        of = next(named, "") or next(t.lemma for t in who.terms if t.lemma in KIN)
        yield Disclosure("birthday", day.text(text), of, start=day.start, end=day.end)


def _is_somebody(phrase: NounPhrase, text: str) -> bool:
    """«아들», «큰손주 지호»; not «아들 면접»."""
    kin = next((at for at, term in enumerate(phrase.terms) if term.lemma in KIN), None)
    if kin is None:
        return False
    behind = phrase.terms[kin + 1 :]
    return not behind or (len(behind) == 1 and is_given_name(behind[0].text))


_OF_DAYS: Final = ("일", "날", *DAY_NAMES)
_TOPICS: Final = ("은", "도", "이")


def _told_in(sentence: Sentence, text: str) -> list[Disclosure]:
    if any(t.form is not None and t.form.past and t.form.ending.endswith("면") for t in sentence):
        return []  # «영감이 살았으면 올해 팔십인데»: it is not so
    verb = next((term for term in reversed(sentence) if term.form is not None), None)
    if (
        verb is not None
        and verb.form is not None
        and (ASKING.search(verb.form.ending) and not (verb.form.future or verb.form.past))
    ):
        return []
    phrases = noun_phrases(sentence)
    facts = next((facts for rule in _RULES if (facts := list(rule(sentence, phrases, text)))), [])
    learns = any(fact.about == "study" for fact in facts)  # «경영학과 2학년이야»
    return [*facts, *tells_school_year(sentence, phrases, text)] if learns else facts


def _told_briefly(reading: Reading, expected: str) -> Iterator[Disclosure]:
    """The answer to a question: «김복순», «복순이야», «일흔여덟», «수원»."""
    phrases = noun_phrases(reading.terms)
    verbs = [term for term in reading.verbs if term.lemma != "이"]
    if len(phrases) != 1 or verbs:
        return
    phrase = phrases[0]
    text = phrase.text(reading.text)
    if expected == "age" and (age := years_in(text)) is not None:
        yield Disclosure("age", str(age), start=phrase.start, end=phrase.end)
    elif (expected == "name" and looks_like_name(text)) or (
        expected in ("home", "like", "dislike", "birthday") and phrase.head.kind not in ("pronoun", "question")
    ):
        about: About = next(known for known in get_args(About) if known == expected)
        yield Disclosure(about, text, start=phrase.start, end=phrase.end)
