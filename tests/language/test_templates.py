from datetime import date, datetime

import pytest

from companion.language.templates import Template


def render(source, **values):
    return Template.parse(source).render(**values)


def test_a_sentence_comes_out_with_the_right_particles():
    source = "{office:은/는} {person:이에요/예요}. {since:date}부터 맡고 있어요."
    assert render(source, office="경기도지사", person="추미애", since=date(2026, 7, 1)) == (
        "경기도지사는 추미애예요. 2026년 7월 1일부터 맡고 있어요."
    )
    assert render(source, office="수원특례시장", person="이재준", since="2022-07") == (
        "수원특례시장은 이재준이에요. 2022년 7월부터 맡고 있어요."
    )


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{v}", "수원", "수원"),
        ("{v}", 3, "3"),
        ("{v:으로/로}", "서울", "서울로"),
        ("{v:date}", date(2019, 10, 23), "2019년 10월 23일"),
        ("{v:date}", datetime(2019, 10, 23, 10, 0), "2019년 10월 23일"),
        ("{v:date}", "2019-10-23", "2019년 10월 23일"),
        ("{v:date}", "2019-06", "2019년 6월"),
        ("{v:date:은/는}", "2019", "2019년은"),
        ("{v:date:이었/였}어요", "2019-10-23", "2019년 10월 23일이었어요"),
        ("{v:won}", 12000, "12,000원"),
        ("{v:won:이에요/예요}", 12000, "12,000원이에요"),
        ("{v:number}", 46200, "46,200"),
        ("{v:number:이/가}", 46200, "46,200이"),
        ("{v:count:곳}", 3, "세 곳"),
        ("{v:count:곳:을/를}", 20, "스무 곳을"),
        ("{v:count:곳}", 24, "24곳"),
        ("{v:count:곳}", 0, "0곳"),
        ("{v:count:층}", 3, "3층"),
        ("{v:count:번째}", 1, "첫 번째"),
        ("{v:list}", ["가보정"], "가보정"),
        ("{v:list}", ["가보정", "신라갈비"], "가보정과 신라갈비"),
        ("{v:list:이/가}", ("한국", "유럽", "일본"), "한국, 유럽과 일본이"),
        ("{v:row:이에요/예요}", ("한국", "유럽"), "차례로 한국과 유럽이에요"),
        ("{v:row:이에요/예요}", ("한국",), "한국이에요"),
        ("{v:list}", ["갈비", "냉면"], "갈비와 냉면"),
    ],
)
def test_a_value_is_shown_in_its_format(source, value, shown):
    assert render(source, v=value) == shown


@pytest.mark.parametrize(
    ("source", "offending"),
    [
        ("{a", "brace"),
        ("a}", "brace"),
        ("{{a}}", "brace"),
        ("{}", "field name"),
        ("{이름}", "field name"),
        ("{a:when}", "«when»"),
        ("{a:}", "«»"),
        ("{a:은/가}", "«은/가»"),
        ("{a:count}", "counter «»"),
        ("{a:count:꿰미}", "«꿰미»"),
        ("{a:date:은/는:이/가}", "«이/가» is one part too many"),
        ("{a:은/는:date}", "«date» is one part too many"),
        ("{a:date} {a:won}", "two formats"),
    ],
)
def test_a_mistake_in_a_template_is_found_when_it_is_parsed(source, offending):
    with pytest.raises(ValueError, match=offending):
        Template.parse(source)


def test_a_missing_value_is_named():
    with pytest.raises(KeyError, match="person"):
        render("{office} {person}", office="경기도지사")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("{v}", None),
        ("{v}", ""),
        ("{v}", True),
        ("{v:date}", "2019-13"),
        ("{v:date}", "작년"),
        ("{v:date}", "2019-02-30"),
        ("{v:won}", "12000"),
        ("{v:won}", 1.5),
        ("{v:count:곳}", -1),
        ("{v:list}", []),
        ("{v:list}", "가보정"),
        ("{v:list}", ["가보정", None]),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(source, value):
    with pytest.raises(ValueError, match="«v»"):
        render(source, v=value)


def test_the_fields_are_known_before_rendering():
    template = Template.parse("{day:date:은/는} {n:count:곳} {who}, {day:date}")
    assert template.fields == {"day": "date", "n": "count:곳", "who": ""}


def test_values_that_are_not_asked_for_do_no_harm():
    assert render("{a}", a="수원", b=None) == "수원"
