"""What a speech-to-text engine is.

An engine is a plug-in of the entry-point group `companion.stt`: a class made with `(settings, models, hints)`, the
`hearing` section of the settings, the store of model files and what the data says will be talked about. The model
is loaded when the engine is made. One engine serves any number of streams, one after another. Where the settings
name no model, `settings.model` holds the first of the catalogue for the engine, or "" where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from companion.audio.pcm import Samples
from companion.base.plugins import make_plugin
from companion.base.settings import Hearing
from companion.models.store import ModelStore


@dataclass(frozen=True, slots=True)
class Hints:
    """What is likely to be said; engines use of it what they can.

    Attributes:
        names: names in the knowledge base and among the places, the most important first.
        sentences: examples of what people say, for engines with a grammar.
        known: every proper name that an engine may write where its sound was said.
    """

    names: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard in one utterance, so far or finally.

    Attributes:
        text: the words.
        final: whether the utterance is over.
        stable: how many leading characters of `text` will not change any more; all of them when final.
        start_s: where the words begin, in seconds since the stream's first sample.
        end_s: where they end.
        confidence: mean probability of the tokens, 0 to 1; 0 where nothing was heard.
        doubtful: whether the words may be others, and a longer look would tell (`Glancing`).
    """

    text: str
    final: bool
    stable: int
    start_s: float
    end_s: float
    confidence: float
    doubtful: bool = False


class Stream(Protocol):
    """One utterance on its way through an engine."""

    def accept(self, samples: Samples) -> Transcript | None:
        """Take more sound (16 kHz mono, any length); a partial transcript, if there is a new one."""
        ...

    def finish(self) -> Transcript:
        """The final transcript. Nothing may be accepted afterwards."""
        ...


@runtime_checkable
class SpeechToText(Protocol):
    """A speech-to-text engine with its model loaded."""

    @property
    def name(self) -> str:
        """The engine and its model, as measurements name it: `faster-whisper:whisper-base`."""
        ...

    def stream(self) -> Stream:
        """Begin an utterance."""
        ...

    def warm_up(self) -> None:
        """Do once what makes the first utterance slower than the second."""
        ...


@runtime_checkable
class Glancing(Protocol):
    """An engine that hears with one quick look, and with a longer one where that leaves the words doubtful."""

    def glance(self, samples: Samples) -> Transcript | None:
        """The words of a sound (16 kHz mono) that may end in the middle of one, unsure as they are; None for none.

        Two glances in a row that agree are surer than one that the engine believes in.
        """
        ...

    def look_again(self, samples: Samples) -> Transcript:
        """The words of a sound (16 kHz mono) that a glance left doubtful, as well as they can be told."""
        ...


@runtime_checkable
class Weighing(Protocol):
    """An engine that can also tell how well texts fit a sound that it did not write itself."""

    def weigh(self, samples: Samples, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """For each text, how much likelier this sound makes each of its tokens than no sound at all does.

        Args:
            samples: an utterance (16 kHz mono); one that is longer than 30 s is cut there.
            texts: what may have been said; none of them empty.

        Returns:
            for each text the logarithms of these ratios (nats), token by token, each after those before it. Their mean
            is above 0 where the sound speaks for the text, whatever else it may be.
        """
        ...


def load_recogniser(settings: Hearing, models: ModelStore, hints: Hints = Hints()) -> SpeechToText:
    """The speech-to-text engine that the settings name, with its model loaded.

    Raises:
        UsageError: there is no such engine.
        MissingExtra: its package is not installed.
        ModelMissing: its model has not been fetched.
    """
    named = settings.model_copy(update={"model": models.catalogue.named_for(settings)})
    engine: SpeechToText = make_plugin("companion.stt", settings.engine, named, models, hints)
    return engine
