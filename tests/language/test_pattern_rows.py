from companion.language.pattern_rows import PatternRows

ROWS = PatternRows[str]((r"ab+", "x"), (r"a", "y"))


def test_the_first_row_that_fits_counts():
    assert [ROWS.within(text) for text in ("cabb", "ca", "c")] == ["x", "y", None]
    assert [ROWS.at("ca", place) for place in (0, 1)] == [None, "y"]


def test_all_rows_are_put_in_one_after_the_other():
    assert ROWS.put_into("abb a b") == "x y b"
