"""Checking the data of all rooms."""

from __future__ import annotations

from datetime import date

from companion.base.settings import Settings
from companion.dialogue.loading import fillers, load_persona
from companion.dialogue.safety import Profanity
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.telling import Answers, Teller, rehearse
from companion.language.sound import homophones
from companion.show.script import load_script, scripts
from companion.understanding.lexicon import Lexicon
from companion.understanding.phrases import load_intents


def check_data(settings: Settings) -> list[str]:
    """Load and cross-check every data file, and say every sentence the facts can lead to.

    Returns:
        Lines of a report.

    Raises:
        DataError: the first mistake, with file, line and fix.
    """
    folder = settings.knowledge_folder
    base = KnowledgeBase.load(folder)
    teller = Teller(base, Answers.load(folder / "answers.yaml"))
    sentences = sum(1 for _ in rehearse(teller, date(2100, 1, 1)))
    store = PlaceStore.load(folder / "places")
    Answers.load(folder / "recommendation.yaml")
    Lexicon.load(folder / "lexicon.yaml")
    intents = load_intents(folder / "skills", frozenset(fillers(base, store)))
    Profanity.load(folder / "profanity.yaml")
    personas = [load_persona(path, base) for path in sorted((folder / "persona").glob("*.yaml"))]
    shows = [load_script(folder / "shows", name) for name in scripts(folder / "shows")]
    tenures = sum(len(o.tenures) for o in base.offices.values())
    unsure = sum(f.confidence != "high" for f in base.facts)
    alike = homophones([p.name for p in store.places.values()] + [e.name for e in base.entities.values()])
    lines = [
        f"knowledge: {len(base.entities)} entities, {len(base.offices)} offices, {tenures} terms, "
        f"{len(base.facts)} facts ({unsure} marked unsure), {sentences} sentences said",
        f"places: {len(store.places)} places, {len(store.areas)} areas, {len(store.foods)} foods",
        f"skills: {len(intents)} intents, {sum(len(i.phrases) for i in intents.values())} phrases",
        f"personas: {sum(map(len, personas))} lines; shows: {len(shows)}",
    ]
    lines += [f"sound alike: {' / '.join(group)}" for group in alike]
    return [*lines, "all data is valid"]
