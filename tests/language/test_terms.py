"""Texts as terms: what hangs on what."""

import pytest

from companion.language.terms import Reading, read, worked_out_once


def terms(text, *names, calls=()):
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return read(text, spans, (), (), calls)


def phrases(reading):
    """The noun phrases, each with the particle of its head."""
    found = {}
    for term in reading.terms:
        if term.kind not in ("verb", "adverb", "interjection"):
            found.setdefault(term.phrase, []).append(term)
    return [(" ".join(t.lemma for t in several), several[-1].particle) for several in found.values()]


def test_whose_is_told_from_who():
    assert phrases(terms("경기도지사 엄마가 누구야", "경기도지사"))[0] == ("경기도지사 엄마", "이")
    called = terms("엄마, 경기도지사가 누구야", "경기도지사")
    assert phrases(called)[:2] == [("엄마", ""), ("경기도지사", "이")]
    assert [term.lemma for term in called.terms if term.called] == ["엄마"]


@pytest.mark.parametrize("text", ["파이보야 도지사가 누구야", "파이보, 도지사가 누구야"])
def test_the_robot_is_called(text):
    reading = terms(text, "도지사", "파이보", calls=("파이보",))
    assert [term.lemma for term in reading.terms if term.called] == ["파이보"]
    assert reading.verbs[0].lemma == "이"


def test_the_robot_may_be_meant():
    assert not any(term.called for term in terms("너는 파이보야?", "파이보", calls=("파이보",)).terms)


@pytest.mark.parametrize(
    ("text", "lemma", "marks"),
    [
        ("언제 취임하셨어요", "취임하", {"past", "closes"}),
        ("매운 건 못 먹어", "먹", {"negated", "closes"}),
        ("안 매워", "맵", {"negated", "closes"}),
        ("맵지 않아", "맵", {"negated", "closes"}),
        ("다시 말해 줘", "말하", {"requests", "closes"}),
        ("내가 말해 줄게", "말하", {"closes", "future"}),
        ("손주가 갈비 사 준대", "사", {"hearsay", "closes"}),
        ("고기를 안 좋아하세요", "좋아하", {"negated", "closes"}),
        ("집에 가고 싶어", "가", {"wishes", "closes"}),
        ("시장이었다며", "이", {"past", "hearsay", "closes"}),
        ("그 형이 아니지", "아니", {"negated", "asks", "closes"}),
        ("누가 만들었니", "만들", {"past", "asks", "closes"}),
    ],
)
def test_endings_say_what_a_verb_does(text, lemma, marks):
    main = terms(text).main
    assert main.lemma == lemma
    names = ("closes", "past", "future", "negated", "requests", "wishes", "asks", "hearsay")
    assert {name for name in names if getattr(main.form, name)} == marks


def test_a_verb_describes_the_noun_after_it():
    reading = terms("이재명이 광주에서 서명한 협약 내용이 뭐였죠", "이재명", "광주", "협약")
    assert [verb.lemma for verb in reading.verbs if verb.form.modifies] == ["서명하"]
    assert ("협약 내용", "이") in phrases(reading)
    assert reading.question("무엇")


def test_a_particle_split_off_by_a_recogniser_is_one():
    assert phrases(terms("수원 시장 은 누구 야"))[0] == ("수원 시장", "은")


@pytest.mark.parametrize("text", ["몇 대지", "몇 명이야", "몇대 대통령이지"])
def test_how_many_of_what_is_one_term(text):
    assert any(term.kind == "question" and term.lemma.startswith("몇") for term in terms(text).terms)


@pytest.mark.parametrize(
    ("text", "particle"),
    [
        ("주차되는데로", "으로"),
        ("너무 비싼데 말고", ""),
        ("좀 조용한데 없나", ""),
        ("저녁 먹을만한 근사한데 추천해 줘", ""),
        ("열 명 들어갈만한데 수원에 있어?", ""),
        ("산책할만한데", ""),
        ("커피 마실만한데는", "은"),
        ("빨리 나오는데면 좋겠어", ""),
    ],
)
def test_what_is_described_without_a_space_is_a_place(text, particle):
    spot = next(term for term in terms(text).terms if term.lemma == "데")
    assert spot.kind == "noun"
    assert spot.particle == particle


@pytest.mark.parametrize(
    "text",
    [
        "비가 오는데 우산이 없어?",
        "보고 싶은데 없네",
        "김동연이라는데",
        "비 오는데도 나갔어",
        "배고픈데 뭐 먹지",
        "혼자 왔는데 있어?",
    ],
)
def test_what_leads_on_is_no_place(text):
    assert not [term for term in terms(text).terms if term.lemma == "데"]


def test_a_verb_is_read_as_it_is_said():
    assert [verb.lemma for verb in terms("밥 먹고 놀 데").verbs] == ["먹", "놀"]
    assert terms("행궁동에 있음 더 좋고").verbs[0].form.ending == "으면"
    assert terms("내일은 시간이 없음").verbs[0].form.ending != "으면"


def test_what_is_worked_out_of_a_reading_is_kept_with_it_for_each_way_it_was_asked():
    asked = []

    @worked_out_once
    def with_told(reading, told=""):
        asked.append((reading.text, told))
        return f"{reading.text} {told}"

    reading = read("바다가 넓다", (), (), ())
    assert [with_told(reading), with_told(reading), with_told(reading, "네"), with_told(reading, told="네")] == [
        "바다가 넓다 ", "바다가 넓다 ", "바다가 넓다 네", "바다가 넓다 네",
    ]  # fmt: skip
    assert asked == [("바다가 넓다", ""), ("바다가 넓다", "네"), ("바다가 넓다", "네")]
    again = Reading(reading.text, reading.terms)
    assert again == reading
    assert with_told(again) == "바다가 넓다 "
    assert len(asked) == 4
