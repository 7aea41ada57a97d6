"""What a file of somebody's own becomes: a document of passages, each of which can be quoted with its place."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

FOLDER: Final = "documents"
"""Of a pack: where the files stand that it is quoted from."""
MANIFEST: Final = "documents.yaml"
"""What is in that folder."""
PassageKind = Literal["sentence", "row", "pair"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, one row of a table, or one pair of question and answer."""

    id: str
    """`<document id>#<n>`; the same for the same content."""
    document: str
    """The id of the document."""
    kind: PassageKind
    text: str
    """The sentence; of a row `header: value, header: value`; of a pair the answer."""
    question: str = ""
    """The question of a pair."""
    cells: tuple[tuple[str, str], ...] = ()
    """Header and value of each cell of a row that is not empty."""
    headings: tuple[str, ...] = ()
    """The headings above it, the title of the document first."""
    page: int | None = None
    """Counted from one, where the file has pages (or slides)."""
    order: int = 0
    """Its place in the document, from zero."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read."""

    id: str
    """The name of the file as a slug."""
    title: str
    path: str
    """The original."""
    sha256: str
    source: str
    """Who says it, in words; empty where nobody told."""
    day: date | None
    """As of which day it holds; None where nobody told."""
    grade: float
    """From 0 to 1, how well it could be read."""
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    """What whoever adds it should know, a line each."""
