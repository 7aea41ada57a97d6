"""Recommending restaurants: wishes become queries, lists are told in order, and later turns refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from companion.knowledge.base import Source
from companion.language.numbers import count, ordinal
from companion.places.query import PlaceQuery, PlaceResult, Ranked
from companion.places.store import Place
from companion.skills.base import Answer, Decline, Focus, Item, Library, PlaceFocus, Turn
from companion.understanding.types import Analysis, Candidate, Mention

_COUNTERS = ("곳", "군데", "집", "개", "가지", "식당", "데")
_FRAGMENT = re.compile(r"(?:은|는|은요|는요|도|로|으로)\s*[?？]?$")
# A word that is built like the name of a place and stands like one.
_UNKNOWN_AREA = re.compile(
    r"^([가-힣]{1,6}(?:동|역|읍|거리|공원|대학교|터미널|구|면|리|시|군|도|섬))(?:에서|에|에는|의|쪽|근처|동네)$"
)
_NEAR = re.compile(r"([가-힣]{2,8}?)(?:\s|에서|에|의)?\s?(?:근처|주변|인근|부근|앞|쪽)")
_FIRST = re.compile(
    r"(?:첫|처음|맨 위)\s?(?:에|으로)?\s?(?:말한|추천한|나온|알려준)?\s?(?:집|가게|식당|곳|데|거기)|맨 처음"
)
_FEW = {"하나": 1, "한 곳": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5}
_SURE_OF_DETAIL = 0.6
_CLEARLY_HEARD = 0.88
_VERBAL = re.compile(
    r"(?:[가-힣](?:어|아|요|지|고|서|는|은|을|게|네|다|까|자|면|데|던|려|니|나|라|죠|든|며|봐|줘)|해|한|할|하게)$"
)
_HERE = ("이", "여기", "내", "우리", "집", "이곳", "제", "저희", "요", "가까운")
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
_HOME_CITY = "수원시"
_PROVINCE = "경기도"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one utterance asks of places, before it is joined with what was asked earlier."""

    areas: tuple[str, ...]
    foods: tuple[str, ...]
    not_foods: tuple[str, ...]
    not_places: tuple[str, ...]
    not_areas: tuple[str, ...]
    attributes: tuple[str, ...]
    max_price: int | None
    min_price: int | None
    level: str | None
    limit: int | None
    towns: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (
            self.areas or self.foods or self.not_foods or self.attributes or self.max_price or self.min_price
            or self.level or self.limit or self.not_places or self.not_areas
        )  # fmt: skip


class RecommendSkill:
    """Finds places and answers questions about those it named."""

    name = "recommend"

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._index = library.places
        self._cues = library.wording.cues
        self._templates = library.wording.templates
        cues = {part for words in self._cues.values() for word in words for part in word.split()}
        self._explained = (*library.wording.explained, *cues)
        self._limit = library.recommend.count
        self._seed = library.recommend.seed
        self._home = library.recommend.home

    def answer(self, turn: Turn) -> Answer | Decline:
        """Recommend, refine the last recommendation, or tell more about a place."""
        places = turn.focus.places
        detail = self._detail(turn)
        if detail is not None:
            return detail
        wish = self._read(turn)
        if turn.intent.intent.startswith("recommend.detail") and not (wish.foods or wish.attributes or wish.areas):
            return Decline(self._say("no_list"), int(turn.intent.probability >= 0.5))
        names_food = bool(turn.analysis.of_kind("food", "eatery", "place", "attribute", "area", "region"))
        if not self._is_about_food(turn, wish) or (wish.unknown and not names_food and places is None):
            return self._wants_something_else(turn)
        if wish.towns and not wish.areas:
            if wish.towns == (_PROVINCE,):
                answer = self._search(turn, self._fresh(turn, wish), wish, ())
                return replace(answer, text=f"{self._say('only_home', town=_PROVINCE, home=self._home)} {answer.text}")
            text = self._say("no_town", town=wish.towns[0], home=self._home)
            return Answer(text, "unknown", intent="recommend.find", gesture="think")
        if places and turn.focus.topic == "recommend" and self._continues(turn, wish):
            return self._continue(turn, wish, places)
        return self._search(turn, self._fresh(turn, wish), wish, ())

    def _is_about_food(self, turn: Turn, wish: _Wish) -> bool:
        """Whether something to eat is wanted: «옷 사기 좋은 데» is a request too, but for another robot."""
        analysis = turn.analysis
        likely = turn.intent.probability >= _SURE_OF_DETAIL
        if analysis.of_kind("attribute") and likely:
            return True
        if analysis.of_kind("food", "eatery", "place") or self._has(analysis.text.replace("까먹", ""), "eating"):
            return True
        if turn.focus.topic == "recommend" and turn.intent.intent != "recommend.find":
            return True
        return not analysis.unexplained(*self._explained) and likely

    def _wants_something_else(self, turn: Turn) -> Answer | Decline:
        """A request built like one for a place to eat, for something no place here is known for."""
        strange = turn.analysis.unexplained(*self._explained)
        if turn.intent.intent != "recommend.find" or turn.intent.probability < _SURE_OF_DETAIL or not strange:
            return Decline(self._say("no_list"), 0)
        return Answer(self._say("nothing_for", what=" ".join(strange)), "unknown", gesture="think")

    def _say(self, template: str, /, **values: object) -> str:
        return self._templates[template].render(**values)

    def _has(self, text: str, *cues: str) -> bool:
        squeezed = text.replace(" ", "")
        return any(word.replace(" ", "") in squeezed for cue in cues for word in self._cues[cue])

    # Reading a wish

    def _read(self, turn: Turn) -> _Wish:
        analysis = turn.analysis
        areas, not_areas = self._split(analysis, "area")
        foods, not_foods = self._split(analysis, "food")
        _, not_places = self._split(analysis, "place")
        attributes, _ = self._split(analysis, "attribute")
        max_price, min_price = self._prices(analysis)
        return _Wish(
            areas=tuple(a for a in areas if a != _HOME_CITY),
            foods=foods,
            not_foods=not_foods,
            not_places=not_places,
            not_areas=tuple(a for a in not_areas if a != _HOME_CITY),
            attributes=attributes,
            max_price=max_price,
            min_price=min_price,
            level=self._level(analysis.text),
            limit=self._count(analysis),
            towns=() if _HOME_CITY in areas else tuple(self._towns(analysis)),
            unknown=self._unknown_things(analysis),
        )

    def _count(self, analysis: Analysis) -> int | None:
        for number in analysis.numbers:
            if number.counter in _COUNTERS and not number.ordinal and 1 <= number.value <= 10:
                return number.value
        few = re.search(r"(?:^|\s|집|식당)(하나|둘|셋|넷|다섯)(?:만|\s|$)", analysis.text)
        return _FEW[few[1]] if few else None

    def _split(self, analysis: Analysis, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids wished for, and ids that «말고», «빼고» … follow."""
        wanted: list[str] = []
        unwanted: list[str] = []
        for mention in analysis.mentions:
            if mention.kind != kind:
                continue
            after = re.sub(r"^\s?(?:집|요리|음식|은|는|이|가|을|를|도)?\s?", "", analysis.text[mention.end :])
            squeezed = after.replace(" ", "")
            negated = any(squeezed.startswith(word.replace(" ", "")) for word in self._cues["not"])
            (unwanted if negated else wanted).append(mention.id)
        return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))

    def _prices(self, analysis: Analysis) -> tuple[int | None, int | None]:
        for number in analysis.numbers:
            if number.counter != "원":
                continue
            after = analysis.text[number.end :].lstrip()
            if after.startswith("대"):
                unit = 10 ** (len(str(number.value)) - 1)
                return number.value + unit - 1, number.value
            if any(after.startswith(word) for word in self._cues["at_least"]):
                return None, number.value
            return number.value, None
        return None, None

    def _level(self, text: str) -> str | None:
        return next((level for level in ("moderate", "cheap", "expensive") if self._has(text, level)), None)

    def _towns(self, analysis: Analysis) -> Iterator[str]:
        """Names of places on the map that we hold no data for."""
        spans = {(m.start, m.end) for m in analysis.of_kind("area")}
        for mention in analysis.of_kind("region"):
            if (mention.start, mention.end) not in spans and not self._is_negated(analysis, mention):
                yield mention.text
        for mention in analysis.of_kind("thing"):
            if mention.id == "gyeonggi" and (mention.start, mention.end) not in spans:
                yield _PROVINCE
        for word in analysis.words:
            located = _UNKNOWN_AREA.match(word.text)
            if located and not word.neutral and len(located[1]) > 2:
                yield located[1]
        near = _NEAR.search(analysis.text)
        if near and near[1] not in _HERE:
            for word in analysis.words:
                if word.start == near.start(1) and not word.neutral:
                    yield near[1]

    def _unknown_things(self, analysis: Analysis) -> tuple[str, ...]:
        """Nouns that are neither food nor a wish the data knows («알밥»); verbs among them are left out."""
        words = analysis.unexplained(*self._explained)
        return tuple(w for w in words if len(w) > 1 and not _VERBAL.search(w) and not _UNKNOWN_AREA.match(w))[:2]

    def _is_negated(self, analysis: Analysis, mention: Mention) -> bool:
        return any(analysis.text[mention.end :].lstrip().startswith(word) for word in self._cues["not"])

    # Searching

    def _fresh(self, turn: Turn, wish: _Wish) -> PlaceQuery:
        return PlaceQuery(
            text=turn.analysis.text if turn.intent.intent == "recommend.find" else "",
            areas=wish.areas or self._other_districts(wish),
            foods=wish.foods,
            exclude_foods=wish.not_foods,
            exclude_places=wish.not_places,
            attributes=wish.attributes,
            max_price_krw=wish.max_price,
            min_price_krw=wish.min_price,
            price_level=wish.level,  # type: ignore[arg-type]
            limit=wish.limit or self._limit,
            seed=self._seed,
        )

    def _other_districts(self, wish: _Wish) -> tuple[str, ...]:
        if not wish.not_areas:
            return ()
        unwanted = {self._store.district_of(a) or a for a in wish.not_areas}
        return tuple(a.id for a in self._store.areas.values() if a.kind == "district" and a.id not in unwanted)

    def _continues(self, turn: Turn, wish: _Wish) -> bool:
        """Whether the utterance changes the last wish instead of making a new one."""
        text = turn.analysis.text
        if self._has(text, "within", "more", "cheaper", "pricier"):
            return True
        if turn.intent.intent in (
            "recommend.more",
            "recommend.cheaper",
            "recommend.pricier",
            "recommend.refine",
        ):
            return True
        is_fragment = len(text) <= 22 and not re.search(r"맛집|식당|추천|찾아|먹", text)
        return (
            not wish.is_empty
            and is_fragment
            and (bool(_FRAGMENT.search(text)) or turn.intent.intent != "recommend.find")
        )

    def _continue(self, turn: Turn, wish: _Wish, places: PlaceFocus) -> Answer:
        text, last = turn.analysis.text, places.query
        merged = replace(
            last,
            areas=wish.areas or self._other_districts(wish) or last.areas,
            foods=wish.foods or tuple(f for f in last.foods if f not in wish.not_foods),
            exclude_foods=tuple(dict.fromkeys((*last.exclude_foods, *wish.not_foods))),
            exclude_places=tuple(dict.fromkeys((*last.exclude_places, *wish.not_places))),
            attributes=tuple(dict.fromkeys((*last.attributes, *wish.attributes))),
            max_price_krw=wish.max_price or last.max_price_krw,
            min_price_krw=wish.min_price or last.min_price_krw,
            price_level=wish.level or last.price_level,  # type: ignore[arg-type]
            limit=wish.limit or self._limit,
            within=None,
        )
        if self._has(text, "within"):
            return self._search(turn, replace(merged, within=places.shown), wish, ())
        if self._has(text, "cheaper") or turn.intent.intent == "recommend.cheaper":
            prices = [p.price_krw for p in map(self._store.places.__getitem__, places.shown) if p.price_krw]
            cheaper = replace(
                merged, price_level="cheap", max_price_krw=min(prices) - 1 if prices else merged.max_price_krw
            )
            return self._search(turn, cheaper, wish, places.shown)
        if self._has(text, "pricier") or turn.intent.intent == "recommend.pricier":
            return self._search(turn, replace(merged, price_level="expensive", max_price_krw=None), wish, places.shown)
        if self._has(text, "more") or turn.intent.intent == "recommend.more":
            return self._search(turn, merged, wish, places.seen)
        return self._search(turn, merged, wish, ())

    def _search(self, turn: Turn, query: PlaceQuery, wish: _Wish, seen: Sequence[str]) -> Answer:
        asked = replace(query, exclude_places=tuple(dict.fromkeys((*query.exclude_places, *seen))))
        result = self._index.search(asked)
        if not result.items:
            return self._nothing(turn, query, result, bool(seen))
        shown = tuple(item.place.id for item in result.items)
        focus = Focus(
            "recommend",
            turn.focus.knowledge,
            PlaceFocus(query, shown, (*seen, *shown), shown[0] if len(shown) == 1 else None),
        )
        opening = self._opening(query, result, wish.unknown)
        lines = [self._line(number, item) for number, item in enumerate(result.items, 1)]
        spoken = " ".join(
            [
                opening,
                *(
                    self._say("say_first", number=ordinal(n), name=i.place.name, why=i.why)
                    for n, i in enumerate(result.items, 1)
                ),
            ]
        )
        return Answer(
            "\n".join([opening, *lines]),
            focus=focus,
            items=tuple(_item(item) for item in result.items),
            sources=tuple(_source(item.place) for item in result.items),
            gesture="welcome",
            spoken=spoken,
            intent=turn.intent.intent if turn.intent.skill == self.name else "recommend.find",
        )

    def _opening(self, query: PlaceQuery, result: PlaceResult, unknown: tuple[str, ...]) -> str:
        parts = []
        for relaxed in result.relaxed:
            if relaxed.kind == "area":
                parts.append(self._say("relaxed_area", label=relaxed.label, to=relaxed.to or self._home))
            else:
                parts.append(self._say("relaxed_attribute", label=relaxed.label))
        parts += [self._say("unmet", label=f"«{label}»") for label in (*result.unmet, *unknown)]
        number = count(len(result.items), "곳")
        if len(result.items) < query.limit:
            parts.append(self._say("only", number=number))
        else:
            parts.append(self._say("found", what=self._describe(query), number=number))
        return " ".join(parts)

    def _line(self, number: int, item: Ranked) -> str:
        where = " ".join(filter(None, (item.place.district, item.place.dong)))
        if where:
            return self._say("listed", number=f"{number}.", name=item.place.name, where=where, why=item.why)
        return self._say("listed_bare", number=f"{number}.", name=item.place.name, why=item.why)

    def _describe(self, query: PlaceQuery) -> str:
        areas = "·".join(query.areas) if 0 < len(query.areas) <= 2 else self._home
        foods = "·".join(query.foods)
        if not foods:
            return f"{areas} 맛집"
        noun = self._store.foods[query.foods[0]].noun if len(query.foods) == 1 else None
        return f"{areas} {noun or foods + '집'}"

    def _nothing(self, turn: Turn, query: PlaceQuery, result: PlaceResult, more: bool) -> Answer:
        what = self._describe(query)
        if query.attributes:
            wishes = f"«{', '.join(query.attributes)}» 조건에 맞는 곳"
            area = query.areas[0] if len(query.areas) == 1 else self._home
            what = f"{what} 가운데 {wishes}" if query.foods else f"{area}의 {wishes}"
        if query.max_price_krw or query.min_price_krw:
            text = self._say("none_price", what=what)
        elif more:
            text = self._say("none_more")
        else:
            text = self._say("none", what=what)
        return Answer(text, "unknown", turn.focus, intent="recommend.find", gesture="think")

    # Telling more about a place

    def _detail(self, turn: Turn) -> Answer | None:
        text, places = turn.analysis.text, turn.focus.places
        intent = turn.intent.intent
        named = [
            m
            for m in turn.analysis.of_kind("place")
            if not self._is_negated(turn.analysis, m) and m.similarity >= _CLEARLY_HEARD
        ]
        ordinals = [n.value for n in turn.analysis.numbers if n.ordinal]
        if not ordinals and _FIRST.search(text):
            ordinals = [1]
        asked = [d for d in _DETAILS if self._has(_blank(turn.analysis), d)]
        if named and not self._has(text, "more"):
            place = self._closest(named, turn)
            return self._attribute(turn, place) or self._tell(turn, (place,), asked or self._from_intent(turn.intent))
        points = bool(ordinals) or self._has(text, "that") or (self._has(text, "last") and "집" in text)
        if not (points or intent.startswith("recommend.detail")) and not (
            asked and places and turn.focus.topic == "recommend" and len(text) <= 20 and not turn.analysis.mentions
        ):
            return None
        if self._has(text, "within", "more", "cheaper") and not ordinals:
            return None
        if places is None:
            return None
        if (
            turn.focus.topic != "recommend"
            and not self._has(text, "earlier")
            and not re.search(r"집|식당|가게|맛집", text)
        ):
            return None
        chosen = self._pointed_at(turn, places, ordinals[0] if ordinals else None)
        if isinstance(chosen, Answer):
            return chosen
        return self._tell(turn, chosen, asked or self._from_intent(turn.intent))

    def _from_intent(self, intent: Candidate) -> list[str]:
        detail = intent.intent.removeprefix("recommend.detail_")
        return [detail] if detail in _DETAILS and intent.probability >= _SURE_OF_DETAIL else []

    def _attribute(self, turn: Turn, place: Place) -> Answer | None:
        """«송풍가든 단체로 가도 돼?»: whether a place has what was asked for, as far as its sources say."""
        asked = [self._store.attributes[m.id] for m in turn.analysis.of_kind("attribute")]
        if not asked or asked[0].id in ("아침", "점심", "저녁"):
            return None
        says = [a.says for a in asked if a.id in place.tags and a.says]
        text = (
            f"{place.name}. {says[0]}" if says else self._say("missing", name=place.name, label=f"«{asked[0].id}» 정보")
        )
        answer = self._tell(turn, (place,), [])
        return replace(answer, text=text, status="answered" if says else "unknown", intent="recommend.detail_all")

    def _closest(self, named: list[Mention], turn: Turn) -> Place:
        shown = turn.focus.places.shown if turn.focus.places else ()
        ids = [i for m in named for i in m.ids]
        return self._store.places[next((i for i in ids if i in shown), ids[0])]

    def _pointed_at(self, turn: Turn, places: PlaceFocus, number: int | None) -> tuple[Place, ...] | Answer:
        text, shown = turn.analysis.text, places.shown
        if number is not None and not 1 <= number <= len(shown):
            asked = ordinal(number) if number > 0 else "그"
            text = self._say("out_of_list", number=asked, total=count(len(shown), "곳"))
            return Answer(text, "clarify", turn.focus, intent="recommend.detail_all")
        if number is not None:
            return (self._store.places[shown[number - 1]],)
        if self._has(text, "last"):
            return (self._store.places[shown[-1]],)
        if re.search(r"(?:^|\s)(?:다|모두|전부|각각)(?:\s|$)", text):
            return tuple(self._store.places[i] for i in shown)
        if places.chosen or len(shown) == 1:
            return (self._store.places[places.chosen or shown[0]],)
        return Answer(self._say("which"), "clarify", turn.focus, intent="recommend.detail_all")

    def _tell(self, turn: Turn, chosen: tuple[Place, ...], asked: list[str]) -> Answer:
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        wanted = [d for d in asked if d != "name" or len(asked) == 1][:2]
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
        sources = tuple(_source(p) for p in chosen)
        return Answer(text, "answered" if known else "unknown", focus, items, sources, intent=intent)

    def _as_item(self, place: Place, query: PlaceQuery) -> Item:
        return _item(Ranked(place, self._index.why(place, query), 0.0, ()))

    def _tell_one(self, turn: Turn, place: Place, wanted: list[str]) -> tuple[str, bool]:
        if not wanted:
            parts = [self._index.why(place, PlaceQuery())]
            for detail in ("address", "phone"):
                sentence = self._sentence(turn, place, detail)
                parts += [sentence] if sentence else []
            return f"{place.name}. " + " ".join(parts), True
        sentences = []
        known = False
        for detail in wanted:
            sentence = self._sentence(turn, place, detail)
            known = known or sentence is not None
            sentences.append(sentence or self._say("missing", name=place.name, label=_LABELS.get(detail, "정보")))
        return " ".join(sentences), known

    def _sentence(self, turn: Turn, place: Place, detail: str) -> str | None:
        name = place.name
        match detail:
            case "address" if place.address:
                return self._say("address", name=name, address=place.address)
            case "address" if place.district or place.dong:
                area = " ".join(filter(None, (place.district, place.dong)))
                return self._say("area_only", name=name, area=area)
            case "phone" if place.phone:
                return self._say("phone", name=name, phone=place.phone)
            case "price" if place.price_krw and place.price_item:
                if place.price_as_of:
                    return self._say(
                        "price_dated",
                        name=name,
                        item=place.price_item,
                        price=place.price_krw,
                        day=place.price_as_of,
                    )
                return self._say("price", name=name, item=place.price_item, price=place.price_krw)
            case "menu" if place.dishes or place.foods:
                return self._say("menu", name=name, dishes=list(place.dishes or place.foods)[:4])
            case "hours" if place.hours:
                text = self._say("hours", name=name, hours=place.hours)
                return f"{text} {self._say('closed', closed=place.closed)}" if place.closed else text
            case "closed" if place.closed:
                return f"{name}. {self._say('closed', closed=place.closed)}"
            case "parking" if "주차" in place.tags:
                return self._say("parking_yes", name=name)
            case "why":
                query = turn.focus.places.query if turn.focus.places else PlaceQuery()
                return f"{name}. {self._index.why(place, query)}"
            case "name":
                shown = turn.focus.places.shown if turn.focus.places else ()
                number = ordinal(shown.index(place.id) + 1) if place.id in shown else "그"
                return self._say("name", number=number, name=name)
        return None


def _blank(analysis: Analysis) -> str:
    text = list(analysis.text)
    for mention in analysis.mentions:
        text[mention.start : mention.end] = "·" * (mention.end - mention.start)
    return "".join(text)


def _item(ranked: Ranked) -> Item:
    place = ranked.place
    return Item(
        id=place.id,
        name=place.name,
        category=place.category_label,
        district=place.district,
        address=place.address,
        phone=place.phone,
        price_krw=place.price_krw,
        distance_m=ranked.distance_m,
        why=ranked.why,
    )


def _source(place: Place) -> Source:
    return Source(place.id, place.source, None, None, place.place_as_of or "")
