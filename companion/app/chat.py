"""`companion chat`, in text: a prompt with history and completion at a terminal, plain lines when piped."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, TextIO

from companion.app.options import add_profile, assistant_of
from companion.app.output import show
from companion.dialogue.assistant import Assistant, Explained, State

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
    assistant = assistant_of(options)
    return chat(assistant, sys.stdin.buffer, sys.stdout, interactive=sys.stdin.isatty() and sys.stdout.isatty())


@dataclass
class TextChat:
    """One conversation: the only mutable thing in a chat."""

    assistant: Assistant
    state: State = field(default_factory=State)
    as_of: date | None = None
    last: Explained | None = None

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
        before = self.state
        self.last = self.assistant.explain(line, before, id=str(before.revision + 1), as_of=self.as_of)
        self.state = self.last.state
        self.assistant.keep(before, self.state)
        return self.last.reply.text

    def _why(self) -> str:
        if self.last is None or self.last.interpretation is None:
            return "아직 답한 것이 없어요."
        reply, analysis = self.last.reply, self.last.interpretation.analysis
        names = ", ".join(f"{m.text}→{m.name}" for m in analysis.mentions) or "없음"
        strange = ", ".join(w.text for w in analysis.words if not w.neutral) or "없음"
        candidates = ", ".join(f"{c.intent} {c.probability:.2f}" for c in self.last.interpretation.candidates[:3])
        lines = [
            f"의도 {reply.intent} ({reply.status}, {reply.as_of} 기준)",
            f"이름 {names}",
            f"설명되지 않은 말 {strange}",
            f"후보 {candidates}",
        ]
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
            return f"지금은 {self.as_of or self.assistant.as_of()} 기준이에요."
        if text == "today":
            self.as_of = None
            return "오늘 기준으로 답할게요."
        try:
            self.as_of = date.fromisoformat(text)
        except ValueError:
            return f"«{text}»은 날짜가 아니에요. 2019-10-23처럼 써 주세요."
        return f"{self.as_of} 기준으로 답할게요."

    def _reset(self) -> str:
        self.state, self.last = self.assistant.beginning(), None
        return "처음부터 다시 시작할게요."


def chat(assistant: Assistant, source: BinaryIO, out: TextIO, *, interactive: bool) -> int:
    """Talk until the input ends.

    Args:
        source: bytes to read lines from; what is not UTF-8 is replaced, not fatal.
        out: where answers go.
        interactive: prompt with history and completion instead of reading `source`.

    Returns:
        The exit status, 0.
    """
    session = TextChat(assistant, assistant.beginning())
    lines = _prompted(assistant) if interactive else (raw.decode("utf-8", "replace") for raw in source)
    for line in lines:
        if not line.strip():
            continue
        answer = session.answer(line)
        if answer is None:
            break
        show(f"{assistant.persona.name}: {answer}" if interactive else answer, out)
    return 0


def _prompted(assistant: Assistant) -> Iterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory

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
            yield prompt.prompt("나: ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
