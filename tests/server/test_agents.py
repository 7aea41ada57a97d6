"""OpenAI's agents SDK, unmodified: the companion as the model of an agent, written and aloud."""

import asyncio

import numpy as np
from agents import Agent, OpenAIChatCompletionsModel, Runner, SQLiteSession, set_tracing_disabled
from agents.realtime import RealtimeAgent, RealtimeRunner
from openai import AsyncOpenAI

from companion.audio.pcm import silence

GOVERNOR, BEFORE = "경기도지사가 누구야?", "그 전에는?"

set_tracing_disabled(True)  # it would tell its makers of every run


def test_an_agent_answers_and_keeps_the_thread(server):
    async def talk():
        async with AsyncOpenAI(base_url=f"{server.http}/v1", api_key="none") as client:
            model = OpenAIChatCompletionsModel("companion", client)
            agent = Agent("guide", instructions="Answer in Korean.", model=model)
            session = SQLiteSession("a")  # in memory
            first = await Runner.run(agent, GOVERNOR, session=session)
            streamed = Runner.run_streamed(agent, BEFORE, session=session)
            kinds = [event.type async for event in streamed.stream_events()]
            return first.final_output, streamed.final_output, kinds

    first, second, kinds = asyncio.run(talk())
    assert "추미애" in first
    assert "김동연" in second
    assert kinds.count("raw_response_event") > 5


def test_a_realtime_agent_is_spoken_to_and_answers_aloud(loud, question):
    asked = np.concatenate([question.at(24_000).samples, silence(3, 24_000).samples])
    content = (asked * 32767).astype("<i2").tobytes()

    async def talk():
        config = {"url": f"ws://127.0.0.1:{loud.port}/v1/realtime?model=companion", "api_key": "none"}
        runner = RealtimeRunner(RealtimeAgent("guide"), config={"model_settings": {"model_name": "companion"}})
        heard, said = "", 0
        async with await runner.run(model_config=config) as session:
            for start in range(0, len(content), 9600):
                await session.send_audio(content[start : start + 9600])
            async for event in session:
                if event.type == "audio":
                    said += len(event.audio.data)
                if event.type == "history_updated":
                    heard = str(event.history)
                if event.type == "audio_end":
                    return heard, said
                assert event.type != "error", event.error

    heard, said = asyncio.run(asyncio.wait_for(talk(), 60))
    assert "도지사" in heard.replace(" ", "")
    assert said > 48_000
