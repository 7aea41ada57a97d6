"""Listing what is known, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from companion.base.errors import UsageError
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.tenures import is_visible
from companion.knowledge.values import write


def list_entities(base: KnowledgeBase) -> Iterator[str]:
    """One line per entity: id, type, name."""
    for entity in sorted(base.entities.values(), key=lambda e: (e.type, e.name)):
        yield f"{entity.id:32} {entity.type:13} {entity.name}"


def list_facts(base: KnowledgeBase, name: str, as_of: date) -> Iterator[str]:
    """Everything visible on a day about one entity, named by id, name or alias.

    Raises:
        UsageError: nothing has that name.
    """
    ids = {entity for text, entity in base.gazetteer() if name in (text, entity)} | ({name} & base.entities.keys())
    if not ids:
        raise UsageError(f"nothing is called «{name}»; `companion kb list` shows what there is")
    for entity in sorted(ids):
        office = base.successions.get(entity)
        for tenure in (*(office.tenures if office else ()), *base.tenures_of(entity)):
            if not is_visible(tenure, base.successions[tenure.succession], as_of):
                continue
            source = tenure.cite(as_of)
            role = f" (acting, {tenure.acting})" if tenure.acting else ""
            yield (
                f"{base.name(tenure.succession)}: {base.name(tenure.holder)}{role}  "
                f"{source.valid_from or '?'} – {source.valid_to or ''}  known {tenure.known}  [{tenure.source}]"
            )
        for fact in base.about(entity):
            if fact.visible(as_of) and not base.vocabulary.relations[fact.relation].one_at_a_time:
                value = ", ".join(base.written(fact)) or "unknown"
                narrowing = (write(value, base.name) for values in fact.qualifiers.values() for value in values)
                about = " ".join((base.name(entity), fact.relation, *narrowing))
                yield f"{about}: {value}  known {fact.known}  [{fact.source}]"
