"""Loading what a conversation needs: the data of the packs, the names to recognise, the persona's lines."""

from __future__ import annotations

import gc
import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from pathlib import Path

from companion.answering.base import Interpret, Library
from companion.answering.confidant import TIP
from companion.answering.games import Games
from companion.answering.zones import Zones
from companion.base.errors import CompanionError, SettingError, UsageError
from companion.base.files import Mistakes
from companion.base.plugins import BrokenPlugin, discover, load
from companion.base.remembering import keeping_between_starts
from companion.base.settings import Settings, naming_the_file
from companion.base.shelf import Shelf
from companion.dialogue.crisis import Crisis
from companion.dialogue.guest import TALKERS, Guest
from companion.dialogue.persona import Persona, load_persona
from companion.dialogue.proposals import Askable
from companion.dialogue.safety import Profanity
from companion.dialogue.small_talk import SmallTalk
from companion.documents.types import Document
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.loading import Knowledge, profile_folders, read_all, without_broken
from companion.knowledge.packs import PackSet, read_packs
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.telling import Answers, Teller
from companion.knowledge.vocabulary import near
from companion.language.cues import lemma_of
from companion.language.introductions import looks_like_name
from companion.language.morphemes import tokenize
from companion.language.spelling import GAP, Speller
from companion.models.cross_encoder import CrossEncoderReranker, Reranker
from companion.models.embedder import Embedder
from companion.models.llm import PatientModel, load_language_model
from companion.retrieval.asking import Asking
from companion.retrieval.finding import Papers
from companion.understanding.analysis import Analyser, RegionalOffice
from companion.understanding.english import English
from companion.understanding.further_names import LookUp
from companion.understanding.gazetteer import Gazetteer, Name
from companion.understanding.lexicon import Lexicon
from companion.understanding.phrases import PLACEHOLDER, Intent, load_intents
from companion.understanding.types import MentionKind

log = logging.getLogger("companion")


@contextmanager
def collecting_later() -> Iterator[None]:
    """Collect no garbage: what is loaded stays, and need not be looked through again and again, now or later."""
    was_on = gc.isenabled()
    gc.disable()
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()  # what was loaded before may be garbage since
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


@dataclass(frozen=True)
class Material:
    """All data of a profile's packs.

    Attributes:
        knowledge: what is known.
        teller: says it.
        wording: cues and sentences about what is recommended.
        lexicon: words without content of their own.
        intents: what people say, by intent.
        profanity: abuse, and calm answers to it.
        persona: who the robot is.
        sentences: what the other skills say, and what they listen for.
        games: what games are made of.
        zones: how late it is elsewhere.
        crisis: danger to somebody's life, and who helps.
        english: puts simple English into Korean.
        asking: what questions ask.
    """

    knowledge: Knowledge
    teller: Teller
    wording: Answers
    lexicon: Lexicon
    intents: Mapping[str, Intent]
    profanity: Profanity
    persona: Persona
    sentences: Answers
    games: Games
    zones: Zones
    crisis: Crisis
    english: English
    asking: Asking


def read_material(
    folders: Sequence[Path], settings: Settings, mistakes: Mistakes, cache_folder: Path | None = None
) -> Material:
    """Read some packs; every mistake is noted, and what is wrong is left out.

    Args:
        folders: of the packs.
        settings: of the profile.
        mistakes: takes what is wrong with the files.
        cache_folder: where what sound packs say is kept between starts; None reads every file.
    """
    knowledge = read_all(folders, settings.home, mistakes, settings.here, cache_folder)
    packs, base = knowledge.packs, knowledge.base
    answers = Answers.load(packs.paths("answers.yaml"), mistakes)
    if not answers.templates:
        mistakes.raise_any()
        raise UsageError("no pack of the profile has sentences to answer with; add korean to `packs`")
    teller = Teller(base, answers)
    intents = load_intents(packs.paths("phrases/*.yaml"), mistakes)
    persona = None
    if settings.persona is not None and (path := packs.named("persona", settings.persona)):
        persona = load_persona(path, {statement.id for statement in base.statements}, intents, mistakes)
    persona = persona or Persona(base.itself.short if base.itself else teller.say("nameless"))
    lexicon = Lexicon.load(packs.paths("lexicon.yaml"), mistakes)
    of_the_robot = _of_the_robot(knowledge, persona)
    return Material(
        knowledge=knowledge,
        teller=teller,
        wording=Answers.load(packs.paths("recommendation.yaml"), mistakes),
        lexicon=lexicon.knowing(persona.name, persona.wake_phrase),
        intents={name: intent.filled(of_the_robot) for name, intent in intents.items()},
        profanity=Profanity.load(packs.paths("profanity.yaml"), mistakes),
        persona=persona,
        sentences=Answers.load(packs.paths("sentences/*.yaml"), mistakes),
        games=Games.load(packs.paths("games/*.yaml"), packs.paths("games/*.txt"), mistakes),
        zones=Zones.load(packs.paths("zones.yaml"), mistakes),
        crisis=Crisis.load(packs.paths("crisis.yaml"), mistakes),
        english=English.load(
            packs.paths("english.yaml"), lambda: (name.text for name in data_names(knowledge)), mistakes
        ),
        asking=Asking.load(packs.paths("asked.yaml"), mistakes),
    )


def _of_the_robot(knowledge: Knowledge, persona: Persona) -> dict[str, object]:
    """What the answers of phrases may say of the robot: its name, what it knows, and what it can recommend here."""
    here = knowledge.here
    types = knowledge.store.type_counts(here.id) if here is not None else Counter[str]()
    wanted = knowledge.store.types[types.most_common(1)[0][0]].recommend if types else None
    return {
        "name": persona.name,
        "knows": [pack.title for pack in knowledge.packs.packs[1:]],  # the first is what all others build on
        "wish": f"{here.short} {wanted}" if here is not None and wanted else None,
    }


def packs_of(settings: Settings, mistakes: Mistakes | None = None) -> PackSet:
    """The packs of a profile, by their manifests alone.

    Args:
        settings: of the profile.
        mistakes: takes what is wrong with those that are left out.

    Raises:
        UsageError: there is no such pack.
    """
    with naming_the_file(settings):
        folders = profile_folders(settings)
        return read_packs(folders, Mistakes() if mistakes is None else mistakes)


def load_material(settings: Settings) -> Material:
    """The data of a profile's packs, broken packs left out.

    Raises:
        UsageError: a pack, the home or the persona that the settings name does not exist.
        DataError: likewise, where the profile says so; or a mistake in the pack that all others build on.
    """
    with naming_the_file(settings):
        folders = profile_folders(settings)
        cache = settings.cache_folder
        with keeping_between_starts(Shelf(cache, "patterns", ())):
            material = without_broken(folders, lambda kept, mistakes: read_material(kept, settings, mistakes, cache))
        packs = material.knowledge.packs
        if len(packs.packs) == len(folders):
            check_persona(settings.persona, packs)
        elif settings.persona is not None and packs.named("persona", settings.persona) is None:
            log.error("the persona «%s» is not there without the pack that was left out", settings.persona)
    return material


def check_persona(persona: str | None, packs: PackSet) -> None:
    """See that the persona of a profile exists, if it has one.

    Raises:
        SettingError: no pack has it.
    """
    if persona is not None and packs.named("persona", persona) is None:
        known = {path.stem for path in packs.paths("persona/*.yaml")}
        hint = near(persona, known) if known else "no pack has one"
        raise SettingError("persona", persona, f"there is no «{persona}»", hint)


def in_character(settings: Settings, persona: Persona) -> Settings:
    """The settings with what follows from the persona: how it is called, how fast it speaks."""
    talking, speaking = settings.talking, settings.speaking
    called = {"wake_phrase": talking.wake_phrase or persona.wake_phrase}
    spoken = {"speed": speaking.speed * persona.speed}
    return settings.model_copy(
        update={"talking": talking.model_copy(update=called), "speaking": speaking.model_copy(update=spoken)}
    )


_REPORTS = 10
"""How often the log tells how far an index is."""


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
    choices = signature(encoder).parameters
    if unknown := wanted.keys() - choices.keys():
        raise UsageError(f"the embedder «{settings.embedder}» has no choice of {' and '.join(sorted(unknown))}")
    cache = {"cache_folder": settings.cache_folder} if "cache_folder" in choices else {}
    try:
        made: Embedder = encoder(**wanted, **cache)
    except CompanionError:
        raise
    except Exception as e:  # a stranger's code may raise anything
        raise BrokenPlugin("companion.embedder", discover("companion.embedder")[settings.embedder], e) from e
    return made


def load_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name; None where they name none.

    Raises:
        UsageError: no such model.
        MissingExtra: its package is not installed.
        ModelMissing: its model has not been fetched.
    """
    if settings.reranker is None:
        return None
    from companion.models.store import ModelStore  # what fetches models is imported only by who needs one

    store = ModelStore(settings.models_folder)
    kept = store.catalogue.find(settings.reranker)
    model = str(store.locate(settings.reranker)) if kept else settings.reranker
    return CrossEncoderReranker(model, settings.reranker_device)


def papers(material: Material, documents: Sequence[Document], embedder: Embedder, settings: Settings) -> Papers | None:
    """The files of the packs and further ones, ready to be asked; None where there are none.

    Raises:
        CompanionError: the reranker that the settings name cannot be had.
    """
    every = (*material.knowledge.documents, *documents)
    if not any(document.passages for document in every):
        return None
    texts = sum(len(document.passages) for document in every)

    def progress(ready: int, total: int) -> None:
        if ready == total or ready * _REPORTS // total > (ready - 1) * _REPORTS // total:
            log.info("indexing passages: %d of %d", ready, total)

    log.info("%d passages of %d files", texts, len(every))
    return Papers(every, embedder, material.asking, settings.cache_folder, progress, load_reranker(settings))


def load_guest(settings: Settings, library: Library, material: Material, interpret: Interpret) -> Guest | None:
    """The language model that may help, with what checks it; None where the settings name none.

    Raises:
        CompanionError: it cannot be had.
    """
    if settings.guest.engine is None:
        return None
    from companion.models.store import ModelStore  # what fetches models is imported only by who needs one

    model = load_language_model(settings.guest, ModelStore(settings.models_folder))
    # A tip tells what to do: its words are none of small talk.
    talk = (i for i in library.intents.values() if i.skill in TALKERS and f".{TIP}" not in i.name)
    own = [answer for intent in talk for answer in intent.answers]
    own += library.sentences.cues.get("guest_words", ())
    judging = (*library.teller.answers.cues.get("right", ()), *library.sentences.cues.get("guest_judging", ()))
    small_talk = SmallTalk(interpret, own, map(lemma_of, judging), material.crisis, material.profanity)
    return Guest(settings.guest, PatientModel(model), Askable(library), small_talk, interpret)


def analyser_of(material: Material, cache_folder: Path) -> Analyser:
    """What takes utterances apart for a robot that knows this."""
    knowledge, teller, lexicon = material.knowledge, material.teller, material.lexicon
    return Analyser(
        gazetteer(knowledge, lexicon, cache_folder),
        lexicon,
        regional_offices(knowledge.base, knowledge.store),
        frozenset(title for title in teller.answers.titles if len(title) > 1),
        frozenset(called(knowledge.base, material.persona)),
        speller(material.intents, teller, lexicon, knowledge),
        knowledge.base.vocabulary.relation_nouns,
        further_places(knowledge),
    )


def speller(intents: Mapping[str, Intent], teller: Teller, lexicon: Lexicon, knowledge: Knowledge) -> Speller:
    """Spells words as the phrases of the packs do, and knows the words that ask for something or are told of places."""
    base, told = knowledge.base, knowledge.store.stories
    vocabulary = base.vocabulary
    phrases = (phrase for intent in intents.values() for phrase in intent.phrases)
    heard = (PLACEHOLDER.sub(rf"{GAP}\2", phrase) for phrase in phrases)
    asking = (word for words in teller.answers.cues.values() for word in words)
    kinds = (word for kind in vocabulary.types.values() for word in kind.nouns)
    return Speller.of((*heard, *asking, *kinds, *vocabulary.relation_nouns, *lexicon.words, *told))


def gazetteer(knowledge: Knowledge, lexicon: Lexicon, cache_folder: Path) -> Gazetteer:
    """All names of the data, ready to be found; from the cache where nothing has changed."""
    openings = [word for word in lexicon.words if len(word) > 1]
    inputs = (knowledge.made_of or b"", "\0".join(knowledge.subjects), "\0".join(lexicon.repaired))
    shelf = Shelf(cache_folder if knowledge.made_of else None, "names", inputs)
    found = shelf.get_mapped(lambda plain, arrays: Gazetteer.of_parts(plain, arrays, openings))
    if found is None:
        found = Gazetteer(data_names(knowledge), lexicon.repaired, openings)
        shelf.put(*found.parts())
    return found


def data_names(knowledge: Knowledge) -> list[Name]:
    """Every name of the data; which of them may be guessed from their sound depends on kind and length."""
    base, store = knowledge.base, knowledge.store
    found = [*_names_here(knowledge), *_by_surname(base)]
    recommended = {place.id for place in store.places.values() if not store.is_fact(place)}
    for text, entity in base.gazetteer():
        if entity in recommended:
            continue
        kind = kind_of(base, entity)
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
    for wanted in base.vocabulary.recommended:
        # Of what nobody here recommends, the usual words are enough to say so; of houses all, so that none of them is
        # taken for another that sounds like it («정형외과», «성형외과»).
        nouns = wanted.nouns
        if wanted.id not in store.types:
            house = wanted.located and not wanted.verbs
            usual = (wanted.noun, wanted.recommend or wanted.noun)
            nouns = tuple(noun for noun in nouns if noun in usual or (house and " " not in noun))
        # Only whole words are worth recognising when misheard: «먹을래» is no «먹을 데».
        found += [Name(noun, "eatery", (wanted.id,), by_sound=" " not in noun) for noun in dict.fromkeys(nouns)]
    common = store.common_words
    towns = [area for area in store.areas.values() if area.is_root or area.kind == "province"]
    covered = {name for area in towns for name in (area.id, *area.aliases)}
    entries = store.gazetteer()
    several: defaultdict[str, list[str]] = defaultdict(list)  # towns share names of their parts
    for entry in entries:
        if entry.kind == "area":
            several[entry.name].append(entry.id)
    for entry in entries:
        if entry.kind == "region" and entry.name in covered:
            continue
        length = len(entry.name.replace(" ", ""))
        by_sound = (entry.kind in ("place", "area") and length > 1) or (entry.kind == "food" and length > 2)
        ids = tuple(several[entry.name]) if entry.kind == "area" else (entry.id,)
        found.append(Name(entry.name, entry.kind, ids, entry.name in common, by_sound))
    return found


def further_places(knowledge: Knowledge) -> LookUp | None:
    """Looks up the names of imported places; None where there are none."""
    store, here = knowledge.store, knowledge.here
    if not store.imported:
        return None
    home = store.root_of(here.id) if here is not None else None

    def chosen(places: Sequence[Place], areas: Sequence[str]) -> Place | None:
        """The one that is meant: it lies where is said, else here if any does."""
        if areas:
            return next((place for place in places if not store.areas_of(place).isdisjoint(areas)), None)
        return next((place for place in places if place.root == home), next(iter(places), None))

    def look_up(texts: Sequence[str], areas: Sequence[str]) -> dict[str, tuple[str, str, float]]:
        found: dict[str, tuple[str, str, float]] = {}
        for more in store.imported:
            for text, places in more.named(texts).items():
                if (place := chosen(places, areas)) is not None:
                    found.setdefault(text, (place.id, place.name, 1.0))
        for text in () if found else texts:
            heard = [place for more in store.imported for place in more.sounding_like(text)]
            if (place := chosen(heard, areas)) is not None:
                found[text] = (place.id, place.name, _HEARD)
        return found

    return look_up


_HEARD = 0.9
"""How alike a name and what was said are that sound the same and are spelt otherwise."""


def called(base: KnowledgeBase, persona: Persona) -> Iterator[str]:
    """What the robot is called by."""
    yield persona.name
    if base.itself:
        yield from base.itself.names


def _names_here(knowledge: Knowledge) -> Iterator[Name]:
    """«관장», «도서관»: what is held here is named by its title too, what is here by its type."""
    base = knowledge.base
    for succession in base.successions.values():
        if succession.subject.id in knowledge.subjects and succession.title:
            yield Name(succession.title, "office", (succession.id,), by_sound=False)
    for subject in knowledge.subjects:
        kind = base.vocabulary.types[base.entities[subject].type]
        if kind.pack == base.entities[subject].pack and subject not in base.successions:
            yield from (Name(noun, "thing", (subject,), by_sound=False) for noun in kind.nouns)


def _by_surname(base: KnowledgeBase) -> Iterator[Name]:
    """«추 지사»: a surname with a title that only one of that name had; «이 지사» may be «this one»."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for office in base.successions.values():
        for tenure in office.tenures:
            titles = {office.title, *office.aliases} if office.title else set()
            titles = {tenure.acting} if tenure.acting else titles
            for title in titles if tenure.holder in base.entities else ():
                if title and looks_like_name(base.name(tenure.holder)):
                    called[f"{base.name(tenure.holder)[0]} {title}"].add(tenure.holder)
    for text, holders in called.items():
        if len(holders) == 1 and not tokenize(text)[0].has("MM"):
            yield Name(text, "person", tuple(holders), by_sound=False)


def kind_of(base: KnowledgeBase, entity: str) -> MentionKind:
    """What sort of thing a name of the knowledge base names."""
    if entity in base.successions:
        return "office"
    if entity in base.holders:
        return "person"
    return "country" if entity in base.qualifying else "thing"


def regional_offices(base: KnowledgeBase, store: PlaceStore) -> tuple[RegionalOffice, ...]:
    """Offices that are also called by a region and a bare title, with all names of the region.

    Where several offices of a region share a title («부지사»), the bare title names none of them.
    """
    shared = Counter((office.region, office.title) for office in base.successions.values())
    wanted = {office.region for office in base.successions.values()}
    named = [entity for entity in base.entities.values() if entity.name in wanted]
    offices = []
    for office in base.successions.values():
        if office.region and office.title and office.tenures and shared[office.region, office.title] == 1:
            regions = {office.region}
            for entity in named:
                if entity.name == office.region:
                    regions |= {entity.short, *entity.aliases}
                    regions |= {name for name, shared in base.ambiguities.items() if shared.meanings[0] == entity.id}
            if office.region in store.areas:
                regions |= set(store.areas[office.region].aliases)
            offices.append(RegionalOffice(office.id, office.name, office.title, frozenset(regions)))
    return tuple(offices)
