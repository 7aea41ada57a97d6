"""스무고개: the robot thinks of something that everybody or the packs know, and answers from what they state."""

from __future__ import annotations

from typing import Final, Literal

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.games import ThingRow, TraitRow
from companion.answering.play.game import Table, chance, is_question, letters_of, not_mine, said_words
from companion.answering.play.riddles import sounds_like
from companion.answering.sayings import cued
from companion.knowledge.base import Entity
from companion.language.initials import initial_names
from companion.language.terms import THAN
from companion.understanding.types import Mention

_MOST: Final = 20
_SHORT: Final = 4
"""Terms of a question that asks nothing else besides."""
_OF_OTHERS: Final = ("clock", "control", "knowledge", "recommend", "reminders", "sums", "play")
_SURELY: Final = 0.5
_CARRIED: Final = 30
_TOO_LARGE: Final = 150
"""Centimetres up to which a hand holds something, and from which on it doesn't."""
_Verdict = Literal["yes", "no", "unknown"]
_Thing = Entity | ThingRow


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
        self._known = {row.name: row for row in table.library.games.things}
        self._traits = {word: trait for trait in table.library.games.traits for word in trait.words}

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Think of something."""
        # What everybody knows before what only a pack does.
        things = tuple(self._known) or self._things
        if not things:
            return Decline("", 0)
        thing = chance(turn, "twenty").choice(things)
        return self._on(self._table.say("twenty_begin"), (thing, "0"))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Answer a question with yes, no or «I can't tell»; judge a guess."""
        table = self._table
        thing = self._thing(notes)
        asked = int(notes[1])
        if thing is None:
            return not_mine()
        name = thing.short if isinstance(thing, Entity) else thing.name
        if table.steers("hint", turn):  # «몰라, 힌트 줘» gives nothing up
            return self._on(table.say("hint_letters", letters=initial_names(name)), notes)
        if table.steers("stop", turn) or table.steers("reveal", turn) or table.steers("concede", turn):
            return table.over(table.say("twenty_over", thing=name))
        if is_question(turn):
            return self._on(table.say("twenty_yes_or_no"), notes) if self._is_about_it(turn) else not_mine()
        if self._is_guessed(turn, thing):
            return table.over(table.say("twenty_won", thing=name, n=asked + 1), "cheer")
        if table.steers("again", turn) or table.steers("more", turn):
            return self.begin(turn)
        verdict = self._verdict(turn, thing)
        if verdict is None:
            return not_mine()
        if asked + 1 >= _MOST:
            return table.over(f"{table.say(f'twenty_{verdict}')} {table.say('twenty_lost', thing=name)}")
        left = table.say("twenty_left", n=_MOST - asked - 1) if (asked + 1) % 5 == 0 else ""
        return self._on(f"{table.say(f'twenty_{verdict}')} {left}".strip(), (notes[0], str(asked + 1)))

    def is_move(self, turn: SkillTurn, notes: tuple[str, ...]) -> bool:
        """Whether something is asked about the thing, it is guessed or given up, after something else was talked of."""
        table, thing = self._table, self._thing(notes)
        gives_up = any(table.steers(cue, turn) for cue in ("reveal", "concede", "hint"))
        if thing is None or gives_up:
            return gives_up
        asks = turn.analysis.text.rstrip().endswith("?") and not is_question(turn)
        return self._is_guessed(turn, thing) or (asks and bool(self._found(turn, thing)))

    def tally(self, notes: tuple[str, ...]) -> str:
        """How many questions are left."""
        return self._table.say("twenty_left", n=_MOST - int(notes[1]))

    def _thing(self, notes: tuple[str, ...]) -> _Thing | None:
        return self._known.get(notes[0]) or self._table.library.base.entities.get(notes[0])

    def _is_about_it(self, turn: SkillTurn) -> bool:
        """«무슨 색이야?», «다리가 몇 개야?»: asked about the thing, and not to be answered with yes or no."""
        best = turn.interpretation.best
        other = best.skill in _OF_OTHERS and best.probability >= _SURELY
        return len(turn.analysis.reading.terms) <= _SHORT and not turn.analysis.mentions and not other

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Say how many questions are left."""
        return self._on(self._table.say("twenty_left", n=_MOST - int(notes[1])), notes)

    def _is_guessed(self, turn: SkillTurn, thing: _Thing) -> bool:
        said = said_words(turn)
        if isinstance(thing, ThingRow):
            text = letters_of(turn.analysis.text)
            # A name may end like a particle («고양이야»): what is left of the text tells.
            cut = bool(said) and thing.name.startswith(said) and text.startswith(thing.name)
            return cut or letters_of(said) in map(letters_of, (thing.name, *thing.also))
        if any(mention.id == thing.id for mention in turn.analysis.mentions):
            return True
        return bool(said) and sounds_like(said, *thing.names)

    def _verdict(self, turn: SkillTurn, thing: _Thing) -> _Verdict | None:
        """What the packs say to it; None where nothing was asked about the thing."""
        analysis = turn.analysis
        main = analysis.reading.main
        found = self._found(turn, thing)
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

    def _found(self, turn: SkillTurn, thing: _Thing) -> list[_Verdict]:
        """What is known of each thing that is asked: how large it is, a trait, a type, a name."""
        analysis = turn.analysis
        sized = self._held(turn, thing) or self._larger(turn, thing)
        if sized is not None:
            return [sized]
        asked = [t.lemma for t in analysis.reading.terms if t.lemma in self._traits or t.lemma in self._nouns]
        # The dictionary takes «날 수 있어» for a form of another verb: what was written tells.
        asked += [t.text for t in analysis.reading.terms if t.text != t.lemma and t.text in self._traits]
        if isinstance(thing, ThingRow):
            had = set(thing.traits)
            of_it: list[_Verdict] = [
                "yes" if word in self._traits and self._traits[word].id in had else "no" for word in asked
            ]
            # «먹을 수 있는 과일이야?» asks for all; another thing by its name is wrong.
            return of_it or (["no"] if analysis.mentions or said_words(turn) else [])
        found = [self._of_mention(mention, thing) for mention in analysis.mentions]
        return found + [
            self._of_type(word, thing) if word in self._nouns else self._of_trait(self._traits[word], thing)
            for word in asked
        ]

    def _size(self, thing: _Thing) -> int | None:
        """In centimetres, None where nobody knows."""
        if isinstance(thing, ThingRow):
            return thing.size
        is_a, sizes = self._table.library.base.vocabulary.is_a, self._table.library.games.type_sizes
        return next((cm for kind, cm in sizes.items() if is_a(thing.type, kind)), None)

    def _held(self, turn: SkillTurn, thing: _Thing) -> _Verdict | None:
        """«손으로 들 수 있는 크기야?»: by its size; None where that isn't asked."""
        reading, sentences = turn.analysis.reading, self._table.library.sentences
        if not (cued(sentences, "hand", reading) and cued(sentences, "held", reading)):
            return None
        size = self._size(thing)
        if size is None or _CARRIED < size < _TOO_LARGE:
            return "unknown"
        return "yes" if size <= _CARRIED else "no"

    def _larger(self, turn: SkillTurn, thing: _Thing) -> _Verdict | None:
        """Whether it is larger, or smaller, than what it is compared with; None where that isn't asked."""
        games, reading = self._table.library.games, turn.analysis.reading
        small = cued(self._table.library.sentences, "small", reading)
        if not games.sizes or not (small or cued(self._table.library.sentences, "large", reading)):
            return None
        size = self._size(thing)
        known = {**games.sizes, **{row.name: row.size for row in self._known.values()}}
        compared = [term for term in reading.terms if term.particle == THAN]
        than = known.get(compared[0].lemma) if compared else next(iter(games.sizes.values()))
        if size is None or than is None:
            return "unknown"
        return "yes" if (size < than if small else size > than) else "no"

    def _of_trait(self, trait: TraitRow, thing: Entity) -> _Verdict:
        if trait.types is None:
            return "unknown"
        is_a = self._table.library.base.vocabulary.is_a
        return "yes" if any(is_a(thing.type, kind) for kind in trait.types) else "no"

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
