#!/usr/bin/env python3
"""Checks the PyTorch engines against the processor's results and measures them: latency, throughput, GPU memory.

    python scripts/bench_gpu.py [--models DIR] [--device auto|cpu|cuda] [--json FILE]

It needs no network and no recordings: the robot's own voice says what the recognisers hear. Model files are those of
`companion models pull whisper-base kokoro-82m minilm-en`. An engine whose packages are not installed is left out
and named. The exit status is 1 if a device's results are not the processor's.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from companion.audio.pcm import HEARING_RATE, Samples  # noqa: E402
from companion.base.errors import CompanionError  # noqa: E402
from companion.base.settings import Hearing, Speaking, load_settings  # noqa: E402
from companion.hearing.engine import Hints  # noqa: E402
from companion.models.store import ModelStore  # noqa: E402

SENTENCES = (
    "경기도지사는 누구예요?",
    "수원에서 먹을 만한 맛집 세 곳을 찾아 주세요.",
    "협약은 이천십구 년 시월 이십삼 일에 맺었어요.",
    "가보정은 팔달구 인계동에 있는 갈비집이에요.",
    "지금 대통령은 이재명이고 그전에는 윤석열이었어요.",
    "거기 전화번호가 어떻게 되나요?",
    "제가 가진 자료에는 없어서 모르겠어요.",
    "가격은 만 오천 원이고 주차도 할 수 있어요.",
    "조금 더 천천히 다시 말해 주시겠어요?",
    "두 번째 집은 몇 시에 문을 닫아요?",
    "오늘은 십일월 이십이 일 일요일입니다.",
    "인공지능 집적단지는 광주에 있어요.",
    "아주대학교 근처에서 점심 먹을 데가 있을까요?",
    "방금 말한 집 주소를 알려 주세요.",
    "그 사람은 언제부터 시장이었나요?",
    "만나서 반가웠어요. 다음에 또 만나요.",
)
FEW = 6
"""Sentences that a processor gets."""
BUDGET_S = 20.0
"""Time for one row of the table; it is measured at least three times and at most twenty."""
SAME_TEXT = 0.02
"""Share of characters in which half precision may differ from the processor's single precision."""
SAME_VECTOR = 1e-3
SAME_SOUND = 1e-2


@dataclass(frozen=True)
class Row:
    """One engine at one batch size.

    Attributes:
        p50_ms: median time of one batch.
        per_second: sounds, sentences a second.
        times_real_time: seconds of sound recognised in a second; None for sentences.
        gpu_mib: GPU memory that the engine holds at the end, its reserve included; None on a processor.
    """

    engine: str
    batch: int
    p50_ms: float
    per_second: float
    times_real_time: float | None
    gpu_mib: int | None


@dataclass(frozen=True)
class Check:
    """A comparison with the processor's results."""

    what: str
    result: str
    passed: bool


class Bench:
    """What has been measured on one device."""

    def __init__(self, device: str, models: ModelStore) -> None:
        self.device = device
        self.models = models
        self.batches = (1, 4, 16, 64) if device == "cuda" else (1, 4)
        self.rows: list[Row] = []
        self.checks: list[Check] = []
        self.left_out: list[str] = []

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """One engine's share; what is not installed or not here is noted, not an error."""
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            yield
        except (ImportError, OSError, CompanionError) as e:
            self.left_out.append(f"{name}: {e}")
        gc.collect()
        if self.device == "cuda":
            import torch

            torch.cuda.empty_cache()

    def measure(self, engine: str, batch: int, seconds: float | None, work: Callable[[], object], held: int) -> None:
        """Time one batch again and again; `held` is the GPU memory in use before the engine came."""
        work()
        times: list[float] = []
        while len(times) < 3 or (len(times) < 20 and sum(times) < BUDGET_S):
            started = perf_counter()
            work()
            times.append(perf_counter() - started)
        p50 = statistics.median(times)
        memory = round((self.memory() - held) / 2**20) if self.device == "cuda" else None
        real_time = round(seconds / p50, 1) if seconds is not None else None
        self.rows.append(Row(engine, batch, round(p50 * 1e3, 2), round(batch / p50, 2), real_time, memory))
        print(f"  {engine}, batch {batch}: {p50 * 1e3:.1f} ms", file=sys.stderr, flush=True)

    def memory(self) -> int:
        """Bytes of GPU memory that are in use, by anybody."""
        if self.device != "cuda":
            return 0
        import torch

        torch.cuda.synchronize()
        free, total = torch.cuda.mem_get_info()
        return int(total - free)

    def check(self, what: str, result: str, passed: bool) -> None:
        """Note a comparison."""
        self.checks.append(Check(what, result, passed))
        print(f"  {what}: {result}", file=sys.stderr, flush=True)


def spoken(models: ModelStore, sentences: Sequence[str]) -> tuple[str, list[Samples]]:
    """Sentences, said by the robot's voice, or by espeak-ng where that one is not here; 16 kHz."""
    from companion.speaking.engines.espeak import EspeakNg

    try:
        from companion.speaking.engines.kokoro import Kokoro

        voice: Any = Kokoro(Speaking(model="kokoro-82m"), models)
    except (ImportError, CompanionError) as e:
        print(f"the usual voice is not here ({e}); espeak-ng speaks", file=sys.stderr)
        voice = EspeakNg(Speaking(engine="espeak-ng"), models)
    return voice.name, [voice.synthesize(sentence).at(HEARING_RATE).samples for sentence in sentences]


class Listening:
    """The Whisper engines: what they write against what one of them writes on the processor, and how fast."""

    def __init__(self, bench: Bench, sounds: Sequence[Samples]) -> None:
        self.bench = bench
        self.sounds = sounds
        self.reference: list[str] = []

    def on_torch(self, kind: Any, label: str) -> None:
        """An engine on PyTorch, which must agree with itself on the processor and with the other one."""
        for device in dict.fromkeys(("cpu", self.bench.device)):
            held = self.bench.memory()
            engine = kind(Hearing(model="whisper-base", device=device), self.bench.models, Hints())
            engine.warm_up()
            self.compare(f"{label} on {device}", [heard.text for heard in engine.transcribe(self.sounds)])
        for batch in self.bench.batches:
            some = list(islice(cycle(self.sounds), batch))
            self.bench.measure(label, batch, length(some), partial(engine.transcribe, some), held)

    def embedded(self, context: Literal["full", "fitted"]) -> None:
        """The engine on CTranslate2; it writes timestamps and on a processor computes in 8 bits, so it may differ."""
        from companion.hearing.engines.faster_whisper import FasterWhisper

        held = self.bench.memory()
        settings = Hearing(model="whisper-base", device=self.bench.device, context=context)
        engine = FasterWhisper(settings, self.bench.models, Hints())
        engine.warm_up()
        label = f"faster-whisper, {context} context"
        self.compare(f"{label}, on {self.bench.device}", [engine.transcribe(s).text for s in self.sounds], most=1.0)
        turns = cycle(self.sounds)
        each = length(self.sounds) / len(self.sounds)
        self.bench.measure(label, 1, each, lambda: engine.transcribe(next(turns)), held)

    def compare(self, what: str, texts: list[str], most: float = SAME_TEXT) -> None:
        """Hold transcripts against the first ones."""
        self.reference = self.reference or texts
        same = sum(a == b for a, b in zip(texts, self.reference, strict=True))
        share = difference(texts, self.reference)
        result = f"{same} of {len(texts)} transcripts the same, {share:.1%} of the characters differ"
        self.bench.check(what, result, share <= most)


def hear(bench: Bench, sounds: Sequence[Samples]) -> None:
    """All the Whisper engines."""
    listening = Listening(bench, sounds)
    with bench.part("openai-whisper"):
        from companion.hearing.engines.openai_whisper import OpenAIWhisper

        listening.on_torch(OpenAIWhisper, "openai-whisper")
    with bench.part("transformers"):
        from companion.hearing.engines.transformers_whisper import TransformersWhisper

        listening.on_torch(TransformersWhisper, "transformers")
    with bench.part("faster-whisper, full context"):
        listening.embedded("full")
    with bench.part("faster-whisper, fitted context"):
        listening.embedded("fitted")


def embed(bench: Bench) -> None:
    """Sentence vectors: the processor's and the device's, and how fast."""
    with bench.part("sentence-transformers"):
        from companion.models.sentence_transformer import SentenceTransformerEmbedder

        folder = str(bench.models.locate("minilm-en"))
        expected = SentenceTransformerEmbedder(folder, "cpu").encode(SENTENCES)
        held = bench.memory()
        embedder = SentenceTransformerEmbedder(folder, bench.device)
        off = float(np.abs(embedder.encode(SENTENCES) - expected).max())
        what = f"sentence-transformers on {bench.device}"
        bench.check(what, f"vectors differ by {off:.1e} at most", off < SAME_VECTOR)
        for batch in (*bench.batches, 256):
            some = list(islice(cycle(SENTENCES), batch))
            bench.measure("sentence-transformers", batch, None, partial(embedder.encode, some), held)


def speak(bench: Bench) -> None:
    """A VITS voice of coqui-tts with random weights: the same noise from both devices; it says nothing of speed."""
    with bench.part("coqui"), tempfile.TemporaryDirectory() as folder:
        from tiny_voice import save_tiny_voice

        from companion.speaking.engines.coqui import Coqui

        path = Path(folder) / "tiny"
        save_tiny_voice(path)
        sounds = []
        for device in ("cpu", bench.device):
            voice = Coqui(Speaking(engine="coqui", model=str(path), device=device), bench.models)
            sounds.append(voice.synthesize(SENTENCES[0]).samples)
        same_length = len(sounds[0]) == len(sounds[1])
        off = float(np.abs(sounds[0] - sounds[1]).max()) if same_length else float("inf")
        what = f"coqui (VITS, random weights) on {bench.device}"
        bench.check(what, f"sound differs by {off:.1e} at most", off < SAME_SOUND)


def length(sounds: Sequence[Samples]) -> float:
    """Seconds of all the sounds."""
    return sum(map(len, sounds)) / HEARING_RATE


def difference(texts: Sequence[str], reference: Sequence[str]) -> float:
    """Share of the reference's characters that have to be edited."""
    from rapidfuzz.distance import Levenshtein

    edits = sum(Levenshtein.distance(a, b) for a, b in zip(texts, reference, strict=True))
    return edits / max(1, sum(map(len, reference)))


def machine(device: str) -> dict[str, str]:
    """What it ran on."""
    import torch

    versions = {"Python": platform.python_version(), "torch": torch.__version__}
    for package in ("whisper", "transformers", "sentence_transformers", "ctranslate2"):
        try:
            versions[package] = __import__(package).__version__
        except (ImportError, AttributeError):
            continue
    name = torch.cuda.get_device_name() if device == "cuda" else f"{platform.processor() or platform.machine()} (CPU)"
    return {"device": name, **versions}


def main() -> int:
    """Run everything and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=Path, help="folder of model files (default: the setting's)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    try:
        from companion.models.torch_device import choose_device

        device = choose_device(arguments.device).type
        bench = Bench(device, ModelStore(arguments.models or load_settings().models_folder))
        voice, sounds = spoken(bench.models, SENTENCES if device == "cuda" else SENTENCES[:FEW])
    except ImportError as e:
        print(f"bench_gpu: needs the «torch» extra: pip install 'companion-robot[torch]' ({e})", file=sys.stderr)
        return 1
    except CompanionError as e:
        print(f"bench_gpu: {e}", file=sys.stderr)
        return e.exit_status
    started = perf_counter()
    hear(bench, sounds)
    embed(bench)
    speak(bench)
    report = {
        **machine(device),
        "sounds": f"{len(sounds)}, {length(sounds):.1f} s in all, by {voice}",
        "took_s": f"{perf_counter() - started:.0f}",
    }
    print("\n".join(f"- {key}: {value}" for key, value in report.items()))
    head = ("engine", "batch", "p50 ms", "a second", "× real time", "GPU MiB")
    print("\n" + markdown(head, [astuple(row) for row in bench.rows]))
    print(
        "\n" + markdown(("check", "result", ""), [(c.what, c.result, "✓" if c.passed else "✗") for c in bench.checks])
    )
    print("\n".join(f"- left out: {line}" for line in bench.left_out))
    if arguments.json:
        figures = {
            **report,
            "rows": [asdict(row) for row in bench.rows],
            "checks": [asdict(check) for check in bench.checks],
            "left_out": bench.left_out,
        }
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if bench.checks and all(check.passed for check in bench.checks) else 1


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *([shown(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown(value: object) -> str:
    """A cell of the table."""
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    raise SystemExit(main())
