"""스무고개: the robot thinks of something that the packs know, and answers from what they state."""

from __future__ import annotations

from typing import Final, Literal

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.play.game import Table, chance, is_question, not_mine, said_words
from companion.answering.play.riddles import sounds_like
from companion.knowledge.base import Entity
from companion.language.initials import initial_names
from companion.understanding.types import Mention

_MOST: Final = 20
_Verdict = Literal["yes", "no", "unknown"]


class Twenty:
    """The notes are what the robot thinks of, and how many questions were asked."""

    name = "twenty"

    def __init__(self, table: Table) -> None:
        self._table = table
        base, vocabulary = table.library.base, table.library.base.vocabulary
        held = set(base.successions)
        known = [e for e in base.entities.values() if e.id not in held and not e.is_self]
        # Of what hardly anything is stated nothing could be answered.
        places = table.library.store.places
        self._things = tuple(
            e.id
            for e in known
            if (e.id in places and places[e.id].offers and places[e.id].confidence == "high")
            or (e.id not in places and (base.tenures_of(e.id) or len(base.about(e.id)) >= 2))
        )
        self._nouns = {noun: kind.id for kind in vocabulary.types.values() for noun in kind.nouns}

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Think of something."""
        if not self._things:
            return Decline("", 0)
        thing = chance(turn, "twenty").choice(self._things)
        return self._on(self._table.say("twenty_begin"), (thing, "0"))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Answer a question with yes, no or «I can't tell»; judge a guess."""
        table = self._table
        thing = table.library.base.entities.get(notes[0])
        asked = int(notes[1])
        if thing is None:
            return not_mine()
        if table.steers("stop", turn) or table.steers("reveal", turn) or table.steers("concede", turn):
            return table.over(table.say("twenty_over", thing=thing.short))
        if table.steers("hint", turn):
            return self._on(table.say("hint_letters", letters=initial_names(thing.short)), notes)
        if is_question(turn):
            return not_mine()
        if self._is_guessed(turn, thing):
            return table.over(table.say("twenty_won", thing=thing.short, n=asked + 1), "cheer")
        verdict = self._verdict(turn, thing)
        if verdict is None:
            return not_mine()
        if asked + 1 >= _MOST:
            return table.over(f"{table.say(f'twenty_{verdict}')} {table.say('twenty_lost', thing=thing.short)}")
        left = table.say("twenty_left", n=_MOST - asked - 1) if (asked + 1) % 5 == 0 else ""
        return self._on(f"{table.say(f'twenty_{verdict}')} {left}".strip(), (notes[0], str(asked + 1)))

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Say how many questions are left."""
        return self._on(self._table.say("twenty_left", n=_MOST - int(notes[1])), notes)

    def _is_guessed(self, turn: SkillTurn, thing: Entity) -> bool:
        if any(mention.id == thing.id for mention in turn.analysis.mentions):
            return True
        said = said_words(turn)
        return bool(said) and sounds_like(said, *thing.names)

    def _verdict(self, turn: SkillTurn, thing: Entity) -> _Verdict | None:
        """What the packs say to it; None where nothing was asked about the thing."""
        analysis = turn.analysis
        main = analysis.reading.main
        found = [self._of_mention(mention, thing) for mention in analysis.mentions]
        found += [self._of_type(t.lemma, thing) for t in analysis.reading.terms if t.lemma in self._nouns]
        if not found:
            # A question about the thing all the same («커?», «살아 있어?»), if it is one sentence that ends in a verb.
            asks = main is not None and main.form is not None and not main.form.requests and not main.form.wishes
            return "unknown" if asks and main is not None and turn.analysis.text.endswith("?") else None
        if "no" in found:
            verdict: _Verdict = "no"
        else:
            verdict = "unknown" if "unknown" in found else "yes"
        denies = any(t.form is not None and (t.form.negated or t.lemma in self._absent) for t in analysis.reading.verbs)
        denies = denies and not (
            main is not None and main.form is not None and main.form.negated and main.lemma in self._doubting
        )
        if denies and verdict != "unknown":
            return "no" if verdict == "yes" else "yes"
        return verdict

    @property
    def _doubting(self) -> tuple[str, ...]:
        """Verbs that deny in form only («식당 아니야?»)."""
        return self._table.library.sentences.cues.get("doubting", ())

    @property
    def _absent(self) -> tuple[str, ...]:
        """Verbs that say something is not there."""
        return self._table.library.sentences.cues.get("absent", ())

    def _of_type(self, noun: str, thing: Entity) -> _Verdict:
        return "yes" if self._table.library.base.vocabulary.is_a(thing.type, self._nouns[noun]) else "no"

    def _of_mention(self, mention: Mention, thing: Entity) -> _Verdict:
        library = self._table.library
        place = library.store.places.get(thing.id)
        if mention.kind == "area":
            if place is None:
                return "unknown"
            lies_in = {place.root, place.district, place.dong, *place.landmarks}
            return "yes" if mention.id in lies_in or mention.name in lies_in else "no"
        if mention.kind == "food":
            if place is None:
                return "unknown"
            return "yes" if set(mention.ids) & {*place.offers, place.category} else "unknown"
        if mention.kind == "attribute":
            return "yes" if place is not None and set(mention.ids) & place.tags else "unknown"
        if mention.kind == "eatery":
            return "yes" if library.base.vocabulary.is_a(thing.type, mention.id) else "no"
        if mention.kind == "region":
            return "unknown"
        if mention.kind == "office":
            held = any(tenure.succession in mention.ids for tenure in library.base.tenures_of(thing.id))
            return "yes" if held else "no"
        return "no"  # another thing by its name

    def _on(self, text: str, notes: tuple[str, ...]) -> Answer:
        return self._table.on(self.name, text, notes)
