"""How people live, as they tell it: where, with whom, at what work, what they like, dream of and plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from companion.language.hangul import final_consonant
from companion.language.noun_phrases import NounPhrase, before_copula, is_self, topic_of
from companion.language.readings import words
from companion.language.self_words import (
    DISLIKE,
    DREAMS,
    EAT,
    FUTURE,
    HOBBIES,
    HOMES,
    KIN,
    LIKE,
    OURS,
    PETS,
    TALK,
    WORKING,
    About,
    Disclosure,
)
from companion.language.stances import Sentence, addresses_robot, last_verb
from companion.language.verb_forms import plain_form

_KEEP: Final = frozenset(words("키우 기르 있 두"))
_MEALS: Final = frozenset(words("밥 아침 점심 저녁 끼니 식사 약 술 담배 것 거 걸 아무것 아무것도"))
_MOODS: Final = frozenset(words("기분 몸 컨디션 날씨 속 맘 마음 사이 성적 건강"))
_ALLERGY: Final = re.compile("알레르기|알러지")
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
    if topic is not None and topic.head.lemma in DREAMS and topic.head.particle in ("은", "이"):
        if value is not None and value is not topic:
            said = value.text(text)
            yield Disclosure("dream", f"{said}{'이' if final_consonant(said) else '가'}", of)
        return
    becomes = next((term for term in sentence if term.form is not None and term.lemma == "되"), None)
    if becomes is None or of:
        return
    grown = _GROWN.search(text) is not None
    wishes = verb is becomes and verb.form.wishes and (named or grown)
    will = grown and verb.lemma == "이" and becomes.form is not None and becomes.form.modifies
    before = [p for p in phrases if p.end <= becomes.start and not is_self(p) and p.head.kind in ("noun", "name")]
    if (wishes or will) and before and before[-1].head.particle in ("", "이"):
        said = text[before[-1].start : becomes.start].strip()
        bare = not before[-1].head.particles
        said = f"{said}{'이' if final_consonant(said) else '가'}" if bare else said
        yield Disclosure("dream", said, start=before[-1].start, end=before[-1].end)


def tells_work(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«회계팀에서 일해», «우리 아들은 은행에서 일해»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.lemma not in WORKING or verb.form.past or verb.form.negated:
        return
    of, topic, _ = topic_of(phrases)
    place = next((p for p in phrases if p.head.particle == "에서" and p.head.kind in ("noun", "name")), None)
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
    hobby = topic is not None and topic.head.lemma in HOBBIES and topic.head.particle in ("은", "이")
    if hobby and value is not None and value is not topic and not (verb and verb.form and verb.form.past):
        yield Disclosure("hobby", value.text(text), of, start=value.start, end=value.end)


_IN_TOWN: Final = re.compile(r"[가-힣](?:동|구|시|군|읍|면|리|도)$")


def tells_home(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«수원에 살아», «나 영통 살아», «우리 집은 매탄동이야»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.wishes or verb.form.past:
        return
    of, topic, named = topic_of(phrases)
    value = None
    others = topic is not None and topic.head.particle == "이" and not of
    if verb.lemma == "살" and verb.form.ending != "기" and not others:
        value = next((p for p in phrases if p.head.particle in ("에", "에서")), None)
        if value is None and named:
            bare = [p for p in phrases if not is_self(p) and p.head.kind == "name" and not p.head.particles]
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


def tells_likes(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«난 순대 좋아해», «오이는 싫어», «매운 걸 못 먹어», «새우 알레르기가 있어»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.wishes or verb.form.future:
        return
    if any(term.form is not None and term.form.ending == "기" for term in sentence):
        return  # «회사 가기 싫다» is no word on the company
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
    objects = [p for p in objects if p.head.particle in ("", "을", "이", "은", "도") and p.end <= verb.start]
    if not objects:
        return
    thing = objects[-1]
    of, _, named = topic_of(phrases)
    about: About
    written = text[min(t.start for t in sentence if t.form is not None and t.end >= thing.end) :]
    # «좋아해요»: the dictionary may take it for another form of 좋다.
    likes = lemmas[-1] in LIKE or ("좋" in lemmas and verb.lemma == "하") or written.startswith(("좋아하", "좋아해"))
    if likes or (lemmas[-1] == "좋" and named and not of):
        about = "dislike" if negated else "like"
    elif lemmas[-1] in DISLIKE or ("싫" in lemmas and verb.lemma == "하"):
        about = "like" if negated else "dislike"
    elif lemmas[-1] in EAT and negated and not any(p.head.kind == "time" for p in phrases):
        about = "avoid"
        if of in PETS or (of and thing.head.lemma in _MEALS):
            return
    else:
        return
    if thing.head.lemma in (_MEALS | _MOODS) and thing.head.kind != "name":
        return
    yield Disclosure(about, thing.text(text), of, start=thing.start, end=thing.end)


def tells_family(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«딸이 둘이야», «손주가 있어», «강아지 한 마리 키워»."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.past or verb.form.wishes:
        return
    if any(term.form is not None and term.form.modifies for term in sentence):
        return  # «좋아하는 애 있어»
    kin = next(
        (
            p
            for p in phrases
            if any(t.lemma in KIN for t in p.terms) and p.head.particle in ("이", "을", "도", "은", "")
        ),
        None,
    )
    if kin is None:
        return
    number = next((term for p in phrases for term in p.terms if term.kind == "number"), None)
    counted = verb.lemma == "이" and number is not None
    if not counted and verb.lemma not in _KEEP:
        return
    if verb.lemma in _KEEP and any(p is not kin and not is_self(p) and p.head.kind == "noun" for p in phrases):
        return
    relative = next(t for t in kin.terms if t.lemma in KIN)
    value = relative.lemma + (f" {number.text}" if number is not None else "")
    yield Disclosure("family", value, relative.lemma, start=relative.start, end=relative.end)


def tells_plan(sentence: Sentence, phrases: tuple[NounPhrase, ...], text: str) -> Iterator[Disclosure]:
    """«내일 병원 가», «다음 주에 손주들이 온대»."""
    verb = last_verb(sentence)
    time = next((p for p in phrases if p.head.kind == "time" and FUTURE.search(p.text(text))), None)
    if verb is None or verb.form is None or time is None or verb.form.past or verb.form.requests or verb.form.negated:
        return
    if verb.lemma in ("알", "모르", "같", "싶", "좋", "춥", "덥"):
        return
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
