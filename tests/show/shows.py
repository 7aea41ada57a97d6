"""Shows for tests: written as scripts, compiled, and played on a clock that stands still until it is moved."""

from companion.base.files import Mistakes, load_document
from companion.show.compiled import compile_show, said
from companion.show.machine import (
    AnswerCame,
    AskRobot,
    Began,
    Begin,
    Deliver,
    Ended,
    Record,
    Tick,
    beginning,
    due_s,
    step,
)
from companion.show.script import Script

THREE = """
  - {id: hello, say: 안녕하세요 여러분}
  - {id: mayor, ask: 한빛시장이 누구야?, prepared: 이하늘 시장이에요., answers: [첫째, 둘째, 셋째]}
  - {id: end, say: 고맙습니다}
"""


def compiled(folder, cues, head="title: 시험", fine=True):
    """A show with these cues, and every mistake in it."""
    path = folder / "show.yaml"
    path.write_text(f"{head}\ncues:{cues}", encoding="utf-8")
    mistakes = Mistakes()
    show = compile_show(load_document(Script, path), mistakes)
    if fine:
        mistakes.raise_any()
        return show
    return show, list(mistakes)


class Stage:
    """A show that is played by hand; `orders` is all that it asked for."""

    def __init__(self, show, mode="manual", at=100.0, state=None):
        self.show, self.now = show, at
        self.state = beginning(show, mode) if state is None else state
        self.orders = []
        if state is None:
            self.take(Begin(12 * 3600.0))

    def take(self, *events):
        for event in events:
            self.state, orders = step(self.show, self.state, event, self.now)
            self.orders += orders
        return self

    def wait(self, seconds):
        """Let time pass, with a tick whenever one is due; each of these has to change something."""
        until = self.now + seconds
        while (due := due_s(self.show, self.state)) is not None and due <= until:
            self.now = max(self.now, due)
            before = self.state
            self.take(Tick())
            assert self.state != before, f"a tick is due at {due}, and nothing comes of it"
        self.now = until
        return self

    def last(self, kind):
        return next((order for order in reversed(self.orders) if isinstance(order, kind)), None)

    def answer(self, text="답", unfit=None):
        return self.take(AnswerCame(self.last(AskRobot).run, said(text), unfit))

    def spoken(self):
        """What is to be delivered is delivered to its end."""
        run = self.last(Deliver).run
        return self.take(Began(run), Ended(run))

    def records(self, what):
        return [order.fields for order in self.orders if isinstance(order, Record) and order.what == what]

    @property
    def said(self):
        return [order.said.text for order in self.orders if isinstance(order, Deliver)]

    @property
    def states(self):
        return [mark.state for mark in self.state.marks]
