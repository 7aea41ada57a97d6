"""The skill that knows the games: which one is wanted, which one goes on, and which one was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.manners import Manners
from companion.answering.news import News
from companion.answering.play.chain import WordChain
from companion.answering.play.chances import Chances, CountingAloud
from companion.answering.play.game import MEANT, SKILL, Disputable, Explaining, Game, Scored, Table, not_mine
from companion.answering.play.guessing import Guessing
from companion.answering.play.hands import Hands
from companion.answering.play.quiz import Quiz
from companion.answering.play.riddles import Jokes, Posed, Riddles
from companion.answering.play.tables import Tables
from companion.answering.play.twenty import Twenty
from companion.answering.sayings import cued, cued_term
from companion.answering.scripted import scripted_answer
from companion.language.counting import counting_asked
from companion.language.cues import says_term
from companion.language.game_talk import (
    TOPICAL,
    WISHED,
    announces_game,
    asks_rules,
    asks_to_wait,
    asks_what_it_means,
    asks_whether_known,
    comes_back,
    drawn_from,
    goes_first,
    only_wonders,
    poses_sum,
    puts_off,
    result_claimed,
    says_again,
    wants_a_game,
    wants_one_more,
    wants_something_else,
    wants_to_be_asked,
)
from companion.language.grammar import is_demonstrative
from companion.language.pointing import THERE, sets_apart
from companion.language.reminder_changes import lengths_in, sets_alert
from companion.language.short_answers import GUESS_ENDING, is_refused, joins_in, suggests
from companion.language.stances import asks_ability
from companion.language.terms import Reading, Term, read

_MENU, _SCORE, _OTHER, _REVEAL, _LATER = "menu", "score", "other_game", "reveal", "later"
_MENU_SAID = f"{SKILL}.{_MENU}"
_CLAIMS = 0.95
_WANTED = 0.995
"""A game that is asked for by its name goes before whatever else the sentence tells."""
_THOUGHT_ABOUT = (Riddles.name, Quiz.name, WordChain.name, Tables.name)
_BRIEF = 4
"""Terms of «됐어 다시 하자»."""
_SPECIAL = (Tables.name, Riddles.name)
"""Kinds of quiz that are games of their own: «구구단 퀴즈», «넌센스 퀴즈»."""


class PlaySkill:
    """Plays games, and says which ones it knows."""

    name = SKILL

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._table = Table(library)
        games: tuple[Game, ...] = (
            WordChain(self._table), Quiz(self._table), Riddles(self._table), Jokes(self._table), Twenty(self._table),
            Hands(self._table), Guessing(self._table), Tables(self._table),
            *(Chances(self._table, name) for name in ("dice", "coin", "pick")), CountingAloud(self._table),
        )  # fmt: skip
        self._games = {game.name: game for game in games}
        self._riddles = Riddles(self._table)
        self._posed = Posed(self._table, self._riddles)
        self._games[Posed.name] = self._posed
        self._manners = Manners(library.intents, self.name)
        self._words = News(library.intents, self.name, {self.name}, ())

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Go on with what is open or was left, else begin what is wanted; the answer names the game."""
        played = turn.intent.answer or self._played(turn)
        game = turn.intent.intent.partition(".")[2]
        named = isinstance(played, Answer) and played.intent is None and game in self._games
        return replace(played, intent=turn.intent.intent) if named and isinstance(played, Answer) else played

    def _played(self, turn: SkillTurn) -> Answer | Decline:
        wanted = turn.intent.intent.partition(".")[2]
        waits, left = turn.open, turn.left
        ruled = self._rules_of(turn)
        if ruled is not None and ruled != wanted:
            return not_mine()  # the rules of another game than the one that goes on: it is asked for by its name
        if ruled is not None:
            rules = self._table.say(f"rules_{ruled}")
            goes_on = waits is not None and waits.skill == self.name and waits.about == ruled
            return Answer(rules, open=waits if goes_on else None)
        if wanted == Riddles.name and not turn.intent.waiting and (told := self._riddles.answered(turn)) is not None:
            return told
        if turn.intent.waiting and wanted == _MENU:
            return self._chosen(turn, waits)
        if turn.intent.waiting:
            if self._table.steers("games", turn) or self._changes(wanted, turn):
                return not_mine()  # «다른 놀이 없어?» asks for the list of games
            if waits is not None and waits.skill == self.name and waits.about == wanted:
                return self._heard(turn, self._games[wanted], waits.notes)
            if left is not None and left.skill == self.name and left.about == wanted:
                return self._return(turn, self._games[wanted], left.notes)
        if left is not None and left.skill == self.name and self._resumes(turn):
            return self._return(turn, self._games[left.about], left.notes)
        sure = turn.intent.waiting or turn.intent.score == _WANTED
        if not (sure or self._manners.fits(turn.intent.intent, turn.analysis.reading)):
            return not_mine()  # «웃고 계시더라» wants no joke
        if wanted == _REVEAL and turn.last is not None and self._asks_what_it_was(turn):
            return Answer(turn.last.text)
        if waits is not None and waits.skill == self.name and wanted == _SCORE:
            scored = self._games.get(waits.about)
            stands = scored.tally(waits.notes) if isinstance(scored, Scored) else ""
            if stands:
                return self._table.on(waits.about, stands, waits.notes)
        game = self._games.get(wanted)
        reading = turn.analysis.reading
        asks = not reading.verbs or reading.asks_what or any(map(suggests, reading.verbs)) or "?" in reading.text
        if isinstance(game, Chances) and turn.intent.score < _CLAIMS and not asks:
            return not_mine()  # «숫자 하나 잘못 썼거든»
        plays = turn.open is not None and turn.open.skill == self.name and turn.open.lasting
        if game is not None and plays and not self._named(turn.analysis.reading) and turn.intent.score < _CLAIMS:
            return not_mine()  # «내가 맞힌 거야?» in the middle of one game begins no other
        if game is not None:
            named = self._naming(wanted, turn.analysis.reading)
            refused = named is not None and is_refused(named, turn.analysis.reading)
            return not_mine() if refused else self._begun(game, turn)
        points = any(is_demonstrative(term) or term.lemma in THERE for term in turn.analysis.reading.terms)
        if self._intents[turn.intent.intent].strict and (points or self._words.doubts(turn, 0.85, 0.95)):
            return not_mine()  # «거기 층층이 좀 귀띔해 줘» asks for no hint
        answer = scripted_answer(turn, self._intents, "answered")
        if wanted != _MENU or not isinstance(answer, Answer):
            return answer
        offered, left_out = self._offered(answer.text), self._refused(reading)
        if left_out.intersection(offered):
            offered = tuple(one for one in offered if one not in left_out)
            cues = self._table.library.sentences.cues
            text = self._table.say("menu_besides", games=[cues[f"game_{one}"][0] for one in offered])
            answer = replace(answer, text=text, spoken=None)
        return replace(answer, open=Open(self.name, _MENU, offered))

    def _refused(self, reading: Reading) -> frozenset[str]:
        """«끝말잇기 말고 다른 거»: the games of which another one is wanted."""
        return frozenset(game for game, term in self._named(reading).items() if is_refused(term, reading))

    def _begun(self, game: Game, turn: SkillTurn) -> Answer | Decline:
        """A game from its beginning; an easy quiz, or one for a child, is of riddles: what packs state is not easy."""
        if isinstance(game, Quiz) and self._table.level(turn) == "easy":
            easy = self._riddles.begin(turn)
            if isinstance(easy, Answer):
                return easy
        return game.begin(turn)

    def _rules_of(self, turn: SkillTurn) -> str | None:
        """The game of which the rules are asked: the one that is named, else the one that goes on."""
        reading, sentences = turn.analysis.reading, self._table.library.sentences
        if not asks_rules(reading, sentences.cues.get("rules", ())):
            return None
        named = self._named(reading)
        waits = turn.open is not None and turn.open.skill == self.name and turn.open.lasting
        game = next(iter(named)) if len(named) == 1 else turn.open.about if turn.open and waits and not named else ""
        return game if f"rules_{game}" in sentences.templates else None

    def _heard(self, turn: SkillTurn, game: Game, notes: tuple[str, ...]) -> Answer | Decline:
        """A move of the game, or what is said about it."""
        table = self._table
        if poses_sum(turn.analysis.text) or sets_alert(turn.analysis.reading):
            return not_mine()
        if puts_off(turn.analysis.text):
            later = f"{self.name}.{_LATER}"
            put_off = replace(turn, intent=replace(turn.intent, intent=later))
            said = scripted_answer(put_off, self._intents, "answered")
            return replace(said, intent=later) if isinstance(said, Answer) else said
        posed = turn.analysis.text.rstrip(" ?!.~").endswith(GUESS_ENDING) and game is self._games[Riddles.name]
        if game is not self._posed and (
            self._posed.takes_turn(turn) or (posed and self._riddles.answered(turn, notes) is not None)
        ):
            return self._posed.begin(turn)
        if asks_to_wait(turn.analysis.reading, table.library.sentences.cues.get("wait", ())) and not self._steered(
            turn
        ):
            return table.on(game.name, table.vary("waits", turn), notes)
        if lengths_in(turn.analysis.text) and any(v.form and v.form.requests for v in turn.analysis.reading.verbs):
            return not_mine()  # «3분만 재 줘»
        if says_again(turn.analysis.reading) and not isinstance(game, Jokes):
            return game.go_on(turn, notes)
        if table.objects(turn):
            if isinstance(game, Disputable):
                return game.objected(turn, notes)
            return table.on(game.name, table.say("plays_fair"), notes)
        text = turn.interpretation.utterance.text
        wonders = only_wonders(turn.analysis.reading) and not table.steers("repeat", turn)
        if wonders and game.name in _THOUGHT_ABOUT:
            return table.on(game.name, table.say("think"), notes)
        claimed = result_claimed(text) if isinstance(game, Scored) else ""
        if claimed and isinstance(game, Hands) and (ended := game.ended(claimed, notes)) is not None:
            return ended
        if isinstance(game, Scored) and (claimed or table.asks_tally(turn)) and not table.steers("concede", turn):
            told = game.tally(notes)
            return table.on(game.name, told, notes) if told else game.go_on(turn, notes)
        if isinstance(game, Explaining) and asks_what_it_means(text) and not wants_one_more(text):
            return game.explained(turn, notes)
        if self._resumes(turn) and not table.steers("stop", turn):
            return game.resumed(turn, notes) if isinstance(game, WordChain) else game.go_on(turn, notes)
        return game.hear(turn, notes)

    def _resumes(self, turn: SkillTurn) -> bool:
        """Whether somebody goes on with the game that waits, or was left."""
        reading = turn.analysis.reading
        again = any(map(joins_in, reading.verbs)) and cued(self._table.library.sentences, "again", reading)
        only = again and len(reading.terms) <= _BRIEF and goes_first(reading) is None and not self._named(reading)
        return self._table.steers("resume", turn) or comes_back(reading) or only

    def _steered(self, turn: SkillTurn) -> bool:
        """«잠깐만, 힌트 줘»: the game itself is steered."""
        return any(self._table.steers(cue, turn) for cue in ("stop", "hint", "reveal", "pass"))

    def _changes(self, game: str, turn: SkillTurn) -> bool:
        """Whether another game is wanted than the one that goes on."""
        reading, sentences = turn.analysis.reading, self._table.library.sentences
        if game == Posed.name and self._table.steers("stop", turn):
            return False
        other = wants_something_else(reading, sentences.cues.get("other", ()))
        if other and not (
            game == Jokes.name and wants_one_more(turn.analysis.text) and not wants_a_game(turn.analysis.text)
        ):
            return True
        other = any(says_term(term, sentences.cues.get("other", ())) for term in reading.terms)
        if other and game in self._refused(reading):
            return True  # «끝말잇기 말고 다른 거 없어?»
        named = self._named(reading)
        if any(one != game and self._is_wished(term, reading) for one, term in named.items()):
            return True  # «퀴즈 그만하고 농담 해 줘»
        best = turn.interpretation.best
        if any(one != game and best.intent == f"{self.name}.{one}" and best.probability >= MEANT for one in named):
            return True  # «수수께끼 하나 내봐»
        if self._asked_whether_known(turn) not in ("", game):
            return True  # «그만할래. 스무고개도 할 줄 알아?»
        asked = any(suggests(verb) and cued_term(sentences, "gives", verb) for verb in reading.verbs)
        return bool(named) and game not in named and (asked or self._is_alone(named, reading))

    def _asked_whether_known(self, turn: SkillTurn) -> str:
        """The one game of which it is asked whether the robot plays it; "" for none."""
        text, cues = turn.analysis.text, self._table.library.sentences.cues
        if not asks_whether_known(text) or turn.analysis.reading.asks_what:
            return ""
        # By the text: after another sentence the dictionary may take a name apart.
        said = [game for game in self._games if any(word in text for word in cues.get(f"game_{game}", ()))]
        return said[0] if len(said) == 1 else ""

    @staticmethod
    def _is_alone(named: Mapping[str, Term], reading: Reading) -> bool:
        """«그럼 가위바위보»: a game and nothing else, which is wish enough."""
        terms = {term.start for term in named.values()}
        phrases = {
            term.phrase for term in named.values() if not term.particles or set(term.particles) <= WISHED | TOPICAL
        }
        # «너 잘하네ㅋㅋ 수수께끼는?»: in a sentence of its own.
        last = [reading.terms[at] for part in list(reading.sentences())[-1:] for at in part]
        said = [t for t in last if t.kind not in ("adverb", "interjection") and t.start not in terms]
        alone = all(t.phrase in phrases and t.form is None for t in said) and any(t.start in terms for t in last)
        return len(named) == 1 and bool(phrases) and alone

    def _named(self, reading: Reading) -> dict[str, Term]:
        """The games that are named, by the last word for each; a kind of quiz is no quiz besides."""
        named = {game: term for game in self._games if (term := self._naming(game, reading)) is not None}
        quiz = named.get(Quiz.name)
        if quiz is not None and any(k in named and named[k].phrase == quiz.phrase for k in _SPECIAL):
            del named[Quiz.name]
        return named

    def _offered(self, text: str) -> tuple[str, ...]:
        """The games that a sentence offers, in its order."""
        cues = self._table.library.sentences.cues
        named = {
            game: [at for word in cues.get(f"game_{game}", ()) if (at := text.find(word)) >= 0] for game in self._games
        }
        return tuple(sorted((game for game in named if named[game]), key=lambda game: min(named[game])))

    def _chosen(self, turn: SkillTurn, waits: Open | None) -> Answer | Decline:
        """«두 번째 거»: one of the games that were offered."""
        reading = turn.analysis.reading
        if self._named(reading):
            return not_mine()  # «수수께끼 하나 내 줘» counts riddles, and chooses none by its place
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
        ruled = self._rules_of(turn)
        if ruled is not None:
            return Attempt(f"{self.name}.{ruled}", _WANTED)
        named = self._named(reading)
        if self._posed.takes_turn(turn) and (self._plays(turn) or Riddles.name in named or Quiz.name in named):
            return Attempt(f"{self.name}.{Posed.name}", _WANTED)
        if asks_ability(reading) and reading.asks_what and turn.last is not None and turn.last.intent == _MENU_SAID:
            return Attempt(_MENU_SAID, _WANTED)  # «뭐 할 수 있는데?», of the games just offered
        if known := self._asked_whether_known(turn):
            return Attempt(f"{self.name}.{known}", _WANTED)
        wanted = any(suggests(verb) and cued_term(sentences, "gives", verb) for verb in reading.verbs)
        thrown = bool(named) and set(named) <= {"dice", "coin"} and bool(reading.verbs)
        wanted = wanted or (thrown and cued_term(sentences, "gives", reading.verbs[-1]))
        wanted = wanted or self._is_alone(named, reading)
        # «이번엔 끝말잇기 내가 먼저 할게 기자»
        wanted = wanted or (bool(named) and goes_first(reading) == "speaker")
        posed = wants_to_be_asked(turn.analysis.text)
        if len(named) == 1 and (posed or announces_game(turn.analysis.text)) and not reading.asks_what:
            return Attempt(f"{self.name}.{next(iter(named))}", _WANTED)
        if not named and posed and turn.open is None:
            return Attempt(f"{self.name}.{Quiz.name}", _WANTED)  # «내가 맞힐 테니까 문제 내 봐»
        before = self._named(read(turn.heard[0], (), (), ())) if turn.heard and turn.open is None and not named else {}
        if len(before) == 1 and goes_first(reading) == "speaker":
            return Attempt(f"{self.name}.{next(iter(before))}", _WANTED)  # «끝말잇기 알지? / 제가 먼저 할게요. 나무»
        if self._counts_aloud(turn):
            return Attempt(f"{self.name}.{CountingAloud.name}", _WANTED)
        if drawn_from(turn.interpretation.utterance.text) is not None:
            return Attempt(f"{self.name}.pick", _WANTED)
        last = (turn.last.intent or "").partition(".") if turn.last is not None else ("", "", "")
        ended = last[0] == self.name and last[2] in self._games and turn.open is None
        if (ended or self._plays(turn)) and puts_off(turn.analysis.text):
            return Attempt(f"{self.name}.{_LATER}", _WANTED)  # «내일 또 하자» begins nothing now
        again = cued(sentences, "replay", reading) and (wanted or wants_one_more(reading.text))
        ended_with = self._last_words(turn) if ended and not named else ""
        if ended_with and asks_what_it_means(turn.interpretation.utterance.text):
            meant = self._table.say("ended", told=ended_with)
            return Attempt(f"{self.name}.{_REVEAL}", _WANTED, answer=Answer(meant))
        if ended and self._asks_what_it_was(turn):
            return Attempt(f"{self.name}.{_REVEAL}", _WANTED)
        begins = again or (goes_first(reading) is not None and not reading.asks_what)
        if ended and begins and not named:
            return Attempt(f"{self.name}.{last[2]}", _WANTED)  # «한 판 더!», «네가 먼저 해» after the game is over
        another = turn.open is not None and turn.open.about == Jokes.name and not wants_a_game(turn.analysis.text)
        if (
            wants_something_else(reading, sentences.cues.get("other", ()))
            and self._plays(turn)
            and not (another or named)
        ):
            return Attempt(f"{self.name}.{_MENU}", _CLAIMS)
        if len(named) > 1 or any(is_refused(term, reading) for term in named.values()):
            chosen = [game for game, term in named.items() if self._is_wished(term, reading)]
            # «끝말잇기 말고요» leaves open what else.
            apart = sets_apart(reading.terms[-1]) and Jokes.name not in named
            other = says_term(reading.terms[-1], sentences.cues.get("other", ())) or reading.terms[-1].bound
            asks_for_others = reading.verbs and (self._offers(reading.verbs[-1]) or apart or other)
            chosen = chosen or ([_MENU] if asks_for_others else [])
            surely = _CLAIMS if chosen == [_MENU] else _WANTED
            return Attempt(f"{self.name}.{chosen[0]}", surely) if len(chosen) == 1 else None
        if not named and wanted and self._proposes_another(turn):
            return Attempt(f"{self.name}.{_OTHER}", _WANTED)
        if not named or not wanted or reading.asks_what:
            return None
        return Attempt(f"{self.name}.{next(iter(named))}", _WANTED)

    def _last_words(self, turn: SkillTurn) -> str:
        """The sentence in which a game told its answer when it ended, "" where it told none."""
        sentences = turn.last.text.rstrip(".").split(". ") if turn.last is not None else []
        words = self._table.library.sentences.cues.get("reveal", ())[:2]
        return next((one for one in reversed(sentences) if any(word in one for word in words)), "")

    @staticmethod
    def _counts_aloud(turn: SkillTurn) -> bool:
        """«10부터 거꾸로 세 줘»; numbers of another kind («3분 뒤부터») are counted by nobody."""
        return counting_asked(turn.analysis.reading) is not None

    def _asks_what_it_was(self, turn: SkillTurn) -> bool:
        """«답이 뭐였어?» after the game is over, whose last words told it."""
        reading = turn.analysis.reading
        past = reading.main is not None and reading.main.form is not None and reading.main.form.past
        ended = turn.open is None and turn.last is not None and (turn.last.intent or "").startswith(f"{self.name}.")
        return ended and past and reading.asks_what and cued(self._table.library.sentences, "reveal", reading)

    def _proposes_another(self, turn: SkillTurn) -> bool:
        """«숫자 맞히기 하자»: a game near one that it knows, which has words of none."""
        best, text = turn.interpretation.best, turn.analysis.text
        skill, _, game = best.intent.partition(".")
        near = skill == self.name and game in self._games and best.probability >= MEANT / 2
        together = any(map(joins_in, turn.analysis.reading.verbs))
        return near and together and not self._words.knows(best.intent, text)

    def _naming(self, game: str, reading: Reading) -> Term | None:
        """The last word that names a game."""
        sentences = self._table.library.sentences
        return next((t for t in reversed(reading.terms) if cued_term(sentences, f"game_{game}", t)), None)

    def _plays(self, turn: SkillTurn) -> bool:
        """Whether a game goes on, or was the last thing talked of."""
        last = (turn.last.intent or "").partition(".")[0] if turn.last is not None else ""
        return last == self.name or any(one is not None and one.skill == self.name for one in (turn.open, turn.left))

    def _is_wished(self, named: Term, reading: Reading) -> bool:
        """Whether it is this game that is asked for, and not one that somebody is tired of."""
        after = (verb for verb in reading.verbs if verb.start >= named.end and verb.form is not None)
        verb = next((v for v in after if v.form is not None and not v.form.modifies), None)
        if verb is None or is_refused(named, reading):
            return False
        behind = next((t for t in reading.terms if t.start >= named.end), verb)
        if says_term(behind, self._table.library.sentences.cues.get("stop", ())):
            return False  # «퀴즈 그만하고 끝말잇기 하자»
        return self._offers(verb) or (suggests(verb) and cued_term(self._table.library.sentences, "gives", verb))

    def _offers(self, verb: Term) -> bool:
        """«스무고개 같은 건 없어?»"""
        asks = verb.form is not None and verb.form.closes and not verb.form.past
        return asks and cued_term(self._table.library.sentences, "offers", verb)

    def _return(self, turn: SkillTurn, game: Game, notes: tuple[str, ...]) -> Answer | Decline:
        """After something else was talked of, only who says so, or simply says the next word, is playing again."""
        if self._resumes(turn):
            return game.resumed(turn, notes) if isinstance(game, WordChain) else game.go_on(turn, notes)
        if isinstance(game, WordChain | Twenty) and game.is_move(turn, notes):
            return game.hear(turn, notes)
        table = self._table
        if turn.analysis.mentions:
            return not_mine()
        steered = turn.focus.topic is None and any(
            table.steers(cue, turn) for cue in ("more", "reveal", "stop", "concede")
        )
        if steered or table.steers("hint", turn) or table.asks_tally(turn) or table.objects(turn):
            return self._heard(turn, game, notes)
        return not_mine()
