"""Words without content of their own: what is left in a question after them and the names is what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from companion.datafile import load_yaml
from companion.language.josa import josa_candidates


class LexiconFile(BaseModel):
    """`knowledge/lexicon.yaml`."""

    model_config = ConfigDict(extra="forbid")
    line: int = 0
    words: list[str]
    stems: list[str]
    endings: str


@dataclass(frozen=True)
class Lexicon:
    """Neutral words, and neutral stems with the syllables their endings are made of."""

    words: frozenset[str]
    stems: tuple[str, ...]
    endings: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read the lexicon file.

        Raises:
            DataError: malformed file.
        """
        file = load_yaml(LexiconFile, path)
        stems = tuple(sorted(set(file.stems), key=len, reverse=True))
        return cls(frozenset(file.words), stems, frozenset(file.endings))

    @lru_cache(maxsize=8192)  # noqa: B019 - one lexicon lives as long as the process
    def is_neutral(self, eojeol: str) -> bool:
        """Whether a space-delimited word carries no content."""
        if any(stem in self.words for stem, _ in josa_candidates(eojeol)):
            return True
        return any(
            eojeol.startswith(stem) and len(eojeol) - len(stem) <= 6 and self.endings.issuperset(eojeol[len(stem) :])
            for stem in self.stems
        )
