"""Telling more about a place that was named or recommended: «두 번째 집은 어디야?», «진미통닭 전화번호»."""

from __future__ import annotations

import re
from dataclasses import replace

from companion.answering.base import Answer, Attempt, Focus, Item, PlaceFocus, SkillTurn
from companion.answering.place_items import item_of, source_of
from companion.answering.wishes import WishReader, Wording
from companion.knowledge.places.query import PlaceQuery, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.telling import Teller
from companion.language.josa import josa
from companion.language.numbers import count, ordinal
from companion.understanding.lexicon import looks_verbal
from companion.understanding.types import Analysis, Mention

_FIRST = re.compile(
    r"(?:첫|처음|맨 위)\s?(?:에|으로)?\s?(?:말한|추천한|나온|알려준)?\s?(?:집|가게|식당|곳|데|거기)|맨 처음"
)
_SURE_OF_DETAIL = 0.6
_CLEARLY_HEARD = 0.88
_OVERVIEW = ("why", "address", "phone")
_DETAILS = ("phone", "price", "menu", "closed", "hours", "parking", "why", "name", "address")
_LABELS = {
    "phone": "전화번호",
    "price": "가격",
    "menu": "메뉴",
    "hours": "영업시간",
    "closed": "쉬는 날",
    "parking": "주차 정보",
    "address": "주소",
    "why": "까닭",
}
_FRAGMENT = re.compile(r"(?:은|는|은요|는요|도|로|으로)\s*[?？]?$")


class PlaceDetails:
    """Answers questions about single places."""

    def __init__(
        self, store: PlaceStore, index: PlaceIndex, teller: Teller, wording: Wording, wishes: WishReader
    ) -> None:
        self._store = store
        self._index = index
        self._teller = teller
        self._wording = wording
        self._wishes = wishes

    def answer(self, turn: SkillTurn) -> Answer | None:
        """Tell about the place or places pointed at; None when none is."""
        text, places = turn.analysis.text, turn.focus.places
        intent = turn.intent.intent
        named = [
            m
            for m in turn.analysis.of_kind("place")
            if not self._wishes.is_negated(turn.analysis, m) and m.similarity >= _CLEARLY_HEARD
        ]
        ordinals = [n.value for n in turn.analysis.numbers if n.ordinal]
        if not ordinals and _FIRST.search(text):
            ordinals = [1]
        asked = [d for d in _DETAILS if self._wording.has(without_names(turn.analysis), d)]
        if named and not self._wording.has(text, "more"):
            place = self._closest(named, turn)
            strange = [w for w in turn.analysis.unexplained(*self._wording.explained) if not looks_verbal(w)]
            if strange and asked in ([], ["name"]):  # «가보정 사장 이름»
                lacking = self._lacks(place, strange[0])
                return replace(self._tell(turn, (place,), []), text=lacking, status="unknown")
            own = self._fact(turn, place) or self._attribute(turn, place)
            return own or self._tell(turn, (place,), asked or self._from_intent(turn.intent))
        points = bool(ordinals) or self._wording.has(text, "that") or (self._wording.has(text, "last") and "집" in text)
        if not (points or intent.startswith("recommend.detail")) and not (
            asked and places and turn.focus.topic == "recommend" and len(text) <= 20 and not turn.analysis.mentions
        ):
            return None
        if self._wording.has(text, "within", "more", "cheaper") and not ordinals:
            return None
        if places is None:
            return None
        if (
            turn.focus.topic != "recommend"
            and not self._wording.has(text, "earlier")
            and not re.search(r"집|식당|가게|맛집", text)
        ):
            return None
        if not places.shown:
            return None
        chosen = self._pointed_at(turn, places, ordinals[0] if ordinals else None)
        if isinstance(chosen, Answer):
            return chosen
        if len(chosen) == 1 and (fact := self._fact(turn, chosen[0])):
            return fact
        if not asked:
            return self._attribute(turn, chosen[0]) or self._tell(turn, chosen, self._from_intent(turn.intent))
        return self._tell(turn, chosen, asked or self._from_intent(turn.intent))

    def _from_intent(self, intent: Attempt) -> list[str]:
        detail = intent.intent.removeprefix("recommend.detail_")
        return [detail] if detail in _DETAILS and intent.score >= _SURE_OF_DETAIL else []

    def _fact(self, turn: SkillTurn, place: Place) -> Answer | None:
        """What a relation of its own says, where the question asks for one: «달항아리는 언제 만들어졌어?»."""
        base, squeezed = self._teller.base, without_names(turn.analysis).replace(" ", "")
        facts = [
            fact
            for fact in base.facts_of(place.id)
            if any(cue.replace(" ", "") in squeezed for cue in base.vocabulary.relations[fact.relation].cues)
        ]
        if not facts:
            return None
        told = self._teller.facts(facts, turn.as_of)
        return replace(self._tell(turn, (place,), []), text=told.text, sources=told.sources, status="answered")

    def _attribute(self, turn: SkillTurn, place: Place) -> Answer | None:
        """«송풍가든 단체로 가도 돼?»: whether a place has what was asked for, as far as its sources say."""
        asked = [self._store.attributes[m.id] for m in turn.analysis.of_kind("attribute")]
        if not asked or asked[0].id in ("아침", "점심", "저녁"):
            return None
        says = [a.says for a in asked if a.id in place.tags and a.says]
        text = _about(place, f"{says[0]}.") if says else self._lacks(place, asked[0].id)
        answer = self._tell(turn, (place,), [])
        return replace(answer, text=text, status="answered" if says else "unknown", intent="recommend.detail_all")

    def _lacks(self, place: Place, what: str) -> str:
        return _about(place, self._wording.say("missing", label=f"«{what}» 정보가"))

    def _closest(self, named: list[Mention], turn: SkillTurn) -> Place:
        shown = turn.focus.places.shown if turn.focus.places else ()
        ids = [i for m in named for i in m.ids]
        return self._store.places[next((i for i in ids if i in shown), ids[0])]

    def _pointed_at(self, turn: SkillTurn, places: PlaceFocus, number: int | None) -> tuple[Place, ...] | Answer:
        text, shown = turn.analysis.text, places.shown
        if number is not None and not 1 <= number <= len(shown):
            asked = ordinal(number) if number > 0 else "그"
            text = self._wording.say("out_of_list", number=asked, total=count(len(shown), "곳"))
            return Answer(text, "clarify", turn.focus, intent="recommend.detail_all")
        if number is not None:
            return (self._store.places[shown[number - 1]],)
        if self._wording.has(text, "last"):
            return (self._store.places[shown[-1]],)
        if re.search(r"(?:^|\s)(?:다|모두|전부|각각)(?:\s|$)", text):
            return tuple(self._store.places[i] for i in shown)
        if places.chosen or len(shown) == 1:
            return (self._store.places[places.chosen or shown[0]],)
        return Answer(self._wording.say("which"), "clarify", turn.focus, intent="recommend.detail_all")

    def _tell(self, turn: SkillTurn, chosen: tuple[Place, ...], asked: list[str]) -> Answer:
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        wanted = sorted(asked, key=lambda d: d != "name")[:2]
        if not wanted and _FRAGMENT.search(turn.analysis.text) is None and not asked:
            wanted = []
        told = [self._tell_one(turn, place, wanted) for place in chosen]
        text = " ".join(sentence for sentence, _ in told)
        known = any(ok for _, ok in told)
        last = turn.focus.places
        shown = last.shown if last else tuple(p.id for p in chosen)
        seen = last.seen if last else shown
        single = chosen[0].id if len(chosen) == 1 else None
        focus = Focus("recommend", turn.focus.knowledge, PlaceFocus(query, shown, seen, single))
        items = tuple(self._as_item(place, query) for place in chosen)
        intent = f"recommend.detail_{wanted[0]}" if wanted else "recommend.detail_all"
        sources = tuple(source_of(p) for p in chosen)
        return Answer(text, "answered" if known else "unknown", focus, items, sources, intent=intent)

    def _as_item(self, place: Place, query: PlaceQuery) -> Item:
        return item_of(Ranked(place, self._index.why(place, query), 0.0, ()))

    def _tell_one(self, turn: SkillTurn, place: Place, wanted: list[str]) -> tuple[str, bool]:
        """Sentences about a place, and whether anything is known. It is their topic, and named once.

        All answers about a place begin so, and the voice can have that beginning ready.
        """
        sentences = []
        if "name" in wanted:
            shown = turn.focus.places.shown if turn.focus.places else ()
            number = ordinal(shown.index(place.id) + 1) if place.id in shown else "그"
            sentences.append(self._wording.say("name", number=number, name=place.name))
        known = not wanted or bool(sentences)
        said: list[str] = []
        for detail in (d for d in wanted or _OVERVIEW if d != "name"):
            particle = "은/는" if said else "이/가"
            predicate = self._predicate(turn, place, detail, particle)
            known = known or predicate is not None
            if predicate is None and wanted:
                predicate = self._wording.say("missing", label=josa(_LABELS[detail], particle))
            said += [predicate] if predicate else []
        return " ".join([*sentences, *([_about(place, said[0]), *said[1:]] if said else ())]), known

    def _predicate(self, turn: SkillTurn, place: Place, detail: str, particle: str) -> str | None:
        """What the data says about a detail, as a sentence without its topic; labels take the particle."""

        def stated(detail: str, value: str, particle: str = particle) -> str:
            return self._wording.say("stated", label=josa(_LABELS[detail], particle), value=value)

        match detail:
            case "address" if place.address:
                return self._wording.say("address", address=place.address)
            case "address" if place.district or place.dong:
                return self._wording.say("area_only", area=" ".join(filter(None, (place.district, place.dong))))
            case "phone" if place.phone:
                return stated("phone", place.phone)
            case "price" if place.price_krw and place.price_item:
                price = {"item": place.price_item, "price": place.price_krw}
                if place.price_as_of:
                    return self._wording.say("price_dated", **price, day=place.price_as_of)
                return self._wording.say("price", **price)
            case "menu" if place.menu or place.offers:
                return self._wording.say("menu", dishes=list(place.menu or place.offers)[:4])
            case "hours" if place.hours:
                value = place.hours
                if place.hours_as_of:
                    value = self._wording.say("dated_value", value=value, year=int(place.hours_as_of[:4]))
                hours = stated("hours", value)
                return f"{hours} {stated('closed', place.closed, '은/는')}" if place.closed else hours
            case "closed" if place.closed:
                return stated("closed", place.closed)
            case "parking" if "주차" in place.tags:
                return self._wording.say("parking_yes")
            case "why":
                query = turn.focus.places.query if turn.focus.places else PlaceQuery()
                return f"{self._index.why(place, query)}."
        return None


def _about(place: Place, predicate: str) -> str:
    return f"{josa(place.name, '은/는')} {predicate}"


def without_names(analysis: Analysis) -> str:
    """The text with names blanked out, so that cues inside names don't count."""
    text = list(analysis.text)
    for mention in analysis.mentions:
        text[mention.start : mention.end] = "·" * (mention.end - mention.start)
    return "".join(text)
