"""How well a recogniser understands the robot's voices: answers and names are spoken, and written down again."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TextIO

from companion.audio.pcm import HEARING_RATE
from companion.base.settings import Speaking, VoiceActivity
from companion.base.table import table
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.evaluation.bench import default_utterances
from companion.evaluation.latency import Latency
from companion.evaluation.speech import character_errors
from companion.hearing.engine import SpeechToText
from companion.hearing.transcribe import transcribe
from companion.language.josa import josa
from companion.language.sound import homophones
from companion.language.spoken import spoken
from companion.speaking.cache import ClauseCache
from companion.speaking.engine import TextToSpeech
from companion.speaking.voice import Clip, Voice, joined

_SEED: Final = 20191023
_WORST: Final = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """A text that was spoken and written down again.

    Attributes:
        text: what was said, in spoken form.
        heard: what the recogniser wrote.
        edits: characters that were wrong, missing or too many.
        characters: characters of the text.
    """

    text: str
    heard: str
    edits: int
    characters: int


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """One voice.

    Attributes:
        voice: the engine and its voice.
        recogniser: who listened.
        sentences: how many answers were spoken.
        sentence_cer: character error rate over them.
        names: how many names were spoken, each in a short question.
        name_cer: character error rate of these questions.
        names_found: share of the names that the gazetteer finds in what was heard.
        rtf: seconds of work for a second of sound.
        first_clause_ms: time until the first clause of an answer is there.
        worst: the answers with most errors.
        lost: names that the gazetteer did not find.
    """

    voice: str
    recogniser: str
    sentences: int
    sentence_cer: float
    names: int
    name_cer: float
    names_found: float
    rtf: float
    first_clause_ms: Latency
    worst: tuple[Understood, ...]
    lost: tuple[Understood, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def sample_answers(assistant: Assistant, count: int) -> list[str]:
    """`count` different answers to questions of all kinds, in spoken form; the same ones every time."""
    said: dict[str, None] = {}
    state = State()
    for number, utterance in enumerate(default_utterances(assistant)):
        state = State() if number % 8 == 0 else state
        reply, state = assistant.respond(utterance, state)
        said.setdefault(reply.spoken)
    texts = sorted(said)
    random.Random(_SEED).shuffle(texts)
    return texts[:count]


def names_shown(assistant: Assistant) -> list[str]:
    """Every name of the knowledge base and of the places, as it is shown."""
    known = [entity.name for entity in assistant.base.entities.values()]
    known += [office.name for office in assistant.base.successions.values()]
    known += [place.name for place in assistant.store.places.values()]
    return list(dict.fromkeys(known))


def evaluate_voices(
    assistant: Assistant,
    speaker: TextToSpeech,
    engine: SpeechToText,
    sentences: Sequence[str],
    called: Sequence[str],
    *,
    progress: TextIO,
) -> VoiceReport:
    """Let a voice speak and a recogniser listen.

    Args:
        assistant: whose gazetteer looks for the names.
        speaker: speaks.
        engine: listens.
        sentences: answers in spoken form.
        called: names; each is asked about («가보정이 뭐야?»).
        progress: where the state of the work is shown.
    """
    voice = Voice(speaker, ClauseCache(Path(), 0, remembered=0), Speaking().loudness_dbfs)
    first_ms: list[float] = []
    work_s = sound_s = 0.0

    def understood(texts: Iterable[str], total: int, what: str) -> Iterable[Understood]:
        nonlocal work_s, sound_s
        for number, text in enumerate(texts, 1):
            started = perf_counter()
            clips: list[Clip] = []
            for clip in voice.clips(text):
                if not clips:
                    first_ms.append((perf_counter() - started) * 1e3)
                clips.append(clip)
            work_s += perf_counter() - started
            sound = joined(clips)
            heard = ""
            if sound is not None:
                sound_s += sound.duration_s
                heard = " ".join(t.text for t in transcribe(sound.at(HEARING_RATE), VoiceActivity(), engine) if t.text)
            yield Understood(text, heard, *character_errors(heard, [text]))
            print(f"\r{voice.name}: {what} {number}/{total} ", end="", file=progress, flush=True)
        print(file=progress)

    told = list(understood(sentences, len(sentences), "answers"))
    timed = Latency.of(first_ms)
    asked = list(understood((spoken(f"{josa(name, '이/가')} 뭐야?") for name in called), len(called), "names"))
    lost = [
        question for name, question in zip(called, asked, strict=True) if not _finds(assistant, name, question.heard)
    ]
    return VoiceReport(
        voice=voice.name,
        recogniser=engine.name,
        sentences=len(told),
        sentence_cer=_rate(told),
        names=len(asked),
        name_cer=_rate(asked),
        names_found=1 - len(lost) / len(asked) if asked else 1.0,
        rtf=work_s / sound_s if sound_s else 0.0,
        first_clause_ms=timed,
        worst=tuple(sorted(told, key=lambda one: -one.edits / max(1, one.characters))[:_WORST]),
        lost=tuple(lost),
    )


def report_voices(results: Sequence[VoiceReport], called: Sequence[str]) -> str:
    """Tables for people, and the names that sound alike."""
    header = ("voice", "answers", "CER", "names", "CER", "found", "RTF", "first clause p50", "p95")
    rows = [
        (
            result.voice,
            result.sentences,
            f"{result.sentence_cer:.3f}",
            result.names,
            f"{result.name_cer:.3f}",
            f"{result.names_found:.0%}",
            f"{result.rtf:.2f}",
            f"{result.first_clause_ms.p50:.0f} ms",
            f"{result.first_clause_ms.p95:.0f} ms",
        )
        for result in results
    ]
    lines = [table(header, rows)]
    for result in results:
        lines.append(f"\n{result.voice}, heard by {result.recogniser}")
        lines += [f"  {one.edits}/{one.characters}  {one.text}\n         {one.heard}" for one in result.worst]
        if result.lost:
            lines.append("  names not found: " + ", ".join(one.heard or "(nothing)" for one in result.lost))
    alike = homophones(called)
    lines.append("\nnames that sound alike: " + ("; ".join(" / ".join(group) for group in alike) or "none"))
    return "\n".join(lines)


def _finds(assistant: Assistant, name: str, heard: str) -> bool:
    analysis = assistant.analyser.analyse(heard, assistant.as_of())
    return any(mention.name == name for mention in analysis.mentions)


def _rate(understood: Sequence[Understood]) -> float:
    return sum(one.edits for one in understood) / max(1, sum(one.characters for one in understood))
