"""Words without content of their own: what is left in a question after them and the names is what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from companion.base import patterns as re
from companion.base.files import Mistakes, load_document
from companion.language.josa import josa_candidates

# «분이신가요»: a neutral noun with a form of 이다.
_COPULA = "(?:이|인|일|입|예|였|이었|이셨|이신|이시|이에|이라|이던)"


class LexiconFile(BaseModel):
    """`lexicon.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    words: list[str] = []
    stems: list[str] = []
    endings: list[str] = []
    opinions: list[str] = []
    politics: list[str] = []
    repaired: list[str] = []


@dataclass(frozen=True)
class Lexicon:
    """Neutral words, neutral verbs as a pattern of stems and chained endings, words that judge, political words, and
    words worth repairing when misheard."""

    words: frozenset[str]
    verbs: re.Pattern[str]
    opinions: re.Pattern[str]
    politics: re.Pattern[str]
    repaired: tuple[str, ...]

    @classmethod
    def load(cls, paths: Iterable[Path], mistakes: Mistakes) -> Lexicon:
        """Read the lexicon files of all packs; they add up."""
        files = [loaded.value for path in paths if (loaded := load_document(LexiconFile, path, mistakes))]
        file = LexiconFile(
            **{name: [word for one in files for word in getattr(one, name)] for name in LexiconFile.model_fields}
        )
        nouns = [word for word in file.words if len(word) > 1 or word == "분"]
        return cls(
            frozenset(file.words),
            re.compile(
                f"(?:{_any_of(file.stems)})(?:{_any_of(file.endings)})*"
                f"|(?:{_any_of(nouns)}){_COPULA}(?:{_any_of(file.endings)})+"
            ),
            re.compile(rf"(?<![가-힣])(?:{_any_of(file.opinions)})"),
            re.compile(_any_of(file.politics)),
            tuple(dict.fromkeys(file.repaired)),
        )

    def knowing(self, *words: str) -> Lexicon:
        """The same with more neutral words, such as the name of the robot."""
        return replace(self, words=self.words | set(words))

    @lru_cache(maxsize=8192)  # noqa: B019 - one lexicon lives as long as the process
    def is_neutral(self, eojeol: str) -> bool:
        """Whether a space-delimited word carries no content."""
        return any(stem in self.words or self.verbs.fullmatch(stem) is not None for stem, _ in josa_candidates(eojeol))


def _any_of(parts: list[str]) -> str:
    return "|".join(map(re.escape, sorted(parts, key=len, reverse=True))) or "(?!)"
