"""`companion mcp` with the client of the protocol's own package, over standard input and output."""

import asyncio
import base64
import io
import json
import os
import sys

import pytest
import soundfile
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

COMMAND = ["-m", "companion.app.main", "mcp", "--as-of", "2026-11-22"]


def test_it_is_asked_recommends_says_and_shows_its_sources():
    speaking = {"COMPANION_SPEAKING__ENGINE": "espeak-ng"}
    parameters = StdioServerParameters(command=sys.executable, args=COMMAND, env={**os.environ, **speaking})

    async def talk():
        async with Client(parameters) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == ["ask", "recommend", "say"]
            assert all(tool.annotations.read_only_hint for tool in tools)

            first = await client.call_tool("ask", {"text": "경기도지사가 누구야?", "conversation": "a"})
            assert "추미애" in first.structured_content["text"]
            assert first.structured_content["as_of"] == "2026-11-22"
            then = await client.call_tool("ask", {"text": "그 전에는?", "conversation": "a"})
            assert "김동연" in then.structured_content["text"]
            alone = await client.call_tool("ask", {"text": "그 전에는?"})
            assert "김동연" not in alone.structured_content["text"]

            source = first.structured_content["sources"][0]
            (read,) = (await client.read_resource(source["uri"])).contents
            assert json.loads(read.text)["title"] == source["title"]
            with pytest.raises(MCPError, match="cited"):
                await client.read_resource("companion://sources/unheard-of")

            places = await client.call_tool("recommend", {"wish": "수원 맛집을 찾아줘"})
            assert len(places.structured_content["items"]) == 3
            assert places.structured_content["items"][0]["why"]
            none = await client.call_tool("recommend", {"wish": "경기도지사가 누구야?"})
            assert none.is_error

            said = await client.call_tool("say", {"text": "안녕하세요."})
            samples, rate = soundfile.read(io.BytesIO(base64.b64decode(said.content[0].data)))
            assert len(samples) / rate > 0.5
            assert (await client.call_tool("say", {"text": "…"})).is_error
            assert (await client.call_tool("ask", {"text": ""})).is_error

    asyncio.run(talk())
