from companion.base.table import table, width


def test_hangul_counts_two_columns_so_that_tables_stay_aligned():
    assert width("가a") == 3
    lines = table(("", "수"), [("맛집", 1), ("ab", 12)]).splitlines()
    assert lines == ["      수", "맛집   1", "ab    12"]
    assert len({width(line) for line in lines}) == 1


def test_the_first_columns_stand_flush_left():
    assert table(("a", "b", "c"), [("xx", "yy", 1), ("x", "y", 10)], left=2).splitlines() == [
        "a   b    c",
        "xx  yy   1",
        "x   y   10",
    ]
