"""The command line: one function per command, each importing only what it needs."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.base.errors import CompanionError, UsageError
from companion.base.settings import Hearing, Settings, Speaking, load_settings
from companion.base.terminal import printable

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant, Explained, State
    from companion.evaluation.voice_latency import Question
    from companion.hearing.engine import SpeechToText
    from companion.hearing.turn_completion import TurnCompletion
    from companion.models.store import ModelStore
    from companion.speaking.engine import TextToSpeech

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 on success, 1 on failure, 2 on bad usage or bad input, 130 after Ctrl-C or a signal to end.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _end_as_by_ctrl_c()
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        command: Command = options.command
        return command(options)
    except CompanionError as e:
        print(printable(f"companion: {e}"), file=sys.stderr)
        return e.exit_status
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _end_as_by_ctrl_c() -> None:
    """Let a signal to end unwind as Ctrl-C does, so that files are written and children ended."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, *(getattr(signal, n) for n in ("SIGHUP", "SIGQUIT") if hasattr(signal, n))):
            if signal.getsignal(number) is signal.SIG_DFL:  # nohup's stays
                signal.signal(number, signal.default_int_handler)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» is not a date; write YYYY-MM-DD") from None


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--profile", default="default", metavar="NAME", help="settings to use (default: %(default)s)")
    dated = argparse.ArgumentParser(add_help=False, parents=[shared])
    dated.add_argument("--as-of", type=_day, metavar="DATE", help="answer as of this day (YYYY-MM-DD)")
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--json", action="store_true", help="print JSON")

    parser = argparse.ArgumentParser(
        prog="companion", description="A Korean companion robot whose facts know their dates."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(
        name: str, command: Command, help_: str, *parents: argparse.ArgumentParser, to: Any = commands
    ) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = to.add_parser(name, help=help_, description=help_, parents=list(parents))
        sub.set_defaults(command=command)
        return sub

    def group(name: str, help_: str) -> Any:
        return commands.add_parser(name, help=help_, description=help_).add_subparsers(metavar="ACTION", required=True)

    ask = add("ask", _ask, "answer one utterance, or a batch of them", dated, machine)
    ask.add_argument("text", nargs="?", metavar="TEXT")
    ask.add_argument("--batch", metavar="FILE.jsonl", help="rows {id, text, session?, as_of?}; - reads standard input")
    ask.add_argument("--explain", action="store_true", help="show how the answer came about")
    add("chat", _chat, "talk in text", dated)

    demo = group("demo", "scripted demonstrations")
    add("list", _demo_list, "list the scripts", shared, to=demo)
    for name, help_ in (("run", "play a script"), ("rehearse", "play a script and check every answer")):
        play = add(name, _demo_play, help_, to=demo)
        play.add_argument("script", metavar="SCRIPT")
        play.add_argument("--silent", action="store_true", help="do not speak, even where there is a speaker")
        play.set_defaults(checks=name == "rehearse")

    kb = group("kb", "the knowledge base")
    add("check", _kb_check, "validate all data files", shared, to=kb)
    listing = add("list", _kb_list, "list entities, or the facts about one", dated, to=kb)
    listing.add_argument("name", nargs="?", metavar="NAME")
    search = add("search", _kb_search, "find facts by meaning and words", dated, machine, to=kb)
    search.add_argument("query", metavar="QUERY")

    places = group("places", "the places")
    find = add("search", _places_search, "find places", dated, machine, to=places)
    find.add_argument("query", metavar="QUERY")
    add("stats", _places_stats, "what the data covers", shared, to=places)

    evaluate = group("eval", "measure understanding")
    router = add(
        "router",
        _eval_router,
        "confusion table of routes over labelled utterances",
        dated,
        machine,
        to=evaluate,
    )
    router.add_argument("file", type=Path, metavar="FILE.tsv")
    intents = add(
        "intents",
        _eval_intents,
        "train the intent engine on one label set and test it",
        shared,
        machine,
        to=evaluate,
    )
    intents.add_argument("--train", type=Path, required=True, metavar="A.jsonl")
    intents.add_argument("--test", type=Path, required=True, metavar="B.jsonl")

    speech = add("speech", _eval_speech, "character error rate and speed of recognisers", shared, machine, to=evaluate)
    speech.add_argument("manifest", type=Path, metavar="MANIFEST.tsv", help="columns path, text; text_spoken, speaker")
    speech.add_argument(
        "--engine", action="append", metavar="NAME[:MODEL][@full]", help="once or more (default: the profile's)"
    )
    speech.add_argument("--noise", type=Path, metavar="DIR", help="mix noise from these recordings in")
    speech.add_argument("--snr", type=float, default=10.0, metavar="DB", help="at this ratio (default: %(default)s dB)")
    speech.add_argument("--rir", type=Path, metavar="FILE", help="as heard in a room with this impulse response")
    voices = add("voices", _eval_voices, "how well a recogniser understands the voices", shared, machine, to=evaluate)
    voices.add_argument("--engine", action="append", metavar="NAME", help="once or more; default: the profile's voice")
    voices.add_argument("--sentences", type=int, default=100, metavar="N", help="answers (default: %(default)s)")

    bench = group("bench", "measure speed")
    text = add("text", _bench_text, "latency per stage, start-up and memory", dated, machine, to=bench)
    text.add_argument(
        "--utterances",
        type=Path,
        metavar="FILE.txt",
        help="one utterance a line (default: a sample of all skills)",
    )
    text.add_argument("--turns", type=int, default=600, metavar="N", help="how many turns (default: %(default)s)")

    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("manifest", nargs="?", type=Path, metavar="MANIFEST.tsv", help="recordings (default: made here)")
    asked.add_argument("--count", type=int, default=40, metavar="N", help="how many (default: %(default)s)")
    asked.add_argument("--noise", type=Path, metavar="DIR", help="mix noise from these recordings into the manifest's")
    asked.add_argument("--snr", type=float, default=10.0, metavar="DB", help="at this ratio (default: %(default)s dB)")
    voice = add("voice", _bench_voice, "from the end of a question to its answer", dated, asked, machine, to=bench)
    voice.add_argument("--realtime", action="store_true", help="let computing cost the time it takes")
    voice.add_argument("--prepared", action="store_true", help="with the beginnings of answers ready (say --prepare)")
    turns = add(
        "turns", _bench_turns, "waiting for the end of a turn, against cut-ins", dated, asked, machine, to=bench
    )
    turns.add_argument("--html", type=Path, metavar="FILE.html", help="draw the curves")

    interruptions = add(
        "interruptions",
        _bench_interruptions,
        "who stops the robot: itself, a listener, somebody who interrupts",
        dated,
        machine,
        to=bench,
    )
    interruptions.add_argument(
        "--count", type=int, default=50, metavar="N", help="answers, and interruptions (default: %(default)s)"
    )
    interruptions.add_argument(
        "--realtime", action="store_true", help="as long as the talking takes, with the time that the work takes"
    )

    talk = add("talk", _talk, "talk aloud", dated)
    talk.add_argument("--input", default="mic", metavar="mic|FILE", help="what is heard (default: the microphone)")
    talk.add_argument("--output", default="speaker", metavar="speaker|FILE.wav", help="where the answers are played")
    talk.add_argument("--fast", action="store_true", help="with files: as fast as the work is done, not in real time")

    talk.add_argument(
        "--trace", nargs="?", const="", metavar="FILE.html", help="say what happened when in each turn, and draw it"
    )

    transcribe = add("transcribe", _transcribe, "write down what recordings say", shared, machine)
    transcribe.add_argument("files", nargs="+", type=Path, metavar="FILE")

    say = add("say", _say, "speak a text into a file", shared)
    say.add_argument("text", nargs="?", metavar="TEXT")
    say.add_argument("-o", "--output", type=Path, metavar="FILE.wav")
    say.add_argument("--prepare", action="store_true", help="instead: make how answers begin, and keep it")

    models = group("models", "the model files")
    add("list", _models_list, "what there is, and what is here", shared, machine, to=models)
    pull = add("pull", _models_pull, "fetch models", shared, to=models)
    pull.add_argument("names", nargs="*", metavar="NAME", help="default: what the profile's voice needs")
    verify = add("verify", _models_verify, "compare the files with their hashes", shared, machine, to=models)
    verify.add_argument("names", nargs="*", metavar="NAME", help="default: every model that is here")

    add("doctor", _doctor, "check the installation", shared, machine)
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    settings = load_settings(options.profile, {"as_of": getattr(options, "as_of", None)})
    _start_logging(settings)
    return settings


def _assistant(options: argparse.Namespace) -> Assistant:
    from companion.dialogue.assistant import Assistant

    return Assistant(_settings(options))


def _start_logging(settings: Settings) -> None:
    import logging

    class JsonLines(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            entry = {
                "level": record.levelname.lower(),
                "message": record.getMessage(),
                **getattr(record, "turn", {}),
            }
            return json.dumps(entry, ensure_ascii=False)

    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("companion")
    logger.handlers = [handler]
    logger.setLevel(settings.logging.level.upper())


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False))


# ask


def _ask(options: argparse.Namespace) -> int:
    if (options.text is None) == (options.batch is None):
        raise UsageError("give either a TEXT or --batch FILE")
    if options.batch is not None:
        return _ask_batch(options)
    assistant = _assistant(options)
    explained = assistant.explain(options.text)
    if options.json:
        _print_json(explained.reply.as_json() | ({"explain": _explanation(explained)} if options.explain else {}))
        return 0
    print(printable(explained.reply.text))
    if options.explain:
        print(json.dumps(_explanation(explained), ensure_ascii=False, indent=2))
    return 0


def _explanation(explained: Explained) -> dict[str, object]:
    """What was found and considered, as plain data."""
    reply, interpretation, routed = explained.reply, explained.interpretation, explained.routed
    out: dict[str, object] = {
        "route": reply.route,
        "intent": reply.intent,
        "status": reply.status,
        "confidence": round(reply.confidence, 3),
        "as_of": reply.as_of.isoformat(),
        "sources": reply.as_json()["sources"],
    }
    if interpretation:
        analysis = interpretation.analysis
        out |= {
            "said": interpretation.utterance.text,
            "heard_as": analysis.text,
            "masked": analysis.masked,
            "names": [f"{m.text} → {m.name} ({m.kind}, {m.similarity:.2f})" for m in analysis.mentions],
            "times": [f"{t.text}: {t.first}–{t.last}" for t in analysis.times],
            "unexplained": [word.text for word in analysis.words if not word.neutral],
            "candidates": {c.intent: round(c.probability, 3) for c in interpretation.candidates[:5]},
        }
    if routed:
        out["declined"] = [f"{candidate.intent}: {decline.reason}" for candidate, decline in routed.declines]
    return out


def _rows(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as e:
        raise UsageError(f"{path}: {e.strerror or e}") from None


def _ask_batch(options: argparse.Namespace) -> int:

    rows = _rows(options.batch)
    first = next(rows, None)
    assistant = _assistant(options)
    sessions: dict[str, State] = {}
    for number, line in enumerate(() if first is None else _chain(first, rows), 1):
        if line.strip():
            _print_json(_answer_row(assistant, line, number, sessions))
            sys.stdout.flush()
    return 0


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _answer_row(assistant: Assistant, line: bytes, number: int, sessions: dict[str, State]) -> dict[str, Any]:
    from companion.dialogue.assistant import State
    from companion.dialogue.reply import Reply

    row_id = str(number)
    try:
        row = json.loads(line.decode("utf-8"))
        if not isinstance(row, dict):
            raise ValueError("a row is an object {id, text, session?, as_of?}")
        row_id = str(row.get("id", number))
        text, session, as_of = row.get("text"), row.get("session"), row.get("as_of")
        if not isinstance(text, str):
            raise ValueError("«text» is missing or not a string")
        day = date.fromisoformat(as_of) if as_of is not None else None
    except (ValueError, TypeError, RecursionError) as e:
        problem = f"row {number}: {e}"
        return Reply(row_id, problem, "", "error", "none", None, 0.0, assistant.as_of()).as_json()
    key = None if session is None else json.dumps(session, ensure_ascii=False)
    reply, after = assistant.respond(text, sessions.get(key, State()) if key else State(), id=row_id, as_of=day)
    if key:
        sessions[key] = after
    return reply.as_json()


# chat


def _chat(options: argparse.Namespace) -> int:
    from companion.app.chat import chat

    assistant = _assistant(options)
    return chat(assistant, sys.stdin.buffer, sys.stdout, interactive=sys.stdin.isatty() and sys.stdout.isatty())


# demo


def _shows(options: argparse.Namespace) -> Path:
    return load_settings(getattr(options, "profile", "default")).knowledge_folder / "shows"


def _demo_list(options: argparse.Namespace) -> int:
    from companion.show.script import load_script, scripts

    folder = _shows(options)
    for name in scripts(folder):
        script = load_script(folder, name)
        print(f"{name}  {script.title} (profile {script.profile}, {len(script.cues)} cues)")
    return 0


def _demo_play(options: argparse.Namespace) -> int:
    from companion.dialogue.assistant import Assistant
    from companion.show.script import load_script, play

    script = load_script(_shows(options), options.script)
    settings = load_settings(script.profile)
    _start_logging(settings)
    assistant = Assistant(settings)
    robot = None
    if not (options.silent or options.checks):
        from companion.app.aloud import Aloud

        robot = Aloud(settings, lambda text: print(text, file=sys.stderr))
    print(f"— {script.title} —")
    failed = 0
    for played in play(script, assistant):
        if played.reply is None:
            print(printable(f"\n{played.cue.narrate}"))
            continue
        print(printable(f"\n{played.cue.by}: {played.cue.ask}"))
        print(printable(f"파이보: {played.reply.text}"), flush=True)
        if robot is not None:
            robot.say(played.reply.spoken)
        if options.checks:
            failed += len(played.failures)
            print(f"  [{played.reply.timing_ms['total']:.1f} ms] " + ("; ".join(played.failures) or "ok"))
    if robot is not None:
        robot.close()
    if options.checks:
        print(f"\n{failed} failed" if failed else "\nready")
    return 1 if failed else 0


# kb


def _kb_check(options: argparse.Namespace) -> int:
    from companion.app.check import check_data

    report = check_data(_settings(options))
    for line in report:
        print(line)
    return 0


def _kb_list(options: argparse.Namespace) -> int:
    from companion.app.check import list_entities, list_facts
    from companion.knowledge.base import KnowledgeBase

    settings = _settings(options)
    base = KnowledgeBase.load(settings.knowledge_folder)
    as_of = date.today() if settings.as_of == "today" else settings.as_of
    for line in list_facts(base, options.name, as_of) if options.name else list_entities(base):
        print(line)
    return 0


def _kb_search(options: argparse.Namespace) -> int:
    assistant = _assistant(options)
    for hit in assistant.search_facts(options.query):
        if options.json:
            _print_json(hit)
        else:
            print(printable(f"{hit['score']:.2f}  {hit['text']}  [{hit['source']}]"))
    return 0


# places


def _places_search(options: argparse.Namespace) -> int:
    assistant = _assistant(options)
    reply = assistant.find_places(options.query)
    if options.json:
        _print_json(reply.as_json())
        return 0
    print(printable(reply.text))
    return 0


def _places_stats(options: argparse.Namespace) -> int:
    from companion.app.check import place_statistics
    from companion.knowledge.places.store import PlaceStore

    for line in place_statistics(PlaceStore.load(_settings(options).knowledge_folder / "places")):
        print(line)
    return 0


# eval, bench, doctor


def _eval_router(options: argparse.Namespace) -> int:
    from companion.evaluation.router import evaluate, read_labelled, report

    rows = read_labelled(options.file)
    result = evaluate(_assistant(options), rows, progress=sys.stderr)
    if options.json:
        _print_json(result.as_json())
    else:
        print(report(result))
    return 0


def _eval_intents(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from companion.dialogue.loading import load_embedder
    from companion.evaluation.intents import evaluate

    settings = _settings(options)
    result = evaluate(options.train, options.test, load_embedder(settings))
    if options.json:
        _print_json(asdict(result))
    else:
        for name, value in asdict(result).items():
            print(f"{name:14} {value}")
    return 0


def _ear(hearing: Hearing, store: ModelStore) -> SpeechToText:
    """A recogniser, its model fetched first if need be."""
    from companion.hearing.engine import load_engine
    from companion.models.progress import progress_on

    store.ensure_for(progress_on(sys.stderr), hearing)
    return load_engine(hearing, store)


def _completion(settings: Settings, store: ModelStore) -> TurnCompletion | None:
    """What hears whether a speaker is done, its model fetched first if need be."""
    from companion.hearing.turn_completion import load_turn_completion
    from companion.models.progress import progress_on

    store.ensure_for(progress_on(sys.stderr), settings.end_of_turn)
    return load_turn_completion(settings, store)


def _tts(speaking: Speaking, store: ModelStore) -> TextToSpeech:
    """A text-to-speech engine, its model fetched first if need be."""
    from companion.models.progress import progress_on
    from companion.speaking.engine import load_engine

    store.ensure_for(progress_on(sys.stderr), speaking)
    return load_engine(speaking, store)


def _hearing(spec: str, settings: Settings) -> Hearing:
    """What `NAME[:MODEL][@full]` means, everything else as the profile has it."""
    named, _, context = spec.partition("@")
    if context not in ("", "full"):
        raise UsageError(f"«{spec}»: after @ only «full» is known")
    engine, _, model = named.partition(":")
    return settings.hearing.model_copy(update={"engine": engine, "model": model, "context": context or "fitted"})


def _eval_speech(options: argparse.Namespace) -> int:
    from companion.evaluation.speech import evaluate, report

    settings = _settings(options)
    store = _store(settings)
    wanted = [_hearing(spec, settings) for spec in options.engine or ()] or [settings.hearing]
    engines = (_ear(hearing, store) for hearing in wanted)
    result = evaluate(
        engines, options.manifest, noise=options.noise, snr_db=options.snr, rir=options.rir, progress=sys.stderr
    )
    if options.json:
        _print_json(result.as_json())
    else:
        print(report(result))
    return 0


def _eval_voices(options: argparse.Namespace) -> int:
    from companion.evaluation.voices import answers, evaluate, names, report

    if options.sentences < 1:
        raise UsageError("--sentences must be at least 1")
    assistant = _assistant(options)
    settings = assistant.settings
    store = _store(settings)
    ear = _ear(settings.hearing.model_copy(update={"context": "full"}), store)
    told, called = answers(assistant, options.sentences), names(assistant)
    results = []
    for engine in options.engine or [settings.speaking.engine]:
        voice = _tts(settings.speaking.model_copy(update={"engine": engine}), store)
        voice.warm_up()
        results.append(evaluate(assistant, voice, ear, told, called, progress=sys.stderr))
    if options.json:
        _print_json([result.as_json() for result in results])
    else:
        print(report(results, called))
    return 0


def _bench_text(options: argparse.Namespace) -> int:
    from companion.evaluation.bench import bench_text, report

    if options.turns < 1:
        raise UsageError("--turns must be at least 1")
    result = bench_text(_assistant(options), options.utterances, options.turns, options.profile)
    if options.json:
        _print_json(result)
    else:
        print(report(result))
    return 0


def _bench_voice(options: argparse.Namespace) -> int:
    from companion.evaluation.voice_latency import bench_voice, report
    from companion.live.openings import openings
    from companion.speaking.cache import ClauseCache
    from companion.speaking.voice import MEGABYTE

    _check_asked(options)
    assistant = _assistant(options)
    settings = assistant.settings
    store = _store(settings)
    ear, tts = _ear(settings.hearing, store), _tts(settings.speaking, store)
    ear.warm_up()
    tts.warm_up()
    questions = _questions(options, assistant, lambda: tts)
    megabytes = settings.speaking.cache_mb if options.prepared else 0
    result = bench_voice(
        assistant,
        ear,
        tts,
        questions,
        completion=_completion(settings, store),
        openings=openings(assistant) if options.prepared else (),
        cache=ClauseCache(settings.cache_folder / "clauses", megabytes * MEGABYTE),
        realtime=options.realtime,
        progress=sys.stderr,
    )
    if options.json:
        _print_json(result.as_json())
    else:
        print(report(result))
    return 0


def _bench_turns(options: argparse.Namespace) -> int:
    from companion.base.files import write_atomically
    from companion.evaluation.turn_ends import bench_turns, report
    from companion.evaluation.turn_ends_page import curves_html

    _check_asked(options)
    assistant = _assistant(options)
    settings = assistant.settings
    store = _store(settings)
    ear = _ear(settings.hearing, store)
    questions = _questions(options, assistant, lambda: _tts(settings.speaking, store))
    completion = _completion(settings, store)
    result = bench_turns(assistant, ear, questions, completion=completion, progress=sys.stderr)
    if options.json:
        _print_json(result.as_json())
    else:
        print(report(result))
    if options.html is not None:  # last, so that a bad path costs no figures
        try:
            write_atomically(options.html, curves_html(result).encode())
        except OSError as e:
            raise UsageError(f"{options.html}: cannot be written ({e.strerror or e})") from None
    return 0


def _questions(options: argparse.Namespace, assistant: Assistant, tts: Callable[[], TextToSpeech]) -> list[Question]:
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


def _bench_interruptions(options: argparse.Namespace) -> int:
    from companion.audio.clock import RealClock, VirtualClock
    from companion.evaluation.interruptions import Robot, bench_interruptions, report
    from companion.evaluation.visitors import VISITORS
    from companion.models.progress import progress_on
    from companion.speaking.voice import load_voice

    if options.count < 1:
        raise UsageError("--count must be at least 1")
    assistant = _assistant(options)
    settings = assistant.settings
    store = _store(settings)
    visiting = [
        settings.speaking.model_copy(update={"engine": "kokoro", "fallback": None, "model": "", "voice": voice})
        for voice in VISITORS
    ]
    store.ensure_for(progress_on(sys.stderr), settings.speaking, *visiting)
    ear = _ear(settings.hearing, store)
    ear.warm_up()
    voice, *visitors = (
        load_voice(speaking, store, settings.cache_folder) for speaking in (settings.speaking, *visiting)
    )
    clock = RealClock if options.realtime else VirtualClock
    robot = Robot(assistant, ear, voice, clock, _completion(settings, store))
    result = bench_interruptions(robot, visitors, options.count, progress=sys.stderr)
    if options.json:
        _print_json(result.as_json())
    else:
        print(report(result))
    return 0


# voice


def _store(settings: Settings) -> ModelStore:
    from companion.models.store import ModelStore

    return ModelStore(settings.models_folder)


def _talk(options: argparse.Namespace) -> int:
    from companion.app.talk import talk

    return talk(
        _assistant(options),
        options.input,
        options.output,
        fast=options.fast,
        trace=options.trace,
        out=sys.stdout,
        err=sys.stderr,
    )


def _transcribe(options: argparse.Namespace) -> int:
    from time import perf_counter

    from companion.audio.pcm import read_audio
    from companion.hearing.transcribe import transcribe

    settings, sounds = _settings(options), [(path, read_audio(path)) for path in options.files]
    engine = _ear(settings.hearing, _store(settings))
    engine.warm_up()
    for path, sound in sounds:
        started = perf_counter()
        text = " ".join(heard.text for heard in transcribe(sound, settings.voice_activity, engine) if heard.text)
        row = {"path": str(path), "text": text, "duration_s": round(sound.duration_s, 3)}
        row |= {"elapsed_s": round(perf_counter() - started, 3), "engine": engine.name}
        if options.json:
            _print_json(row)
        else:
            print(text if len(sounds) == 1 else f"{path}: {text}")
        sys.stdout.flush()
    return 0


def _say(options: argparse.Namespace) -> int:
    from companion.audio.pcm import write_wav
    from companion.language.spoken import spoken
    from companion.models.progress import progress_on
    from companion.speaking.voice import joined, load_voice

    if options.prepare == (options.text is not None) or options.prepare == (options.output is not None):
        raise UsageError("give a TEXT and -o FILE.wav, or --prepare alone")
    settings = _settings(options)
    store = _store(settings)
    store.ensure_for(progress_on(sys.stderr), settings.speaking)
    voice = load_voice(settings.speaking, store, settings.cache_folder)
    if options.prepare:
        from companion.live.openings import openings

        number = 0
        for number, clause in enumerate(voice.prepare(openings(_assistant(options))), 1):
            print(f"\r\x1b[K{number} {clause}", end="", file=sys.stderr, flush=True)
        print(f"\r\x1b[Kthe beginnings of answers are ready: {number} clauses", file=sys.stderr)
        return 0
    said = spoken(options.text)
    audio = joined(voice.clips(said))
    if audio is None:
        raise UsageError(f"there is nothing to say in «{options.text}»")
    write_wav(options.output, audio)
    return 0


def _models_list(options: argparse.Namespace) -> int:
    from companion.models.store import table

    listed = list(_store(_settings(options)).list())
    if options.json:
        for entry in listed:
            _print_json(entry.as_json())
    else:
        print("\n".join(table(listed)))
    return 0


def _models_pull(options: argparse.Namespace) -> int:
    from companion.models.progress import progress_on

    settings = _settings(options)
    store = _store(settings)
    needed = [model.name for model in store.catalogue.needed(settings.hearing, settings.end_of_turn, settings.speaking)]
    for name in options.names or needed:
        print(f"{name}: {store.pull(name, progress_on(sys.stderr))}")
    return 0


def _models_verify(options: argparse.Namespace) -> int:
    store = _store(_settings(options))
    names = options.names or [entry.model.name for entry in store.list() if entry.state != "missing"]
    sound = True
    for name in names:
        faults = store.verify(name)
        sound = sound and not faults
        if options.json:
            problems = [{"file": fault.path, "problem": fault.problem} for fault in faults]
            _print_json({"name": name, "ok": not faults, "faults": problems})
        else:
            print(f"{name}: " + ("; ".join(f"{fault.path} {fault.problem}" for fault in faults) or "ok"))
    return 0 if sound else 1


def _doctor(options: argparse.Namespace) -> int:
    from companion.app.doctor import diagnose

    findings = diagnose(lambda: _settings(options))
    if options.json:
        _print_json([{"check": f.name, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            mark = "-   " if finding.ok is None else "ok  " if finding.ok else "FAIL"
            print(f"{mark} {finding.name}: {finding.detail}")
    return 1 if any(finding.ok is False for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
