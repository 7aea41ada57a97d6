"""Vosk: streaming recognition on a small processor, open or held to what the data speaks of.

The Korean model writes parts of words («누구 야», «수원 은»), so words are put together again from what the hints show.
It has no word for the unknown: with a grammar it hears words of the grammar in anything that is said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples, pcm16
from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.settings import Hearing
from companion.hearing.engine import Hints, Transcript
from companion.hearing.stability import Agreement
from companion.language.josa import can_follow
from companion.models.store import ModelStore

_WARM_UP_S: Final = 0.5
_RENEWED_AFTER_S: Final = 120.0
"""Sound after which a recogniser is replaced: it keeps the parts of the graph that it has been through, which makes it
faster than a new one (0.20 against 0.55 processor seconds a second of open speech) but grows.
"""


class Vosk:
    """Recognises with a Kaldi model through Vosk.

    Args:
        settings: `model` is a Vosk model; `grammar` holds the recogniser to the words of the hints, in any order but
            preferring theirs. `threads` and `device` mean nothing here: Vosk runs on one processor thread.
        models: where the model is.
        hints: sentences for the grammar and for putting words together.

    Raises:
        MissingExtra: vosk is not installed.
        ModelMissing: the model has not been fetched.
        UsageError: the folder holds no Vosk model.
    """

    def __init__(self, settings: Hearing, models: ModelStore, hints: Hints) -> None:
        with requiring("vosk speech recognition", "vosk"):
            import vosk
        folder = models.locate(settings.model)
        vosk.SetLogLevel(-1)
        try:
            model = vosk.Model(str(folder))
        except Exception:  # the package raises nothing finer
            raise UsageError(f"{folder}: not a Vosk model; set hearing.model to vosk-ko-small") from None
        self.name = f"vosk:{folder.name}" + ("+grammar" if settings.grammar else "")
        self._partial_every = settings.partial_every_ms * HEARING_RATE // 1000
        sentences = [split for text in hints.sentences if (split := _split_sentence(text, model.vosk_model_find_word))]
        self._spacing = Spacing(sentences)
        flat = [" ".join(part for word in sentence for part in word) for sentence in sentences]
        grammar = (json.dumps(flat, ensure_ascii=False),) if settings.grammar else ()
        self._recognizer = partial(vosk.KaldiRecognizer, model, HEARING_RATE, *grammar)
        self._last: VoskStream | None = None

    def stream(self) -> VoskStream:
        """Begin an utterance; the one before is over, finished or not."""
        if self._last is None or self._last.ends_s > _RENEWED_AFTER_S:
            recognizer, begins_s = self._recognizer(), 0.0
            recognizer.SetWords(True)
        else:
            recognizer, begins_s = self._last.recognizer, self._last.ends_s
            recognizer.FinalResult()  # forgets what was not finished
        self._last = VoskStream(recognizer, begins_s, self._spacing, self._partial_every)
        return self._last

    def warm_up(self) -> None:
        """Decode a little silence."""
        stream = self.stream()
        stream.accept(np.zeros(round(_WARM_UP_S * HEARING_RATE), np.float32))
        stream.finish()


class VoskStream:
    """One utterance; see `engine.Stream`.

    Args:
        recognizer: of Vosk.
        begins_s: how much sound the recogniser has had before; it counts time from its own beginning.
        spacing: puts words together.
        partial_every: samples between two partial transcripts; 0 for none.
    """

    def __init__(self, recognizer: Any, begins_s: float, spacing: Spacing, partial_every: int) -> None:
        self.recognizer = recognizer
        self._begins_s = begins_s
        self._spacing = spacing
        self._partial_every = partial_every
        self._heard = self._reported = 0
        self._agreement = Agreement()
        self._words: list[dict[str, Any]] = []

    @property
    def ends_s(self) -> float:
        """How much sound the recogniser has had until now."""
        return self._begins_s + self._heard / HEARING_RATE

    def accept(self, samples: Samples) -> Transcript | None:
        """Decode more sound; a partial transcript every `partial_every_ms` in which words have changed."""
        self._heard += len(samples)
        if self.recognizer.AcceptWaveform(pcm16(samples)):  # Vosk has heard a pause and begins afresh
            self._keep(self.recognizer.Result())
        if not self._partial_every or self._heard - self._reported < self._partial_every:
            return None
        self._reported = self._heard
        text = self._text(json.loads(self.recognizer.PartialResult()).get("partial", "").split())
        if not text:
            return None
        return Transcript(text, False, self._agreement.stable(text), 0.0, self._heard / HEARING_RATE, 0.0)

    def finish(self) -> Transcript:
        """Decode to the end; the confidence is the mean of Vosk's for each word."""
        self._keep(self.recognizer.FinalResult())
        text = self._text(())
        if not self._words:
            return Transcript("", True, 0, 0.0, 0.0, 0.0)
        confidence = float(np.mean([word["conf"] for word in self._words]))
        start, end = self._words[0]["start"] - self._begins_s, self._words[-1]["end"] - self._begins_s
        return Transcript(text, True, len(text), start, end, confidence)

    def _keep(self, result: str) -> None:
        self._words += json.loads(result).get("result", ())

    def _text(self, more: Sequence[str]) -> str:
        return self._spacing.join([_bare(word["word"]) for word in self._words] + [_bare(word) for word in more])


def _bare(word: str) -> str:
    """A word without the brackets that the Korean model puts around numbers («[13]») and doubtful words («(천)»)."""
    return word.strip("[]()")


class Spacing:
    """Joins the parts of words that a recogniser writes apart.

    A part is put to the one before it if that is how the sentences have these two; if they never meet there, if most
    words with this part have something before it; if it is unknown, where it can be a particle of the word before it.

    Args:
        sentences: each a sequence of words, each word a sequence of parts.
    """

    def __init__(self, sentences: Iterable[Sequence[Sequence[str]]]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._parts: Counter[str] = Counter()
        for sentence in sentences:
            for word in sentence:
                for before, part in pairwise(word):
                    self._count(before, part, 1)
            for word, following in pairwise(sentence):
                self._count(word[-1], following[0], -1)

    def _count(self, before: str, part: str, vote: int) -> None:
        self._pairs[before, part] += vote
        self._parts[part] += vote

    def join(self, parts: Sequence[str]) -> str:
        """The parts as words, parted by single spaces."""
        text = parts[0] if parts else ""
        for before, part in pairwise(parts):
            text += ("" if self._belongs(before, part) else " ") + part
        return text

    def _belongs(self, before: str, part: str) -> bool:
        vote = self._pairs[before, part] or self._parts[part]
        return vote > 0 if vote else can_follow(before, part)


def _split_sentence(sentence: str, number: Callable[[str], int]) -> list[list[str]] | None:
    """The words of a sentence, each in parts that the model knows; None if there are none for one of them."""
    words = [_split_word(word, number) for word in sentence.split()]
    return [word for word in words if word is not None] if None not in words else None


def _split_word(word: str, number: Callable[[str], int]) -> list[str] | None:
    """The fewest parts of a word that the model knows, the longest first.

    Args:
        word: between two spaces.
        number: of a part in the model's vocabulary; −1 where it has none.
    """
    best: list[list[str] | None] = [[]]  # for each length of the rest of the word, from its end
    for length in range(1, len(word) + 1):
        rest = word[len(word) - length :]
        found = None
        for end in range(length, 0, -1):
            tail = best[length - end]
            shorter = tail is not None and (found is None or len(tail) + 1 < len(found))
            if tail is not None and shorter and number(rest[:end]) >= 0:
                found = [rest[:end], *tail]
        best.append(found)
    return best[-1]
