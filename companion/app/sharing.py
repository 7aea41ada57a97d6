"""Where commands put what they make of a pack: into its folder, or into the store that the profile names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.output import show
from companion.base.errors import UsageError

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.knowledge.shared.holding import SharedPacks


def store_of(settings: Settings) -> SharedPacks:
    """The store of a profile.

    Raises:
        UsageError: it names none.
    """
    from companion.knowledge.shared.holding import shared_packs

    packs = shared_packs(settings)
    if packs is None:
        fix = "write `knowledge: {store: postgresql://NAME@HOST/DATABASE}` into it, or set COMPANION_KNOWLEDGE__STORE"
        raise UsageError(f"the profile «{settings.profile}» names no store; {fix}")
    return packs


@contextmanager
def pack_to_change(
    settings: Settings,
    named: Path,
    manifest: bytes | None = None,
    tell: Callable[[str], None] = show,
    progress: Callable[[int, int], None] = lambda done, all: None,
) -> Iterator[Path]:
    """The folder of a pack to be changed; where the profile names a store, what was made is published at the end.

    Args:
        settings: of the profile.
        named: the folder; of a pack that the store holds its name is enough.
        manifest: the `pack.yaml` of a new pack, where there may be a new one.
        tell: told what was published.
        progress: told how many bytes of how many are sent.

    Raises:
        CompanionError: there is no such pack, it cannot be written, or the store cannot be had.
    """
    folder = named.expanduser().resolve()
    if settings.knowledge.store is None:
        _see(folder, manifest, str(named))
        yield folder
        return
    store = store_of(settings)
    before = store.copy.current()
    with store.changing(folder.name, folder if folder.is_dir() else None, progress) as work:
        _see(work, manifest, f"{folder.name} in {store.address}, and {named}")
        yield work
    after = store.copy.current()
    if after is not None and after != before:
        tell(f"published in {store.address}: generation {after.number}")


def _see(folder: Path, manifest: bytes | None, called: str) -> None:
    """See that a pack is there, or make it."""
    from companion.base.writing import write_atomically

    if (folder / "pack.yaml").is_file():
        return
    if manifest is None:
        raise UsageError(f"{called}: no pack there (it has no pack.yaml); `companion kb new` makes one")
    try:
        write_atomically(folder / "pack.yaml", manifest)
    except OSError as e:
        raise UsageError(f"{folder}: cannot be written ({e.strerror or e})") from None
