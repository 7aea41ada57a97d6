"""끝말잇기: a word begins with the last syllable of the one before, or what the initial-sound law makes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.play.game import Table, chance, is_question, not_mine, said_words
from companion.language.game_talk import begins_with, goes_first
from companion.language.hangul import is_syllable
from companion.language.initial_law import beginnings
from companion.language.initials import initial_names
from companion.language.morphemes import tokenize
from companion.language.short_answers import bare_word, called_out, is_one_word, noun_after

_FAMILIAR: Final = 12
"""The robot chooses among so many of the words that are used most (they come first in the list)."""
_ASIDE: Final = 4
"""Words before a move that say something else."""
_EASY: Final = 4
"""After the robot's words at least so many words it knows go on."""


def is_chain_word(word: str) -> bool:
    """Whether the dictionary has it as one common noun, of two syllables or more."""
    if len(word) < 2 or not all(map(is_syllable, word)):
        return False
    tokens = tokenize(word)
    return len(tokens) == 1 and [tag for _, tag in tokens[0].parts] == ["NNG"]


def fits(word: str, before: str) -> bool:
    """Whether a word may follow another."""
    return word[0] in beginnings(before[-1])


class WordChain:
    """The notes are all words so far, the robot's last one at the end; none where the player begins."""

    name = "chain"

    def __init__(self, table: Table) -> None:
        self._table = table
        known: defaultdict[str, list[str]] = defaultdict(list)
        for word in table.library.games.words:
            known[word[0]].append(word)
        self._known: Mapping[str, list[str]] = known

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Take the player's first word if one was said («끝말잇기 할래? 기차!»), else begin or wait as is wished."""
        first = self._first_word(turn)
        if first is not None:
            return self._reply(turn, (first,))
        begins = goes_first(turn.analysis.reading)
        if begins == "speaker" or (begins is None and self._table.steers("player_first", turn)):
            return self._on(self._table.say("chain_you_first"), ())
        return self._lead(turn)

    def _lead(self, turn: SkillTurn) -> Answer | Decline:
        """The first word, where the robot says it."""
        words = [w for w in self._table.library.games.words if len(w) == 2 and self._ways_on(w, ()) > 10 * _EASY]
        if not words:
            return Decline("", 0)
        word = chance(turn).choice(words)
        return self._on(self._table.vary("chain_begin", turn, word=word, next=self._next(word)), (word,))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Judge the player's word, and say the next one."""
        table = self._table
        if table.steers("stop", turn):
            return table.over(table.vary("stopped", turn))
        begins = goes_first(turn.analysis.reading)
        if begins == "listener" and not turn.analysis.reading.asks_what:  # «네가 먼저 해»: it did
            return self.go_on(turn, notes) if notes else self._lead(turn)
        if begins == "speaker":
            first = self._said_after(turn)  # «내가 먼저 할래! 사과», «나부터 할게»
            return self._judge(turn, (), first) if first else self._on(table.say("chain_you_first"), ())
        if notes and table.steers("hint", turn):
            return self._hint(turn, notes)
        if notes and (table.steers("concede", turn) or table.steers("pass", turn)):
            return table.over(table.vary("chain_won", turn, word=notes[-1]), "happy")
        if not notes and table.steers("concede", turn):
            return table.over(table.vary("stopped", turn))
        if notes and table.steers("more", turn):
            return self.objected(turn, notes)  # «다른 말로 해 줘»
        word = said_words(turn).replace(" ", "") or self._put_instead(turn, notes)
        if not word:
            return self._unknown(turn, notes)
        return self._judge(turn, notes, word)

    @staticmethod
    def _put_instead(turn: SkillTurn, notes: tuple[str, ...]) -> str:
        """«아 그거 말고 이발소»: the last word, where it goes on with the robot's."""
        *before, last = turn.analysis.text.split() or ("",)
        word = bare_word(last)
        goes_on = bool(notes) and 0 < len(before) <= _ASIDE and is_chain_word(word) and fits(word, notes[-1])
        return word if goes_on and not is_question(turn) else ""

    def objected(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Take the last word back and say another."""
        if not notes:
            return self._on(self._table.say("chain_you_first"), ())
        *before, word = notes
        heads = beginnings(before[-1][-1]) if before else tuple(self._known)
        others = [w for head in heads for w in self._known[head] if w not in notes and self._ways_on(w, notes) >= _EASY]
        if not others:
            return self._on(self._table.say("chain_stands", word=word, next=self._next(word)), notes)
        new = chance(turn, word).choice(others[:_FAMILIAR])
        return self._on(self._table.say("chain_void", word=word, new=new, next=self._next(new)), (*notes, new))

    def tally(self, notes: tuple[str, ...]) -> str:
        """How many words there were; nobody has won yet."""
        return self._table.say("chain_tally", n=len(notes), word=notes[-1], next=self._next(notes[-1])) if notes else ""

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Say again which word it is at."""
        if not notes:
            return self._on(self._table.say("chain_you_first"), ())
        return self._on(self._table.say("chain_again", word=notes[-1], next=self._next(notes[-1])), notes)

    def explained(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """«그건 뭔 뜻이야»: it is a word of the dictionary, of which the game keeps no meaning."""
        if not notes:
            return self.go_on(turn, notes)
        return self._on(self._table.say("chain_word", word=notes[-1], next=self._next(notes[-1])), notes)

    def resumed(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """«계속하자 객석»: the next word behind the wish to go on, else which word it is at."""
        *_, last = ("", *turn.analysis.text.split())
        word = bare_word(last)
        if notes and is_chain_word(word) and len(turn.analysis.text.split()) > 1:
            return self._judge(turn, notes, word)
        return self.go_on(turn, notes)

    def is_move(self, turn: SkillTurn, notes: tuple[str, ...]) -> bool:
        """Whether somebody simply says the next word, after having asked something else in between."""
        if notes and any(self._table.steers(cue, turn) for cue in ("hint", "concede")):
            return True
        word = said_words(turn).replace(" ", "")
        named = turn.analysis.mentions
        return bool(notes and word and not named and is_chain_word(word) and fits(word, notes[-1]))

    def _judge(self, turn: SkillTurn, notes: tuple[str, ...], word: str) -> Answer | Decline:
        say = self._table.say
        if notes and len(word) > 1 and not fits(word, notes[-1]):
            # A word of the game, if a wrong one; a name the packs know is rather a question.
            return self._on(say("chain_wrong", word=notes[-1], next=self._next(notes[-1])), notes)
        if len(word) < 2:
            return self._on(say("chain_short"), notes)
        if word in notes:
            return self._on(say("chain_used", word=word), notes)
        if not is_chain_word(word):
            return self._on(say("chain_no_word"), notes)
        return self._reply(turn, (*notes, word))

    def _unknown(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """One word of which the dictionary makes no noun is a wrong move; anything longer is no move."""
        text = bare_word(turn.analysis.text)
        alone = is_one_word(text) and not is_question(turn)
        sentence = any(t.form is not None and t.form.closes for t in turn.analysis.reading.terms)
        if notes and alone and not sentence and fits(text, notes[-1]):
            return self._on(self._table.say("chain_no_word"), notes)
        return not_mine()

    def _reply(self, turn: SkillTurn, words: tuple[str, ...]) -> Answer:
        """The robot's word after the player's."""
        choices = [w for head in beginnings(words[-1][-1]) for w in self._known[head] if w not in words]
        # A word that nobody can follow would end the game: a robot that plays with children does not say one.
        kind = [w for w in choices if self._ways_on(w, words) >= _EASY]
        if not kind:
            return self._table.over(self._table.vary("chain_lost", turn, next=self._next(words[-1])), "cheer")
        word = chance(turn, words[-1]).choice(kind[:_FAMILIAR])
        return self._on(self._table.vary("chain_move", turn, word=word, next=self._next(word)), (*words, word))

    def _hint(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        choices = [w for head in beginnings(notes[-1][-1]) for w in self._known[head] if w not in notes]
        if not choices:
            return self._on(self._table.say("chain_again", word=notes[-1], next=self._next(notes[-1])), notes)
        word = chance(turn, "hint").choice(choices)
        return self._on(self._table.say("chain_hint", letters=initial_names(word), length=len(word)), notes)

    def _ways_on(self, word: str, used: tuple[str, ...]) -> int:
        return sum(w not in used and w != word for head in beginnings(word[-1]) for w in self._known[head])

    def _next(self, word: str) -> str:
        """What the next word begins with: «력», or «력이나 역»."""
        one, *others = beginnings(word[-1])
        return self._table.say("chain_or", one=one, other=others[0]) if others else one

    def _first_word(self, turn: SkillTurn) -> str | None:
        """The noun after the request."""
        word = self._said_after(turn)
        return word if is_chain_word(word) else None

    @staticmethod
    def _said_after(turn: SkillTurn) -> str:
        """The same, whatever word it is; "" where there is none."""
        said = begins_with(turn.analysis.text)
        return said or noun_after(turn.analysis.reading) or called_out(turn.interpretation.utterance.text)

    def _on(self, text: str, notes: tuple[str, ...]) -> Answer:
        return self._table.on(self.name, text, notes)
