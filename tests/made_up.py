"""Made-up packs: the folders that tests read, a way to write small ones, and what reading them gives."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.reply import Reply
from companion.documents.types import Document
from companion.knowledge.loading import Knowledge, read_all

SHIPPED = Path(__file__).parents[1] / "knowledge"
PACKS = Path(__file__).parent / "packs"
KOREAN, GARAM, MUSEUM = SHIPPED / "korean", PACKS / "garam", PACKS / "seoun-museum"


def write_pack(folder: Path, manifest: str = "", **files: str) -> Path:
    """Write a pack; the name of a file is its path, «__» for each «/» and «_» for the dot of its ending."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(f"pack: {folder.name}\ntitle: 꾸민 것\n{manifest}", encoding="utf-8")
    for name, text in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(*folders: Path, home: str | None = None) -> Knowledge:
    """What packs know; a mistake in one is an error."""
    mistakes = Mistakes()
    knowledge = read_all(folders, home, mistakes)
    mistakes.raise_any()
    return knowledge


def mistakes_in(*folders: Path) -> list:
    """Every mistake that reading packs finds."""
    mistakes = Mistakes()
    read_all(folders, None, mistakes)
    return list(mistakes)


def robot_of_garam(folder: Path, now: datetime, more: str = "", documents: Sequence[Document] = ()) -> Assistant:
    """A robot that knows Korean and the made-up town, where it stands.

    Args:
        folder: where its profile is written; `more`: further lines of that.
        now: what its clock tells.
        documents: files that it answers from.
    """
    (folder / "profile.yaml").write_text(f"packs: [korean, {GARAM}]\n{more}", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: now, documents=documents)


def robot_of_pack(folder: Path, now: datetime, **files: str) -> Assistant:
    """A robot that knows Korean and one pack, which is written into a folder.

    Args:
        folder: of the pack and its profile.
        now: what its clock tells.
        files: of the pack, as `write_pack` takes them.
    """
    write_pack(folder, "needs: [korean]\n", **files)
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, .]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: now)


def names(reply: Reply) -> list[str]:
    """The names of what a reply shows, in order."""
    return [item.name for item in reply.items]
