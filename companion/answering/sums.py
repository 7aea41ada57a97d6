"""Sums, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.place_intents import DETAIL
from companion.answering.sayings import cued_term, say
from companion.base import patterns as re
from companion.knowledge.values import Quantity
from companion.language import bills, units
from companion.language.account_sums import (
    ONE_EACH,
    SUPPOSED,
    account_of,
    fits_asked,
    goes_on_with_count,
    is_settled,
    priced_counts,
    told_next,
)
from companion.language.age_sums import find_age_sum
from companion.language.arithmetic import (
    WON,
    YEARS,
    Sum,
    find_sum,
    find_table,
    rounded_number,
    sum_within,
    table_line,
    written_fraction,
    written_number,
)
from companion.language.bills import find_how_often, find_product, find_proportion
from companion.language.clock_sums import find_clock_sum
from companion.language.conversions import Conversion, find_conversion
from companion.language.dates import format_date
from companion.language.figures import SPENT, Figure, Figured, figured, lacks_days, shares_bought, trips
from companion.language.goals_told import lacking_to_goal
from companion.language.grammar import is_conditional
from companion.language.household import asks_amount
from companion.language.measures_told import (
    COUNTED_IN,
    MEASURED,
    ROBOT,
    BodyMeasure,
    as_many_robots,
    compares,
    measure_unit,
    measured_apart,
    measures_in,
    measures_told,
)
from companion.language.moments import spoken_length
from companion.language.morphemes import IN_A_TURN
from companion.language.noun_phrases import of_third
from companion.language.numbers import COUNTERS, count, find_numbers, format_won, native, with_unit
from companion.language.numbers_changed import numbers_changed
from companion.language.people_asked import asked_of_people
from companion.language.people_told import CONTINUED, topic_after
from companion.language.people_words import mentioned
from companion.language.per_day import per_day, times_of_it
from companion.language.running_account import Account, Came, Entry, price_told
from companion.language.self_questions import asks_what_was_said, spoken_of
from companion.language.settled_up import asks_what_is_owed, settled_up
from companion.language.shares_told import shared_out
from companion.language.spoken_sums import (
    PEOPLE,
    TIMES,
    SpokenLedger,
    SpokenSum,
    may_ask_sum,
    money_in_hand,
    spoken_ledger,
    spoken_sum,
    without_bought,
    without_why_so_many,
)
from companion.language.stances import asks_by_form
from companion.language.sum_follow_ups import (
    Reckoned,
    bare_step,
    follow_up,
    other_discount,
    reckoned,
    sentences_of,
    share_claimed,
    without_opening,
)
from companion.language.sum_puzzles import claimed_sum, compared, find_amount_sum, find_puzzle, full_age, travel_minutes
from companion.language.sum_stories import (
    SHARES,
    age_of_birth,
    asks_birth_year,
    find_priced_sum,
    find_story_sum,
    shares,
    told_price,
    told_total,
    year_of_birth,
)
from companion.language.sums_claimed import claimed_amount
from companion.language.sums_restated import (
    adds_each,
    changed_question,
    pointed_out,
    pointer_filled,
    supposes_otherwise,
)
from companion.language.terms import WHERE, Term, is_light
from companion.language.told_ages import asked_age
from companion.language.told_amounts import HOUR, MINUTES, SHARE, takes_up, told_amounts
from companion.language.told_answers import told_by_speaker
from companion.language.told_sums import ToldOutcome, asks_rest, read_through
from companion.understanding.types import MentionKind

_CLAIMS = 0.99
_RECKONED = "reckoned"
_TELLS_PRICES = ("recommend.", "knowledge.")
_PRICE = f"{DETAIL}price"
_KNOWN_OF: Final[tuple[MentionKind, ...]] = (
    "thing",
    "place",
    "eatery",
    "area",
    "office",
    "region",
    "country",
    "person",
)
"""Names of what others know amounts of."""
_OLDEST = 100
_LOOKS_BACK = 12
"""How many utterances back amounts are looked for."""
_BESIDE = ("sums", "inform", "smalltalk", "", "none")
"""What was answered just before a question for what was told that names no amount itself."""
_UNANSWERED = ("", "none")
_JUST_NOW: Final = 2
_MANY = 8
_FEW = 4
_A_PAIR: Final = 2
_A_MONTH = 30
_DECIMAL = re.compile(r"\d\.\d")
_COUNTED = frozenset((YEARS, *(unit for unit, systems in COUNTERS.items() if systems[0] == "native")))
"""Units that are counted in native numbers up to a hundred."""


class SumsSkill:
    """Works out what is written or said as a sum, and nothing else."""

    name = "sums"

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences
        base = library.base
        known = base.about(base.itself.id) if base.itself is not None else ()
        self._own = tuple(
            BodyMeasure(ROBOT, Fraction(one.value.number), one.value.unit)
            for one in known
            if isinstance(one.value, Quantity) and one.value.unit in MEASURED
        )

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """The result; what goes on from the sum before is reckoned from there.

        Nothing is told where the result would be the same with another number in what was said: it was not understood.
        """
        dealt = turn.intent.answer or self._apart(turn)
        if dealt is not None:
            return dealt
        if _adds_dish(turn) or _is_between_times(turn):
            return Decline("", 0)
        before = _before(turn)
        turn = _with_heard(turn, before)
        if _points_past(turn, before) or _leans_on_nothing(turn) or _lacks_days(turn):
            return self._unsure(turn)
        said = turn.analysis.text
        texts = _ways(turn, before)
        for text in dict.fromkeys((said, *texts)):
            spoken = self._spoken(_with_text(turn, text) if text != said else turn, before)
            if spoken is not None:
                return self._remembering(spoken, turn, before, text)
        for text in texts:
            told = self._understood(_with_text(turn, text) if text != said else turn)
            if isinstance(told, Answer):
                return self._remembering(told, turn, before, text) if _is_plain(turn) else self._unsure(turn)
        return self._over_turns(turn, before, notes=True) or Decline("", 0)

    def _understood(self, turn: SkillTurn) -> Answer | Decline:
        told = self._worked_out(turn)
        claimed = claimed_sum(turn.analysis.text) is not None  # a wrong result has no bearing on the right one
        claimed = claimed or full_age(turn.analysis.text, turn.as_of) is not None  # nor the month on years, mostly
        if isinstance(told, Answer) and told.status == "answered" and not claimed:
            for texts in numbers_changed(turn.analysis.text):
                others = (self._worked_out(_with_text(turn, text)) for text in texts)
                if all(isinstance(other, Answer) and other.text == told.text for other in others):
                    return Decline("", 0)
        return told

    def _remembering(self, told: Answer, turn: SkillTurn, before: Reckoned | None, text: str) -> Answer:
        """The answer, with what was said in full kept beside what came out; what leans on more is not to be changed."""
        if told.open is None or told.open.about != _RECKONED:
            return told
        now = Reckoned.of_notes(told.open.notes)
        if told.open in (turn.open, turn.left):
            return told  # what was there before goes on
        said = turn.analysis.text
        restated = before.restated if before is not None else ()
        restated = (*restated, (said, text))[-_LOOKS_BACK:] if text != said else restated
        full = pointer_filled(text, before.result, before.unit) if before is not None else text
        by_itself = replace(_with_text(turn, full), heard=(), open=None, left=None, last=None)
        alone = self._spoken(by_itself, None) or self._worked_out(by_itself)
        whole = isinstance(alone, Answer) and alone.text == told.text
        now = replace(now, said=full if whole else "", restated=restated)
        return replace(told, open=replace(told.open, notes=now.notes()))

    def _worked_out(self, turn: SkillTurn) -> Answer | Decline:
        asked = _asked(turn)
        basket = asked is not None and takes_up(asked, turn.analysis.text)
        basket = basket or (asked is None and adds_each(turn.analysis.text) and _before(turn) is not None)
        recited = None if basket else self._recited(turn)
        if recited is not None:
            return recited
        converted = find_conversion(turn.analysis.text) if asked is None else None
        if converted is not None:
            return self._converted(converted)
        if asked is not None:
            text = turn.analysis.text
            return self._told(asked, shared=shares(asked, text), bill=bills.opened(text, asked))
        before = _before(turn)
        gone_on = self._gone_on(turn, before)
        if gone_on is not None:
            return replace(gone_on, intent=f"{self.name}.calculate")
        claimed = share_claimed(turn.analysis.text, before) if before is not None else None
        if claimed is not None:
            right, share = claimed
            said = self._say("share_right" if right else "share_wrong", share=str(int(share * 100 + Fraction(1, 2))))
            return replace(said, intent=f"{self.name}.calculate", open=turn.open or turn.left)
        after = follow_up(turn.analysis.text, before, _asked_just_now(turn)) if before is not None else None
        if after is None and before is not None and turn.open is not None:
            after = bare_step(turn.analysis.text, before)
        if after is None:
            return self._followed(turn, before) or Decline("", 0)
        result = after.sum.result()
        if after.does == "changes" and result is not None:
            rest = with_unit(written_number(abs(result)) or rounded_number(abs(result)), after.sum.unit)
            change = self._say("sum_short" if result < 0 else "sum_change", result=rest)
            return replace(change, intent=f"{self.name}.calculate", open=turn.open or turn.left)
        if result is not None and result < 0 and after.sum.unit == WON:
            nothing = Reckoned(Fraction(0), Fraction(0), WON, is_rest=True)
            kept = Open(self.name, _RECKONED, nothing.notes(), lasting=True)
            short = self._say("sum_short", result=self._amount(-result, WON))
            return replace(short, intent=f"{self.name}.calculate", open=kept)
        told = self._told(
            after.sum, shared=after.does == "shares", left=after.does == "tells" and after.sum.steps[-1][0] == "-"
        )
        return replace(told, intent=f"{self.name}.calculate")

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A text that reads as a sum from end to end is one, whatever dishes and prices stand in it."""
        if _adds_dish(turn) or _is_between_times(turn):
            return None
        apart = self._apart(turn)
        if apart is not None:
            return Attempt(f"{self.name}.calculate", _CLAIMS, answer=apart)
        before = _before(turn)
        turn = _with_heard(turn, before)
        if _points_past(turn, before) or _leans_on_nothing(turn) or _lacks_days(turn):
            return Attempt(f"{self.name}.calculate", _CLAIMS)
        questions = {term.lemma for term in turn.analysis.reading.terms if term.kind == "question"}
        if questions == {WHERE}:
            return None  # «갈비 어디가 좋아? 예산은 1인당 2만 원이고 6명이야»
        asked = any(self._is_asked(_with_text(turn, text), before) for text in _ways(turn, before))
        return Attempt(f"{self.name}.calculate", _CLAIMS) if asked else None

    def _is_asked(self, turn: SkillTurn, before: Reckoned | None) -> bool:
        text = turn.analysis.text
        just_now = before is not None and turn.open is not None and turn.open.skill == self.name
        last = _asked_just_now(turn)
        goes_on = just_now and before is not None and find_numbers(text) and follow_up(text, before, last) is not None
        return self._spoken(turn, before) is not None or (
            bool(goes_on)
            or _asked(turn) is not None
            or find_conversion(text) is not None or self._recited(turn) is not None
            or (before is not None and share_claimed(text, before) is not None)
            or self._gone_on(turn, before) is not None or self._followed(turn, before) is not None
            or self._over_turns(turn, before, notes=True) is not None
        )  # fmt: skip

    def _spoken(self, turn: SkillTurn, before: Reckoned | None) -> Answer | None:
        """What comes out of amounts that are said now, named or pointed at, whatever else was spoken of."""
        text = turn.analysis.text
        over_turns = self._over_turns(turn, before)
        if over_turns is not None:
            return over_turns
        if not may_ask_sum(text) or not _is_plain(turn):
            return None
        ledger = _ledger(turn, before)
        found = spoken_sum(text, ledger)
        if found is None:
            return self._affords(turn)
        named = found.kind == "lacks" and found.of not in ("", PEOPLE)
        if named and turn.analysis.of_kind(*_KNOWN_OF):
            return None  # «누리다리 공사비»: whether that is known is not for sums to say
        told = self._spoken_told(found)
        if found.kind != "lacks" and found != spoken_sum(text, spoken_ledger((), (), just_told=False)):
            said_now, account = _account(turn, before)
            if not fits_asked(said_now, found.unit):
                return None
            next_step = follow_up(text, before) if before is not None and not _money_since(turn) else None
            again = next_step is not None and next_step.sum.result() == found.value  # «아니다 둘이 나누면»
            of_last = again or (said_now.it and found.kind == "each" and not _money_since(turn))  # «남은 돈을 셋이»
            if found.unit == WON and not of_last and not _is_sure(turn, said_now, account):
                return self._unsure(turn)
        if told.status == "answered":
            said = without_why_so_many(text) if found.kind == "of_each" else without_bought(text)
            for texts in numbers_changed(said):
                others = [spoken_sum(other, ledger) for other in texts]
                if all(o is not None and self._spoken_told(o).text == told.text for o in others):
                    return None
        kept = turn.open or turn.left
        if found.kind not in ("lacks", "right", "wrong", "apart", "same", "of_each", "spare", "needs"):
            is_rest = found.kind in ("left", "short")
            value = found.value if found.kind != "short" else Fraction(0)
            now = Reckoned(value, value, found.unit, is_rest=is_rest)
            if found.kind == "each" and value:
                now = replace(now, whole=found.other, divisor=found.other / value)
            kept = Open(self.name, _RECKONED, now.notes(), lasting=True)
        return replace(told, intent=f"{self.name}.calculate", open=kept)

    def _over_turns(self, turn: SkillTurn, before: Reckoned | None, *, notes: bool = False) -> Answer | None:
        """What everything that was told over the turns comes to; with `notes`, that amounts were told."""
        text = turn.analysis.text
        if turn.analysis.of_kind("place", "eatery", "area", "office", "person"):
            return None  # what a place charges is not reckoned
        if not find_numbers(text) and asks_what_was_said(turn.analysis.reading):
            found = told_by_speaker(turn.analysis.reading, turn.said, turn.as_of)
            if found is not None and found.part is not None:
                return None  # «내가 월급을 얼마 받는다고 했지»
        for text, account in _accounts(turn, before):
            came = told_next(account, figured(text))[1]
            if came is not None and came.goal != "noted" and (times := _trips(turn)) != 1:
                if not times or came.goal not in ("total", "is") or came.unit != WON:
                    return None
                came = replace(came, value=came.value * times, terms=())
            if came is not None and (came.goal == "noted") == notes:
                changed = ((told_next(account, figured(one))[1] for one in texts) for texts in numbers_changed(text))
                if came.goal != "lacks" and any(all(one == came for one in others) for others in changed):
                    return None  # nothing hangs on one of the numbers: what was said was not understood
                kept = turn.open or turn.left
                told = self._came_told(came, turn.as_of)
                intent = f"{self.name}.{'noted' if notes else 'calculate'}"
                return replace(told, intent=intent, open=told.open or kept)
        return None

    def _apart(self, turn: SkillTurn) -> Answer | None:
        """What only one reading of an utterance makes of what was told, whatever else was reckoned."""
        found = self._lacking_to_goal(turn) or self._settled(turn)
        found = found or self._dealt(turn) or self._by_the_day(turn) or self._again_and_again(turn)
        found = found or self._claimed_of_told(turn) or self._had_at_first(turn) or self._discounted_instead(turn)
        return replace(found, intent=f"{self.name}.calculate") if found is not None else None

    def _lacking_to_goal(self, turn: SkillTurn) -> Answer | None:
        """«몇 킬로를 빼야 돼» after «83킬로인데 75까지 빼고 싶어»."""
        found = lacking_to_goal(turn.analysis.text, turn.said)
        if found is None:
            return None
        now = Reckoned(found.value, found.value, found.unit)
        told = self._say("result", result=self._amount(found.value, found.unit))
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _discounted_instead(self, turn: SkillTurn) -> Answer | None:
        """«10프로 빼주는 게 낫겠네. 그러면 얼마», right after another discount was reckoned."""
        before = _before(turn)
        just_now = before is not None and turn.open is not None and turn.open.skill == self.name
        now = other_discount(turn.analysis.text, before) if before is not None and just_now else None
        if now is None:
            return None
        told = self._say("result", result=self._amount(now.result, WON))
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _settled(self, turn: SkillTurn) -> Answer | None:
        """«밥값은 내가 냈는데 얼마 받으면 돼», after it was told how many share."""
        text = turn.analysis.text
        if not asks_what_is_owed(text):
            return None
        found = settled_up(text, turn.said, _account(turn, _before(turn))[1])
        if found is None or found.each.denominator != 1:
            return None
        whole, each, owed = (self._amount(one, WON) for one in (found.paid, found.each, found.owed))
        values = {"whole": f"{found.of} {whole}".strip(), "each": each, "owed": owed}
        told = self._say("settled_two" if found.among == _A_PAIR else "settled_many", people=found.people, **values)
        now = Reckoned(found.paid, found.each, WON, found.among)
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _claimed_of_told(self, turn: SkillTurn) -> Answer | None:
        """«어른은 이천 원이던데 셋이면 육천 원 맞지?»: what is taken for the result, beside what comes out."""
        claim = claimed_amount(turn.analysis.text)
        if claim is None:
            return None
        asked, before = _with_text(turn, claim.question), _before(turn)
        told = self._spoken(asked, before) or self._understood(asked)
        if not isinstance(told, Answer) or told.status != "answered" or told.open is None:
            return None
        result = Reckoned.of_notes(told.open.notes) if told.open.about == _RECKONED else None
        if result is None or result.unit != WON or told.open in (turn.open, turn.left):
            return None
        values = {"result": self._amount(result.result, WON), "claim": self._amount(claim.amount, WON)}
        judged = self._say(f"judged_{'right' if result.result == claim.amount else 'wrong'}_asked", **values)
        return replace(judged, open=told.open)

    def _had_at_first(self, turn: SkillTurn) -> Answer | None:
        """«처음에 내가 얼마 갖고 있었지?»: the money that was told first to be there."""
        said = figured(turn.analysis.text)
        at_first = any(cued_term(self._sentences, "at_first", term) for term in said.reading.terms)
        has = any(cued_term(self._sentences, "had", verb) for verb in said.reading.verbs)
        if not (at_first and has and said.unit == WON) or said.figures or said.supposes:
            return None
        told = (figure for one in reversed(turn.typed) for figure in figured(one).figures if figure.unit == WON)
        first = next((figure for figure in told if figure.part in ("had", "whole") and figure.per is None), None)
        if first is None:
            return None
        return replace(self._say("had_first", result=self._amount(first.value, WON)), open=turn.open or turn.left)

    def _again_and_again(self, turn: SkillTurn) -> Answer | None:
        """«그걸 세 달 하면?» of all that was told to cost something; «볼펜 다섯 자루랑 공책 세 권이면»."""
        said, account = _account(turn, None)
        many = times_of_it(turn.analysis.text) if _since_reckoned(turn) is None else None
        total = account.total * many if many is not None and account.total is not None else None
        total = priced_counts(account, said) if total is None else total
        if total is None:
            return None
        now = Reckoned(total, total, WON)
        told = self._say("result", result=self._amount(total, WON))
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _dealt(self, turn: SkillTurn) -> Answer | None:
        """What each gets of what was shared, or has left of it, after who shares it has changed."""
        found = shared_out(turn.analysis.text, turn.said)
        if found is None:
            return None
        unit, rest = found.sharing.unit, found.sharing.rest
        amount = self._amount(Fraction(found.value), unit)
        now = Reckoned(Fraction(found.value), Fraction(found.value), unit, is_rest=found.kind == "own")
        if found.kind == "own":
            told = self._say("sum_rest_left" if found.value else "sum_rest_none", result=amount)
        elif rest:
            told = self._say("sum_rest_each", result=amount, rest=self._amount(Fraction(rest), unit))
        else:
            told = self._say("sum_each", result=amount)
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _by_the_day(self, turn: SkillTurn) -> Answer | None:
        """What there is for a day, of money that was told or reckoned."""
        before = _before(turn)
        result = before.result if before is not None and before.unit == WON else None
        text = turn.analysis.text
        found = per_day(text, turn.said, result, turn.as_of)
        if found is None or found.amount <= 0:
            return None
        named = any(one.unit == WON for one in told_amounts(text))
        if result is not None and found.amount == result and not named and _money_since(turn):
            rest = _rest_now(turn, before)
            if rest is None or rest <= 0:
                return self._unsure(turn)
            found = replace(found, amount=rest)
        name = "result" if found.each.denominator == 1 else "sum_about"
        told = self._say(name, result=self._amount(found.each, WON))
        told = self._say("as_days", days=found.days, said=told.text) if found.taken else told
        now = Reckoned(found.each, found.each, WON)
        return replace(told, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _unsure(self, turn: SkillTurn) -> Answer:
        """Several amounts were told, of which it is not sure how they go together."""
        unsure = replace(self._say("sum_unsure"), status="clarify")
        return replace(unsure, intent=f"{self.name}.unsure", open=turn.open or turn.left)

    def _came_told(self, came: Came, today: date) -> Answer:
        value, unit = came.value, came.unit
        amount = self._amount(abs(value), unit)
        exact = written_number(value) is not None and (unit != WON or value.denominator == 1)
        match came.goal:
            case "lacks":
                name = "lacks_people" if came.of == PEOPLE else "lacks" if unit == WON else "lacks_count"
                lacking = self._say(name, what=came.of, unit=unit)
                return replace(lacking, status="unknown")
            case "noted":
                items = ", ".join(self._told_item(one) for one in came.noted)
                if came.total is None:
                    return self._say("money_noted", items=items)
                return self._say("money_noted_total", items=items, total=self._amount(came.total, WON))
            case "unclear":
                return replace(self._say("sum_unclear", result=amount), status="clarify")
            case "left" if came.of == SUPPOSED:
                whole, less = self._amount(came.whole, unit), self._amount(came.among, unit)
                said = self._say("sum_left_if", whole=whole, less=less, result=amount)
            case "left" if value < 0:
                said = self._say("sum_short", result=amount)
            case "left":
                said = self._say("sum_rest_left" if value else "sum_rest_none", result=amount)
            case "fits":
                said = self._say(self._afforded(value, lack_asked=came.of != ""), result=amount)
            case "each" if not came.of and unit in _COUNTED and value.denominator != 1:
                quotient, rest = divmod(came.whole, came.among)
                each, over = self._amount(Fraction(quotient), unit), self._amount(rest, unit)
                said = self._say("sum_rest_each", result=each, rest=over)
            case "each" if came.terms:
                parts = ", ".join(f"{label} {self._amount(each, WON)}" for label, each in came.terms)
                said = self._say("sum_shares", parts=parts, result=amount)
            case "total" if came.of == ONE_EACH:
                said = self._say("sum_one_each", result=amount)
            case "total" if 1 < len(came.terms) <= _FEW and exact and all(label for label, _ in came.terms):
                parts = ", ".join(f"{label} {self._amount(each, WON)}" for label, each in came.terms)
                said = self._say("sum_of", parts=parts, result=amount)
            case "buys":
                left = self._amount(came.whole, WON)
                said = self._say("sum_buys" if came.whole else "sum_buys_even", result=amount, rest=left)
                spare = Reckoned(came.whole, came.whole, WON, is_rest=True)
                return replace(said, open=Open(self.name, _RECKONED, spare.notes(), lasting=True))
            case "each" if came.of:
                said = self._say("sum_dealt" if exact else "sum_dealt_about", result=amount)
            case "each":
                said = self._say("sum_each" if exact else "sum_each_about", result=amount)
            case "ends":
                said = self._say("sum_ends", day=format_date(today + timedelta(days=int(value) - 1)))
            case _:
                said = self._say("result" if exact else "converted_about", result=amount)
        if came.total is not None:
            said = self._say("sum_total_and", total=self._amount(came.total, WON), said=said.text)
        if came.days:
            said = self._say("as_days" if came.days == _A_MONTH else "as_span", days=came.days, said=said.text)
        for one in came.bare[:1]:
            what = f"{one.label} {self._amount(one.value, WON)}".strip()
            said = self._say("money_taken", what=what, said=said.text)
        is_rest = came.goal == "left"
        now = Reckoned(max(value, Fraction(0)) if is_rest else value, value, unit, is_rest=is_rest)
        if came.goal == "each":
            now = replace(now, whole=came.whole, divisor=came.among)
        return replace(said, open=Open(self.name, _RECKONED, now.notes(), lasting=True))

    def _told_item(self, one: Entry | Figure) -> str:
        """«무 여덟 개 12,000원», «딸기 한 팩 9,000원»."""
        if isinstance(one, Figure):
            return f"{one.label} {self._amount(one.value, one.unit)}".strip()
        many = one.many if one.many is not None and one.many != 1 else 1 if one.per else 0
        counted = one.counted or one.per or ""
        how = ""
        if counted and many and counted in COUNTERS:
            how = (
                with_unit(str(many), counted)
                if COUNTERS[counted][0] != "native"
                else count(int(many), counted)
                if many < _OLDEST
                else with_unit(str(many), counted)
            )
        elif counted and 1 <= many < _OLDEST:
            how = f"{native(int(many))} {counted}" if not counted.isascii() else with_unit(str(many), counted)
        return " ".join(word for word in (one.label, how, self._amount(one.total or one.value, WON)) if word)

    def _affords(self, turn: SkillTurn) -> Answer | None:
        """«만 원 있는데 그걸로 먹을 수 있어?» of the one place that was told last, with a price or without any."""
        last = turn.last
        amount = money_in_hand(turn.analysis.text)
        if amount is None or last is None or not last.items or turn.focus.topic != "recommend":
            return None
        place, *others = last.items
        kept = turn.open or turn.left
        if all(one.price_krw is None for one in last.items):
            name = "unpriced_list" if others else "unpriced_of"
            said = self._say(name, place=place.name, result=self._amount(amount, WON))
            return replace(said, status="unknown", intent=f"{self.name}.calculate", open=kept)
        if others or place.price_krw is None:
            return None
        rest = amount - place.price_krw
        said = self._say(self._afforded(rest), result=self._amount(abs(rest), WON))
        known = self._say("price_of", place=place.name, price=self._amount(Fraction(place.price_krw), WON))
        return replace(
            said, text=f"{said.text} {known.text}", intent=f"{self.name}.calculate", open=kept, items=last.items
        )

    @staticmethod
    def _afforded(rest: Fraction, *, lack_asked: bool = False) -> str:
        name = "afford_exact" if not rest else "afford_rest" if rest > 0 else "afford_short"
        return f"{name}_asked" if lack_asked and rest else name

    def _spoken_told(self, found: SpokenSum) -> Answer:
        result = self._amount(found.value, found.unit)
        match found.kind:
            case "lacks":
                name = "lacks_people" if found.of == PEOPLE else "lacks" if found.of else "lacks_other"
                return replace(self._say(name, what=found.of), status="unknown")
            case "left":
                return self._say("sum_rest_left" if found.value else "sum_rest_none", result=result)
            case "short":
                return self._say("sum_short", result=result)
            case "spare" | "needs":
                rest = found.value if found.kind == "spare" else -found.value
                return self._say(self._afforded(rest, lack_asked=found.denies is True), result=result)
            case "each":
                return self._say("sum_each" if found.value.denominator == 1 else "sum_each_about", result=result)
            case "apart":
                return self._say("apart_of", what=found.of, result=result)
            case "same":
                return self._say("sum_same")
            case "of_each":
                of = (
                    self._say("priced_of", what=what, result=self._amount(cost, WON)).text for what, cost in found.parts
                )
                return Answer(" ".join(of))
            case "if_one":
                times, one = (self._amount(Fraction(1), unit) for unit in (TIMES, found.unit))
                told = self._say("if_one", times=times, one=one, result=result)
            case "right" | "wrong":
                said = "who" if found.denies is None else "denied" if found.denies else "asked"
                claim = self._amount(found.other, found.unit)
                return self._say(f"judged_{found.kind}_{said}", result=result, claim=claim)
            case _:
                told = self._say("result", result=result)
        return self._say("as_days", days=found.days, said=told.text) if found.days else told

    def _followed(self, turn: SkillTurn, before: Reckoned | None) -> Answer | None:
        """What follows from the amounts of the conversation."""
        text = turn.analysis.text
        if turn.analysis.of_kind("place", "area", "eatery", "office"):
            return None  # what a place charges is not reckoned
        on_sums = turn.last is not None and (turn.last.intent or "").partition(".")[0] in _BESIDE
        if not told_amounts(text) and not on_sums:
            return None
        just_now = before is not None and turn.open is not None and turn.open.skill == self.name
        said, account = _account(turn, before)
        if before is not None and just_now and before.is_rest and not told_amounts(text) and asks_rest(text):
            if not fits_asked(said, before.unit) or any(is_conditional(v) for v in said.reading.verbs):
                return None  # «남은 돈의 반을 저금하면 얼마야»
            name = "sum_rest_left" if before.result else "sum_rest_none"
            return replace(self._say(name, result=self._amount(before.result, before.unit)), open=turn.open)
        latest = (before.result, before.unit) if before is not None and just_now else None
        heard = tuple(reversed(turn.heard[:_LOOKS_BACK]))
        outcome = read_through((*heard, text), _plain_sum, latest)[1]
        if outcome is None:  # what is told first, and asked of then
            outcome = read_through((*heard, *sentences_of(text)), _plain_sum, latest)[1]
        if outcome is None:
            return None
        if outcome != read_through((text,), _plain_sum)[1]:
            if not fits_asked(said, outcome.unit):
                return None
            if outcome.unit == WON and (goes_on_with_count(said) or not _is_sure(turn, said, account)):
                return self._unsure(turn)
        rest = (outcome.other, outcome.of) if outcome.kind == "buys" else (outcome.value, outcome.unit)
        is_rest = outcome.kind in ("buys", "left")
        notes = Reckoned(rest[0], *rest, is_rest=is_rest).notes()
        kept = Open(self.name, _RECKONED, notes, lasting=True)
        if outcome.kind in ("mean", "more", "less", "same"):
            kept = turn.open or turn.left or kept  # what comes next is reckoned from what was there before
        return replace(self._outcome_told(outcome, text), intent=f"{self.name}.calculate", open=kept)

    def _outcome_told(self, outcome: ToldOutcome, text: str) -> Answer:
        result = self._amount(outcome.value, outcome.unit)
        exact = outcome.unit != WON or outcome.value.denominator == 1
        exact = exact and written_number(outcome.value) is not None
        match outcome.kind:
            case "left":
                return self._say("sum_rest_left" if outcome.value else "sum_rest_none", result=result)
            case "short":
                return self._say("sum_short", result=result)
            case "more" | "less" | "same":
                return self._say(f"sum_{outcome.kind}", result=result)
            case "rest" | "buys":
                name = "buys" if outcome.kind == "buys" else "rest_each" if outcome.of == outcome.unit else "rest"
                rest = self._amount(outcome.other, outcome.of)
                return self._say(f"sum_{name}" if outcome.other else f"sum_{name}_even", result=result, rest=rest)
            case "each":
                return self._say("sum_each" if exact else "sum_each_about", result=result)
        return self._say("result" if exact else "converted_about", result=result)

    def _gone_on(self, turn: SkillTurn, before: Reckoned | None) -> Answer | None:
        """What a turn makes of quantities that were told before it: of a bill, of what came out, of two measures."""
        text = turn.analysis.text
        measured = self._measured(turn)
        if measured is not None:
            return measured
        last = turn.last
        if last is not None and (last.intent or "").startswith(_PRICE) and last.status == "unknown":
            one = find_priced_sum(text, Fraction(1))
            return replace(self._say("unpriced"), status="unknown") if one is not None else None
        reckoned_just_now = before is not None and turn.open is not None and turn.open.skill == self.name
        if before is None:
            told = bills.told_bill(last.text) if last is not None and (last.intent or "").startswith(_PRICE) else None
            before = Reckoned.of_bill(told) if told is not None else None
        if before is None:
            return None
        kept = turn.open or turn.left
        if reckoned_just_now and self._is_doubted(turn):
            plain = asks_by_form(turn.analysis.reading) and not self._is_called_wrong(turn)
            name = "rechecked_yes" if plain else "rechecked"
            name = "sum_rest_none" if before.is_rest and not before.result else name
            return replace(self._say(name, result=self._amount(before.result, before.unit)), open=kept)
        if reckoned_just_now and bills.is_amazed(text):
            return replace(self._say("confirmed", result=self._amount(before.result, before.unit)), open=kept)
        if before.bill is None:
            return None
        less = bills.saved(text, before.bill)
        if less is not None:
            return replace(self._say("result", result=self._amount(less, before.unit)), open=kept)
        bill = bills.changed(text, before.bill)
        if bill is None:
            return None
        notes = Reckoned.of_bill(bill).notes()
        said = self._say("result", result=self._amount(bill.total, bill.unit))
        return replace(said, open=Open(self.name, _RECKONED, notes, lasting=True))

    def _is_doubted(self, turn: SkillTurn) -> bool:
        """«진짜 맞아?», «다시 계산해 봐»: what came out is asked for once more, and nothing else besides."""
        reading = turn.analysis.reading
        doubts = [term for term in reading.terms if cued_term(self._sentences, "sum_doubted", term)]
        again = [term for term in reading.terms if cued_term(self._sentences, "sum_again", term)]
        beside = (
            term
            for term in reading.terms
            if term not in doubts and term not in again and term.kind not in ("interjection", "conjunction", "pronoun")
        )
        if not all(term.bound or is_light(term.lemma) or self._is_beside(term) for term in beside):
            return False
        asks = asks_by_form(reading) or any(v.form is not None and v.form.requests for v in reading.verbs)
        return bool(again and asks) or bool(doubts and (asks or self._is_called_wrong(turn)))

    def _is_called_wrong(self, turn: SkillTurn) -> bool:
        return any(cued_term(self._sentences, "sum_wrong", term) for term in turn.analysis.reading.terms)

    def _is_beside(self, term: Term) -> bool:
        return cued_term(self._sentences, "sum_beside", term)

    def _measured(self, turn: SkillTurn) -> Answer | None:
        """How tall or heavy somebody is beside the robot, and how far apart two are that were told."""
        text, memory = turn.analysis.text, turn.memory
        names = memory.names
        robot = tuple((True, answer.text) for answer in reversed(turn.cited))
        said = (*robot, *((False, one) for one in reversed(turn.heard[:_LOOKS_BACK])))
        told, context = measures_told(said, names)
        compared = self._own if compares(text) else ()
        other = next(
            (one for one in (*told, *compared) if one.who == ROBOT and one.unit == (context or measure_unit(text))),
            None,
        )
        now = measures_in(text, context, names)
        if len(now) == 1 and not asks_amount(text) and (context or measure_unit(text)):
            return self._measure_told(now[0], other, told_plainly=bool(measure_unit(text)) and not turn.told)
        people = tuple(memory.key(word) or word for word in mentioned(text, names))
        told = tuple(replace(one, who=memory.key(one.who) or one.who) for one in told)
        many = as_many_robots(text, (*self._own, *told), context)
        if many is not None:
            exact = many.denominator == 1
            return self._say("result" if exact else "converted_about", result=count(round(many), COUNTED_IN))
        difference = measured_apart(text, (*self._own, *told, *now), context, people)
        if difference is None:
            return None
        value, unit = difference
        kept = Open(self.name, _RECKONED, Reckoned(value, value, unit).notes(), lasting=True)
        return replace(self._say("result", result=self._amount(value, unit)), open=kept)

    def _measure_told(self, one: BodyMeasure, robot: BodyMeasure | None, *, told_plainly: bool) -> Answer | None:
        """«138cm시군요. 저와는 103cm 차이예요.»"""
        own = self._amount(one.value, one.unit)
        if one.who:
            return self._say("measured_of", who=one.who, own=own)
        if one.was:
            return self._say("measured_was", own=own)
        if robot is None or robot.unit != one.unit:
            return self._say("measured_own", own=own) if told_plainly else None
        away = self._amount(abs(one.value - robot.value), one.unit)
        return self._say("measured" if one.value != robot.value else "measured_same", own=own, apart=away)

    @staticmethod
    def _amount(value: Fraction, unit: str) -> str:
        if unit in _COUNTED and value.denominator == 1 and 0 < value < _OLDEST:
            return count(int(value), unit)
        if unit in (HOUR, MINUTES):
            return spoken_length(timedelta(**{"hours" if unit == HOUR else "minutes": float(value)}))
        if unit == WON:
            return format_won(round(value))
        return with_unit(written_number(value) or rounded_number(value), unit)

    def _recited(self, turn: SkillTurn) -> Answer | None:
        """A row of the multiplication table, or the year in which somebody of an age was born."""
        text = turn.analysis.text
        puzzled = self._puzzled(turn)
        if puzzled is not None:
            return puzzled
        row, age = find_table(turn.analysis.text), age_of_birth(turn.analysis.text)
        if row is not None:
            return self._say("result", result=table_line(row))
        aged = full_age(text, turn.as_of)
        if aged is not None:
            return self._say("aged_full", age=count(aged, YEARS))
        born = year_of_birth(turn.analysis.text, turn.as_of.year)
        if born is not None:
            years = turn.as_of.year - born
            return self._say("aged", age=count(years, YEARS), before=count(years - 1, YEARS))
        if age is None and asks_birth_year(text):
            whose = spoken_of(text)
            if not whose and of_third(turn.analysis.reading.terms):
                whose = next((one for heard in turn.heard if (one := spoken_of(heard))), "")
            asked = asked_of_people(text, turn.memory.names)
            if asked is not None and asked.who:
                word = topic_after(turn.heard, turn.memory.names) if asked.who == CONTINUED else asked.who
                whose = turn.memory.key(word or "", turn.heard) or whose
            told = (fact.value for fact in reversed(turn.memory.facts) if fact.about == "age" and fact.of == whose)
            age = next(map(int, told), None)
        if age is None:
            return None
        year = turn.as_of.year - age
        return self._say("born", age=count(age, YEARS), year=str(year), before=str(year - 1))

    def _puzzled(self, turn: SkillTurn) -> Answer | None:
        """What comes to no number alone: a result that was claimed, what is heavier, how long a way takes, ages."""
        text = turn.analysis.text
        claimed, heavier, minutes = claimed_sum(text), compared(text), travel_minutes(text)
        if claimed is not None:
            asked, value = claimed
            result = asked.result()
            said = self._worded(asked, result, shared=False, left=False).text if result is not None else ""
            if result is None or not said:
                return None
            kept = Open(self.name, _RECKONED, reckoned(asked, result).notes(), lasting=True)
            return replace(self._say("claim_right" if result == value else "claim_wrong", said=said), open=kept)
        if heavier is not None:
            kind = "compared" if heavier.what else "compared_same"
            return self._say(kind, what=heavier.what, amount=heavier.amount)
        if minutes is not None:
            notes = Reckoned(Fraction(minutes), Fraction(minutes), MINUTES).notes()
            kept = Open(self.name, _RECKONED, notes, lasting=True)
            return replace(self._say("result", result=spoken_length(timedelta(minutes=minutes))), open=kept)
        facts = turn.memory.facts
        names = {fact.of: fact.value for fact in facts if fact.about == "name" and fact.of}
        ages = {fact.of: int(fact.value) for fact in facts if fact.about == "age"}
        called = {names[of]: age for of, age in ages.items() if of in names and len(ages) < _MANY}
        ages |= {name: age for name, age in called.items() if name in text}  # nobody is counted twice
        of_ages = find_age_sum(text, ages)
        if of_ages is None:
            asked_of = asked_age(text, turn.heard[:_LOOKS_BACK], ages, turn.as_of.year)
            if asked_of is None:
                return None
            return self._say("result", result=asked_of.words)
        older, younger = of_ages.then
        kind = f"ages_{of_ages.kind}" + ("_then" if older else "")
        age = count(of_ages.number, YEARS)
        return self._say(kind, age=age, years=of_ages.years, older=older, younger=younger)

    def _told(self, asked: Sum, *, shared: bool, left: bool = False, bill: bills.Bill | None = None) -> Answer:
        result = asked.result()
        if result is None:
            by_zero = any(operator == "/" and value == 0 for operator, value in asked.steps)
            return replace(self._say("by_zero" if by_zero else "too_large"), status="unknown")
        kept = Open(self.name, _RECKONED, replace(reckoned(asked, result), bill=bill).notes(), lasting=True)
        return replace(self._worded(asked, result, shared=shared, left=left), open=kept)

    def _converted(self, asked: Conversion) -> Answer:
        result = asked.result()
        exact = written_number(result)
        number = exact if exact is not None else rounded_number(result)
        return self._say("result" if exact is not None else "converted_about", result=with_unit(number, asked.unit))

    def _worded(self, asked: Sum, result: Fraction, *, shared: bool, left: bool) -> Answer:
        whole = _division(asked)
        if asked.rest and whole is not None:
            quotient, rest = divmod(whole[0], whole[1])
            if not (quotient and rest and asked.unit in _COUNTED):
                return self._say("quotient_rest", quotient=f"{quotient:,}", rest=f"{rest:,}{asked.unit}")
        if (shared or asked.rest) and whole is not None and result.denominator != 1 and asked.unit in _COUNTED:
            quotient, rest = divmod(whole[0], whole[1])
            if quotient:
                each, left_over = (self._amount(Fraction(number), asked.unit) for number in (quotient, rest))
                return self._say("sum_rest_each" if shared else "sum_rest_parts", result=each, rest=left_over)
        if asked.unit in _COUNTED and result.denominator == 1 and 0 < result < _OLDEST:
            return self._say("result", result=count(int(result), asked.unit))
        exact = written_number(result)
        if exact is not None and (asked.unit != WON or result.denominator == 1):
            amount = self._amount(result, WON) if asked.unit == WON else with_unit(exact, asked.unit)
            return self._say("sum_each" if shared else "sum_left" if left else "result", result=amount)
        if asked.unit == WON:  # nobody pays less than a won
            return self._say("sum_each_about" if shared else "sum_about", result=self._amount(result, WON))
        parts = written_fraction(asked, result)
        if parts is not None:
            return self._say("result", result=parts)
        about = rounded_number(result) + asked.unit
        if whole is None:
            return self._say("about", result=about)
        quotient, rest = divmod(whole[0], whole[1])
        return self._say("with_rest", result=about, quotient=f"{quotient:,}", rest=f"{rest:,}{asked.unit}")

    def _say(self, name: str, /, **values: object) -> Answer:
        return Answer(say(self._sentences, name, **values))


def _before(turn: SkillTurn) -> Reckoned | None:
    """What was reckoned last, as long as nothing else was begun."""
    kept = next((o for o in (turn.open, turn.left) if o is not None and o.skill == SumsSkill.name), None)
    return Reckoned.of_notes(kept.notes) if kept is not None else None


def money_pointed_out(turn: SkillTurn) -> str | None:
    """What was said with the amount that «그 돈» is in its place; None where it points at no money that came out."""
    before = _before(turn)
    return pointed_out(turn.analysis.text, before.result, before.unit) if before and before.unit == WON else None


def _is_between_times(turn: SkillTurn) -> bool:
    """«시작이 두 시 반이고 지금 한 시 오십 분이면 몇 분 남은 거야»: times of day, which no sum is made of."""
    text = turn.analysis.text
    money = any(one.unit == WON for one in told_amounts(text))
    return not money and find_clock_sum(text, turn.now) is not None


def _accounts(turn: SkillTurn, before: Reckoned | None) -> Iterator[tuple[str, Account]]:
    """What is said and the account of what was said before: letter by letter, and in standard spelling."""
    since = _since_reckoned(turn)
    latest = _latest(before) if before is not None else None
    price, priced = _price_answered(turn)
    typed = " ".join(turn.interpretation.utterance.text.split())
    ways = ((typed, turn.typed), (turn.analysis.text, turn.said))
    for text, heard in dict.fromkeys(ways):
        past, ago = tuple(reversed(heard[:_LOOKS_BACK])), _LOOKS_BACK if since is None else since
        account = account_of(past, latest, ago, price, priced, _judged(turn, heard))
        yield text, replace(account, looked_up=_looked_up(turn))


def _judged(turn: SkillTurn, heard: Sequence[str]) -> tuple[tuple[int, str, Fraction], ...]:
    """The claims about a result that were heard, and what came out of each: the amount told last."""
    found = []
    for n, (text, intent, answer) in enumerate(zip(heard[:_LOOKS_BACK], turn.replied, turn.answered, strict=False)):
        claim = claimed_amount(text) if intent == f"{SumsSkill.name}.calculate" else None
        told = [one.value for one in told_amounts(answer) if one.unit == WON] if claim is not None else []
        if claim is not None and told:
            found.append((n, claim.question, told[-1]))
    return tuple(found)


def _account(turn: SkillTurn, before: Reckoned | None) -> tuple[Figured, Account]:
    text, account = next(_accounts(turn, before))
    return figured(text), account


def _price_answered(turn: SkillTurn) -> tuple[Entry | None, int]:
    """What was answered that something costs, and how many utterances since: nothing but sums came after."""
    for n, (intent, answer) in enumerate(zip(turn.replied, turn.answered, strict=False)):
        if intent.startswith(_TELLS_PRICES):
            return (None, 0) if _is_of_another_dish(turn, answer) else (price_told(answer), n)
        if not intent.startswith(SumsSkill.name):
            break
    return None, 0


def _is_sure(turn: SkillTurn, said: Figured, account: Account) -> bool:
    """Whether what was told before and what is said now leave one way to reckon."""
    of_share = any(f.unit == SHARE for one in turn.typed[:_JUST_NOW] for f in figured(one).figures)
    if of_share and not (said.there or said.it or said.cues):
        return False  # «20퍼센트 할인하면 얼마야», «두 장 사면»: with it or without
    return is_settled(account, said) and _all_read(said)


def _all_read(said: Figured) -> bool:
    """Whether every figure is a number to those who read numbers alone; not so «사촌도 둘 온댔다»."""
    return all(any(n.start < f.end and f.start < n.end for n in find_numbers(said.text)) for f in said.figures)


def _trips(turn: SkillTurn) -> int:
    return trips(figured(turn.analysis.text), turn.heard[:_LOOKS_BACK])


def _is_plain(turn: SkillTurn) -> bool:
    """Whether nothing is said that only an account over the turns takes in."""
    return _trips(turn) == 1 and not shares_bought(figured(turn.analysis.text))


def _lacks_days(turn: SkillTurn) -> bool:
    return lacks_days(figured(turn.analysis.text), turn.heard[:_LOOKS_BACK])


def _points_past(turn: SkillTurn, before: Reckoned | None) -> bool:
    """«남는 걸로 몇 마리 사», after more was told than what came out is reckoned from."""
    if before is None or before.unit != WON:
        return False
    factors = any(one.per for said in turn.typed[: _since_reckoned(turn) or 0] for one in told_amounts(said))
    if factors and follow_up(turn.analysis.text, before) is not None:
        return True  # «한 달은 4주로 치고», which nothing was made of
    return _money_since(turn) and pointed_out(turn.analysis.text, before.result, before.unit) is not None


def _leans_on_nothing(turn: SkillTurn) -> bool:
    """«남은 걸 반씩 나누면», after a sum was asked of which nothing came: no older result is what is left.

    Who was told so tells the amounts again; with two of them or more an utterance stands by itself.
    """
    said = figured(turn.analysis.text)
    if not (said.it or said.there or (said.asks and said.cues)) or len(said.figures) > 1:
        return False
    for text, intent in zip(turn.typed[:_LOOKS_BACK], turn.replied, strict=False):
        earlier = figured(text)
        if intent == f"{SumsSkill.name}.unsure":
            return True
        if intent.startswith(SumsSkill.name) or (earlier.figures and not earlier.asks):
            return False
        leaned = earlier.supposes and (earlier.there or earlier.it)
        of_sums = earlier.unit == WON or (earlier.unit == "" and (earlier.figures or earlier.cues or leaned))
        if intent in _UNANSWERED and earlier.asks and of_sums:
            return True
    return False


def _asked_just_now(turn: SkillTurn) -> str:
    """What was said just before, where a sum came of it."""
    return turn.heard[0] if turn.heard and _since_reckoned(turn) == 0 else ""


def _money_since(turn: SkillTurn) -> bool:
    """Whether money was told after what was reckoned last."""
    return any(f.unit == WON for one in turn.typed[: _since_reckoned(turn) or 0] for f in figured(one).figures)


def _rest_now(turn: SkillTurn, before: Reckoned | None) -> Fraction | None:
    """What is left after what was told since to have to be paid too: «엄마한테도 삼십만 원 보내야 되는데».

    None where it is not known that everything told since is paid from it.
    """
    account = _account(turn, before)[1]
    came, fund, total = account.came, account.fund, account.total
    if before is None or not before.is_rest or came is None or came.goal != "left" or came.value != before.result:
        return None
    for one in turn.typed[: _since_reckoned(turn) or 0]:
        said = figured(one)
        for figure in said.figures:
            verb = next((v for v in said.reading.verbs if v.start >= figure.end and v.form is not None), None)
            pays = verb is not None and verb.form is not None and (verb.form.ought or verb.lemma in SPENT)
            if figure.unit != WON or figure.part != "cost" or not pays:
                return None
    return fund - total if fund is not None and total is not None else None


def _since_reckoned(turn: SkillTurn) -> int | None:
    """How many utterances ago a sum was told last; None where none was."""
    reckoned = f"{SumsSkill.name}.calculate"
    return next((n for n, intent in enumerate(turn.replied) if intent == reckoned), None)


def _latest(before: Reckoned) -> Came:
    """What was reckoned last, as an account goes on from it."""
    if before.divisor:
        return Came("each", before.result, before.unit, before.whole, before.divisor)
    return Came("left" if before.is_rest else "total", before.result, before.unit)


def _adds_dish(turn: SkillTurn) -> bool:
    """«수육도 하나 추가하면», where a place was told: what it takes for that is for others to say."""
    said = figured(turn.analysis.text)
    priced = any(f.unit == WON for f in said.figures)
    elsewhere = turn.last is not None and (turn.last.intent or "").startswith(_TELLS_PRICES)
    return elsewhere and not priced and bool(said.besides) and bool(turn.analysis.of_kind("food"))


def _looked_up(turn: SkillTurn) -> tuple[str, Fraction] | None:
    """What was last asked of the data and answered with an amount of money: the question and the amount."""
    asked = (said for said, intent in zip(turn.typed, turn.replied, strict=False) if intent.startswith(_TELLS_PRICES))
    question = next(asked, None)
    if question is None or not turn.cited:
        return None
    amount = next((one.value for one in told_amounts(turn.cited[0].text) if one.unit == WON), None)
    return (question, amount) if amount is not None else None


def _ledger(turn: SkillTurn, before: Reckoned | None) -> SpokenLedger:
    """What was told in the conversation, and what came out just now."""
    last = turn.last
    reckoned_of_it = last is not None and (last.intent or "").startswith(SumsSkill.name)
    just_told = bool(turn.cited) and last is not None and (reckoned_of_it or last.text == turn.cited[0].text)
    told = tuple(answer.text for answer in reversed(turn.cited))
    ledger = spoken_ledger(tuple(reversed(turn.heard[:_LOOKS_BACK])), told, just_told=just_told)
    if before is None or turn.open is None or turn.open.skill != SumsSkill.name:
        return ledger
    ledger = replace(ledger, whole=before.whole, among=before.divisor if before.unit == WON else Fraction(0))
    return replace(ledger, result=before.result, unit=before.unit, is_rest=before.is_rest)


def _ways(turn: SkillTurn, before: Reckoned | None) -> tuple[str, ...]:
    """What a turn may say: in full, where it leans on the sum before it, and as it stands.

    What points at money is of that money or of nothing.
    """
    text = turn.analysis.text
    if before is None:
        return (text,)
    pointed = pointed_out(text, before.result, before.unit)
    if pointed is not None:
        return (pointed,)
    just_now = turn.open is not None and turn.open.skill == SumsSkill.name
    beside = (
        turn.last is not None and (turn.last.intent or "").partition(".")[0] in _BESIDE and supposes_otherwise(text)
    )
    changed = changed_question(text, before.said) if (just_now or beside) and before.said else None
    return (text,) if changed is None else (changed, text)


def _with_heard(turn: SkillTurn, before: Reckoned | None) -> SkillTurn:
    """The turn, with what leaned on sums before it said in full."""
    if before is None or not before.restated:
        return turn
    in_full = dict(before.restated)
    return replace(turn, heard=tuple(in_full.get(one, one) for one in turn.heard))


def _with_text(turn: SkillTurn, text: str) -> SkillTurn:
    """The turn with other numbers in its text, everything else where it was."""
    analysis = turn.analysis
    reading = analysis.reading if text == analysis.text else replace(analysis.reading, text=text)
    analysis = replace(analysis, text=text, reading=reading, numbers=tuple(find_numbers(text)))
    said = replace(turn.interpretation.utterance, text=text)
    return replace(turn, interpretation=replace(turn.interpretation, utterance=said, analysis=analysis))


def _asked(turn: SkillTurn) -> Sum | None:
    text = turn.analysis.text
    before = turn.heard[0] if turn.heard and _since_reckoned(turn) != 0 else ""
    asked = _plain_sum(text, before) or _priced(turn)
    looked_up = asked is not None and asked.unit in (WON, "") and turn.analysis.of_kind("place", "area")
    return None if looked_up else asked  # what a place charges is not reckoned


@lru_cache(maxsize=IN_A_TURN)
def _plain_sum(text: str, before: str) -> Sum | None:
    """The sum that an utterance is, whatever else was told; what is left of something is no product."""
    found = (
        find_sum(text) or find_sum(without_opening(text)) or sum_within(text) or find_puzzle(text) or find_product(text)
        or find_proportion(text) or find_how_often(text) or find_story_sum(text, before)
    )  # fmt: skip
    if found is not None and _DECIMAL.search(text) and find_sum(text) is None:
        return None  # «2.5킬로»: stories are told in whole numbers
    product = found is not None and found.steps and all(operator == "*" for operator, _ in found.steps)
    return None if product and asks_rest(text) else found


def _priced(turn: SkillTurn) -> Sum | None:
    """What several of something cost whose price was told last."""
    last = turn.last
    told = last is not None and len(last.items) <= 1 and (last.intent or "").startswith(_TELLS_PRICES)
    if last is not None and _is_of_another_dish(turn, last.text):
        return None
    text = turn.analysis.text
    price_in = told_total if SHARES.search(text) else told_price  # «셋이 나누면?»: the bill
    price = price_in(last.text) if last is not None and told else None
    whole = price_told(last.text) if last is not None and price is not None else None
    if whole is not None and whole.per is None and price_in is told_price:
        return None  # «해장국 2인분과 수육 하나면 모두 57,000원»: no price of one
    return find_priced_sum(text, price) or find_amount_sum(text, f"{price}{WON}") if price is not None else None


def _is_of_another_dish(turn: SkillTurn, told: str) -> bool:
    """«갈비탕만 네 그릇이면», «육회 두 접시면»: a dish of which the price that was told is not."""
    terms = turn.analysis.reading.terms
    counted = {n.start for n in turn.analysis.numbers if n.counter not in units.PEOPLE and not n.ordinal}
    before = {one.start for one, number in pairwise(terms) if number.start in counted and one.kind in ("noun", "name")}
    dishes = {m.start for m in turn.analysis.of_kind("food")}
    return any(t.start in before | dishes and t.text.rstrip() not in told for t in terms)


def _division(asked: Sum) -> tuple[int, int] | None:
    """Both numbers of one division of natural numbers."""
    if len(asked.steps) != 1 or asked.steps[0][0] != "/":
        return None
    one, other = asked.first, asked.steps[0][1]
    natural = all(isinstance(n, Fraction) and n.denominator == 1 and n > 0 for n in (one, other))
    return (one.numerator, other.numerator) if natural and one >= other else None
