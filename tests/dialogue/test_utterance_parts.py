"""What is asked or requested in one breath with what is told is answered as if it stood alone."""

import random
from itertools import product

import pytest

REMARKS = (
    "아내가 파스타를 좋아해",
    "우리 손자가 상을 받았어",
    "어제 잠을 통 못 잤어",
    "동생이 전화를 안 받아",
    "요즘 물가가 너무 올랐어",
    "우리 팀 막내가 다솔 출신이거든",
    "아들이 매운 걸 못 먹거든요",
    "나 지금 운전 중이라",
    "무대에 올라가야 하니까",
)
REQUESTS = (
    "25 곱하기 48은 얼마야?",
    "오늘 무슨 요일이지?",
    "넌 이름이 뭐야?",
    "수수께끼 내 줘",
    "십 분 뒤에 알려 줘",
    "크리스마스까지 며칠 남았어?",
    "삼만 원을 네 명이 나누면 얼마야?",
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_is_answered_beside_a_remark(ask, request_):
    alone = ask(request_)
    missed = []
    for remark, between in product(REMARKS, (" ", ". 그나저나 ")):
        said = f"{remark}{between}{request_}"
        if ask(said).intent != alone.intent:
            missed.append(said)
    assert not missed


@pytest.mark.parametrize("remark", ["아내가 파스타를 좋아해", "어제 잠을 통 못 잤어", "아침에 남편이랑 싸웠어"])
def test_a_request_is_answered_before_a_remark(ask, remark):
    for request_ in random.Random(7).sample(REQUESTS, 4):
        assert ask(f"{request_} {remark}.").intent == ask(request_).intent, (request_, remark)


def test_what_is_told_before_a_question_is_kept(talk):
    assert "파스타" in talk("아내가 파스타를 좋아해. 그나저나 오늘 무슨 요일이지?", "아내가 뭘 좋아한댔지?")[-1].text


def test_a_sum_rests_on_all_that_was_said(ask):
    assert "87.5" in ask("국어 80점, 수학 95점 받았어. 그럼 평균은 몇 점이야?").text
