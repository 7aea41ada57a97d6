import pytest

from companion.speaking.manner import FASTEST, LOUDEST_DB, QUIETEST_DB, SLOWEST, Manner


def test_requests_change_pace_and_loudness_one_step_at_a_time():
    assert Manner().after("control.slower").pace < 1 < Manner().after("control.faster").pace
    assert Manner().after("control.quieter").gain_db < 0 < Manner().after("control.louder").gain_db


@pytest.mark.parametrize(("there", "back"), [("slower", "faster"), ("louder", "quieter")])
def test_the_opposite_request_takes_it_back(there, back):
    manner = Manner().after(f"control.{there}").after(f"control.{back}")
    assert (manner.pace, manner.gain_db) == pytest.approx((1.0, 0.0))


@pytest.mark.parametrize("intent", ["knowledge.holder", "control.repeat", None])
def test_nothing_else_changes_it(intent):
    assert Manner(0.8, 5).after(intent) == Manner(0.8, 5)


@pytest.mark.parametrize("intent", ["control.slower", "control.faster", "control.louder", "control.quieter"])
def test_however_often_it_is_asked_the_limits_hold(intent):
    manner = Manner()
    for _ in range(50):
        manner = manner.after(intent)
    assert SLOWEST <= manner.pace <= FASTEST
    assert QUIETEST_DB <= manner.gain_db <= LOUDEST_DB
