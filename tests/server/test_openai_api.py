"""OpenAI's own client, unmodified, against a server."""

import openai
import pytest
from openai import OpenAI

GOVERNOR, BEFORE = "경기도지사가 누구야?", "그 전에는?"


@pytest.fixture(scope="module")
def client(server):
    with OpenAI(base_url=f"{server.http}/v1", api_key="none", max_retries=0) as client:
        yield client


def user(text):
    return {"role": "user", "content": text}


def test_there_is_one_model(client):
    assert [model.id for model in client.models.list()] == ["companion"]
    assert client.models.retrieve("companion").id == "companion"
    with pytest.raises(openai.NotFoundError, match="there is «companion»"):
        client.models.retrieve("gpt-4o")


def test_it_answers_with_its_sources(client):
    done = client.chat.completions.create(model="companion", messages=[user(GOVERNOR)])
    assert "추미애" in done.choices[0].message.content
    assert done.choices[0].finish_reason == "stop"
    reply = done.model_extra["companion"]
    assert reply["sources"][0]["id"]
    assert reply["status"] == "answered"


def test_a_streamed_answer_is_the_same_answer(client):
    whole = client.chat.completions.create(model="companion", messages=[user(GOVERNOR)])
    options = {"include_usage": True}
    chunks = list(
        client.chat.completions.create(
            model="companion", messages=[user(GOVERNOR)], stream=True, stream_options=options
        )
    )
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(pieces) == whole.choices[0].message.content
    assert len(pieces) > 5
    assert chunks[-2].model_extra["companion"]["sources"] == whole.model_extra["companion"]["sources"]
    assert chunks[-1].usage.total_tokens > 0


def test_the_history_gives_the_discourse(client):
    first = client.chat.completions.create(model="companion", messages=[user(GOVERNOR)])
    known = [user(GOVERNOR), {"role": "assistant", "content": first.choices[0].message.content}, user(BEFORE)]
    unknown = [user(GOVERNOR), {"role": "assistant", "content": "of another server"}, user(BEFORE)]
    for messages in (known, unknown):
        done = client.chat.completions.create(model="companion", messages=messages)
        assert "김동연" in done.choices[0].message.content


def test_so_does_a_session(client):
    for text, name in ((GOVERNOR, "추미애"), (BEFORE, "김동연")):
        done = client.chat.completions.create(model="companion", messages=[user(text)], extra_body={"session": "stage"})
        assert name in done.choices[0].message.content
    other = client.chat.completions.create(model="companion", messages=[user(BEFORE)], extra_body={"session": "other"})
    assert "김동연" not in other.choices[0].message.content


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [user("   ")]}, "say something"),
        ({"messages": [{"role": "assistant", "content": "안녕"}]}, "the user's"),
        ({"messages": [user([{"type": "image_url", "image_url": {"url": "x"}}])]}, "only text"),
        ({"messages": [user(GOVERNOR)], "n": 3}, "n:"),
    ],
)
def test_a_mistake_is_told_in_the_way_of_the_api(client, body, problem):
    with pytest.raises(openai.BadRequestError, match=problem) as caught:
        client.chat.completions.create(model="companion", **body)
    assert caught.value.type == "invalid_request_error"


def test_what_is_not_supported_is_not_found(client):
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model="companion", input="안녕")
    with pytest.raises(openai.InternalServerError, match="no voice"):
        client.audio.speech.create(model="companion", voice="alloy", input="안녕")
