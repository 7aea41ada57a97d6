"""How people live, as they tell it: where, with whom, at what work, what they like, dream of and plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.grammar import BARELY
from companion.language.hangul import final_consonant
from companion.language.introductions import is_given_name
from companion.language.morphemes import tokenize
from companion.language.noun_phrases import NounPhrase, before_copula, is_self, topic_of
from companion.language.readings import words
from companion.language.self_words import (
    COMING,
    DISLIKE,
    DREAMS,
    EAT,
    FUTURE,
    HOBBIES,
    HOMES,
    KIN,
    LIKE,
    ORIGINS,
    OURS,
    PETS,
    SELF,
    TALK,
    WORKING,
    About,
    Disclosure,
)
from companion.language.stances import Sentence, addresses_robot, last_verb
from companion.language.terms import THAN, Term, noun_in
from companion.language.verb_forms import plain_form

_COMES_OUT: Final = frozenset(words("나오 나 뜨 발표하 발표되 알려지"))
"""What becomes known by itself."""
_DO, _GOES = "하", "다니"
_WORKPLACES: Final = frozenset(words("회사 직장"))
"""What one goes to for work, wherever it stands: «판교에서 회사 다녀»."""
_PLEASURES: Final = HOBBIES | frozenset(words("낙 재미 즐거움 기쁨"))
_KEEP: Final = frozenset(words("키우 기르 있 두"))
_ARE: Final = frozenset(words("이 되"))
_OF_TIME: Final = ("년", "달", "살", "세", "주", "개월")
"""«영감 간 지가 칠 년이야»: nobody counts people so."""
_HAD: Final = ("이", "을", "도", "은", "만", "")
"""Particles of whom somebody has."""
_COME_FROM: Final = frozenset(words("사람 출신 태생"))
_LIVES: Final = "산다"
_MEALS: Final = frozenset(words("밥 아침 점심 저녁 끼니 식사 약 술 담배 것 거 걸 아무것 아무것도"))
_MOODS: Final = frozenset(words("기분 몸 컨디션 날씨 속 맘 마음 사이 성적 건강"))
_MOST: Final = frozenset(words("제일 젤 가장 제일로 최고로"))
_MOVING: Final = "이사"
_BECAUSE: Final = ("서", "니까")
"""Endings of what is only a reason for something else, in which «안 좋다» is no taste."""
_RUNNING: Final = frozenset(words("하 운영하 차리 꾸리"))
_SHOPS: Final = ("집", "가게", "카페", "식당", "점", "학원", "공방", "농장", "병원", "약국", "사업", "장사", "농사")
"""What the nouns end in for what one runs or does for a living."""
_ALLERGY: Final = re.compile("알레르기|알러지")
_ILL: Final = re.compile("두드러기|배탈|탈(?:이)? ?나|가려[워운]|간지러|설사|토하|토해|체해|체하")
_PLURAL: Final = "들"
_HATES: Final = re.compile(r"(.+?)\s?(?:극혐|노답|질색|젬병)(?:이야|이에요|임)?$")
"""Nouns that say alone that somebody cannot stand, or is no good at, what stands before them."""
_FAN: Final = re.compile(r"([가-힣]{2,6})\s?파(?:야|예요|에요|입니다|임|거든|지)")
"""«난 콜라파야»: whose side in a matter of taste."""
_GROWN: Final = re.compile(r"커서|크면|어른이 되면|나중에")


def tells_dream(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«나는 만화가 되고 싶어», «커서 소방관 될 거야», «내 꿈은 화가야»; kept with its particle, as it was said."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.negated:
        return
    of, topic, named = topic_of(phrases)
    value = before_copula(sentence, phrases)
    dreams = topic is not None and topic.head.lemma in DREAMS and topic.head.particle in ("은", "이")
    if dreams and not (value is not None and value.head.bound):
        if value is not None and value is not topic:
            said = _with_modifiers(value, sentence, text)
            yield Disclosure("dream", f"{said}{'이' if final_consonant(said) else '가'}", of)
        return
    becomes = next((term for term in sentence if term.form is not None and term.lemma == "되"), None)
    if becomes is None or of:
        return
    grown = _GROWN.search(text) is not None
    wishes = verb is becomes and verb.form.wishes and (named or grown)
    will = (grown or named or dreams) and verb.lemma == "이" and becomes.form is not None and becomes.form.modifies
    before = [p for p in phrases if p.end <= becomes.start and not is_self(p) and p.head.kind in ("noun", "name")]
    kin = bool(before) and before[-1].head.lemma in KIN  # «나 이제 할머니 될 거야» dreams of nothing
    if (wishes or (will and not kin)) and before and before[-1].head.particle in ("", "이"):
        said = f"{_with_modifiers(before[-1], sentence, text)}{text[before[-1].end : becomes.start].rstrip()}"
        bare = not before[-1].head.particles
        said = f"{said}{'이' if final_consonant(said) else '가'}" if bare else said
        yield Disclosure("dream", said, start=before[-1].start, end=before[-1].end)


def _with_modifiers(phrase: NounPhrase, sentence: Sentence, text: str) -> str:
    """A noun phrase with the clause that describes it: «로봇 만드는 사람», «아픈 동물을 고치는 의사».

    The clause begins behind the topic («내 꿈은 …»), the speaker, or a clause that ended («커서 …»).
    """
    before = [term for term in sentence if term.end <= phrase.start]
    if not before or before[-1].form is None or not before[-1].form.modifies:
        return phrase.text(text)
    start = before[-1].start
    for term in reversed(before):
        ends = term.form is not None and not term.form.modifies
        own = term.kind == "pronoun" and term.lemma in SELF
        if ends or own or (term.form is None and (term.particle == "은" or term.lemma in DREAMS)):
            break
        start = term.start
    return " ".join(text[start : phrase.end].split())


def tells_work(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«회계팀에서 일해», «우리 아들은 은행에서 일해»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.negated:
        return
    *_, last = (None, *(p for p in phrases if p.end <= verb.start))
    goes = verb.lemma == _GOES and last is not None and last.head.lemma in _WORKPLACES and not last.head.particle
    if verb.lemma not in WORKING and not goes:
        return
    of, topic, _ = topic_of(phrases)
    place = next((p for p in phrases if p.head.particle == "에서" and p.head.kind in ("noun", "name")), None)
    as_what = next((p for p in phrases if p.head.particle == "으로" and p.head.kind == "noun"), None)
    if as_what is not None and as_what.head.particles[0].endswith("로") and as_what.head.lemma not in ("집", "재택"):
        yield Disclosure(
            "role", as_what.text(text), of, start=as_what.start, end=as_what.end
        )  # «간호사로 일하고 있어요»
    others = topic is not None and topic is not place and topic.head.particle in ("은", "이")
    if place is not None and not others and place.head.lemma not in ("집", "여기", "거기"):
        yield Disclosure("work_at", place.text(text), of, start=place.start, end=place.end)


def tells_taste(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«수학 극혐», «난 콜라파야», «수학 못하겠어»: likes and dislikes told without a verb for it."""
    for phrase in phrases:
        hated = _HATES.fullmatch(phrase.text(text))
        if hated is not None and not addresses_robot(sentence):
            yield Disclosure("dislike", hated[1], start=phrase.start, end=phrase.start + len(hated[1]))
            return
    fan = _FAN.search(text[sentence[0].start : sentence[-1].end + 3])
    if fan is not None and any(is_self(phrase) for phrase in phrases):
        start = sentence[0].start + fan.start(1)
        yield Disclosure("like", fan[1], start=start, end=start + len(fan[1]))
        return
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.lemma != "하" or not (verb.form.negated and verb.form.future):
        return
    things = [p for p in phrases if not is_self(p)]
    unable = text[verb.start - 1 : verb.end].strip().startswith("못")
    named = len(things) == 1 and things[0].head.kind == "noun"
    if unable and named and things[0].head.lemma not in (_MEALS | _MOODS | TALK):
        yield Disclosure("dislike", things[0].text(text), start=things[0].start, end=things[0].end)


def tells_hobby(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«취미는 등산이야», «우리 아빠 취미는 낚시야»."""
    of, topic, _ = topic_of(phrases)
    value, verb = before_copula(sentence, phrases), last_verb(sentence)
    if value is not None and value.head.lemma in _PLEASURES:
        yield from _hobby_of_doing(sentence, phrases, of, text)
        return
    hobby = topic is not None and topic.head.lemma in HOBBIES and topic.head.particle in ("은", "이")
    if hobby and value is not None and value is not topic and not (verb and verb.form and verb.form.past):
        yield Disclosure("hobby", value.text(text), of, start=value.start, end=value.end)


def _hobby_of_doing(sentence: Sentence, phrases: tuple[NounPhrase, ...], of: str, text: str) -> Iterator[Disclosure]:
    """«퇴근하고 수영하는 게 낙이야», «책 읽는 게 취미예요»: what is done for pleasure."""
    verb = next((t for t in reversed(sentence) if t.form is not None and t.form.modifies), None)
    after = next((t for t in sentence if verb is not None and t.start >= verb.end), None)
    if verb is None or after is None or not (after.bound or after.lemma in ("게", "것", "거")):
        return
    thing = next((p for p in reversed(phrases) if p.end <= verb.start and p.head.kind in ("noun", "name")), None)
    doing = noun_in(verb.lemma)
    if doing != verb.lemma:
        yield Disclosure("hobby", doing, of, start=verb.start, end=verb.end)
    elif thing is not None:
        said = text[thing.start : verb.start].strip() if verb.lemma == _DO else f"{thing.text(text)} {verb.lemma}기"
        yield Disclosure("hobby", said, of, start=thing.start, end=verb.end)


_IN_TOWN: Final = re.compile(r"[가-힣](?:동|구|시|군|읍|면|리|도)$")


def tells_home(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«수원에 살아», «나 영통 살아», «우리 집은 매탄동이야», «율전동으로 이사 왔어»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.wishes:
        return
    if verb.form.past:
        yield from _moved(sentence, phrases, text)
        return
    of, topic, named = topic_of(phrases)
    value = None
    others = topic is not None and topic.head.particle == "이" and not of
    lives_there = verb.lemma == "살" or (of and verb.text == _LIVES)  # which the dictionary takes for buying
    if lives_there and verb.form.ending != "기" and not others:
        value = next((p for p in phrases if p.head.particle in ("에", "에서")), None)
        polite = topic is None and verb.form.ending.endswith("요")  # «김민수인데요 서울 살아요»
        if value is None and (named or of or polite):
            bare = [p for p in phrases if not (is_self(p) or p.head.particles) and _is_town(p.head)]
            value = bare[-1] if bare else None
    elif verb.lemma == "이" and topic is not None and topic.head.particle == "은":
        lives = any(t.lemma == "살" and t.end <= topic.start for t in sentence) and topic.head.bound
        value = before_copula(sentence, phrases) if lives or topic.head.lemma in HOMES else None
        there = value is not None and (value.head.kind == "name" or (lives and _IN_TOWN.search(value.head.text)))
        value = value if there else None
    if (
        value is not None
        and value.head.kind not in ("time", "pronoun")
        and value.head.lemma not in ("집", "혼자", "여기")
    ):
        # «간호사고 부산에»: the dictionary finds an accident there.
        place_name = value.terms[-1] if value.head.kind == "name" else None
        start = place_name.start if place_name is not None else value.start
        yield Disclosure("home", text[start : value.end], of, start=start, end=value.end)


def _moved(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«율전동으로 이사 왔어», «언니는 대전으로 이사했어»: where somebody lives since then."""
    of, topic, _ = topic_of(tuple(p for p in phrases if p.head.particle in ("은", "이") or is_self(p)))
    moves = any(_MOVING in (t.lemma, t.lemma.removesuffix("하")) for t in sentence)
    past = [t for t in sentence if t.form is not None and t.form.modifies]  # «이사 온 사람이 왔어»
    where = next((p for p in phrases if p.head.particle == "으로"), None)
    if moves and where is not None and topic is None and not past and where.head.kind in ("name", "noun"):
        yield Disclosure("home", where.text(text), of, start=where.start, end=where.end)


def _is_town(term: Term) -> bool:
    """Whether it names a place, as the dictionary knows: «나 영통 살아», «저는 부산 살아요»."""
    return term.kind == "name" or (term.kind == "noun" and [t.kind for t in tokenize(term.text)] == ["지명"])


def tells_business(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«수원에서 빵집 해요», «저는 작은 가게 하고 있어요»: what the speakers run."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.lemma not in _RUNNING or verb.form.past or verb.form.negated:
        return
    run = next((p for p in reversed(phrases) if p.end <= verb.start), None)
    of, topic, named = topic_of(tuple(p for p in phrases if p is not run))
    others = topic is not None and topic.head.particle in ("은", "이")
    shop = run is not None and run.head.particle in ("", "을") and run.head.text.endswith(_SHOPS)
    polite = verb.form.ending.endswith("요") or verb.form.ending.endswith("니다")
    if run is not None and shop and not others and (named or of or polite) and not verb.form.requests:
        yield Disclosure("work_at", run.text(text), of, start=run.start, end=run.end)


_FORBIDDEN: Final = re.compile(r"[가-힣]{1,3}지\s?(?:말|마)")
"""«의사가 짜게 먹지 말랬어»: what one is told not to do."""


def tells_likes(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«난 순대 좋아해», «오이는 싫어», «매운 걸 못 먹어», «새우 알레르기가 있어»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.wishes or verb.form.future:
        return
    if any(term.form is not None and term.form.ending == "기" for term in sentence):
        return  # «회사 가기 싫다» is no word on the company
    if any(term.particle == THAN for term in sentence) and verb.lemma == "좋":
        return  # «나보다 기억력이 좋네» compares
    if _is_liked_or_not(phrases):
        return  # «아무도 나 안 좋아해», «걔가 나를 싫어해» are of somebody else's heart
    lemmas = [term.lemma for term in sentence if term.form is not None]
    negated = any(term.form.negated for term in sentence if term.form is not None)
    objects = [
        p
        for p in phrases
        if not is_self(p) and p.head.kind not in ("time", "pronoun", "question") and p.head.lemma not in KIN
    ]
    allergic = [p for p in objects if _ALLERGY.search(p.text(text))]
    if allergic and verb.lemma == "있":
        whole = allergic[0].text(text)
        value = _ALLERGY.split(whole)[0].strip()
        if value:
            yield Disclosure("avoid", value, start=allergic[0].start, end=allergic[0].start + len(value))
        return
    if (harmful := _makes_ill(sentence, objects, text)) is not None:
        yield Disclosure("avoid", harmful.text(text), topic_of(phrases)[0], start=harmful.start, end=harmful.end)
        return
    objects = [p for p in objects if p.head.particle in ("", "을", "이", "은", "도") and p.end <= verb.start]
    if verb.form.hearsay:  # «애들은 싫대»: who said so, not what
        objects = [p for p in objects if not (p.head.particle in ("이", "은", "도") and p.head.text.endswith(_PLURAL))]
    if not objects or _FORBIDDEN.match(text, verb.start):
        return
    thing = objects[-1]
    if any(t.form and thing.end <= t.start < verb.start and OF_ANOTHER.fullmatch(t.form.ending) for t in sentence):
        return  # «엄마가 옛날 생각 난다고 좋아하시더라»: what comes to her mind
    of, _, named = topic_of(phrases)
    about: About
    written = text[min(t.start for t in sentence if t.form is not None and t.end >= thing.end) :]
    # «좋아해요»: the dictionary may take it for another form of 좋다.
    likes = lemmas[-1] in LIKE or ("좋" in lemmas and verb.lemma == "하") or written.startswith(("좋아하", "좋아해"))
    best = any(term.kind == "adverb" and term.lemma in _MOST for term in sentence)  # «체육이 젤 좋음»
    best = best and not verb.form.modifies and thing.terms[0].kind != "determiner"  # not «이 집이 제일 좋아요»
    ails = negated and thing.head.particle == "이" and verb.form.ending.endswith(_BECAUSE)  # «무릎이 안 좋아서»
    if likes or (lemmas[-1] == "좋" and (named or best) and not (of or ails)):
        about = "dislike" if negated else "like"
    elif lemmas[-1] in DISLIKE or ("싫" in lemmas and verb.lemma == "하"):
        about = "like" if negated else "dislike"
    elif lemmas[-1] in EAT and negated and not any(p.head.kind == "time" for p in phrases):
        if thing.head.kind == "number":
            return  # «여덟살짜리가 못 먹어»: who it is
        about = "like" if thing.head.particle == BARELY else "avoid"  # «돈가스밖에 안 먹어»
        even = thing.head.particle == "도" and not _UNABLE.search(text, thing.end)  # «물도 통 안 마셔»
        only = about == "avoid" and any(p.head.particle == BARELY for p in phrases)  # «피자는 치즈밖에 안 먹어»
        if only or of in PETS or even or (of and thing.head.lemma in _MEALS):
            return
    else:
        return
    if thing.head.lemma in (_MEALS | _MOODS) and thing.head.kind != "name":
        return
    if len(thing.terms) > 1 and _is_whose(sentence, thing):  # «같은 반 서연이»
        thing = NounPhrase(thing.terms[1:])
    yield Disclosure(about, thing.text(text), of, start=thing.start, end=thing.end)


OF_ANOTHER: Final = re.compile(r".*(?:[다라자냐]고|서|니까)")
"""Endings of a clause of its own, whose nouns are not those of the verb after it."""


def _is_liked_or_not(phrases: tuple[NounPhrase, ...]) -> bool:
    """Whether the speakers are whom another likes or does not: «걔가 나를 …», «아무도 나 …»."""
    for before, phrase in pairwise((None, *phrases)):
        if phrase is None or not is_self(phrase):
            continue
        somebody = before is not None and (before.head.kind in ("pronoun", "name") or before.head.lemma in KIN)
        if phrase.head.particle == "을" or (somebody and phrase.head.particle == ""):
            return True
    return False


_UNABLE: Final = re.compile(r"(?<![가-힣])못\s")


def _makes_ill(sentence: Sentence, objects: list[NounPhrase], text: str) -> NounPhrase | None:
    """«영감은 해산물 먹으면 두드러기 나»: what is eaten, where eating it makes somebody ill."""
    eats = next((t for t in sentence if t.form is not None and t.lemma in EAT and t.form.ending.endswith("면")), None)
    if eats is None or not _ILL.search(text, eats.end, sentence[-1].end):
        return None
    return next((p for p in reversed(objects) if p.end <= eats.start and p.head.particle in ("", "을", "만")), None)


def _is_whose(sentence: Sentence, thing: NounPhrase) -> bool:
    """«같은 반 서연이», «옆집 사는 형 민수»: a name behind a noun that is itself described."""
    at = sentence.index(thing.terms[0])
    before = sentence[at - 1] if at else None
    described = before is not None and before.form is not None and before.form.modifies
    return described and is_given_name(thing.head.text)


def tells_family(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«딸이 둘이야», «손주가 있어», «강아지 한 마리 키워»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.past or verb.form.wishes:
        return
    if any(term.form is not None and term.form.modifies for term in sentence):
        return  # «좋아하는 애 있어»
    kin = [t for t in sentence if t.lemma in KIN and t.form is None and t.particle in _HAD]
    nouns = {n.start for n in sentence if n.kind == "noun" and not n.bound and n.lemma not in KIN}
    kin = [t for t in kin if t.particle or t.end + 1 not in nouns]  # not «사촌 결혼식»
    ends = [*(t.start for t in kin[1:]), len(text)]
    numbers = [
        next((n for n in sentence if n.kind == "number" and t.end <= n.start < end), None)
        for t, end in zip(kin, ends, strict=bool(kin))
    ]
    counted = verb.lemma in _ARE and bool(numbers) and all(n and not n.text.endswith(_OF_TIME) for n in numbers)
    if not kin or not (counted or verb.lemma in _KEEP):
        return
    about = [p for p in phrases if not any(t in kin for t in p.terms) and not is_self(p)]
    theirs = kin[0].lemma not in PETS and kin[0].particle in ("은", "이") and len(kin) > 1  # «이모는 고양이를 키워»
    if not counted and (theirs or verb.form.hearsay or any(p.head.kind in ("noun", "determiner") for p in about)):
        return
    for relative, number in zip(kin, numbers, strict=True):
        value = relative.lemma + (f" {number.text}" if number is not None else "")
        yield Disclosure("family", value, relative.lemma, start=relative.start, end=relative.end)


def tells_origin(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«나 부산 사람이야», «제 고향은 전주예요», «난 전주 출신이야»."""
    verb, value = last_verb(sentence), before_copula(sentence, phrases)
    if value is None or (verb is not None and verb.form is not None and (verb.form.negated or verb.form.past)):
        return
    of, topic, named = topic_of(tuple(p for p in phrases if p is not value))
    if topic is not None and topic.head.lemma in ORIGINS and topic.head.particle in ("은", "이"):
        yield Disclosure("origin", value.text(text), of, start=value.start, end=value.end)
        return
    *place, what = value.terms
    if topic is None and (named or of) and what.lemma in _COME_FROM and len(place) == 1:
        (town,) = place
        if town.kind == "name" or any(t.has("NNP") for t in tokenize(town.text)):
            yield Disclosure("origin", town.text, of, start=town.start, end=town.end)


_HONOURED: Final = re.compile(r"오(?:셨|신|십|시)")


def tells_came(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«저 대전에서 왔어요», «서울에서 온 김은정이에요»: where the speakers came from, which need not be their home."""
    others = any(p.head.particle in ("은", "이") and not is_self(p) for p in phrases)
    for before, verb in pairwise(sentence):
        form = verb.form
        if verb.lemma != COMING or form is None or form.negated or others or before.particle != "에서":
            continue
        if form.hearsay or (verb is sentence[-1] and _HONOURED.search(text, verb.start, verb.end) is not None):
            continue  # «행궁동에서 오셨대요» is of somebody else
        if not (form.modifies and not form.future) and not (form.past and form.closes):
            continue
        if before.kind == "name" or any(t.has("NNP") for t in tokenize(before.text)):
            yield Disclosure("came", before.text, start=before.start, end=before.end)


def tells_plan(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«내일 병원 가», «다음 주에 손주들이 온대»."""
    verb = last_verb(sentence)
    time = next((p for p in phrases if p.head.kind == "time" and FUTURE.search(p.text(text))), None)
    if verb is None or verb.form is None or time is None or verb.form.past or verb.form.requests or verb.form.negated:
        return
    if verb.lemma in ("알", "모르", "같", "싶", "좋", "춥", "덥"):
        return
    if verb.lemma in _COMES_OUT and verb.form.hearsay:
        return  # «결과는 금요일에 나온대»: nobody's plan
    after = [term for term in sentence if term.start >= time.end and term is not verb]
    others = [term for term in after if term.form is not None]
    bound = after[-1].lemma if after else ""  # «내일 병원 갈 거야»
    will = verb.lemma == "이" and bound in ("거", "것", "예정", "계획") and bool(others)
    others = others[:-1] if will and others[-1].form is not None and others[-1].form.modifies else others
    if any(term.form is None or not re.fullmatch(r"(?:아|어|여)?서|고|(?:으)?러", term.form.ending) for term in others):
        return
    said = [term for term in after if not (term.kind == "pronoun" and term.lemma in OURS)]
    if any(term.kind == "pronoun" for term in said) or (not said and verb.lemma in ("이", "하", "되")):
        return
    clause = " ".join(text[said[0].start : verb.start].split()) if said else ""
    if verb.lemma != "이":
        clause = f"{clause} {plain_form(verb.lemma)}".strip()
    else:
        clause = f"{clause}{'이라' if final_consonant(clause) else '라'}"
    yield Disclosure("plan", clause, when=time.text(text), start=time.start, end=time.end)
