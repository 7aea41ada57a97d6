from datetime import datetime

import pytest

from companion.answering.base import Answer, Attempt, Decline, Focus, SkillTurn
from companion.dialogue.router import attempts, route
from companion.understanding.types import Analysis, Candidate, Interpretation, Mention, Utterance

NOW = datetime(2026, 11, 22, 15, 5)


def mention(kind, id="x", similarity=1.0):
    return Mention(0, 2, "가나", "가나", kind, (id,), similarity)


def heard(*candidates, mentions=(), text="가나다라마바사아자차카타파하 거너더러", **analysis):
    """An interpretation with these (intent, probability) pairs and mentions."""
    found = Analysis(text, text, tuple(mentions), (), (), (), **analysis)
    return Interpretation(Utterance(text, NOW), found, tuple(Candidate(i, p) for i, p in candidates))


def order(interpretation, focus=Focus(), **how):  # noqa: B008 - frozen
    return [c.intent for c in attempts(interpretation, focus, 0.35, **how)]


KNOWLEDGE, PLACES = Focus("knowledge"), Focus("recommend")


class Scripted:
    """A skill with a fixed outcome that remembers whether it was asked."""

    def __init__(self, outcome):
        self.outcome, self.asked = outcome, []

    def answer(self, turn):
        self.asked.append(turn.intent.intent)
        return self.outcome


def turn(interpretation, focus=Focus()):  # noqa: B008 - frozen
    return SkillTurn(interpretation, Attempt("", 0.0), focus, NOW.date(), NOW)


def test_the_most_probable_intent_is_tried_first():
    assert order(heard(("smalltalk.greet", 0.9), ("clock.time", 0.4)))[:2] == ["smalltalk.greet", "clock.time"]


def test_an_intent_below_the_threshold_is_not_tried():
    assert "smalltalk.greet" not in order(heard(("smalltalk.greet", 0.3)))


def test_a_skill_that_checks_by_code_is_tried_even_when_improbable():
    assert "recommend.find" in order(heard(("smalltalk.greet", 0.9), ("recommend.find", 0.1)))


@pytest.mark.parametrize("kind", ["office", "person"])
def test_a_named_office_or_person_is_a_matter_of_knowledge(kind):
    first = order(heard(("smalltalk.name", 0.8), ("knowledge.tenure", 0.1), mentions=[mention(kind)]))
    assert first[0] == "knowledge.tenure"
    assert "smalltalk.name" not in first


def test_a_title_of_no_known_office_is_a_matter_of_knowledge_too():
    assert order(heard(("smalltalk.name", 0.7), has_title=True))[0] == "knowledge.holder"


def test_the_robots_own_name_does_not_make_small_talk_a_question_of_fact():
    interpretation = heard(("smalltalk.greet", 0.9), mentions=[mention("thing", "robot")])
    assert order(interpretation, robot="robot")[0] == "smalltalk.greet"


def test_the_name_of_a_place_is_a_matter_of_recommendation():
    assert order(heard(("smalltalk.like", 0.6), mentions=[mention("place")]))[0] == "recommend.detail_all"


def test_a_place_heard_badly_does_not_outrank_what_was_clearly_meant():
    interpretation = heard(("smalltalk.greet", 0.9), mentions=[mention("place", similarity=0.7)])
    assert order(interpretation)[0] == "smalltalk.greet"


def test_a_short_fragment_goes_to_the_topic():
    fragment = heard(("smalltalk.what_are_you", 0.6), text="그 전에는?")
    assert order(fragment, KNOWLEDGE)[0] == "knowledge.holder"
    assert order(fragment, KNOWLEDGE) != order(fragment)


def test_a_command_about_the_voice_is_not_drawn_into_the_topic():
    command = heard(("control.repeat", 0.9), text="다시 말해 줘")
    assert order(command, KNOWLEDGE)[0] == "control.repeat"
    assert order(command, PLACES)[0] == "control.repeat"


@pytest.mark.parametrize(
    ("probability", "mentions", "political", "judges", "refused"),
    [
        (0.9, [mention("person")], False, False, True),
        (0.1, [mention("person")], False, False, False),
        (0.1, [mention("person")], False, True, True),
        (0.5, [], True, False, True),
        (0.5, [], False, False, False),
        (0.9, [], False, False, True),
        (0.3, [], True, False, False),
    ],
)
def test_an_opinion_is_refused_the_sooner_the_more_political_it_is(probability, mentions, political, judges, refused):
    interpretation = heard(
        ("refusal.political_opinion", probability), mentions=mentions, political=political, judges=judges
    )
    assert ("refusal.political_opinion" in order(interpretation)) is refused


def test_asked_to_judge_a_named_person_refusing_comes_first():
    judged = heard(
        ("knowledge.profile", 0.5), ("refusal.political_opinion", 0.4), mentions=[mention("person")], judges=True
    )
    assert order(judged)[0] == "refusal.political_opinion"


def test_scores_lie_between_nought_and_one_and_fall():
    ranked = attempts(
        heard(("knowledge.holder", 0.5), ("clock.time", 0.4), mentions=[mention("office")]), KNOWLEDGE, 0.35
    )
    assert all(0 <= c.score <= 1 for c in ranked)
    assert [c.score for c in ranked] == sorted((c.score for c in ranked), reverse=True)
    assert len({c.intent for c in ranked}) == len(ranked)


def test_the_first_answer_wins_and_nobody_is_asked_after_it():
    greet, clock = Scripted(Answer("안녕하세요.")), Scripted(Answer("세 시예요."))
    routed = route(
        turn(heard(("smalltalk.greet", 0.9), ("clock.time", 0.8))), {"smalltalk": greet, "clock": clock}, 0.35
    )
    assert routed.answer == greet.outcome
    assert routed.attempt.intent == "smalltalk.greet"
    assert clock.asked == []


def test_who_declines_is_followed_by_the_next():
    greet, clock = Scripted(Decline("")), Scripted(Answer("세 시예요."))
    routed = route(
        turn(heard(("smalltalk.greet", 0.9), ("clock.time", 0.8))), {"smalltalk": greet, "clock": clock}, 0.35
    )
    assert routed.answer == clock.outcome
    assert [decline for _, decline in routed.declines] == [greet.outcome]


def test_nobody_answering_leaves_the_strongest_reason():
    knowledge, clock = Scripted(Decline("부산시장은 몰라요.", 3)), Scripted(Decline("그건 몰라요.", 1))
    routed = route(
        turn(heard(("clock.time", 0.8), mentions=[mention("office")])), {"knowledge": knowledge, "clock": clock}, 0.35
    )
    assert routed.answer is None
    assert routed.reason[1].reason == "부산시장은 몰라요."


def test_a_reason_that_says_what_is_lacking_beats_a_general_abstention():
    lacking, general = Scripted(Decline("부산시장은 몰라요.", 3)), Scripted(Answer("몰라요.", "unknown"))
    interpretation = heard(("none.encyclopedia", 0.8), mentions=[mention("office")])
    routed = route(turn(interpretation), {"knowledge": lacking, "none": general}, 0.35)
    assert routed.answer is None
    assert routed.reason[1] == lacking.outcome
    weak = Scripted(Decline("", 0))
    assert route(turn(interpretation), {"knowledge": weak, "none": general}, 0.35).answer == general.outcome


def test_a_skill_that_is_not_installed_is_passed_over():
    routed = route(
        turn(heard(("chess.move", 0.9), ("clock.time", 0.8))), {"clock": Scripted(Answer("세 시예요."))}, 0.35
    )
    assert routed.attempt.intent == "clock.time"


def test_the_skill_sees_the_attempt_it_is_asked_to_make():
    clock = Scripted(Answer("세 시예요."))
    asked = turn(heard(("clock.time", 0.8)))
    route(asked, {"clock": clock}, 0.35)
    assert clock.asked == ["clock.time"]
    assert asked.intent == Attempt("", 0.0)


def test_what_an_utterance_may_mean_is_found_by_skill_and_counted_once():
    said = heard(("clock.time", 0.5), ("smalltalk.greet", 0.25), ("clock.date", 0.125), ("smalltalk.thanks", 0.125))
    assert [c.intent for c in said.of_skill("clock")] == ["clock.time", "clock.date"]
    assert said.of_skill("sums") == ()
    assert said.probability("clock.") == 0.625
    assert said.probability("clock.time", "clock.", "smalltalk.thanks") == 0.75
    assert said.probability("clock.t") == 0.5
    assert said.probability("sums.", "clock.never") == 0


def test_an_interpretation_is_equal_to_itself_alone():
    said, again = heard(("clock.time", 1.0)), heard(("clock.time", 1.0))
    assert said != again
    assert len({said, again, said}) == 2
