"""Everything that the packs of a profile know, loaded once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from companion.base.errors import DataError, SettingError
from companion.base.files import Mistakes, load_document
from companion.base.settings import Settings
from companion.base.shelf import Plain, Shelf
from companion.documents.types import FOLDER, MANIFEST, Document
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.compiled import base_from_plain, base_to_plain, fingerprint, places_from_plain, places_to_plain
from companion.knowledge.packs import MANIFEST as MANIFEST_OF_PACK
from companion.knowledge.packs import BrokenPack, PackSet, find_pack, pack_id, read_packs
from companion.knowledge.places.concepts import Area, Concepts, read_concepts
from companion.knowledge.places.database import STORE, PlaceDatabase
from companion.knowledge.places.imported import ImportedPlaces
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.territory import settle
from companion.knowledge.reading import read_knowledge
from companion.knowledge.schema import PackFile
from companion.knowledge.vocabulary import near

log = logging.getLogger("companion")

T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge:
    """What is known.

    Attributes:
        packs: where it comes from.
        base: entities and statements.
        store: what can be recommended, and the words around it.
        here: the town or site that «here» means, with its parts; None where no pack has one.
        subjects: ids of the entities that are meant where a question names nobody.
        made_of: tells the data of the packs from all other data; None where what follows from them is not kept.
        documents: files that the packs keep, to be quoted from.
    """

    packs: PackSet
    base: KnowledgeBase
    store: PlaceStore
    here: Area | None
    subjects: tuple[str, ...] = ()
    made_of: bytes | None = None
    documents: tuple[Document, ...] = ()


def read_all(
    folders: Sequence[Path],
    home: str | None,
    mistakes: Mistakes,
    subjects: Sequence[str] = (),
    cache_folder: Path | None = None,
) -> Knowledge:
    """Read packs; every mistake of every file goes to `mistakes`, and what is wrong is left out.

    Args:
        folders: of the packs.
        home: the area that «here» means; None for the home of the last pack that names one.
        mistakes: takes what is wrong with the files.
        subjects: entities that are meant where a question names nobody, before those that packs name.
        cache_folder: where what sound packs say is kept between starts; None reads every file.

    Raises:
        SettingError: the home or a subject is not known, and no mistake in a file is why.
    """
    packs = read_packs(folders, mistakes)
    concepts, imported = _with_imported(packs, read_concepts(packs, mistakes), mistakes)
    base, store, made_of = _known(packs, concepts, imported, mistakes, cache_folder)
    here = _here(packs, concepts, home, mistakes)
    documents = _documents(packs, cache_folder, mistakes)
    return Knowledge(packs, base, store, here, _subjects(packs, base, subjects, mistakes), made_of, documents)


def _documents(packs: PackSet, cache_folder: Path | None, mistakes: Mistakes) -> tuple[Document, ...]:
    """The files that packs keep. One that cannot be read takes no pack with it, unless every file is checked."""
    keeping = [pack for pack in packs.packs if (pack.folder / FOLDER / MANIFEST).is_file()]
    if not keeping:
        return ()
    from companion.documents.keeping import distinct, load_documents  # what nobody needs is not imported

    noted = mistakes if cache_folder is None else None
    return distinct([(p.id, document) for p in keeping for document in load_documents(p.folder, cache_folder, noted)])


def _with_imported(
    packs: PackSet, concepts: Concepts, mistakes: Mistakes
) -> tuple[Concepts, tuple[ImportedPlaces, ...]]:
    """The concepts with the areas of imported places, and those places."""
    found = []
    for pack, path in packs.owned(STORE):
        with mistakes.absorbing():
            database = PlaceDatabase(path)
            concepts, territory = settle(concepts, database, pack.id)
            found.append((database, territory))
    return concepts, tuple(ImportedPlaces(one, where, concepts.areas, Place) for one, where in found)


def _known(
    packs: PackSet,
    concepts: Concepts,
    imported: Sequence[ImportedPlaces],
    mistakes: Mistakes,
    cache_folder: Path | None,
) -> tuple[KnowledgeBase, PlaceStore, bytes | None]:
    """What packs say, and its fingerprint; from the cache where nothing has changed and nothing is wrong."""
    if cache_folder is None or mistakes:
        base = read_knowledge(packs, concepts.names(), mistakes)
        return base, PlaceStore.of(base, concepts, imported=imported), None

    def again(plain: Plain) -> tuple[KnowledgeBase, PlaceStore, bytes]:
        base = base_from_plain(plain[0], packs.vocabulary)
        return base, PlaceStore.of(base, concepts, places_from_plain(plain[1]), plain[2], imported), made_of

    made_of = fingerprint(packs)
    shelf = Shelf(cache_folder, "knowledge", (made_of,))
    found = shelf.get(again)
    if found is not None:
        return found
    base = read_knowledge(packs, concepts.names(), mistakes)
    store = PlaceStore.of(base, concepts, imported=imported)
    if mistakes or fingerprint(packs) != made_of:  # a file may have been changed meanwhile
        return base, store, None
    shelf.put((base_to_plain(base), places_to_plain(store.places.values()), store.stories))
    return base, store, made_of


def _subjects(packs: PackSet, base: KnowledgeBase, named: Sequence[str], mistakes: Mistakes) -> tuple[str, ...]:
    for entity in named:
        if entity not in base.entities and not mistakes.is_lost(entity):
            raise SettingError("here", entity, f"«{entity}» is no entity of any pack", near(entity, base.entities))
    found = [entity for entity in named if entity in base.entities]
    for pack in reversed(packs.packs):
        for number, entity in enumerate(pack.manifest.value.here):
            if entity in base.entities:
                found.append(entity)
            else:
                line = pack.manifest.line("here", number)
                problem = f"«{entity}» is no entity"
                mistakes.add_unknown(entity, pack.manifest.path, line, problem, near(entity, base.entities))
    return tuple(dict.fromkeys(found))


def _here(packs: PackSet, concepts: Concepts, home: str | None, mistakes: Mistakes) -> Area | None:
    if home is not None:
        names = concepts.names()["area"]
        if home not in names and not mistakes.is_lost(home):
            raise SettingError("home", home, f"«{home}» is no area of any pack", near(home, names))
        return concepts.areas[names[home]] if home in names else None
    here = None
    for pack in packs.packs:
        if pack.home is None:
            continue
        if pack.home not in concepts.areas:
            line = pack.manifest.line("home")
            problem = f"«home: {pack.home}» is no area"
            mistakes.add_unknown(pack.home, pack.manifest.path, line, problem, near(pack.home, concepts.areas))
            continue
        here = concepts.areas[pack.home]
    return here


def pack_folders(names: Sequence[str], shipped: Path, relative_to: Path) -> tuple[Path, ...]:
    """The folders of packs; one that a package offers and that cannot be had is named in the log and left out.

    Args:
        names: of the packs, or their paths.
        shipped: the folder of the packs that come with the robot.
        relative_to: where relative paths begin.

    Raises:
        UsageError: there is no such pack.
    """
    folders: list[Path] = []
    for name in names:
        try:
            folders.append(find_pack(name, shipped, relative_to))
        except BrokenPack as e:
            log.error("a pack was left out: %s", e)
    return tuple(dict.fromkeys(folders))


def profile_folders(settings: Settings) -> tuple[Path, ...]:
    """The folders of the packs of a profile, of the files that were added, and of the tables that go with these packs.

    A pack that the store of the profile holds is taken from there, whatever lies here. A table whose type another pack
    declares is known where that pack is.

    Raises:
        UsageError: there is no such pack.
        CompanionError: the store cannot be had, and nothing of it is kept here.
    """
    folders = pack_folders(_names_or_held(settings), settings.knowledge_folder, settings.folder)
    tables = sorted(path.parent for path in settings.table_packs.glob(f"*/{MANIFEST_OF_PACK}"))
    if not tables:
        return folders
    known = {pack.id for pack in read_packs(folders, Mistakes()).packs}
    left = {folder: _needs(folder) for folder in tables}
    while ready := [folder for folder, needs in left.items() if known.issuperset(needs)]:
        folders += tuple(ready)
        known.update(folder.name for folder in ready)
        left = {folder: needs for folder, needs in left.items() if folder not in ready}
    for folder, needs in left.items():
        log.info("the table «%s» is for profiles with %s", folder.name, ", ".join(sorted(set(needs) - known)))
    return tuple(dict.fromkeys(folders))


def _needs(folder: Path) -> Sequence[str]:
    """The packs that a pack needs; none where its manifest is broken, which is told when it is read."""
    manifest = load_document(PackFile, folder / MANIFEST_OF_PACK, Mistakes())
    return manifest.value.needs if manifest is not None else ()


def _names_or_held(settings: Settings) -> Sequence[str]:
    """The packs of a profile as they are named, or the folder of what the store holds of them."""
    names = settings.pack_names
    if settings.knowledge.store is not None:
        from companion.knowledge.shared.holding import held_packs  # what nobody needs is not imported

        held = held_packs(settings)
        added = settings.added_pack.name
        ids = {name: pack_id(name, settings.folder) for name in names}
        names = tuple(str(held.get(id, name)) for name, id in ids.items())
        if added in held and added not in ids.values():
            names = (*names, str(held[added]))
    return names


def without_broken(folders: Sequence[Path], read: Callable[[Sequence[Path], Mistakes], T]) -> T:
    """What `read` makes of the packs. A broken one is named in the log and left out, with those that need it.

    Without it the others are checked again, but what stands in their YAML files is read once.

    Raises:
        DataError: a mistake in the pack that all others build on.
    """
    mistakes = Mistakes()
    while True:
        made = read(folders, mistakes)
        if not mistakes:
            return made
        # What is wrong with one pack may show in another that builds on it: the first in order is the one to leave out.
        broken = next((f for f in folders if any(m.path.is_relative_to(f) for m in mistakes)), folders[0])
        if broken == folders[0]:
            raise DataError.of(tuple(mistakes))
        first = next(m for m in mistakes if m.path.is_relative_to(broken))
        log.error("the pack «%s» was left out: %s", broken.name, first)
        mistakes = mistakes.again()
        kept = {pack.folder for pack in read_packs(folders, mistakes).without(frozenset({broken.name})).packs}
        folders = [f for f in folders if f in kept]
        mistakes = mistakes.again()
