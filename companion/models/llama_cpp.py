"""A language model in a GGUF file on this machine, by llama.cpp; needs the `llama` extra."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Final

from companion.base.errors import CompanionError, SettingError, UsageError, one_line
from companion.base.extras import requiring
from companion.base.settings import GuestModel
from companion.models.llm import Message, NoCompletion
from companion.models.store import ModelStore

_CONTEXT: Final = 8192
"""Tokens of a request and its answer."""
_SUFFIX: Final = ".gguf"


class LlamaCpp:
    """A model in a file. It answers one request at a time and stops when its time is over.

    Args:
        settings: which model.
        store: where the models of the catalogue are.

    Raises:
        MissingExtra: llama.cpp is not installed.
        SettingError: no model is named, or it is none that can be loaded.
        ModelMissing: it has not been fetched.
    """

    is_here: Final = True

    def __init__(self, settings: GuestModel, store: ModelStore) -> None:
        with requiring("a language model on this machine", "llama"):
            import xllamacpp
        file = _file(settings.model, store)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(file)
        parameters.n_ctx = _CONTEXT
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = settings.threads
        parameters.cpuparams_batch.n_threads = settings.threads
        parameters.verbosity = -1
        try:
            self._server = xllamacpp.Server(parameters)
        except Exception as e:
            problem = one_line(f"{file} cannot be loaded: {e}")
            raise SettingError("guest.model", settings.model, problem, "name another file") from None
        self.name = f"{file.stem} on this machine"
        self._one_at_a_time = Lock()

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], most_tokens: int, within_s: float
    ) -> str:
        """An answer to some messages; see `LanguageModel.complete`.

        Raises:
            NoCompletion: there is none, or it was not finished in time.
        """
        until = monotonic() + within_s
        request = {
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": most_tokens,
            "temperature": 0,
            "stream": True,
            "response_format": {"type": "json_schema", "json_schema": {"name": "proposal", "schema": dict(schema)}},
        }
        said: list[str] = []
        problems: list[str] = []

        def take(piece: Any) -> bool:
            """Take what was said next; whether to stop."""
            for part in piece if isinstance(piece, list) else [piece]:
                if "error" in part:
                    problems.append(str(part["error"]))
                said.extend(choice["delta"].get("content") or "" for choice in part.get("choices", ()))
            return monotonic() > until

        if not self._one_at_a_time.acquire(timeout=within_s):
            raise NoCompletion("it is still busy with another answer")
        try:
            self._server.handle_chat_completions(request, take)
        except Exception as e:
            raise NoCompletion(one_line(f"{type(e).__name__}: {e}")) from e
        finally:
            self._one_at_a_time.release()
        if problems:
            raise NoCompletion(one_line(problems[0]))
        if monotonic() > until:
            raise NoCompletion("its answer did not end in time")
        return "".join(said)


def _file(model: str, store: ModelStore) -> Path:
    if not model:
        raise SettingError("guest.model", "", "there is none", f"name a model of the catalogue, or a {_SUFFIX} file")
    file = Path(model).expanduser()
    if file.suffix == _SUFFIX and file.is_file():
        return file
    try:
        folder = store.locate(model)
    except UsageError as e:
        raise SettingError("guest.model", model, str(e), f"name a {_SUFFIX} file") from None
    files = sorted(folder.glob(f"*{_SUFFIX}"))
    if not files:
        raise CompanionError(f"«{model}» has no {_SUFFIX} file: it is no language model that llama.cpp can load")
    return files[0]
