"""What an utterance asks of places: where, what food, at what price, and what not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from companion.knowledge.places.concepts import Area
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.telling import Answers
from companion.understanding.lexicon import looks_verbal
from companion.understanding.types import Analysis, Mention, MentionKind

_COUNTERS = ("곳", "군데", "집", "개", "가지", "식당", "데")
_MOST = 10
_FEW = {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5}
# A word that is built like the name of a place and stands like one.
_UNKNOWN_AREA = re.compile(
    r"^([가-힣]{1,6}(?:동|역|읍|거리|공원|대학교|터미널|구|면|리|시|군|도|섬))(?:에서|에|에는|의|쪽|근처|동네)$"
)
# Without a particle only the endings that nothing else has: «강남역 맛집».
_BARE_AREA = re.compile(r"^[가-힣]{2,6}(?:동|역|읍|구|공원|대학교|터미널|섬)$")
_NEAR = re.compile(r"([가-힣]{2,8}?)(?:\s|에서|에|의)?\s?(?:근처|주변|인근|부근|앞|쪽)")
_HERE = ("이", "여기", "내", "우리", "집", "이곳", "제", "저희", "요", "가까운")


# «소갈비는 어제 먹었으니까 그건 빼고»: the negation stands further on.
_THAT_NOT = re.compile(r"그(?:건|거|것)(?:은|는)?\s?(?:빼|말고|제외)")


_NOT_DEAR = re.compile(r"안비싼|비싸지않[은고게]?")


class Wording:
    """The cue words and sentences of the recommendation skill."""

    def __init__(self, answers: Answers) -> None:
        self.cues = answers.cues
        self._templates = answers.templates
        parts = {part for words in self.cues.values() for word in words for part in word.split()}
        self.explained = (*answers.explained, *sorted(parts))

    def say(self, template: str, /, **values: object) -> str:
        """Render one sentence."""
        return self._templates[template].render(**values)

    def has(self, text: str, *cues: str) -> bool:
        """Whether a word of one of these cue groups stands in the text, however it is spaced."""
        squeezed = text.replace(" ", "").replace("까먹", "")  # «까먹었어» is not about eating
        squeezed = _NOT_DEAR.sub("저렴한", squeezed).replace("비싼", "고급인")  # «비싼 데» holds «싼 데»
        return any(word.replace(" ", "") in squeezed for cue in cues for word in self.cues[cue])


@dataclass(frozen=True, slots=True)
class Wish:
    """What one utterance asks of places, before it is joined with what was asked earlier.

    Attributes:
        towns: names of places on the map that we hold no data for.
        unknown: nouns that are neither an offer nor a wish the data knows.
        types: what kind of thing is wanted.
        root: the town or site that is named.
        wider: a region named that the robot's own town belongs to.
    """

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
    types: tuple[str, ...] = ()
    root: str | None = None
    wider: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the wish to eat was said."""
        return not (
            self.areas or self.foods or self.not_foods or self.attributes or self.max_price or self.min_price
            or self.level or self.limit or self.not_places or self.not_areas
        )  # fmt: skip


class WishReader:
    """Reads wishes with the cue words of the skill."""

    def __init__(self, wording: Wording, store: PlaceStore, here: Area | None) -> None:
        self._wording = wording
        self._store = store
        self._here = here

    def read(self, analysis: Analysis) -> Wish:
        """Everything an utterance asks of places."""
        named, not_areas = self._split(analysis, "area")
        roots = tuple(a for a in named if self._store.areas[a].is_root)
        areas = tuple(a for a in named if a not in roots)
        foods, not_foods = self._split(analysis, "food")
        _, not_places = self._split(analysis, "place")
        attributes, _ = self._split(analysis, "attribute")
        max_price, min_price = self._prices(analysis)
        return Wish(
            areas=self._in_town(analysis, areas, roots),
            foods=foods,
            not_foods=not_foods,
            not_places=not_places,
            not_areas=tuple(a for a in not_areas if not self._store.areas[a].is_root),
            attributes=attributes,
            max_price=max_price,
            min_price=min_price,
            level=self._level(analysis.text),
            limit=self._count(analysis),
            towns=() if roots else tuple(self._towns(analysis)),
            unknown=self._unknown_things(analysis),
            types=tuple(dict.fromkeys(m.id for m in analysis.of_kind("eatery"))),
            root=roots[0] if roots else None,
            wider=None if roots or areas else self._wider(analysis),
        )

    def _in_town(self, analysis: Analysis, areas: tuple[str, ...], roots: tuple[str, ...]) -> tuple[str, ...]:
        """Areas in the town that is named, or here, where towns share their names."""
        wanted = roots or ((self._here.id,) if self._here else ())
        chosen = []
        for area in areas:
            meant = next((m.ids for m in analysis.of_kind("area") if m.id == area), (area,))
            chosen.append(next((a for a in meant if self._store.root_of(a) in wanted), area))
        return tuple(dict.fromkeys(chosen))

    def _wider(self, analysis: Analysis) -> str | None:
        """A region that is named and that the robot's own town belongs to."""
        around = self._here.part_of if self._here else ()
        named = (m.name for m in analysis.of_kind("region", "thing", "country"))
        return next((name for name in named if name in around), None)

    def _count(self, analysis: Analysis) -> int | None:
        for number in analysis.numbers:
            if number.counter in _COUNTERS and not number.ordinal and number.value >= 1:
                return min(number.value, _MOST)
        few = re.search(r"(?:^|\s|집|식당)(하나|둘|셋|넷|다섯)(?:만|\s|$)", analysis.text)
        return _FEW[few[1]] if few else None

    def _split(self, analysis: Analysis, kind: MentionKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids wished for, and ids that «말고», «빼고» … follow."""
        wanted: list[str] = []
        unwanted: list[str] = []
        for mention in analysis.mentions:
            if mention.kind != kind:
                continue
            after = re.sub(r"^\s?(?:집|요리|음식|은|는|이|가|을|를|도)?\s?", "", analysis.text[mention.end :])
            squeezed = after.replace(" ", "")
            negated = _THAT_NOT.search(after) is not None or any(
                squeezed.startswith(word.replace(" ", "")) for word in self._wording.cues["not"]
            )
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
            if any(after.startswith(word) for word in self._wording.cues["at_least"]):
                return None, number.value
            return number.value, None
        return None, None

    def _level(self, text: str) -> str | None:
        return next((level for level in ("moderate", "cheap", "expensive") if self._wording.has(text, level)), None)

    def _towns(self, analysis: Analysis) -> Iterator[str]:
        """Names of places on the map that we hold no data for."""
        spans = {(m.start, m.end) for m in analysis.of_kind("area")}
        for mention in analysis.of_kind("region"):
            wider = self._here is not None and mention.name in self._here.part_of
            if (mention.start, mention.end) not in spans and not wider and not self.is_negated(analysis, mention):
                yield mention.text
        for word in analysis.words:
            located = _UNKNOWN_AREA.match(word.text)
            if located and not word.neutral and len(located[1]) > 2:
                yield located[1]
        for word in analysis.words:
            follows = [m for m in analysis.of_kind("food", "eatery") if 0 <= m.start - word.end <= 1]
            if follows and not word.neutral and _BARE_AREA.match(word.text):
                yield word.text
        near = _NEAR.search(analysis.text)
        if near and near[1] not in _HERE:
            for word in analysis.words:
                if word.start == near.start(1) and not word.neutral:
                    yield near[1]

    def _unknown_things(self, analysis: Analysis) -> tuple[str, ...]:
        """Nouns that are neither food nor a wish the data knows («알밥»); verbs among them are left out."""
        words = analysis.unexplained(*self._wording.explained)
        return tuple(w for w in words if len(w) > 1 and not looks_verbal(w) and not _UNKNOWN_AREA.match(w))[:2]

    def is_negated(self, analysis: Analysis, mention: Mention) -> bool:
        """Whether «말고», «빼고» … follow a name."""
        return any(analysis.text[mention.end :].lstrip().startswith(word) for word in self._wording.cues["not"])
