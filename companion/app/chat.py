"""`companion chat`, in text: a prompt with history and completion at a terminal, plain lines when piped."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event, Lock, Thread
from typing import BinaryIO, Final, TextIO

from companion.app.options import add_profile, incumbent_of
from companion.app.output import show
from companion.dialogue.assistant import Explained
from companion.dialogue.incumbent import Incumbent
from companion.dialogue.state import State

_LOOK_EVERY_S: Final = 0.5

_HELP = """/why            왜 그렇게 답했는지
/source         답의 출처
/as-of 날짜     그날 기준으로 답하기 (YYYY-MM-DD, today)
/reset          처음부터 다시
/quit           끝내기"""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Talk at this terminal, or line by line where the input is piped."""
    incumbent = incumbent_of(options)
    return chat(incumbent, sys.stdin.buffer, sys.stdout, interactive=sys.stdin.isatty() and sys.stdout.isatty())


@dataclass
class TextChat:
    """One conversation: the only mutable thing in a chat."""

    incumbent: Incumbent
    state: State = field(default_factory=State)
    as_of: date | None = None
    last: Explained | None = None
    _one_at_a_time: Lock = field(default_factory=Lock)

    def answer(self, line: str) -> str | None:
        """The text to print for one line; None ends the conversation."""
        line = line.strip()
        if not line.startswith("/"):
            return self._say(line)
        command, _, argument = line.partition(" ")
        commands: dict[str, Callable[[str], str | None]] = {
            "/why": lambda _: self._why(),
            "/source": lambda _: self._source(),
            "/as-of": self._set_day,
            "/reset": lambda _: self._reset(),
            "/help": lambda _: _HELP,
            "/quit": lambda _: None,
        }
        known = commands.get(command)
        return known(argument.strip()) if known else f"«{command}» 명령은 없어요.\n{_HELP}"

    def _say(self, line: str) -> str:
        with self._one_at_a_time:
            id = str(self.state.revision + 1)
            self.last = self.incumbent.explain(line, self.state, id=id, as_of=self.as_of, consult=True)
            self._become(self.last.state)
            return self.last.reply.text

    def due(self) -> str | None:
        """What is to be told now without being asked; None where nothing is. May be asked from another thread."""
        if not self.state.reminders:
            return None
        with self._one_at_a_time:
            reply, after = self.incumbent.due(self.state, id=str(self.state.revision + 1))
            self._become(after)
            return None if reply is None else reply.text

    def _become(self, after: State) -> None:
        before, self.state = self.state, after
        self.incumbent.keep(before, after)

    def _why(self) -> str:
        if self.last is None or self.last.interpretation is None:
            return "아직 답한 것이 없어요."
        reply, analysis = self.last.reply, self.last.interpretation.analysis
        names = ", ".join(f"{m.text}→{m.name}" for m in analysis.mentions) or "없음"
        strange = ", ".join(w.text for w in analysis.words if not w.neutral) or "없음"
        candidates = ", ".join(f"{c.intent} {c.probability:.2f}" for c in self.last.interpretation.candidates[:3])
        lines = [
            f"의도 {reply.intent} ({reply.status}, {reply.as_of} 기준)",
            *([f"알아들은 말 {self.last.meant}"] if self.last.meant not in (None, analysis.text) else []),
            f"이름 {names}",
            f"설명되지 않은 말 {strange}",
            f"후보 {candidates}",
        ]
        consultation = self.last.consultation
        if consultation is not None:
            came = consultation.question or consultation.why or consultation.used
            lines.append(f"물어본 언어 모델 {consultation.model}: {consultation.proposed} ({came})")
        return "\n".join(lines)

    def _source(self) -> str:
        sources = self.last.reply.sources if self.last else ()
        lines = [
            f"{s.title} ({s.valid_from or '?'} – {s.valid_to or '현재'}, {s.as_of or '날짜 없음'} 확인)"
            for s in sources
        ]
        return "\n".join(lines) or "출처가 있는 답이 아직 없어요."

    def _set_day(self, text: str) -> str:
        if not text:
            return f"지금은 {self.as_of or self.incumbent.assistant.as_of()} 기준이에요."
        if text == "today":
            self.as_of = None
            return "오늘 기준으로 답할게요."
        try:
            self.as_of = date.fromisoformat(text)
        except ValueError:
            return f"«{text}»은 날짜가 아니에요. 2019-10-23처럼 써 주세요."
        return f"{self.as_of} 기준으로 답할게요."

    def _reset(self) -> str:
        with self._one_at_a_time:  # what was promised is kept
            self.state, self.last = replace(self.incumbent.beginning(), reminders=self.state.reminders), None
        return "처음부터 다시 시작할게요."


def chat(incumbent: Incumbent, source: BinaryIO, out: TextIO, *, interactive: bool) -> int:
    """Talk until the input ends.

    Args:
        source: bytes to read lines from; what is not UTF-8 is replaced, not fatal.
        out: where answers go.
        interactive: prompt with history and completion instead of reading `source`.

    Returns:
        The exit status, 0.
    """
    session = TextChat(incumbent, incumbent.beginning())

    def told(text: str) -> None:
        show(f"{incumbent.assistant.persona.name}: {text}" if interactive else text, out)

    lines = _prompted(session) if interactive else (raw.decode("utf-8", "replace") for raw in source)
    for line in lines:
        if not interactive and (reminded := session.due()):
            told(reminded)
        if not line.strip():
            continue
        answer = session.answer(line)
        if answer is None:
            break
        told(answer)
    return 0


def _prompted(session: TextChat) -> Iterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory

    assistant = session.incumbent.assistant
    names = sorted(
        {place.name for place in assistant.store.places.values()} | {e.name for e in assistant.base.entities.values()}
    )
    commands = ["/why", "/source", "/as-of", "/reset", "/help", "/quit"]
    prompt: PromptSession[str] = PromptSession(
        history=InMemoryHistory(), completer=WordCompleter([*commands, *names], sentence=False)
    )
    greeting = next(iter(assistant.persona.greeting), "안녕하세요! 무엇이든 물어보세요.")
    show(f"{assistant.persona.name}: {greeting} (/help, 끝내려면 Ctrl-D)")
    while True:
        try:
            with _telling(session):
                line = prompt.prompt("나: ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        yield line


@contextmanager
def _telling(session: TextChat) -> Iterator[None]:
    """Tell what is due while a line is being written: above it, and it stays as it is."""
    from prompt_toolkit.patch_stdout import patch_stdout

    over = Event()

    def watch() -> None:
        while not over.wait(_LOOK_EVERY_S):
            if reminded := session.due():
                with patch_stdout():
                    show(f"{session.incumbent.assistant.persona.name}: {reminded}", sys.stdout)

    # In the context of the prompt, whose line is drawn again.
    thread = Thread(target=copy_context().run, args=(watch,), name="reminders", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
