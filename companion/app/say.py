"""`companion say`: a text into a sound file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.options import add_profile, assistant_of, settings_of
from companion.base.errors import UsageError
from companion.base.terminal import printable
from companion.language.spoken import spoken

if TYPE_CHECKING:
    from companion.speaking.voice import Voice


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser)
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.wav")
    parser.add_argument("--prepare", action="store_true", help="instead: make how answers begin, and keep it")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Speak a text, or make the beginnings of answers ahead."""
    if options.prepare == (options.text is not None) or options.prepare == (options.output is not None):
        raise UsageError("give a TEXT and -o FILE.wav, or --prepare alone")
    from companion.app.engines import fetched_voice, model_store
    from companion.audio.pcm import write_wav
    from companion.speaking.voice import joined

    settings = settings_of(options)
    voice = fetched_voice(settings, model_store(settings))
    if options.prepare:
        return _prepare(options, voice)
    audio = joined(voice.clips(spoken(options.text)))
    if audio is None:
        raise UsageError(f"there is nothing to say in «{options.text}»")
    write_wav(options.output, audio)
    return 0


def _prepare(options: argparse.Namespace, voice: Voice) -> int:
    from companion.live.openings import openings

    number = 0
    for number, clause in enumerate(voice.prepare(openings(assistant_of(options))), 1):
        print(f"\r\x1b[K{number} {printable(clause)}", end="", file=sys.stderr, flush=True)
    print(f"\r\x1b[Kthe beginnings of answers are ready: {number} clauses", file=sys.stderr)
    return 0
