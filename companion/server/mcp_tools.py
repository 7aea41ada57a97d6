"""The robot for programs that speak the Model Context Protocol: tools to ask it, and its sources to read.

Standard output belongs to the protocol; what there is to tell goes to standard error.
"""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import cached_property
from importlib.metadata import version
from threading import Lock
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

from companion.base.errors import CompanionError
from companion.base.extras import requiring
from companion.base.settings import Settings
from companion.dialogue.incumbent import Incumbent
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH
from companion.knowledge.statement import Source
from companion.language.spoken import spoken
from companion.library import Conversation
from companion.server.messages import LONGEST_TEXT

with requiring("the Model Context Protocol", "mcp"):
    from mcp.server.mcpserver import Audio, MCPServer
    from mcp.server.mcpserver.exceptions import ResourceError, ToolError
    from mcp_types import ToolAnnotations

SOURCE: Final = "companion://sources/{id}"
_CONVERSATIONS: Final = 64
_SOURCES: Final = 2048
"""How many of each are kept, the newest."""
_READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
_Name = Annotated[str, Field(max_length=200)]


class CitedSource(BaseModel):
    """What an answer rests on; `uri` names the resource that holds it."""

    uri: str
    id: str
    title: str
    valid_from: str | None
    valid_to: str | None
    as_of: str


class Answered(BaseModel):
    """An answer of the robot.

    `status` is `answered`, `unknown`, `clarify`, `refused` or `error`; `as_of` the day on which it holds; `items` are
    places.
    """

    text: str
    status: str
    intent: str | None
    as_of: date
    items: list[dict[str, Any]]
    sources: list[CitedSource]


class AskedRobot:
    """What the tools share. Loaded when it is first needed, or before, on another thread.

    Args:
        settings: of the profile. What is told here is kept nowhere.
    """

    def __init__(self, settings: Settings) -> None:
        private = {"memory": settings.memory.model_copy(update={"keep": False}), "reminders": None}
        self._settings = settings.model_copy(update=private)
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._sources: OrderedDict[str, CitedSource] = OrderedDict()
        self._loading = Lock()

    @cached_property
    def _incumbent(self) -> Incumbent:
        return Incumbent(self._settings)

    def load(self) -> Incumbent:
        """The robot itself.

        Raises:
            CompanionError: it cannot be loaded.
        """
        with self._loading:
            return self._incumbent

    def ask(self, text: str, conversation: str) -> Answered:
        """The answer, in a conversation by its name; "" is none."""
        incumbent = self.load()
        talk = self._conversation(incumbent, conversation) if conversation else Conversation(incumbent, FRESH)
        return self._answered(talk.ask(text))

    def say(self, text: str) -> bytes:
        """A text as a WAV file.

        Raises:
            CompanionError: there is no voice.
        """
        with self._loading:
            voice = self._voice
        from companion.audio.pcm import wav_bytes
        from companion.speaking.voice import joined

        audio = joined(voice.clips(spoken(text)))
        return b"" if audio is None else wav_bytes(audio)

    def source(self, id: str) -> CitedSource | None:
        """A source that was cited."""
        return self._sources.get(id)

    @cached_property
    def _voice(self) -> Any:
        from companion.models.progress import progress_on
        from companion.models.store import ModelStore
        from companion.speaking.voice import load_voice

        settings = self._settings
        store = ModelStore(settings.models_folder)
        store.ensure_for(progress_on(sys.stderr), settings.speaking)
        kept_nowhere = settings.speaking.model_copy(update={"cache_mb": 0})
        return load_voice(kept_nowhere, store, settings.cache_folder).forgetful()

    def _conversation(self, incumbent: Incumbent, name: str) -> Conversation:
        with self._loading:
            talk = self._conversations.setdefault(name, Conversation(incumbent))
            self._conversations.move_to_end(name)
            if len(self._conversations) > _CONVERSATIONS:
                self._conversations.popitem(last=False)
            return talk

    def _answered(self, reply: Reply) -> Answered:
        return Answered(
            text=reply.text,
            status=reply.status,
            intent=reply.intent,
            as_of=reply.as_of,
            items=[asdict(item) for item in reply.items],
            sources=self._cited(reply.sources),
        )

    def _cited(self, sources: Sequence[Source]) -> list[CitedSource]:
        cited = [CitedSource(uri=SOURCE.format(id=source.id), **asdict(source)) for source in sources]
        with self._loading:
            for source in cited:
                self._sources[source.id] = source
                self._sources.move_to_end(source.id)
            while len(self._sources) > _SOURCES:
                self._sources.popitem(last=False)
        return cited


def mcp_server(robot: AskedRobot) -> MCPServer[Any]:
    """The server with its tools and resources.

    Args:
        robot: whom they ask.
    """
    server: MCPServer[Any] = MCPServer(
        "companion",
        title="companion robot",
        version=version("companion-robot"),
        instructions="A Korean companion robot: facts about public offices and places that know their dates, and where"
        " to eat. It is asked in Korean and answers in Korean, from its own data alone, with sources.",
        log_level="WARNING",
    )

    async def off_the_loop(work: Callable[[], Any]) -> Any:
        try:
            return await asyncio.to_thread(work)
        except CompanionError as e:
            raise ToolError(str(e)) from None

    @server.tool(annotations=_READS)
    async def ask(text: _Text, conversation: _Name = "") -> Answered:
        """Ask the robot something in Korean. It answers from its data, says where the answer is from and for which day
        it holds, and says so where it does not know. Utterances with the same `conversation` may refer to those before.
        """
        answer: Answered = await off_the_loop(lambda: robot.ask(text, conversation))
        return answer

    @server.tool(annotations=_READS)
    async def recommend(wish: _Text, conversation: _Name = "") -> Answered:
        """Places that fit a wish, asked for in a Korean sentence: where, what kind of food or place, for whom, how
        dear. `items` has their names, addresses, telephone numbers, prices and why each was chosen; what nobody has
        stated is null."""
        answer: Answered = await off_the_loop(lambda: robot.ask(wish, conversation))
        if answer.status == "answered" and not answer.items:
            raise ToolError(f"this asks for no place that could be recommended; the robot says: {answer.text}")
        return answer

    @server.tool(annotations=_READS)
    async def say(text: _Text) -> Audio:
        """A Korean text as the robot says it: a WAV file."""
        wav = await off_the_loop(lambda: robot.say(text))
        if not wav:
            raise ToolError("there is nothing to say in this")
        return Audio(data=wav, format="wav")

    @server.resource(SOURCE, mime_type="application/json")
    def source(id: str) -> str:
        """What an answer rests on: title, for which time it holds, the newest day on which the source shows it."""
        cited = robot.source(id)
        if cited is None:
            raise ResourceError("no answer here has cited this source")
        return cited.model_dump_json()

    return server
