"""The intent model: trained once on the phrases of the packs, kept, and shared by profiles of the same phrases.

The names that fill gaps of phrases teach the words around them and not themselves, so those of the profile `default` do
for every profile: who brings a pack of knowledge waits for no training. Phrases of other packs than that profile's are
filled with the names that their own profile knows, and read as it reads them.
"""

from __future__ import annotations

import hashlib
import json
import logging
import random
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

from companion.base.files import Mistakes
from companion.base.settings import Settings, load_settings
from companion.base.shelf import Shelf, forget_least_used
from companion.base.writing import making, read_cached, write_cached
from companion.dialogue.loading import Material, analyser_of, kind_of, load_material
from companion.knowledge.base import Entity
from companion.knowledge.compiled import fingerprint
from companion.knowledge.loading import Knowledge, pack_folders
from companion.knowledge.packs import read_packs
from companion.models.embedder import Embedder
from companion.understanding.analysis import Analyser
from companion.understanding.intents import IntentClassifier
from companion.understanding.phrases import load_intents, training_sentences
from companion.understanding.types import MentionKind

Fillers: TypeAlias = dict[str, list[str]]

log = logging.getLogger("companion")

_TRAINING_DAY: Final = date(2020, 1, 1)
_FEATURES: Final = 8
"""Raised when the code that masks utterances or reads features from them changes, so that older models are not used."""
_SAMPLES: Final = "default"
"""The profile whose names fill the phrases of its packs, for whichever profile these are learnt."""


def trained_classifier(
    settings: Settings, material: Material, analyser: Analyser, embedder: Embedder
) -> IntentClassifier:
    """The intent classifier for the phrases of a profile's packs, from the cache or trained now (about a minute).

    It is trained anew when phrases, the lexicon, the embedder or the names that fill the phrases change: its word
    features have names masked, but its embeddings are those of whole sentences. So the same data give the same model,
    whatever was loaded before.

    Args:
        settings: of the profile.
        material: of the profile.
        analyser: of this material.
        embedder: what predictions will use too.
    """
    cache = settings.cache_folder
    samples = _Samples(settings, material, analyser)
    path = cache / f"intents-{samples.fingerprint(embedder.name)}.npz"
    if (kept := _kept_classifier(path, embedder)) is not None:
        return kept
    with making(path):
        if (kept := _kept_classifier(path, embedder)) is not None:
            return kept  # another process was about it
        masked, sentences, labels = samples.sentences()
        del samples  # they may have read the packs of another profile
        log.warning("training the intent model on %d sentences (once, about a minute)", len(sentences))
        classifier = IntentClassifier.train(masked, labels, embedder, embedding_texts=sentences)
        if write_cached(path, classifier.to_bytes()):
            forget_least_used(cache, "intents-*.npz")
    return classifier


class _Samples:
    """The phrases of a profile, what they are filled with, and what reads them."""

    def __init__(self, settings: Settings, material: Material, analyser: Analyser) -> None:
        self._material, self._analyser = material, analyser
        self._default = load_settings(_SAMPLES, {"cache": settings.cache}, environment={})
        self._folders = pack_folders(self._default.packs, self._default.knowledge_folder, self._default.folder)
        packs, shared = material.knowledge.packs, set(self._folders)
        self._is_default = {pack.folder for pack in packs.packs} == shared
        brought = [(pack.folder in shared, path) for pack, path in packs.owned("phrases/*.yaml")]
        self._phrases = [path for is_shared, path in brought if is_shared]
        self._own_phrases = [path for is_shared, path in brought if not is_shared]

    def fingerprint(self, embedder: str) -> str:
        """Tells the model from those that are made of other data."""
        files = [path for folder in self._folders if (path := folder / "lexicon.yaml").is_file()] + self._phrases
        names = [self._fillers]
        if self._own_phrases:
            files += [*self._own_phrases, *self._material.knowledge.packs.paths("lexicon.yaml")]
            names.append(fillers(self._material.knowledge))
        digest = hashlib.sha256(f"{_FEATURES} {embedder} {json.dumps(names)}".encode())
        for file in files:
            digest.update(file.read_bytes())
        return digest.hexdigest()[:16]

    def sentences(self) -> tuple[list[str], list[str], list[str]]:
        """Sentences with their names masked, the same as they are said, and their intents."""
        masked, sentences, labels = [], [], []
        material, analyser = self._material, self._analyser
        for paths, names, reader in (
            (self._phrases, self._fillers, self._shared_analyser if self._phrases else analyser),
            (self._own_phrases, fillers(material.knowledge), analyser),
        ):
            said, meant = training_sentences(load_intents(paths, Mistakes()), names)
            masked += [reader.masked(sentence, _TRAINING_DAY) for sentence in said]
            sentences += said
            labels += meant
        return masked, sentences, labels

    @cached_property
    def _fillers(self) -> Fillers:
        """The names that fill shared phrases."""
        if self._is_default:
            return fillers(self._material.knowledge)
        packs = read_packs(self._folders, Mistakes())
        shelf = Shelf(self._default.cache_folder, "fillers", (fingerprint(packs),))
        found = shelf.get(Fillers)
        if found is None:
            found = fillers(self._shared_material.knowledge)
            shelf.put(found)
        return found

    @cached_property
    def _shared_material(self) -> Material:
        return self._material if self._is_default else load_material(self._default)

    @property
    def _shared_analyser(self) -> Analyser:
        return self._analyser if self._is_default else analyser_of(self._shared_material, self._default.cache_folder)


def _kept_classifier(path: Path, embedder: Embedder) -> IntentClassifier | None:
    """The intent classifier of a file; None where there is none that can be used."""
    kept = read_cached(path)
    if kept is None:
        return None
    try:
        return IntentClassifier.from_bytes(kept, embedder)
    except ValueError:
        log.warning("the cached intent model is of another version; training it again")
        return None


def fillers(knowledge: Knowledge) -> Fillers:
    """Real names for each of `PLACEHOLDERS`."""
    base, store, chance = knowledge.base, knowledge.store, random.Random(0)
    by_kind: dict[MentionKind, list[Entity]] = {}
    for entity in base.entities.values():
        if entity.id not in store.places:
            by_kind.setdefault(kind_of(base, entity.id), []).append(entity)
    positions = list(base.successions.values())[:8]
    sample = {
        "office": [*(p.name for p in positions), *(p.aliases[0] for p in positions if p.aliases)],
        "person": [e.name for e in by_kind.get("person", ())],
        "thing": [e.short for e in by_kind.get("thing", ())],
        "country": [e.name for e in by_kind.get("country", ())],
        "area": [a.id for a in store.areas.values() if not (a.common_word or a.imported)],
        "region": [r.name for r in store.regions if not r.common_word],
        "food": [o.id for o in store.offers.values() if len(o.id) > 1],
        "attribute": [a.aliases[0] for a in store.attributes.values() if a.aliases],
        "place": [p.name for p in store.places.values()],
        "ordinal": ["첫 번째", "두 번째", "세 번째", "첫 번째 집", "두 번째 집", "마지막 집"],
    }
    for filler in sample.values():
        chance.shuffle(filler)
    return sample
