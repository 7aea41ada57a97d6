"""`companion bench`: how fast it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.app.options import actions_of, add_json, add_profile, assistant_of, settings_of
from companion.app.output import print_json, print_result, show
from companion.base.errors import UsageError

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.dialogue.assistant import Assistant
    from companion.evaluation.rooms import Front
    from companion.evaluation.voice_latency import AskedQuestion
    from companion.hearing.engine import SpeechToText
    from companion.hearing.turn_completion import TurnCompletion
    from companion.models.store import ModelStore
    from companion.speaking.engine import TextToSpeech
    from companion.speaking.voice import Voice


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    text = add("text", _text, "latency per stage, start-up and memory")
    add_profile(text, dated=True)
    add_json(text)
    text.add_argument(
        "--utterances", type=Path, metavar="FILE.txt", help="one utterance a line (default: a sample of all skills)"
    )
    text.add_argument("--turns", type=int, default=600, metavar="N", help="how many turns (default: %(default)s)")
    text.add_argument("--statements", type=int, default=0, metavar="N", help="make up so many statements, and ask them")
    text.add_argument("--places", type=int, default=0, metavar="N", help="make up so many places, and ask for them")

    voice = add("voice", _voice, "from the end of a question to its answer")
    _add_asked(voice)
    voice.add_argument("--realtime", action="store_true", help="let computing cost the time it takes")
    voice.add_argument("--prepared", action="store_true", help="with the beginnings of answers ready (say --prepare)")

    turns = add("turns", _turns, "waiting for the end of a turn, against cut-ins")
    _add_asked(turns)
    turns.add_argument("--html", type=Path, metavar="FILE.html", help="draw the curves")
    turns.add_argument(
        "--sweep",
        action="store_true",
        help="every silence as livekit/eot-bench counts it; MANIFEST may be its data (.parquet, .jsonl)",
    )

    interruptions = add(
        "interruptions", _interruptions, "who stops the robot: itself, a listener, somebody who interrupts"
    )
    add_profile(interruptions, dated=True)
    add_json(interruptions)
    interruptions.add_argument(
        "--count", type=int, default=50, metavar="N", help="answers, and interruptions (default: %(default)s)"
    )
    interruptions.add_argument(
        "--realtime", action="store_true", help="as long as the talking takes, with the time that the work takes"
    )
    interruptions.add_argument(
        "--echo", type=float, default=-10.0, metavar="DB", help="of its own voice (default: %(default)s)"
    )
    interruptions.add_argument(
        "--rir", type=Path, metavar="FILE", help="the room's impulse response (default: one echo)"
    )
    interruptions.add_argument(
        "--only", choices=("veto", "canceller"), help="one protection against its own voice (default: both)"
    )

    rooms = add("rooms", _rooms, "noise, crowds, other people and distance: what begins a turn, and what is heard")
    add_profile(rooms, dated=True)
    add_json(rooms)
    rooms.add_argument("manifest", type=Path, metavar="MANIFEST.tsv", help="columns path, text; speaker")
    rooms.add_argument("--count", type=int, default=20, metavar="N", help="recordings, calls (default: %(default)s)")
    rooms.add_argument(
        "--minutes", type=float, default=5.0, metavar="M", help="of each background at most (default: %(default)s)"
    )
    rooms.add_argument("--noise", type=Path, metavar="DIR", help="these recordings are a background too")
    rooms.add_argument("--rir", type=Path, metavar="DIR", help="rooms' impulse responses (default: open air)")
    rooms.add_argument(
        "--snr", type=float, nargs="+", default=[20.0, 10.0, 5.0], metavar="DB", help="at these (default: 20 10 5)"
    )
    rooms.add_argument("--suppress", action="store_true", help="also after noise suppression (extra aec)")

    page = add("page", _page, "from the end of a question to its answer through the page, beside talk")
    _add_asked(page)
    page.add_argument("--browser", action="store_true", help="in Chromium too (extra dev)")
    page.add_argument("--together", type=int, default=0, metavar="N", help="then up to N who speak at once")

    serve = add("serve", _serve, "many clients of a server: latency, a flood, memory")
    add_profile(serve, dated=True)
    add_json(serve)
    serve.add_argument("--idle", type=int, default=200, metavar="N", help="idle conversations (default: %(default)s)")
    serve.add_argument(
        "--rate", type=int, default=20, metavar="N", help="turns a second of others (default: %(default)s)"
    )
    serve.add_argument("--seconds", type=int, default=20, metavar="N", help="for so long (default: %(default)s)")
    serve.add_argument(
        "--sessions", type=int, default=10_000, metavar="N", help="sessions for the memory (default: %(default)s)"
    )

    of_show = add("show", _show_obeys, "of a show: from a veto to silence, and until all screens agree")
    add_profile(of_show)
    add_json(of_show)
    of_show.add_argument("script", metavar="SCRIPT")
    of_show.add_argument("--count", type=int, default=50, metavar="N", help="how often (default: %(default)s)")


def _add_asked(parser: argparse.ArgumentParser) -> None:
    """Options of what asks spoken questions."""
    add_profile(parser, dated=True)
    parser.add_argument(
        "manifest", nargs="?", type=Path, metavar="MANIFEST.tsv", help="recordings (default: made here)"
    )
    parser.add_argument("--count", type=int, default=40, metavar="N", help="how many (default: %(default)s)")
    parser.add_argument("--noise", type=Path, metavar="DIR", help="mix noise from these recordings into the manifest's")
    parser.add_argument("--snr", type=float, default=10.0, metavar="DB", help="at this ratio (default: %(default)s dB)")
    add_json(parser)


def _text(options: argparse.Namespace) -> int:
    from companion.evaluation.bench import bench_generated, bench_text, report_generated, report_text

    if options.turns < 1:
        raise UsageError("--turns must be at least 1")
    if options.statements or options.places:
        if min(options.statements, options.places) < 1 or options.utterances is not None:
            raise UsageError("made-up data need --statements and --places of at least 1, and bring their own questions")
        made = bench_generated(settings_of(options), options.profile, options.statements, options.places)
        return _print(options, made, report_generated)
    result = bench_text(assistant_of(options), options.utterances, options.turns, options.profile)
    return _print(options, result, report_text)


def _print(options: argparse.Namespace, result: dict[str, Any], report: Callable[[dict[str, Any]], str]) -> int:
    if options.json:
        print_json(result)
    else:
        show(report(result))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from companion.evaluation.serving import bench_serving, report_serving

    if options.idle < 0 or options.rate < 1 or options.seconds < 1 or options.sessions < 0:
        raise UsageError("--rate and --seconds must be at least 1, --idle and --sessions at least 0")
    result = bench_serving(
        assistant_of(options),
        options.profile,
        idle=options.idle,
        per_s=options.rate,
        seconds=options.seconds,
        sessions=options.sessions,
        progress=sys.stderr,
    )
    return _print(options, result, report_serving)


def _page(options: argparse.Namespace) -> int:
    from companion.app.engines import (
        fetched_ear,
        fetched_synthesiser,
        fetched_turn_completion,
        fetched_voice,
        model_store,
    )
    from companion.evaluation.page_latency import bench_page, report_page_latency
    from companion.live.ear import Ear

    _check_asked(options)
    if options.together < 0:
        raise UsageError("--together must be at least 0")
    assistant = assistant_of(options)
    settings = assistant.settings
    store = model_store(settings)
    engine, completion = fetched_ear(assistant, store), fetched_turn_completion(settings, store)
    # As the server has it: clauses are looked up on disk where they were prepared, and none is kept.
    speaking = settings.speaking.model_copy(update={"cache_mb": 0})
    voice = fetched_voice(settings.model_copy(update={"speaking": speaking}), store)
    engine.warm_up()
    voice.warm_up()
    result = bench_page(
        assistant,
        lambda: Ear(engine, completion),
        voice,
        _questions(options, assistant, lambda: fetched_synthesiser(settings.speaking, store)),
        options.profile,
        engines=f"{engine.name}, {voice.name}",
        browser=options.browser,
        together=options.together,
        progress=sys.stderr,
    )
    print_result(options, result, report_page_latency)
    return 0


def _show_obeys(options: argparse.Namespace) -> int:
    from companion.app.staging import compiled_show
    from companion.evaluation.show_latency import bench_show, report_show_latency

    if options.count < 1:
        raise UsageError("--count must be at least 1")
    _, compiled, settings, _ = compiled_show(options.profile, options.script)
    return _print(options, bench_show(compiled, settings, options.count), report_show_latency)


def _voice(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_ear, fetched_synthesiser, fetched_turn_completion, model_store
    from companion.evaluation.voice_latency import bench_voice, report_voice_latency
    from companion.live.openings import openings
    from companion.speaking.cache import ClauseCache
    from companion.speaking.voice import MEGABYTE

    _check_asked(options)
    assistant = assistant_of(options)
    settings = assistant.settings
    store = model_store(settings)
    ear, tts = fetched_ear(assistant, store), fetched_synthesiser(settings.speaking, store)
    ear.warm_up()
    tts.warm_up()
    questions = _questions(options, assistant, lambda: tts)
    megabytes = settings.speaking.cache_mb if options.prepared else 0
    result = bench_voice(
        assistant,
        ear,
        tts,
        questions,
        completion=fetched_turn_completion(settings, store),
        openings=openings(assistant) if options.prepared else (),
        cache=ClauseCache(settings.cache_folder / "clauses", megabytes * MEGABYTE),
        realtime=options.realtime,
        progress=sys.stderr,
    )
    print_result(options, result, report_voice_latency)
    return 0


def _turns(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_ear, fetched_synthesiser, fetched_turn_completion, model_store
    from companion.base.writing import write_result
    from companion.evaluation.turn_ends import bench_turns, report_turn_ends
    from companion.evaluation.turn_ends_page import curves_html

    _check_asked(options)
    if options.sweep and (options.manifest is None or options.noise is not None or options.html is not None):
        raise UsageError("--sweep needs recordings, and neither mixes noise nor draws: bench turns FILE --sweep")
    assistant = assistant_of(options)
    settings = assistant.settings
    store = model_store(settings)
    ear = fetched_ear(assistant, store)
    if options.sweep:
        return _sweep(options, assistant, ear, fetched_turn_completion(settings, store))
    questions = _questions(options, assistant, lambda: fetched_synthesiser(settings.speaking, store))
    completion = fetched_turn_completion(settings, store)
    result = bench_turns(assistant, ear, questions, completion=completion, progress=sys.stderr)
    print_result(options, result, report_turn_ends)
    if options.html is not None:  # last, so that a bad path costs no figures
        write_result(options.html, curves_html(result).encode())
    return 0


def _sweep(
    options: argparse.Namespace, assistant: Assistant, ear: SpeechToText, completion: TurnCompletion | None
) -> int:
    from companion.evaluation.pause_sweep import bench_pauses, report_pauses
    from companion.evaluation.spoken_turns import read_turns

    turns = read_turns(options.manifest, options.count)
    result = bench_pauses(assistant, ear, turns, completion=completion, progress=sys.stderr)
    print_result(options, result, report_pauses)
    return 0


def _questions(
    options: argparse.Namespace, assistant: Assistant, tts: Callable[[], TextToSpeech]
) -> list[AskedQuestion]:
    """The recordings of the manifest; without one, questions that the text-to-speech engine asks."""
    from companion.evaluation.voice_latency import recorded, synthesised

    if options.manifest is None:
        return synthesised(assistant, tts(), options.count)
    return recorded(options.manifest, options.count, options.noise, options.snr)


def _check_asked(options: argparse.Namespace) -> None:
    if options.count < 1:
        raise UsageError("--count must be at least 1")
    if options.noise is not None and options.manifest is None:
        raise UsageError("--noise is mixed into recordings; name their MANIFEST.tsv too")


def _rooms(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_ear, model_store
    from companion.evaluation.rooms import bench_rooms, report_rooms, scenery, suppressed
    from companion.evaluation.visitors import ANSWERING, calling, said_by

    if options.count < 1 or options.minutes <= 0:
        raise UsageError("--count must be at least 1, and --minutes more than 0")
    assistant = assistant_of(options)
    settings = assistant.settings
    around = scenery(options.manifest, options.count, options.minutes, options.noise, options.rir)
    store = model_store(settings)
    visitors = _visitors(settings, store)
    calls, answers = (
        [said_by(visitors[n % len(visitors)], text) for n, text in enumerate(texts)]
        for texts in (calling(assistant, options.count), ANSWERING[: options.count])
    )
    ear = fetched_ear(assistant, store)
    ear.warm_up()
    fronts: dict[str, Front] = {"as it is": lambda sound: sound}
    if options.suppress:
        fronts["suppressed"] = suppressed
    result = bench_rooms(
        assistant, ear, around, calls, answers, snrs_db=options.snr, fronts=fronts, progress=sys.stderr
    )
    print_result(options, result, report_rooms)
    return 0


def _visitors(settings: Settings, store: ModelStore) -> list[Voice]:
    """The voices of those who speak to the robot."""
    from companion.app.engines import fetched_voice
    from companion.evaluation.visitors import VISITORS

    speaking = [
        settings.speaking.model_copy(update={"engine": "kokoro", "fallback": None, "model": "", "voice": voice})
        for voice in VISITORS
    ]
    return [fetched_voice(settings.model_copy(update={"speaking": one}), store) for one in speaking]


def _interruptions(options: argparse.Namespace) -> int:
    from companion.app.engines import fetched_ear, fetched_turn_completion, fetched_voice, model_store
    from companion.audio.clock import RealClock, VirtualClock
    from companion.audio.pcm import HEARING_RATE, read_audio
    from companion.evaluation.interruptions import PROTECTIONS, Robot, bench_interruptions, report_interruptions

    if options.count < 1 or options.echo > 0:
        raise UsageError("--count must be at least 1, and --echo at most 0")
    response = None if options.rir is None else read_audio(options.rir).at(HEARING_RATE).samples
    assistant = assistant_of(options)
    settings = assistant.settings
    store = model_store(settings)
    voice, visitors = fetched_voice(settings, store), _visitors(settings, store)
    ear = fetched_ear(assistant, store)
    ear.warm_up()
    clock = RealClock if options.realtime else VirtualClock
    robot = Robot(assistant, ear, voice, clock, fetched_turn_completion(settings, store))
    result = bench_interruptions(
        robot,
        visitors,
        options.count,
        protections=[options.only] if options.only else PROTECTIONS,
        echo_db=options.echo,
        response=response,
        progress=sys.stderr,
    )
    print_result(options, result, report_interruptions)
    return 0
