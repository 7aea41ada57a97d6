"""Loading what a conversation needs: the names to recognise, the persona's lines, the trained intent model."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Mapping
from datetime import date
from inspect import signature
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from companion.answering.base import PersonaLine
from companion.base.errors import DataError, UsageError
from companion.base.files import load_yaml, write_atomically
from companion.base.plugins import load
from companion.base.settings import Settings
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import DayField
from companion.knowledge.places.store import PlaceStore
from companion.models.embedder import Embedder
from companion.understanding.analysis import Analyser, RegionalOffice
from companion.understanding.gazetteer import Name
from companion.understanding.intents import IntentClassifier
from companion.understanding.phrases import Intent, training_sentences
from companion.understanding.types import MentionKind

log = logging.getLogger("companion")

_TRAINING_DAY = date(2020, 1, 1)
_FEATURES = 4
"""Raised when the code that masks utterances changes, so that older models are not used."""
_EATERIES = (
    "맛집",
    "식당",
    "음식점",
    "밥집",
    "먹거리",
    "레스토랑",
    "맛집들",
    "밥 먹을 데",
    "먹을 데",
    "먹을 곳",
    "먹을 만한 데",
    "먹을 만한 곳",
)
REPAIRED_WORDS = ("추천해", "도지사", "협약", "업무협약", "인공지능", "집적단지", "대통령", "전화번호")
_KIND_OF_ENTITY: dict[str, MentionKind] = {"office": "office", "person": "person", "country": "country"}


class _PersonaRow(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    line: int = 0
    fact: str
    question: str
    text: str
    first: DayField = Field(alias="from")
    last: DayField = Field(alias="to")
    source: str
    gesture: str | None = None


class PersonaFile(BaseModel):
    """`knowledge/persona/NAME.yaml`."""

    model_config = ConfigDict(extra="forbid")
    line: int = 0
    persona: str
    lines: list[_PersonaRow]


def load_persona(path: Path, base: KnowledgeBase) -> tuple[PersonaLine, ...]:
    """Read persona lines and check that each hangs on something that exists.

    Raises:
        DataError: malformed file, or a line about an unknown fact.
    """
    known = {f.id for f in base.facts} | {t.id for o in base.offices.values() for t in o.tenures}
    lines = []
    for row in load_yaml(PersonaFile, path).lines:
        if row.fact not in known:
            raise DataError(path, row.line, f"«{row.fact}» is neither a fact nor a term in office", "correct the id")
        lines.append(PersonaLine(row.fact, row.question, row.text, row.first.first, row.last.last, row.gesture))
    return tuple(lines)


def load_embedder(settings: Settings) -> Embedder:
    """The sentence encoder that the settings name, with its model where they name one.

    Raises:
        UsageError: no such encoder or model, or an encoder that has one model only.
        MissingExtra: its package is not installed.
        ModelMissing: its model has not been fetched.
    """
    named = {"model": settings.embedder_model, "device": settings.embedder_device}
    wanted = {name: value for name, value in named.items() if value is not None}
    if settings.embedder_model is not None:
        from companion.models.store import ModelStore  # what fetches models is imported only by who needs one

        store = ModelStore(settings.models_folder)
        if store.catalogue.find(settings.embedder_model):
            wanted["model"] = str(store.locate(settings.embedder_model))
    encoder = load("companion.embedder", settings.embedder)
    if unknown := wanted.keys() - signature(encoder).parameters.keys():
        raise UsageError(f"the embedder «{settings.embedder}» has no choice of {' and '.join(sorted(unknown))}")
    made: Embedder = encoder(**wanted)
    return made


def trained_classifier(
    intents: Mapping[str, Intent],
    fillers: Mapping[str, list[str]],
    analyser: Analyser,
    embedder: Embedder,
    folder: Path,
    cache_folder: Path,
) -> IntentClassifier:
    """The intent classifier for the phrase files, from the cache or trained now (some ten seconds).

    It is trained anew when phrases, the lexicon or the embedder change, not when a name is added: names are
    masked, so the model does not know them.
    """
    path = cache_folder / f"intents-{_fingerprint(folder, embedder.name)}.npz"
    if path.is_file():
        try:
            return IntentClassifier.from_bytes(path.read_bytes(), embedder)
        except (ValueError, OSError):
            log.warning("the cached intent model is damaged; training it again")
    sentences, labels = training_sentences(intents, fillers)
    log.warning("training the intent model on %d sentences (once, some ten seconds)", len(sentences))
    masked = [analyser.analyse(sentence, _TRAINING_DAY).masked for sentence in sentences]
    classifier = IntentClassifier.train(masked, labels, embedder, embedding_texts=sentences)
    try:
        write_atomically(path, classifier.to_bytes())
    except OSError as e:
        log.warning("the intent model could not be cached: %s", e)
    return classifier


def _fingerprint(folder: Path, embedder: str) -> str:
    digest = hashlib.sha256(f"{_FEATURES} {embedder}".encode())
    for file in (folder / "lexicon.yaml", *sorted((folder / "skills").glob("*.yaml"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def names(base: KnowledgeBase, store: PlaceStore) -> list[Name]:
    """Every name of the data; which of them may be guessed from their sound depends on kind and length."""
    found = []
    for text, entity in base.gazetteer():
        kind = _KIND_OF_ENTITY.get(base.entities[entity].kind, "thing")
        ambiguity = base.ambiguities.get(text)
        ids = ambiguity.meanings if ambiguity else (entity,)
        found.append(
            Name(
                text,
                kind,
                ids,
                by_sound=kind != "country" and len(text) > 2 and not any(ch.isdigit() for ch in text),
            )
        )
    found += [Name(word, "eatery", (word,)) for word in _EATERIES]
    common = store.common_words
    for entry in store.gazetteer():
        length = len(entry.name.replace(" ", ""))
        by_sound = (entry.kind in ("place", "area") and length > 1) or (entry.kind == "food" and length > 2)
        found.append(Name(entry.name, entry.kind, (entry.id,), entry.name in common, by_sound))
    return found


def regional_offices(base: KnowledgeBase, store: PlaceStore) -> tuple[RegionalOffice, ...]:
    """Offices that are also called by a region and a bare title, with all names of the region."""
    offices = []
    for office in base.offices.values():
        if office.region and office.title and office.tenures and office.title != "부지사":
            regions = {office.region}
            for entity in base.entities.values():
                if entity.name == office.region:
                    regions |= {entity.short, *entity.aliases}
            if office.region in store.areas:
                regions |= set(store.areas[office.region].aliases)
            offices.append(RegionalOffice(office.id, office.name, office.title, frozenset(regions)))
    return tuple(offices)


def fillers(base: KnowledgeBase, store: PlaceStore) -> dict[str, list[str]]:
    """Real names for the placeholders of training phrases."""
    chance = random.Random(0)
    entities = base.entities.values()
    sample = {
        "office": [*[e.name for e in entities if e.kind == "office"][:8], "도지사", "대통령", "수원시장", "광주시장"],
        "person": [e.name for e in entities if e.kind == "person"],
        "thing": [e.short for e in entities if e.kind in ("event", "project", "organisation", "place", "product")],
        "country": [e.name for e in entities if e.kind == "country"],
        "area": [a.id for a in store.areas.values() if not a.common_word],
        "region": [r.name for r in store.regions if not r.common_word],
        "food": [f.id for f in store.foods.values() if len(f.id) > 1],
        "attribute": [a.aliases[0] for a in store.attributes.values() if a.aliases],
        "place": [p.name for p in store.places.values()],
        "ordinal": ["첫 번째", "두 번째", "세 번째", "첫 번째 집", "두 번째 집", "마지막 집"],
    }
    for filler in sample.values():
        chance.shuffle(filler)
    return sample
