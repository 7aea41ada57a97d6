"""The packs of a store as one process has them: a copy that it answers from, and a server that it asks for newer ones.

Only `look` and `changing` wait for the server. Everything else is of this machine, so that no turn ever waits.
"""

from __future__ import annotations

import getpass
import logging
import platform
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from companion.base.errors import CompanionError, one_line
from companion.base.settings import Settings
from companion.knowledge.shared.address import StoreAddress
from companion.knowledge.shared.copies import StoreCopy, Tree
from companion.knowledge.shared.generation import (
    Generation,
    SharedFile,
    StoreError,
    files_digest,
    files_of_pack,
    see_pack,
    with_pack,
)
from companion.knowledge.shared.server import StoreSession

log = logging.getLogger("companion")

_HELD: Final = 2
"""Trees that a process holds: the one it answers from, and the one before, which a turn may still read."""

Progress = Callable[[int, int], None]
"""Told how many bytes of how many came, or went."""


def _untold(done: int, all: int) -> None:
    pass


class SharedPacks:
    """The packs of one store; may be used from any thread.

    Args:
        address: where the store is.
        copy: what is kept of it here.
        within_s: how long the server may take for one thing.
    """

    def __init__(self, address: StoreAddress, copy: StoreCopy, within_s: float) -> None:
        self.address, self.copy, self._within_s = address, copy, within_s
        self._trees: deque[Tree] = deque()
        self._changing = Lock()
        self._lost = False

    @property
    def folders(self) -> dict[str, Path]:
        """The folder of each pack that is kept here, by its id; they stay until two newer generations have come.

        Raises:
            StoreError: what was kept was damaged since, and is to be fetched again.
        """
        with self._changing:
            if not self._trees:
                self._hold()
            if self._trees:
                return dict(self._trees[-1].packs)
        if self.copy.current() is not None:
            raise StoreError(
                f"{self.copy.folder}: a file in it was damaged, and {self.address} is not there to mend it"
            )
        return {}

    @property
    def generation(self) -> Generation | None:
        """The one that is answered from; None before the first."""
        with self._changing:
            return self._trees[-1].generation if self._trees else None

    def _hold(self) -> None:
        """Hold the tree that is current now."""
        tree = self.copy.tree()
        if tree is None:
            return
        if self._trees and self._trees[-1].generation.digest == tree.generation.digest:
            self._trees[-1].generation = tree.generation
            tree.close()
            return
        self._trees.append(tree)

    def _make_room(self) -> None:
        """Let go of all but the newest tree: no turn still reads those that were followed by another one."""
        with self._changing:
            while len(self._trees) >= _HELD:
                self._trees.popleft().close()

    # Looking for newer ones

    def look(self, progress: Progress = _untold) -> bool:
        """Fetch what is newer at the server, if anything is.

        Returns:
            Whether other packs hold now than before.

        Raises:
            StoreError: the server does not answer, or not as it should.
            CompanionError: psycopg is not installed, or nothing can be written here.
        """
        with StoreSession(self.address, self._within_s) as session:
            newest = session.newest()
            kept = self.copy.current()
            if newest is None:
                if kept is not None:
                    raise StoreError(f"{self.address} holds nothing any more")
            elif kept is None or newest != (kept.number, kept.digest) or not self._is_sound():
                with self.copy.alone():
                    self._fetch(session, progress)
        with self._changing:
            before = self._trees[-1].generation.digest if self._trees else None
            self._hold()
            return bool(self._trees) and before != self._trees[-1].generation.digest

    def _is_sound(self) -> bool:
        if self.generation is not None:
            return True  # it was looked through when it was opened
        with self.copy.alone():
            return self.copy.mend()

    def _fetch(self, session: StoreSession, progress: Progress) -> None:
        self.copy.mend()
        generation = session.generation()
        if generation is None or generation == self.copy.current():
            return  # another process of this machine was faster
        lacking = {file.sha256: file for file in generation.files if not self.copy.has(file)}
        whole, came = sum(file.size for file in lacking.values()), 0
        for file in lacking.values():
            self.copy.receive(file, lambda first, file=file: session.blocks(file, first))  # type: ignore[misc]
            came += file.size
            progress(came, whole)
        self._make_room()
        self.copy.become(generation)

    def first_look(self) -> None:
        """Look, as a program starts: where packs are kept here, no longer than `within_s`, and whatever comes of it.

        Raises:
            CompanionError: nothing is kept here, and nothing can be had.
        """
        if self.copy.current() is None:
            self.look()
            return
        looking = Thread(target=self.look_quietly, name="look for packs", daemon=True)
        looking.start()
        looking.join(self._within_s)
        if looking.is_alive():
            self._tell_lost(f"{self.address} takes longer than {self._within_s:g} s")

    def look_quietly(self) -> bool:
        """Look; a server that cannot be asked is named in the log once, until it answers again."""
        try:
            found = self.look()
        except CompanionError as e:
            self._tell_lost(str(e))
            return False
        except Exception as e:  # whatever a server, a disk or a driver does, the robot goes on
            self._tell_lost(f"{self.address}: {type(e).__name__}: {self.address.without_secrets(str(e))}")
            return False
        if self._lost:
            log.warning("%s answers again", self.address)
            self._lost = False
        return found

    def _tell_lost(self, problem: str) -> None:
        if not self._lost:
            kept = self.copy.current()
            log.warning("%s; answering from %s, which is kept here", problem, kept or "what is here")
        self._lost = True

    # Changing

    @contextmanager
    def changing(self, pack: str, origin: Path | None, progress: Progress = _untold) -> Iterator[Path]:
        """A copy of a pack to be changed; what is made of it is published when the block ends without an error.

        Until then nobody else changes the store, and nobody sees anything; killed at any moment, this leaves what was.

        Args:
            pack: its id.
            origin: the folder it begins as, where the store has no pack of this id.
            progress: told how much of how much is sent.

        Raises:
            StoreError: the server does not answer, or somebody else is changing it.
            UsageError: what was made is no pack that can be shared.
        """
        with self._writing() as (session, before):
            with self.copy.alone():
                if before is not None and pack in before.packs:
                    origin = self._folder_in(before, pack)
                folder = self.copy.working_copy(pack, origin)
            yield folder
            self._publish(session, before, pack, folder, progress)

    def replace(self, folder: Path, progress: Progress = _untold) -> bool:
        """Publish a pack as it is in a folder, in place of the one of its id.

        Returns:
            Whether it was another one.

        Raises:
            StoreError, UsageError: as `changing`.
        """
        see_pack(folder)
        with self._writing() as (session, before):
            with self.copy.alone():
                copy = self.copy.working_copy(folder.name, folder)
            return self._publish(session, before, folder.name, copy, progress)

    def withdraw(self, pack: str) -> bool:
        """Take a pack out of the store.

        Returns:
            Whether it was there.

        Raises:
            StoreError: as `changing`.
        """
        with self._writing() as (session, before):
            if before is None or pack not in before.packs:
                return False
            self._switch(session, with_pack(before, pack, ()), {}, _untold)
            return True

    def _folder_in(self, generation: Generation, pack: str) -> Path:
        """The folder of a pack of a generation, which was just fetched; within `alone`, where no tree is removed."""
        tree = self.copy.tree()
        if tree is None or tree.generation.digest != generation.digest:
            raise StoreError(f"{self.copy.folder} does not keep what {self.address} holds; nothing was changed")
        tree.close()
        return tree.packs[pack]

    @contextmanager
    def _writing(self) -> Iterator[tuple[StoreSession, Generation | None]]:
        """Alone with the store, and with its newest generation here."""
        with StoreSession(self.address, self._within_s, writing=True) as session:
            with self.copy.alone():
                self._fetch(session, _untold)
            yield session, session.generation()
        with self._changing:
            self._hold()

    def _publish(
        self, session: StoreSession, before: Generation | None, pack: str, folder: Path, progress: Progress
    ) -> bool:
        own = files_of_pack(folder)
        files = with_pack(before, pack, own)
        is_other = before is None or files_digest(files) != before.digest
        if is_other:
            self._switch(session, files, {file.sha256: folder / file.path for file in own}, progress)
        self.copy.forget_work(pack)
        return is_other

    def _switch(
        self, session: StoreSession, files: Sequence[SharedFile], paths: Mapping[str, Path], progress: Progress
    ) -> None:
        with self.copy.alone():
            for file in files:  # what is published is what is kept
                if not self.copy.has(file):
                    self.copy.adopt(file, paths[file.sha256])
            self._make_room()
            self.copy.become(session.publish(files, self.copy.content, _whoever(), progress))


def _whoever() -> str:
    """Who changes a store, for those who look at it."""
    name = "somebody"
    with suppress(OSError, KeyError):
        name = getpass.getuser()
    return one_line(f"{name}@{platform.node() or 'somewhere'}")


@cache
def _shared(address: StoreAddress, folder: Path, within_s: float) -> SharedPacks:
    return SharedPacks(address, StoreCopy(folder), within_s)


def shared_packs(settings: Settings) -> SharedPacks | None:
    """The store that a profile names; None where it names none. One for all robots of a process."""
    secret = settings.knowledge.store
    if secret is None:
        return None
    address = StoreAddress(secret)
    return _shared(address, settings.copies_folder / address.key, settings.knowledge.within_s)


@cache
def _looked(packs: SharedPacks) -> bool:
    packs.first_look()
    return True


def held_packs(settings: Settings) -> dict[str, Path]:
    """The folders of the packs that the store of a profile holds, by their ids; none where it names no store.

    The first time in a process the server is asked for newer ones.

    Raises:
        CompanionError: nothing of the store is kept here, and it cannot be asked.
    """
    packs = shared_packs(settings)
    if packs is None:
        return {}
    _looked(packs)
    return packs.folders
