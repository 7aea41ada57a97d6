"""Packs: folders with what is known, found by name or by path, and read into one vocabulary.

A pack's name is looked up among the folders of `knowledge/`, then among the entry points of the group `companion.pack`
(a package that offers its own folder); what begins with «.» or holds a «/» is a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files as package_files
from pathlib import Path
from types import ModuleType
from typing import Final

from companion.base.errors import CompanionError, SettingError
from companion.base.files import Loaded, Mistakes, load_document
from companion.base.plugins import discover, load
from companion.knowledge.schema import PackFile
from companion.knowledge.vocabulary import EntityType, Relation, UnknownName, Vocabulary, make_relation, make_type, near

GROUP: Final = "companion.pack"
"""Entry points that offer a pack: a package, or a function without arguments, that has or gives its folder."""
MANIFEST: Final = "pack.yaml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with what is known about something.

    Attributes:
        id: the folder's name.
        title: what it knows, as a noun.
        home: the area that «here» means, None where it has none.
        manifest: its `pack.yaml`.
    """

    id: str
    title: str
    folder: Path
    home: str | None
    manifest: Loaded[PackFile]

    def paths(self, pattern: str) -> tuple[Path, ...]:
        """Its files that match a pattern such as `phrases/*.yaml`, sorted."""
        return tuple(sorted(path for path in self.folder.glob(pattern) if path.is_file()))


@dataclass(frozen=True)
class PackSet:
    """The packs of a profile, those that others build on first, and what they declare."""

    packs: tuple[Pack, ...]
    vocabulary: Vocabulary

    def paths(self, pattern: str) -> tuple[Path, ...]:
        """The files of all packs that match a pattern, in the order of the packs."""
        return tuple(path for pack in self.packs for path in pack.paths(pattern))

    def owned(self, pattern: str) -> Iterator[tuple[Pack, Path]]:
        """The same, each with its pack."""
        for pack in self.packs:
            for path in pack.paths(pattern):
                yield pack, path

    def named(self, kind: str, name: str) -> Path | None:
        """`kind/name.yaml` of the last pack that has one."""
        found = self.paths(f"{kind}/{name}.yaml")
        return found[-1] if found else None

    def without(self, packs: frozenset[str]) -> PackSet:
        """The same without some packs and without those that need them."""
        gone = set(packs)
        for pack in self.packs:  # in order, so that what needs a pack comes after it
            if gone.intersection(pack.manifest.value.needs):
                gone.add(pack.id)
        kept = tuple(pack for pack in self.packs if pack.id not in gone)
        vocabulary = Vocabulary(
            {key: value for key, value in self.vocabulary.types.items() if value.pack not in gone},
            {key: value for key, value in self.vocabulary.relations.items() if value.pack not in gone},
        )
        return PackSet(kept, vocabulary)


class BrokenPack(CompanionError):
    """A pack that a package offers cannot be had."""


def pack_id(name: str, relative_to: Path) -> str:
    """The id that a pack has by its name, or by its path.

    Args:
        name: the name, or the path.
        relative_to: where a relative path begins.
    """
    return (relative_to / Path(name).expanduser()).resolve().name if _is_path(name) else name


def _is_path(name: str) -> bool:
    return name.startswith((".", "~")) or "/" in name


def find_pack(name: str, shipped: Path, relative_to: Path) -> Path:
    """The folder of a pack.

    Args:
        name: a name, or a path.
        shipped: the folder of the packs that come with the robot.
        relative_to: where a relative path begins.

    Raises:
        SettingError: there is no such pack.
        BrokenPack: a package offers it, and it cannot be had.
    """
    if _is_path(name):
        folder = (relative_to / Path(name).expanduser()).resolve()
        if not (folder / MANIFEST).is_file():
            problem = f"{folder}: no pack there (it has no {MANIFEST})"
            raise SettingError("packs", name, problem, "`companion kb new` makes one")
        return folder
    if (shipped / name / MANIFEST).is_file():
        return shipped / name
    offered = discover(GROUP)
    if name in offered:
        return _folder_of(name)
    here = relative_to / name
    if (here / MANIFEST).is_file():
        return here.resolve()
    known = sorted({path.parent.name for path in shipped.glob(f"*/{MANIFEST}")} | set(offered))
    fix = f"{near(name, known)}; for a folder write its path, such as ./{name}"
    raise SettingError("packs", name, f"there is no pack «{name}»", fix)


def _folder_of(name: str) -> Path:
    """The folder that an entry point offers."""
    try:
        offer = load(GROUP, name)
        found = package_files(offer) if isinstance(offer, ModuleType) else offer() if callable(offer) else offer
        folder = Path(str(found))
    except (Exception, SystemExit) as e:  # a stranger's code may raise anything
        raise BrokenPack(f"the pack «{name}» from a package cannot be had: {type(e).__name__}: {e}") from e
    if not (folder / MANIFEST).is_file():
        raise BrokenPack(f"the pack «{name}» from a package has no {MANIFEST} in {folder}")
    return folder


def read_packs(folders: Sequence[Path], mistakes: Mistakes) -> PackSet:
    """Read the manifests of packs; what is wrong with one goes to `mistakes`, and that pack is left out.

    Args:
        folders: in the order of the profile; packs that others need come first whatever their place.
    """
    found: dict[str, Pack] = {}
    for folder in folders:
        manifest = load_document(PackFile, folder / MANIFEST, mistakes)
        if manifest is None:
            _lose_pack(folder, mistakes)
            continue
        row, line = manifest.value, manifest.line("pack")
        if row.pack != folder.name:
            mistakes.add(manifest.path, line, f"«pack: {row.pack}» is not the folder's name", f"write {folder.name}")
            _lose_pack(folder, mistakes)
        elif row.pack in found and found[row.pack].folder != folder:
            mistakes.add(manifest.path, line, f"«{row.pack}» is also in {found[row.pack].folder}", "rename one")
        else:
            found[row.pack] = Pack(row.pack, row.title, folder, row.home, manifest)
    packs = _in_order(found, mistakes)
    types: dict[str, EntityType] = {}
    relations: dict[str, Relation] = {}
    for pack in packs:
        for number, declared in enumerate(pack.manifest.value.types):
            with _noting(mistakes, declared.id, pack.manifest, "types", number):
                types[declared.id] = make_type(declared, pack.id, types)
    for pack in packs:
        for number, relation in enumerate(pack.manifest.value.relations):
            with _noting(mistakes, relation.id, pack.manifest, "relations", number):
                relations[relation.id] = make_relation(relation, pack.id, types, relations)
        for number, table in enumerate(pack.manifest.value.tables):
            with _noting(mistakes, None, pack.manifest, "tables", number):
                if table.type not in types:
                    raise UnknownName(table.type, f"«{table.type}» is no type; {near(table.type, types)}")
                if not (pack.folder / "data" / table.file).is_file():
                    raise ValueError(f"there is no file data/{table.file}")
                if table.complete:
                    types[table.type] = replace(types[table.type], complete=types[table.type].complete | {pack.id})
    return PackSet(packs, Vocabulary(types, relations))


@contextmanager
def _noting(
    mistakes: Mistakes, declared: str | None, manifest: Loaded[PackFile], *location: str | int
) -> Iterator[None]:
    """A ValueError inside is a mistake at that place of the manifest, and what is declared there is missing."""
    try:
        yield
    except ValueError as e:
        problem, _, fix = str(e).partition("; ")
        line = manifest.line(*location)
        if isinstance(e, UnknownName):
            mistakes.add_unknown(e.name, manifest.path, line, problem, fix)
        else:
            mistakes.add(manifest.path, line, problem, fix)
        if declared is not None:
            mistakes.lose(declared)


def _lose_pack(folder: Path, mistakes: Mistakes) -> None:
    """Remember that nothing of a pack is read."""
    mistakes.lose(folder.name)
    for pattern in ("*.yaml", "*.csv", "*/*.yaml", "*/*.csv"):
        for path in folder.glob(pattern):
            mistakes.lose_file(path)


def _how_to_have(need: str, packs: Iterable[str]) -> str:
    """What to do where a pack that is needed is not there."""
    closest = near(need, packs)
    return f"add {need} to `packs`" + (f"; {closest}" if "did you mean" in closest else "")


def _in_order(found: dict[str, Pack], mistakes: Mistakes) -> tuple[Pack, ...]:
    """Packs after those that they need; who needs one that is not there is left out."""
    done: dict[str, Pack] = {}

    def add(pack: Pack, below: tuple[str, ...]) -> bool:
        if pack.id in done:
            return True
        for number, need in enumerate(pack.manifest.value.needs):
            problem = fix = ""
            if need not in found:
                problem, fix = f"it needs the pack «{need}», which is not listed", _how_to_have(need, found)
            elif need in (*below, pack.id):
                problem, fix = f"«needs: {need}» goes in a circle", "remove it from one of the two"
            if problem:
                line = pack.manifest.line("needs", number)
                mistakes.add_unknown(need, pack.manifest.path, line, problem, fix)
            if problem or not add(found[need], (*below, pack.id)):
                _lose_pack(pack.folder, mistakes)
                return False
        done[pack.id] = pack
        return True

    for pack in found.values():
        add(pack, ())
    return tuple(done.values())
