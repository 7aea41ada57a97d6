"""`companion transcribe`: what recordings say."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter

from companion.app.options import add_json, add_profile, settings_of
from companion.app.output import print_json, show


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser)
    add_json(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write down one recording after another; all of them must be there before the work begins."""
    from companion.app.engines import fetched_recogniser, model_store
    from companion.audio.pcm import read_audio
    from companion.hearing.transcribe import transcribe

    settings, sounds = settings_of(options), [(path, read_audio(path)) for path in options.files]
    engine = fetched_recogniser(settings.hearing, model_store(settings))
    engine.warm_up()
    for path, sound in sounds:
        started = perf_counter()
        text = " ".join(heard.text for heard in transcribe(sound, settings.voice_activity, engine) if heard.text)
        row = {"path": str(path), "text": text, "duration_s": round(sound.duration_s, 3)}
        row |= {"elapsed_s": round(perf_counter() - started, 3), "engine": engine.name}
        if options.json:
            print_json(row)
        else:
            show(text if len(sounds) == 1 else f"{path}: {text}")
        sys.stdout.flush()
    return 0
