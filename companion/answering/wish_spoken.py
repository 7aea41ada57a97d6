"""What one utterance says to somebody who looks for a place: its terms, and which of them it rules out."""

from __future__ import annotations

from datetime import datetime

from companion.answering.wording import Wording
from companion.knowledge.places.store import PlaceStore
from companion.language.amounts import is_time
from companion.language.doubts import doubts_aloud
from companion.language.grammar import (
    BARELY,
    DO,
    NOT_BE,
    OBJECT,
    TOO,
    adverbs_of,
    after_in_phrase,
    comes_before,
    described_by,
    ends_plainly,
    frames,
    head_of,
    is_concessive,
    is_conditional,
    is_copula,
    is_demonstrative,
    is_denied_before,
    is_future,
    is_house,
    is_thing,
    joined_with,
    leads_into,
    links,
    next_verb,
    object_of,
    refers_back,
)
from companion.language.place_names import AT
from companion.language.terms import HONOURED, INTO, PLURAL, SUBJECT, TOPIC, Term, read
from companion.language.week_times import WeekTime, find_week_time
from companion.understanding.types import Analysis, Mention


class SpokenWish:
    """An utterance with the words of the skill and the names of the data.

    Attributes:
        analysis, reading: the utterance.
        store: the places.
        is_: whether a term is one of the words of some groups; `say`: a sentence of the skill.
        towns: names of places that we hold no data for, as far as they were read.
        described: where the terms stand that attributes account for, once they were read.
        moment: the time of the week that is named, if one is.
    """

    def __init__(self, wording: Wording, store: PlaceStore, analysis: Analysis, now: datetime) -> None:
        self.analysis, self.reading = analysis, analysis.reading
        self.store = store
        self.is_, self.say = wording.is_, wording.say
        self.phrases, self.stated = wording.phrases, wording.stated
        self._cues = wording.cues
        self.towns: tuple[str, ...] = ()
        self.described: frozenset[int] = frozenset()
        self._ruled_out: dict[Term, bool] = {}
        self.moment = find_week_time(analysis.reading, analysis.times, now) or self._at_this_hour(now)
        if self.moment is not None and analysis.text[self.moment.start : self.moment.end] in self.words("turning"):
            self.moment = None  # «이제 아이들 갈 통닭집이요»
        self._today = now.date()

    def _at_this_hour(self, now: datetime) -> WeekTime | None:
        """«이 시간에», «당장»: now, in other words."""
        this = {t.end: t.start for t in self.reading.terms if is_demonstrative(t)}
        for term in self.reading.terms:
            starts = {end: start for end, start in this.items() if term.start - 1 <= end <= term.start}
            if self.is_(term, "at_once") or (starts and self.is_(term, "this_hour")):
                minute, day = now.hour * 60 + now.minute, self.say("now")
                start = min(starts.values(), default=term.start)
                return WeekTime((now.weekday(),), minute, now=True, day=day, start=start, end=term.end)
        return None

    @property
    def is_planned(self) -> bool:
        """Whether the day that is named is today or one to come: «내일 점심에 갈 데»."""
        when = self.moment
        days = [t for t in self.analysis.times if when is not None and when.start <= t.start < when.end]
        if days or when is None:
            return bool(days) and all(t.first >= self._today for t in days)
        verb = next((v for v in self.reading.verbs if v.start >= when.end), None)
        return verb is not None and verb.form is not None and verb.form.future  # «저녁에 갈 데»

    def is_past(self, verb: Term) -> bool:
        """Whether a day gone by stands before a verb: «어제 먹어서»."""
        days = [t for t in self.analysis.times if t.end <= verb.start]
        return bool(days) and days[-1].last < self._today

    @property
    def seeks(self) -> bool:
        """Whether a word for looking for something stands in it."""
        return any(self.is_(t, "seeking") for t in self.reading.terms)

    def words(self, cue: str) -> tuple[str, ...]:
        """The words of a group."""
        return self._cues[cue]

    def is_minutes(self, start: int, end: int) -> bool:
        """Whether a number with its counter is of minutes, not of people."""
        return is_time(self.reading.text[start:end])

    @staticmethod
    def is_clause(name: str) -> bool:
        """Whether a name says something of its own: «주차되는» in «주차되는 넓은 식당», unlike «주차»."""
        last = read(name, (), (), ()).verbs[-1:]
        return any(verb.form is not None and verb.form.modifies for verb in last)

    def is_people(self, term: Term) -> bool:
        """«스태프들», «팀장님»: somebody, and nothing that a place has."""
        if term.kind != "noun" or self.is_(term, "head", "meal", "generic"):
            return False
        return self.is_(term, "persons") or self.reading.text.startswith((PLURAL, HONOURED), term.end)

    def term_of(self, mention: Mention) -> Term | None:
        """The term of a name."""
        return next((t for t in self.reading.terms if t.start <= mention.start < t.end), None)

    def rules_out_name(self, mention: Mention) -> bool:
        """Whether the sentence rules out what a name means."""
        term = self.term_of(mention)
        return term is not None and self.rules_out(term)

    def rules_out(self, term: Term) -> bool:
        """Whether the sentence rules out what a term names: «갈비랑 통닭 빼고», «고기 안 먹는», «그건 싫고»."""
        if term not in self._ruled_out:
            self._ruled_out[term] = self._is_ruled_out(term)
        return self._ruled_out[term]

    def _is_ruled_out(self, term: Term) -> bool:
        only = next_verb(self.reading, term)
        if any(BARELY in t.particles and only is next_verb(self.reading, t) for t in self.reading.heads()):
            return False  # «돈가스밖에 안 먹어»
        if is_denied_before(self.reading, term.start) and self.is_clause(term.text.partition(" ")[0]):
            return True  # «안 매운 거»
        behind = after_in_phrase(self.reading, term)
        if any(self.is_(t, "allergy") for t in behind):
            return any(m.start <= term.start < m.end for m in self.analysis.of_kind("food"))
        head = head_of(self.reading, term)
        follows = next((t for t in self.reading.terms if t.start >= head.end), None)
        if TOPIC in head.particles and follows is not None and follows.form is None and self.is_(follows, "without"):
            return True  # «국밥은 패스»
        if any(self.is_(t, "instead") for t in behind) or self._is_forbidden(term) or self._is_done_with(term):
            return True
        if self.makes_ill(term) or self.is_refused(term):
            return True
        if self._is_poor(term) or self._is_beyond_reach(term) or self._is_doubted(term):
            return True
        if self._is_left_for_another(term):
            return True
        verb = next_verb(self.reading, term)
        if any(v.start == term.start for v in self.reading.verbs):
            return False  # «할 건데 …»
        if verb is None or not all(self.is_(t, "head", "beside", "meal", "generic", "counted") for t in behind):
            return False
        assert verb.form is not None
        described = described_by(self.reading, verb)
        if described is not None and (is_thing(described) or self.is_(described, "head")) and not verb.form.negated:
            tag = next((v for v in self.reading.verbs if v.start >= described.end), None)
            form = tag.form if tag is not None and tag.lemma == NOT_BE else None
            if form is not None and (form.closes or form.asks) and is_thing(described):
                return False  # «벌써 닫은 거 아닌가»
            return not self.is_(verb, "lacking") and self.rules_out(described)  # «권선동에 있는 거 말고»
        closest = object_of(self.reading, verb)
        whose = closest is not None and SUBJECT in closest.particles and TOPIC in head_of(self.reading, term).particles
        if whose and self.is_(verb, "without") and verb.lemma != NOT_BE and not verb.form.negated:
            return True  # «순두부는 걔가 싫어한대»
        if closest is not None and any(t.phrase == term.phrase for t in joined_with(self.reading, closest)):
            if self.is_(verb, "without"):
                asks = verb.form.closes and "?" in self.reading.text
                return not verb.form.negated if verb.lemma != NOT_BE else not asks
            if self.is_(verb, "liking") and verb.form.negated and not verb.form.past:
                return True
            if self.is_(verb, "lacking") and verb.form.modifies and term.kind == "name":
                return not any(self.is_(t, "head") for t in behind) and not is_house(term.text)
        return self._points_back(term) or self._explains(term)

    def _is_doubted(self, term: Term) -> bool:
        """«칼국수는 좀 약한가? 다시 골라 줘», «고기는 너무 무거운가 싶네»: thought not to be right before a request."""
        verb, head = next_verb(self.reading, term), head_of(self.reading, term)
        named = any(m.start == term.start for m in self.analysis.of_kind("food", "area"))
        if verb is None or not named or TOPIC not in head.particles:
            return False
        rather = any(self.is_(t, "too") for t in adverbs_of(self.reading, verb))
        wants = any(self.is_(t, "seeking", "others", "swapping") for t in self.reading.terms if t.start >= verb.end)
        return rather and wants and doubts_aloud(verb.form, self.reading.text[verb.end :])

    def _is_left_for_another(self, term: Term) -> bool:
        """«행궁동은 복잡하니까 광교로 바꾸자»: an area that something is said against, before one is turned to."""
        areas = [m.start for m in self.analysis.of_kind("area")]
        verb, head, main = next_verb(self.reading, term), head_of(self.reading, term), self.reading.main
        if term.start not in areas or verb is None or main is None or TOPIC not in head.particles:
            return False
        after = [t for t in self.reading.terms if t.start >= verb.end]
        rather = any(self.is_(t, "too") for t in adverbs_of(self.reading, verb))
        if rather and any(self.is_(t, "others") for t in after) and not any(t.start in areas for t in after):
            return verb.form is not None and not (verb.form.modifies or verb.form.negated)  # «… 너무 복잡해 다른 데»
        to = any(INTO in head_of(self.reading, t).particles for t in after if t.start in areas)
        against = frames(verb) and not (is_concessive(verb) or is_conditional(verb) or self.is_(verb, "visiting"))
        return against and to and self.is_(main, "swapping", "seeking", "visiting")

    def _is_poor(self, term: Term) -> bool:
        """«매운 건 오늘 별로야», «해산물은 좀 그래»: what is said to be no good, or not quite right, is not wanted.

        The word itself is looked for in the text: the dictionary takes the first for a noun with particles.
        """
        verb, head = next_verb(self.reading, term), head_of(self.reading, term)
        verb = self._behind_reason(verb) if verb is not None and TOPIC in head.particles else verb
        if verb is not None and verb.form is not None and self.is_(verb, "doubtful"):
            alone = not head.particles or bool({TOPIC, SUBJECT, TOO}.intersection(head.particles))
            said = alone and (verb.form.closes or frames(verb) or links(verb))
            rather = any(self.is_(t, "too") for t in adverbs_of(self.reading, verb))
            return said and rather and not verb.form.negated
        behind = self.reading.text[term.end :].split()
        word = next((w for w in behind if w.startswith(self.words("poorly"))), "")
        ends = word != "" and (word[-1] in ".!~" or word is behind[-1])  # «국물은 별로. 카레는?», not «별로 안 먹어»
        said = (ends or word not in ("", *self.words("poorly"))) and not word.endswith("?")
        after = said and verb is not None and verb.start >= self.reading.text.index(word, term.end) + len(word)
        if verb is not None and verb.form is not None and verb.form.past and not after:
            return False  # «갈비 별로였어»
        does = verb is not None and verb.lemma == DO  # «별로래»
        return said and (verb is None or is_copula(verb) or does or after)  # «순대국은 별로고 라멘 같은 거»

    def _behind_reason(self, verb: Term) -> Term:
        """«고기는 이가 안 좋아서 좀 그렇고»: what is said behind a clause that says why, where that is all it says."""
        verbs = [v for v in self.reading.verbs if v.start >= verb.start]
        at = next((n for n, v in enumerate(verbs) if self.is_(v, "doubtful")), 0)
        goes_on = not any(v.form is None or v.form.closes or links(v) for v in verbs[:at])
        return verbs[at] if at and goes_on and frames(verbs[at - 1]) else verb

    def _is_beyond_reach(self, term: Term) -> bool:
        """«소고기는 예산이 안 될 것 같고», «한우는 부담돼서»: what is said not to be possible is not wanted."""
        verb, head = next_verb(self.reading, term), head_of(self.reading, term)
        thing = described_by(self.reading, verb) if verb is not None and self.is_(verb, "same") else None
        if thing is not None and is_thing(thing):  # «해장국 같은 건 부담스럽고»
            verb, head = next_verb(self.reading, thing), thing
        food = any(m.start == term.start for m in self.analysis.of_kind("food"))
        food = food or self.is_(term, "head")  # «너무 비싼 덴 부담돼요»
        if verb is None or verb.form is None or not food or not {TOPIC, SUBJECT}.intersection(head.particles):
            return False
        about = object_of(self.reading, verb)
        denied = verb.form.negated and self.is_(verb, "possible")
        heavy = self.is_(verb, "unaffordable") != verb.form.negated and not denied
        burden = about is not None and self.is_(about, "unaffordable")
        heavy = heavy or (about is not None and burden and (is_copula(verb) or about.end == verb.start))
        told = frames(verb) or ends_plainly(verb)  # «한우는 너무 비싸 돼지갈비는 없어?»
        told = told or (verb.form.future and verb.form.closes and not verb.form.asks)  # «소갈비는 비싸겠다 돼지갈비는?»
        dear = self.is_(verb, "expensive") and told and not links(verb) and not verb.form.negated
        if not (denied or heavy or dear) or verb.form.past or is_concessive(verb) or is_conditional(verb):
            return False
        # «안 될 것 같고» says so; «안 되는 집» describes a house.
        guessed = verb.form.modifies and is_thing(described_by(self.reading, verb))
        goes_on = any(t.start >= verb.end for t in self.reading.terms)
        if dear and not frames(verb) and not any(m.start >= verb.end for m in self.analysis.of_kind("food", "eatery")):
            return False  # «갈비는 너무 비싸»: cheaper ones may do
        return (guessed or not verb.form.modifies) and (goes_on or "?" not in self.reading.text)

    def makes_ill(self, term: Term) -> bool:
        """«해산물 먹으면 두드러기 나고», «새우만 먹으면 가려워»: what eating it does to somebody."""
        verb = next_verb(self.reading, term)
        if verb is None or not is_conditional(verb) or not self.is_(verb, "consuming"):
            return False
        after = [t for t in self.reading.terms if t.start >= verb.end]
        does = next((t for t in after if t.kind == "verb"), None)
        harmless = does is not None and does.form is not None and does.form.negated
        return any(self.is_(t, "ill") for t in after) and not harmless

    def is_refused(self, term: Term) -> bool:
        """«아빠는 갈비 먹자는데 애들은 싫대»: what one proposes and somebody else does not want."""
        verb, main = next_verb(self.reading, term), self.reading.main
        if verb is None or verb is main or main is None or main.form is None or not self.is_(verb, "consuming"):
            return False
        refuses = self.is_(main, "without") and main.lemma != NOT_BE and not main.form.negated
        after = [t for t in self.reading.terms if verb.end <= t.start < main.start]
        who = any({TOPIC, SUBJECT, TOO}.intersection(t.particles) for t in after)
        foods = any(m.start >= verb.end for m in self.analysis.of_kind("food"))
        return refuses and who and frames(verb) and not foods

    def _is_forbidden(self, term: Term) -> bool:
        """«고기 육수도 안 돼»: what must not be there, said and not asked."""
        verb, head = next_verb(self.reading, term), head_of(self.reading, term)
        if (
            verb is None
            or verb.form is None
            or not verb.form.negated
            or verb.form.modifies
            or not self.is_(verb, "possible")
        ):
            return False
        food = any(m.start == term.start for m in self.analysis.of_kind("food"))
        after = self.reading.text[verb.end :].lstrip()[:1]
        about = object_of(self.reading, verb)
        return (
            food
            and about is head
            and not is_concessive(verb)
            and after != "?"
            and (not head.particles or bool({TOO, TOPIC}.intersection(head.particles)))
        )

    def _is_done_with(self, term: Term) -> bool:
        """«갈비는 됐고 냉면으로», «갈비는 치우고 만두 먹자», «행궁동은 머니까 …»: given up before what is wanted."""
        verb, head = next_verb(self.reading, term), head_of(self.reading, term)
        if (
            verb is None
            or verb.form is None
            or TOPIC not in head.particles
            or object_of(self.reading, verb) is not head
        ):
            return False
        done = verb.form.past and links(verb) and self.is_(verb, "enough_of")
        done = done or (links(verb) and not verb.form.modifies and self._is_dropped_for_another(term, verb))
        far = self.is_(verb, "far") and not verb.form.negated and "?" not in self.reading.text
        return done or (far and (frames(verb) or verb.form.closes))

    def _is_dropped_for_another(self, term: Term, verb: Term) -> bool:
        """Whether one food is done away with, and another is then chosen."""
        main, foods = self.reading.main, [m.start for m in self.analysis.of_kind("food")]
        others = [t for t in self.reading.terms if t.start in foods and t.start >= verb.end]
        if main is None or term.start not in foods or not self.is_(main, "swapping", "consuming", "seeking"):
            return False
        had = self.is_(verb, "consuming", "liking", "ordering", "exists", "better", "craving", "cheap", "possible")
        rather = any(self.is_(t, "too") for t in adverbs_of(self.reading, verb))
        turned = any(INTO in t.particles or next_verb(self.reading, t) is main for t in others)
        return not had and (turned or (rather and any(map(self._is_turned_to, others))))

    def _is_turned_to(self, term: Term) -> bool:
        """«국물 있는 걸로», «냉면 하는 데로»: what has one food is turned to."""
        verb = next_verb(self.reading, term)
        thing = described_by(self.reading, verb) if verb is not None else None
        return thing is not None and (is_thing(thing) or self.is_(thing, "head")) and leads_into(thing)

    def _explains(self, term: Term) -> bool:
        """«갈비는 어제 먹어서 빼고요»: a reason stands between what is ruled out and the negation."""
        verbs = [v for v in self.reading.verbs if v.start >= term.end]
        at = next((n for n, v in enumerate(verbs) if self.is_(v, "without")), 0)
        if not at or not frames(verbs[at - 1]) or verbs[at].lemma == NOT_BE:
            return False
        form = verbs[at].form
        if form is None or form.negated or any(v.form is not None and v.form.modifies for v in verbs[:at]):
            return False
        topical = {TOPIC, OBJECT}.intersection(head_of(self.reading, term).particles)
        return bool(topical) and object_of(self.reading, verbs[at]) is None

    def _points_back(self, term: Term) -> bool:
        """«소갈비는 어제 먹었으니까 그건 빼고»: the negation stands further on, behind a pronoun."""
        for verb in self.reading.verbs:
            if verb.start < term.end or not self.is_(verb, "without"):
                continue
            about = object_of(self.reading, verb)
            if about is not None and about.start > term.end and refers_back(about):
                return True
        return False

    def sets_out_from(self, term: Term) -> bool:
        """«거기서 커피 마실 데», «거기 갔다가 먹을 데»: where one is before going on to what is looked for."""
        if term.kind != "pronoun" or not self.is_(term, "that"):
            return False
        verb = next_verb(self.reading, term)
        comes = verb is not None and comes_before(verb) and self.is_(verb, "visiting", "touring", "eating")
        if not (AT.intersection(term.particles) or comes):
            return False
        if any(m.start >= term.end and self.is_clause(m.text) for m in self.analysis.of_kind("eatery")):
            return True  # «거기서 저녁 먹을데»
        after = (v for v in self.reading.verbs if v.start >= term.end and is_future(v))
        heads = (head for v in after if (head := described_by(self.reading, v)) is not None)
        return any(self.is_(head, "head") for head in heads)

    def ids(self, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of one kind that are wished for, and those that are ruled out."""
        wanted: dict[str, None] = {}
        unwanted: dict[str, None] = {}
        for mention in self.analysis.mentions:
            if mention.kind == kind:
                (unwanted if self.rules_out_name(mention) else wanted)[mention.id] = None
        return tuple(wanted), tuple(w for w in unwanted if w not in wanted)

    def gives_up(self, term: Term) -> bool:
        """«없어도 돼», «안 돼도 돼», «행궁동 아니어도 돼», «가격은 상관없어», «값은 안 따질게»."""
        verb = next_verb(self.reading, term)
        if verb is None or verb.form is None:
            return False
        denied = verb.form.negated or self.is_(verb, "lacking") or verb.lemma == NOT_BE
        if denied and is_concessive(verb):
            return True
        if verb.form.closes and self.is_(verb, "given_up") and not self.is_(verb, "possible"):
            return True
        if (
            (links(verb) or frames(verb))
            and self.is_(verb, "given_up")
            and (verb.form.past or not self.is_(verb, "possible"))
        ):
            return True  # «둘 다 됐고», «가격은 상관없고»
        about = object_of(self.reading, verb)
        needed = about is not None and self.is_(about, "need")
        return denied and (needed or self.is_(verb, "minding"))
