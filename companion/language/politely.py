"""Written sentences as one says them politely: «열린다», «열립니다» → «열려요»."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.josa import josa
from companion.language.morphemes import Token, tokenize
from companion.language.verb_forms import joined_stem, past

_PLAIN: Final = re.compile("(?:ㄴ|는|[ㅂᄇᆸ]니|습니)?다")
_VERBS: Final = ("VV", "VA", "VX", "XSV", "XSA")
_PAST: Final = ("았", "었", "였", "ㅆ")
_WILL: Final = "겠"
_WAS: Final = "었"


YES_OR_NO: Final = re.compile(r"^(?:네|예|아니요|아니오|아뇨)[,.!]?\s+")
"""What an answer to a question of whether begins with."""


def said_politely(sentence: str) -> str:
    """A sentence whose plain or formal ending is said in 해요체; one that it is not sure of as it stands.

    Stems that the dictionary knows are irregular are mended by rule (`verb_forms`); what ends otherwise (a noun, a
    question, a quotation) is not touched.
    """
    end = sentence.rstrip()
    bare = end.rstrip(".")
    tokens = tokenize(bare)
    if not tokens or tokens[-1].end != len(bare) or tokens[-1].parts[-1][1] not in ("EF", "EC"):
        return sentence
    if not _PLAIN.fullmatch(tokens[-1].parts[-1][0]):
        return sentence
    said = _ended(tokens)
    if said is None:
        return sentence
    start, form = said
    return f"{bare[:start]}{form}."


def _ended(tokens: tuple[Token, ...]) -> tuple[int, str] | None:
    """Where the last verb begins, and its new form; None where it is not known."""
    at = len(tokens) - 1
    while at > 0 and not tokens[at].has(*_VERBS, "VCP", "VCN") and not tokens[at].spaced:
        at -= 1
    parts = [part for token in tokens[at:] for part in token.parts]
    verb = next((n for n, (_, tag) in enumerate(parts) if tag in (*_VERBS, "VCP", "VCN")), None)
    if verb is None:
        return None
    (stem, tag), between = parts[verb], parts[verb + 1 : -1]
    before = "".join(form for form, _ in parts[:verb])
    if tag == "VCP":
        was = [form for form, _ in between]
        return None if was not in ([], [_WAS]) or at == 0 else _copula(tokens, at, past=bool(was))
    adjective = tag in ("VA", "XSA")
    forms = [form for form, _ in between]
    if not forms:
        whole = stem + "에요" if tag == "VCN" else joined_stem(stem, adjective=adjective) + "요"
    elif forms == ["시"]:
        whole = f"{stem}세요"
    elif tag == "VCN" and forms == [_WAS]:
        whole = f"{stem}{_WAS}어요"
    elif len(forms) == 1 and forms[0] in _PAST:
        whole = past(stem, adjective=adjective) + "어요"
    elif forms == [_WILL]:
        whole = f"{stem}{_WILL}어요"
    else:
        return None
    return tokens[at].start, before + whole


def _copula(tokens: tuple[Token, ...], at: int, *, past: bool) -> tuple[int, str] | None:
    noun = tokens[at - 1].text
    whole = josa(noun, "이에요/예요").removeprefix(noun)
    if past:
        whole = {"이에요": "이었어요", "예요": "였어요"}[whole]
    return tokens[at].start, whole
