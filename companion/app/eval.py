"""`companion eval`: how well it understands, and is understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.options import actions_of, add_json, add_profile, assistant_of, settings_of
from companion.app.output import print_json, print_result, show
from companion.base.errors import UsageError
from companion.base.settings import Hearing, Settings

if TYPE_CHECKING:
    from companion.hearing.engine import SpeechToText


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    router = add("router", _router, "confusion table of routes over labelled utterances")
    add_profile(router, dated=True)
    add_json(router)
    router.add_argument("file", type=Path, metavar="FILE.tsv")

    intents = add("intents", _intents, "train the intent engine on one label set and test it")
    add_profile(intents)
    add_json(intents)
    intents.add_argument("--train", type=Path, required=True, metavar="A.jsonl")
    intents.add_argument("--test", type=Path, required=True, metavar="B.jsonl")

    retrieval = add("retrieval", _retrieval, "how well passages are found for questions")
    add_profile(retrieval)
    add_json(retrieval)
    retrieval.add_argument("--passages", type=Path, required=True, metavar="P.jsonl", help="rows id, text; title")
    retrieval.add_argument("--questions", type=Path, required=True, metavar="Q.jsonl", help="rows id, text, passage")

    speech = add("speech", _speech, "character error rate and speed of recognisers")
    add_profile(speech)
    add_json(speech)
    speech.add_argument("manifest", type=Path, metavar="MANIFEST.tsv", help="columns path, text; text_spoken, speaker")
    speech.add_argument(
        "--engine", action="append", metavar="NAME[:MODEL][@full]", help="once or more (default: the profile's)"
    )
    speech.add_argument("--peer", action="store_true", help="beside faster-whisper as its README uses it, same weights")
    speech.add_argument("--noise", type=Path, metavar="DIR", help="mix noise from these recordings in")
    speech.add_argument("--snr", type=float, default=10.0, metavar="DB", help="at this ratio (default: %(default)s dB)")
    speech.add_argument("--rir", type=Path, metavar="FILE", help="as heard in a room with this impulse response")
    speech.add_argument("--count", type=int, metavar="N", help="so many, spread over the manifest (default: all)")

    voices = add("voices", _voices, "how well a recogniser understands the voices")
    add_profile(voices)
    add_json(voices)
    voices.add_argument("--engine", action="append", metavar="NAME", help="once or more; default: the profile's voice")
    voices.add_argument("--sentences", type=int, default=100, metavar="N", help="answers (default: %(default)s)")


def _router(options: argparse.Namespace) -> int:
    from companion.evaluation.router import evaluate_router, read_labelled_utterances, report_router

    rows = read_labelled_utterances(options.file)
    print_result(options, evaluate_router(assistant_of(options), rows, progress=sys.stderr), report_router)
    return 0


def _intents(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import load_embedder
    from companion.evaluation.intents import evaluate_intents

    result = asdict(evaluate_intents(options.train, options.test, load_embedder(settings_of(options))))
    if options.json:
        print_json(result)
    else:
        for name, value in result.items():
            show(f"{name:14} {value}")
    return 0


def _retrieval(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import load_embedder, load_reranker
    from companion.evaluation.retrieval import evaluate_retrieval, report_retrieval

    settings = settings_of(options)
    embedder = load_embedder(settings)
    reranker = load_reranker(settings)
    result = evaluate_retrieval(options.passages, options.questions, embedder, settings.cache_folder, reranker)
    print_result(options, result, report_retrieval)
    return 0


def _speech(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_recogniser, model_store
    from companion.dialogue.assistant import Assistant
    from companion.evaluation.speech import evaluate_speech, report_speech
    from companion.hearing.engine import Hints
    from companion.live.hints import conversation_hints

    if options.count is not None and options.count < 1:
        raise UsageError("--count must be at least 1")
    settings = settings_of(options)
    store = model_store(settings)
    hints = Hints()
    if settings.hearing.prompt_names or settings.hearing.known_names:
        hints = conversation_hints(Assistant(settings))
    wanted = [_hearing(spec, settings) for spec in options.engine or ()] or [settings.hearing]

    def engines() -> Iterator[SpeechToText]:
        yield from (fetched_recogniser(hearing, store, hints) for hearing in wanted)
        if options.peer:
            from companion.evaluation.peers import FasterWhisperAsDocumented

            folder = store.locate(store.catalogue.named_for(settings.hearing))
            yield FasterWhisperAsDocumented(folder, settings.hearing.threads)

    result = evaluate_speech(
        engines(),
        options.manifest,
        count=options.count,
        noise=options.noise,
        snr_db=options.snr,
        rir=options.rir,
        progress=sys.stderr,
    )
    print_result(options, result, report_speech)
    return 0


def _hearing(spec: str, settings: Settings) -> Hearing:
    """What `NAME[:MODEL][@full]` means, everything else as the profile has it."""
    named, _, context = spec.partition("@")
    if context not in ("", "full"):
        raise UsageError(f"«{spec}»: after @ only «full» is known")
    engine, _, model = named.partition(":")
    return settings.hearing.model_copy(update={"engine": engine, "model": model, "context": context or "fitted"})


def _voices(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_recogniser, fetched_synthesiser, model_store
    from companion.evaluation.voices import evaluate_voices, names_shown, report_voices, sample_answers

    if options.sentences < 1:
        raise UsageError("--sentences must be at least 1")
    assistant = assistant_of(options)
    settings = assistant.settings
    store = model_store(settings)
    ear = fetched_recogniser(settings.hearing.model_copy(update={"context": "full"}), store)
    told, called = sample_answers(assistant, options.sentences), names_shown(assistant)
    results = []
    for engine in options.engine or [settings.speaking.engine]:
        voice = fetched_synthesiser(settings.speaking.model_copy(update={"engine": engine}), store)
        voice.warm_up()
        results.append(evaluate_voices(assistant, voice, ear, told, called, progress=sys.stderr))
    if options.json:
        print_json([result.as_json() for result in results])
    else:
        show(report_voices(results, called))
    return 0
