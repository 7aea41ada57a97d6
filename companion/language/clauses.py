"""Clauses in 해요체 joined to sentences."""

from __future__ import annotations

import re
from typing import Final

_BY_ENDING: Final = (("이에요", "이고"), ("예요", "고"), ("해요", "하고"), ("돼요", "되고"), ("줘요", "주고"))


def connected(clause: str) -> str:
    """The clause as one that another follows: «주차할 수 있어요» → «주차할 수 있고», «단체로 가도 돼요» → «… 되고».

    Regular stems only; what it cannot take apart gets a full stop.
    """
    text = clause.rstrip(". ")
    for ending, connective in _BY_ENDING:
        if text.endswith(ending):
            return text.removesuffix(ending) + connective
    if found := re.fullmatch(r"(.+)[어아]요", text):
        return found[1] + "고"
    return f"{text}."
