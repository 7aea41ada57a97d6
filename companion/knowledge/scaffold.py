"""New packs and events: working folders with comments, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from companion.base import patterns as re
from companion.base.errors import UsageError
from companion.base.writing import write_atomically

TEMPLATES: Final = Path(__file__).parent / "templates"
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")


def scaffold(kind: Literal["pack", "event"], folder: Path) -> tuple[Path, ...]:
    """Make a new folder from a template; its name becomes the pack's and begins the ids in it.

    Returns:
        the files made.

    Raises:
        UsageError: the folder has something in it or cannot be made, or its name cannot begin an id.
    """
    folder = folder.expanduser().absolute()
    if not _NAME.fullmatch(folder.name):
        raise UsageError(
            f"«{folder.name}» cannot be the name of a pack: small letters, digits and hyphens, such as my-{kind}"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: there is something already; name a new folder")
    made = []
    for source in sorted((TEMPLATES / kind).rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(TEMPLATES / kind)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                text = source.read_text(encoding="utf-8").replace("$name", folder.name)
                write_atomically(target, text.encode())
            except OSError as e:
                raise UsageError(f"{target}: cannot be written ({e.strerror or e})") from None
            made.append(target)
    return tuple(made)
