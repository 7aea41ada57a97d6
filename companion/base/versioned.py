"""Values as JSON that says which version of the format it is."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from companion.base.errors import UsageError

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def plain(value: object, version: int) -> dict[str, Any]:
    """A dataclass as plain data for `json.dumps`, with the version of its format."""
    return {"version": version, **_adapter(cast(Hashable, type(value))).dump_python(value, mode="json")}


def restored(kind: type[T], text: str | bytes, version: int) -> T:
    """What `plain` made, from its JSON.

    Raises:
        UsageError: no JSON, of another version, or not of this kind.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise UsageError(f"this is no {kind.__name__} in JSON: {e}") from None
    found = data.get("version") if isinstance(data, dict) else None
    if found != version:
        raise UsageError(f"a {kind.__name__} of version {found!r} cannot be read; this program writes {version}")
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(text)
    except ValidationError as e:
        first = e.errors()[0]
        raise UsageError(f"{kind.__name__}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return value
