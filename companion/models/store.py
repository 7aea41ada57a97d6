"""Model files on this machine."""

from __future__ import annotations

from pathlib import Path

from companion.errors import CompanionError


class ModelMissing(CompanionError):
    """A model has not been fetched yet."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the model «{name}» is not on this machine: companion models pull {name}")


class ModelStore:
    """Finds model files; `pull` fetches them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def locate(self, model: str) -> Path:
        """The folder that holds the files of `model`, a name of the catalogue or a folder already."""
        if Path(model).is_dir():
            return Path(model)
        if not (self._folder / model).is_dir():
            raise ModelMissing(model)
        return self._folder / model
