"""Answers from people's own files: a pair's answer, a sentence as it stands, a row's value; and what is asked further.

A pair that surely answers goes before everybody else: somebody added the file on purpose. One that was probably meant
is asked back about. Sentences and rows come last. What stands in a file is told, never followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from companion.answering.base import OUTSIDE, Answer, Attempt, Decline, Library, Open, SkillTurn, Status
from companion.answering.control import MORE
from companion.base import patterns as re
from companion.documents.types import Passage
from companion.knowledge.statement import Source
from companion.language.content import content_of
from companion.language.politely import YES_OR_NO, said_politely
from companion.language.preface import asked_clauses
from companion.language.stances import is_fragment, stance
from companion.retrieval.extracts import Extract
from companion.retrieval.finding import FoundPassages, Papers
from companion.retrieval.rows import NoRow, NotHeld, RowsAsked

_NAME: Final = "documents"
_ANSWER: Final = f"{_NAME}.answer"
_WHICH: Final = "which"
_NEXT: Final = f"{_NAME}.next"
_WHERE: Final = f"{_NAME}.where"
_FURTHER: Final = 0.99
"""Score of what is asked of a passage that was told: nobody else knows what stands behind it."""
_HALF: Final = 0.5
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")
_KNOWING: Final = ("knowledge", "recommend")
_LISTING: Final = "recommend"
_TALKING: Final = ("inform", "smalltalk", OUTSIDE)
_WORTH_QUOTING: Final = 0.25
"""How likely the nearest answers, from which it is quoted instead of talk: of a hundred things said to the robot on the
documents that were held out of the fit, less than one was so near."""


class PassageSkill:
    """Tells what stands in files.

    Args:
        library: the sentences to say it with.
        papers: the files.
    """

    name = _NAME

    def __init__(self, library: Library, papers: Papers) -> None:
        self._sentences, self._papers = library.sentences, papers

    # What is asked further

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """«그다음은?», «어디에 나와?» after something was told from a file."""
        if turn.focus.topic != _NAME or turn.open is not None:
            return None
        best = turn.interpretation.best
        if best.intent == MORE and best.probability >= _HALF and not self._papers.names_something(turn.analysis.text):
            return Attempt(_NEXT, _FURTHER)
        for intent, cue in ((_WHERE, "where_written"), (_NEXT, "next_passage")):
            if self._says_only(turn, cue):
                return Attempt(intent, _FURTHER)
        return None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """What was waited for, or is asked further of what was told."""
        if turn.intent.waiting and turn.open is not None and turn.open.skill == self.name:
            chosen = self._chosen(turn, turn.open.notes)
            return Decline("") if chosen is None else self._told(turn, (chosen,), chosen.text)
        told = [p for id in turn.focus.passages if (p := self._papers.passage(id)) is not None]
        if not told:
            return Decline("")
        if turn.intent.intent == _WHERE:
            text = self._say("passage_place", title=self._place(told[-1]))
            return replace(self._told(turn, told, text), intent=_WHERE)
        following = self._papers.after(told[-1].id)
        if following is None or following.kind == "pair":
            text = self._say("passage_last", title=self._papers.documents[told[-1].document].title)
            return Answer(text, "unknown", turn.focus, sources=tuple(map(self._source, told)), intent=_NEXT)
        return replace(self._told(turn, (following,), self._as_said(following.text)), intent=_NEXT)

    def _says_only(self, turn: SkillTurn, cue: str) -> bool:
        """Whether nothing is said but what a cue names."""
        words = [word.text for word in content_of(turn.analysis.text).words]
        cues, beside = self._sentences.cues[cue], self._sentences.cues["beside_passage"]
        return any(word in cues for word in words) and all(word in (*cues, *beside) for word in words)

    def _chosen(self, turn: SkillTurn, ids: tuple[str, ...]) -> Passage | None:
        """Which of the pairs that were named is meant: by its place, or by words that only it has."""
        for number in turn.analysis.numbers:
            if number.ordinal and 0 < number.value <= len(ids):
                return self._papers.passage(ids[number.value - 1])
        said = frozenset(key for word in content_of(turn.analysis.text).words for key in word.keys)
        named = [p for id in ids if (p := self._papers.passage(id)) is not None]
        terms, agrees = turn.analysis.reading.terms, self._sentences.cues["agrees_to_near"]
        if named and terms and all(term.lemma in agrees for term in terms):
            return named[0]
        shared = [len(said & content_of(passage.question).keys) for passage in named]
        best = max(shared, default=0)
        return named[shared.index(best)] if best and shared.count(best) == 1 else None

    # What nobody else answered

    def instead(self, turn: SkillTurn, attempt: Attempt | None, told: Answer | None) -> Answer | None:
        """What stands in a file, where that answers a question which nobody else did; None where nothing does.

        Args:
            turn: the utterance.
            attempt: whose answer would be told; None where nobody has one.
            told: that answer.
        """
        if not self._is_asked(turn, attempt, told):
            return None
        unknown = told is None or told.status in ("unknown", "clarify")
        near = quoted = FoundPassages()
        for question, main in self._questions(turn):
            found = self._papers.find(question, main, today=turn.as_of)
            if told is not None and told.status == "refused":
                asks_column = isinstance(found.extract, RowsAsked) and found.extract.headers
                return self._of_extract(turn, found.extract) if found.extract and asks_column else None
            if found.pair is not None:
                return self._of_pair(turn, found.pair, found.twins)
            if found.extract is not None and (unknown or self._yields(turn, attempt)):
                return self._of_extract(turn, found.extract)
            near = max(near, found, key=lambda one: (one.meant, one.likelihood))
            quoted = max(quoted, found, key=lambda one: one.nearness)
        if quoted.quoted is not None and not near.meant and self._may_quote(turn, attempt, told, quoted.nearness):
            return self._quoted(turn, quoted.quoted)
        if not near.near:
            return None
        if near.meant if unknown else self._meant_rather(turn, attempt, near):
            return self._asked_back(turn, near.near)
        return self._suggested(turn, near.near) if told is None or told.status == "unknown" else None

    @staticmethod
    def _meant_rather(turn: SkillTurn, attempt: Attempt | None, near: FoundPassages) -> bool:
        """Whether one of some pairs was meant rather than what somebody would tell; what packs know answers whatever
        names a dish or a place, so it need only be likely there."""
        reading = turn.analysis.reading
        if not (is_fragment(reading) or any(map(reading.asks, reading.sentences()))):
            return False
        known = attempt is not None and attempt.skill in _KNOWING
        return (known and near.meant) or near.likelihood > (attempt.score if attempt is not None else 0.0)

    def _is_asked(self, turn: SkillTurn, attempt: Attempt | None, told: Answer | None) -> bool:
        """Whether a file may be asked: nobody waited for this, and it is no order and no remark."""
        if (turn.open is not None and turn.open.skill != _NAME) or self._orders(turn):
            return False
        if told is None or told.status in ("unknown", "clarify"):
            return True
        if told.status == "refused":  # «도서정책과장이 누구야?» is a row of a table, and no opinion
            return attempt is not None and turn.analysis.political and not turn.analysis.judges
        if told.status != "answered" or stance(turn.analysis.reading) == "tells":
            return False
        if attempt is None or attempt.waiting:
            return attempt is None
        return attempt.skill not in _KNOWING or turn.focus.topic != attempt.skill  # it goes on from what was told

    def _yields(self, turn: SkillTurn, attempt: Attempt | None) -> bool:
        """Whether what somebody tells gives way to a sentence or a row: where nothing is named that the packs know, or
        it is less likely than not what was asked, they may have been taken for asked."""
        if attempt is None or attempt.score < _HALF:
            return True
        return attempt.skill != _LISTING and not turn.analysis.mentions

    def _orders(self, turn: SkillTurn) -> bool:
        """Whether something is to be done, and not told: «사진 찍어 줘»."""
        verb = turn.analysis.reading.main
        if verb is None or verb.form is None or not verb.form.requests or turn.analysis.reading.asks_what:
            return False
        last = [word.text for word in content_of(turn.analysis.text).words if word.kind == "verb"][-1:]
        return not any(map(self._papers.says_little, last))

    def _suggested(self, turn: SkillTurn, near: tuple[Passage, ...]) -> Answer:
        """That it is not known, and what is: who meant that says so («응», «두 번째»)."""
        questions = ", ".join(f"«{pair.question}»" for pair in near)
        return self._named(turn, near, self._say("only_near", questions=questions), "unknown")

    @staticmethod
    def _may_quote(turn: SkillTurn, attempt: Attempt | None, told: Answer | None, nearness: float) -> bool:
        """Whether the nearest may be quoted: something is asked that nobody knows, or that is only talked about."""
        reading = turn.analysis.reading
        if not any(map(reading.asks, reading.sentences())):
            return False
        lacking = told is None or (told.status == "unknown" and (attempt is None or attempt.skill != OUTSIDE))
        return lacking or (nearness >= _WORTH_QUOTING and (attempt is None or attempt.skill in _TALKING))

    def _quoted(self, turn: SkillTurn, nearest: Passage | RowsAsked) -> Answer:
        """That it does not stand in the files in these words, and what stands nearest."""
        told = self._of_extract(turn, nearest)
        return replace(told, text=self._say("only_quoted", text=told.text), status="unknown")

    def _asked_back(self, turn: SkillTurn, near: tuple[Passage, ...]) -> Answer:
        """Whether one of these was meant."""
        first, *others = (f"«{pair.question}»" for pair in near)
        text = self._say("meant_one", one=first) if not others else self._say("meant_two", one=first, other=others[0])
        return self._named(turn, near, text, "clarify")

    @staticmethod
    def _named(turn: SkillTurn, near: tuple[Passage, ...], text: str, status: Status) -> Answer:
        chosen = Open(_NAME, _WHICH, tuple(pair.id for pair in near))
        return Answer(text, status, focus=replace(turn.focus, topic=_NAME), intent=_ANSWER, open=chosen)

    def _questions(self, turn: SkillTurn) -> Iterable[tuple[str, str]]:
        """What was asked, each time with the clause that asks; behind something told, a fragment first with what was
        asked before («주차는요?»)."""
        text = turn.analysis.text
        words = content_of(text).words
        before = turn.focus.asked_of_passages if turn.focus.topic == _NAME else ""
        if before and len(words) == 1:
            yield (f"{words[0].text} {before}",) * 2
        yield text, next(reversed(asked_clauses(turn.analysis.reading)), text)
        heard = turn.interpretation.utterance.text
        if heard != text:
            yield heard, heard  # as it was said: a word of a file may look misspelt

    def _of_pair(self, turn: SkillTurn, pair: Passage, twins: tuple[Passage, ...]) -> Answer:
        texts = [_without_yes(one.text, turn.analysis.text, one.question) for one in (pair, *twins)]
        text = " ".join(map(self._as_said, texts))
        if twins:
            text = self._say("answered_otherwise", text=text)
        return self._told(turn, (pair, *twins), text)

    def _of_extract(self, turn: SkillTurn, found: Extract) -> Answer:
        match found:
            case Passage():
                return self._told(turn, (found,), self._as_said(found.text))
            case RowsAsked():
                return self._told(turn, found.passages, self._of_rows(found))
            case NoRow():
                text = self._say("no_row_of_day", day=found.day, what=found.what)
                return Answer(text, "unknown", turn.focus, sources=(self._source(found.passage),), intent=_ANSWER)
            case NotHeld(asked, instead):
                text = self._say("not_held", about=instead.about, what=asked)
                if instead.headers:
                    text = f"{text} {self._of_rows(instead)}"
                return replace(self._told(turn, instead.passages, text), status="unknown")

    def _of_rows(self, found: RowsAsked) -> str:
        """«우쿨렐레 수강료는 45,000원이에요», «사물함은 어른 1,000원, 어린이 500원이에요», «개막식은 오전 10시예요»."""
        said = [self._of_row(found, values) for values in found.values]
        values = ", ".join(" ".join(filter(None, pair)) for pair in zip(found.labels, said, strict=True))
        about = " ".join(filter(None, (found.about, found.called)))
        if about and values in self._sentences.cues["nothing"]:
            return self._say("nothing_there", about=about)
        if not about:
            return self._say("only_rows", values=values)
        return self._say("rows_and_more" if found.more else "rows_values", about=about, values=values)

    @staticmethod
    def _of_row(found: RowsAsked, values: tuple[str, ...]) -> str:
        if found.timed:
            return " ".join(values)
        if len(values) == 1:
            return values[0]
        return ", ".join(map(" ".join, zip(found.headers, values, strict=False)))

    def _told(self, turn: SkillTurn, passages: Iterable[Passage], text: str) -> Answer:
        passages = tuple(passages)
        asked = " ".join(sorted(self._papers.asked_in(passages[0].question or turn.analysis.text)))
        focus = replace(turn.focus, topic=_NAME, passages=tuple(p.id for p in passages), asked_of_passages=asked)
        return Answer(text, focus=focus, sources=tuple(map(self._source, passages)), intent=_ANSWER)

    def _as_said(self, text: str) -> str:
        return " ".join(said_politely(sentence) for sentence in _SENTENCE.split(" ".join(text.split())))

    def _source(self, passage: Passage) -> Source:
        document = self._papers.documents[passage.document]
        day = document.day.isoformat() if document.day is not None else ""
        return Source(passage.id, self._place(passage), None, None, day)

    def _place(self, passage: Passage) -> str:
        title = self._papers.documents[passage.document].title
        return title if passage.page is None else self._say("passage_on_page", title=title, page=passage.page)

    def _say(self, name: str, **gaps: object) -> str:
        return self._sentences.templates[name].render(**gaps)


def _without_yes(answer: str, asked: str, question: str) -> str:
    """An answer without the yes or no it begins with, where that was said to the opposite question."""
    if content_of(asked).denied == content_of(question).denied:
        return answer
    return YES_OR_NO.sub("", answer)
