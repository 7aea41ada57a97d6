"""The skill that knows the games: which one is wanted, which one goes on, and which one was left."""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.play.chain import WordChain
from companion.answering.play.chances import Chances
from companion.answering.play.game import SKILL, Game, Table, not_mine
from companion.answering.play.guessing import Guessing
from companion.answering.play.hands import Hands
from companion.answering.play.quiz import Quiz
from companion.answering.play.riddles import Jokes, Riddles
from companion.answering.play.twenty import Twenty
from companion.answering.sayings import cued_term
from companion.answering.scripted import PhraseWords, scripted_answer
from companion.language.grammar import is_demonstrative
from companion.language.pointing import THERE
from companion.language.short_answers import is_refused, suggests
from companion.language.terms import Reading, Term

_MENU = "menu"
_CLAIMS = 0.95


class PlaySkill:
    """Plays games, and says which ones it knows."""

    name = SKILL

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._table = Table(library)
        games: tuple[Game, ...] = (
            WordChain(self._table), Quiz(self._table), Riddles(self._table), Jokes(self._table), Twenty(self._table),
            Hands(self._table), Guessing(self._table),
            *(Chances(self._table, name) for name in ("dice", "coin", "pick")),
        )  # fmt: skip
        self._games = {game.name: game for game in games}
        self._riddles = Riddles(self._table)
        self._vocabulary = PhraseWords(library.intents, self.name, one_word=0.85, two_words=0.95)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Go on with what is open or was left, else begin what is wanted; the answer names the game."""
        played = self._played(turn)
        game = turn.intent.intent.partition(".")[2]
        named = isinstance(played, Answer) and played.intent is None and game in self._games
        return replace(played, intent=turn.intent.intent) if named and isinstance(played, Answer) else played

    def _played(self, turn: SkillTurn) -> Answer | Decline:
        wanted = turn.intent.intent.partition(".")[2]
        waits, left = turn.open, turn.left
        if wanted == Riddles.name and not turn.intent.waiting and (told := self._riddles.answered(turn)) is not None:
            return told
        if turn.intent.waiting and wanted == _MENU:
            return self._chosen(turn, waits)
        if turn.intent.waiting:
            if self._table.steers("games", turn):
                return not_mine()  # «다른 놀이 없어?» asks for the list of games
            if waits is not None and waits.skill == self.name and waits.about == wanted:
                return self._games[wanted].hear(turn, waits.notes)
            if left is not None and left.skill == self.name and left.about == wanted:
                return self._return(turn, self._games[wanted], left.notes)
        if left is not None and left.skill == self.name and self._table.steers("resume", turn):
            return self._games[left.about].go_on(turn, left.notes)
        game = self._games.get(wanted)
        if game is not None:
            return game.begin(turn)
        points = any(is_demonstrative(term) or term.lemma in THERE for term in turn.analysis.reading.terms)
        if self._intents[turn.intent.intent].strict and (points or self._vocabulary.doubts(turn)):
            return not_mine()  # «거기 층층이 좀 귀띔해 줘» asks for no hint
        answer = scripted_answer(turn, self._intents, "answered")
        if wanted != _MENU or not isinstance(answer, Answer):
            return answer
        return replace(answer, open=Open(self.name, _MENU, self._offered(answer.text)))

    def _offered(self, text: str) -> tuple[str, ...]:
        """The games that a sentence offers, in its order."""
        cues = self._table.library.sentences.cues
        places = {game: min(map(text.find, cues.get(f"game_{game}", ("\0",)))) for game in self._games}
        return tuple(sorted((game for game in places if places[game] >= 0), key=lambda game: places[game]))

    def _chosen(self, turn: SkillTurn, waits: Open | None) -> Answer | Decline:
        """«두 번째 거»: one of the games that were offered."""
        numbers = [number.value for number in turn.analysis.numbers]
        games = waits.notes if waits is not None else ()
        if len(numbers) != 1 or not 1 <= numbers[0] <= len(games):
            return not_mine()
        return self._games[games[numbers[0] - 1]].begin(turn)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A game that is asked for by its name, whatever else is said: «그럼 퀴즈 내줘, 내가 맞혀 볼게»."""
        reading, sentences = turn.analysis.reading, self._table.library.sentences
        if turn.open is None and self._riddles.answered(turn) is not None:
            return Attempt(f"{self.name}.{Riddles.name}", _CLAIMS)
        if self._table.is_thought_of(turn):
            numbers = [number for number in turn.analysis.numbers if not number.ordinal]
            return Attempt(f"{self.name}.{'pick' if len(numbers) > 1 else Guessing.name}", _CLAIMS)
        named = {game: term for game in self._games if (term := self._naming(game, reading)) is not None}
        wanted = any(suggests(verb) and cued_term(sentences, "gives", verb) for verb in reading.verbs)
        thrown = bool(named) and set(named) <= {"dice", "coin"} and bool(reading.verbs)
        wanted = wanted or (thrown and cued_term(sentences, "gives", reading.verbs[-1]))
        last = (turn.last.intent or "").partition(".") if turn.last is not None else ("", "", "")
        ended = last[0] == self.name and last[2] in self._games and turn.open is None
        if ended and wanted and not named and self._table.steers("replay", turn):
            return Attempt(f"{self.name}.{last[2]}", _CLAIMS)  # «다시 하자» after the game is over
        if len(named) > 1 or any(is_refused(term, reading) for term in named.values()):
            chosen = [game for game, term in named.items() if self._is_wished(term, reading)]
            asks_for_others = not chosen and reading.verbs and self._offers(reading.verbs[-1])
            chosen = chosen or ([_MENU] if asks_for_others else [])
            return Attempt(f"{self.name}.{chosen[0]}", _CLAIMS) if len(chosen) == 1 else None
        if not named or not wanted or reading.asks_what:
            return None
        return Attempt(f"{self.name}.{next(iter(named))}", _CLAIMS)

    def _naming(self, game: str, reading: Reading) -> Term | None:
        """The last word that names a game."""
        sentences = self._table.library.sentences
        return next((t for t in reversed(reading.terms) if cued_term(sentences, f"game_{game}", t)), None)

    def _is_wished(self, named: Term, reading: Reading) -> bool:
        """Whether it is this game that is asked for, and not one that somebody is tired of."""
        after = (verb for verb in reading.verbs if verb.start >= named.end and verb.form is not None)
        verb = next((v for v in after if v.form is not None and not v.form.modifies), None)
        if verb is None or is_refused(named, reading):
            return False
        return self._offers(verb) or (suggests(verb) and cued_term(self._table.library.sentences, "gives", verb))

    def _offers(self, verb: Term) -> bool:
        """«스무고개 같은 건 없어?»"""
        asks = verb.form is not None and verb.form.closes and not verb.form.past
        return asks and cued_term(self._table.library.sentences, "offers", verb)

    def _return(self, turn: SkillTurn, game: Game, notes: tuple[str, ...]) -> Answer | Decline:
        """After something else was talked of, only who says so, or simply says the next word, is playing again."""
        if self._table.steers("resume", turn):
            return game.go_on(turn, notes)
        if isinstance(game, WordChain | Twenty) and game.is_move(turn, notes):
            return game.hear(turn, notes)
        return not_mine()
