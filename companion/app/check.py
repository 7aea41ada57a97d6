"""Checking the data, and listing what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from companion.base.errors import UsageError
from companion.base.settings import Settings
from companion.dialogue.loading import fillers, load_persona
from companion.dialogue.safety import Profanity
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.telling import Answers, Teller, rehearse
from companion.knowledge.tenures import is_visible
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


def list_entities(base: KnowledgeBase) -> Iterator[str]:
    """One line per entity: id, kind, name."""
    for entity in sorted(base.entities.values(), key=lambda e: (e.kind, e.name)):
        yield f"{entity.id:32} {entity.kind:13} {entity.name}"


def list_facts(base: KnowledgeBase, name: str, as_of: date) -> Iterator[str]:
    """Everything visible on a day about one entity, named by id, name or alias.

    Raises:
        UsageError: nothing has that name.
    """
    ids = {entity for text, entity in base.gazetteer() if name in (text, entity)} | ({name} & set(base.entities))
    if not ids:
        raise UsageError(f"nothing is called «{name}»; `companion kb list` shows what there is")
    for entity in sorted(ids):
        office = base.offices.get(entity)
        for tenure in (*(office.tenures if office else ()), *base.tenures_of(entity)):
            if not is_visible(tenure, base.offices[tenure.office], as_of):
                continue
            source = tenure.cite(as_of)
            role = f" (acting, {tenure.acting})" if tenure.acting else ""
            yield (
                f"{base.name(tenure.office)}: {base.name(tenure.person)}{role}  "
                f"{source.valid_from or '?'} – {source.valid_to or ''}  known {tenure.known}  [{tenure.source}]"
            )
        for fact in base.of(entity):
            if fact.visible(as_of):
                value = ", ".join(fact.value) or "unknown"
                about = " ".join(filter(None, (base.name(entity), fact.relation, fact.object)))
                yield f"{about}: {value}  known {fact.known}  [{fact.source}]"


def place_statistics(store: PlaceStore) -> Iterator[str]:
    """What the place data covers."""
    places = store.places.values()
    yield f"{len(places)} places"
    for title, counts in (
        ("district", Counter(p.district or "unknown" for p in places)),
        ("category", Counter(p.category or "unknown" for p in places)),
        ("confidence", Counter(p.confidence for p in places)),
    ):
        yield f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common())
    for field in ("address", "phone", "price_krw", "hours", "lat"):
        known = sum(getattr(p, field) is not None for p in places)
        yield f"with {field}: {known} ({known / len(places):.0%})"
