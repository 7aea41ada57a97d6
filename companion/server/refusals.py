"""Why something is refused: one table of names with what HTTP, a WebSocket and a person are told."""

from __future__ import annotations

from typing import Final, NamedTuple

from pydantic import ValidationError


class _Words(NamedTuple):
    status: int
    close: int
    kind: str
    message: str


_REFUSALS: Final = {
    "bad_request": _Words(400, 4400, "invalid_request_error", "this is no request that can be read"),
    "unsupported": _Words(400, 4400, "invalid_request_error", "this is not supported here"),
    "token": _Words(401, 4401, "authentication_error", "the token that `companion serve` printed is wanted"),
    "origin": _Words(403, 4403, "permission_error", "another site may not use this server"),
    "host": _Words(421, 4403, "permission_error", "this server does not go by that name; see `serving.names`"),
    "not_found": _Words(404, 4404, "invalid_request_error", "there is nothing here"),
    "slow": _Words(408, 4408, "invalid_request_error", "nothing came for too long"),
    "elsewhere": _Words(409, 4409, "invalid_request_error", "the conversation goes on in another window"),
    "too_large": _Words(413, 4413, "invalid_request_error", "this is larger than what is taken"),
    "rate": _Words(429, 4429, "rate_limit_error", "this came too often; try again in a while"),
    "failed": _Words(500, 4500, "server_error", "something failed here; it was written to the log"),
    "no_voice": _Words(501, 4501, "server_error", "this server has no voice: pip install 'companion-robot[voice]'"),
    "busy": _Words(503, 4503, "server_error", "there is too much to do at the moment; try again in a while"),
    "full": _Words(503, 4503, "server_error", "as many conversations as can be held go on; try again in a while"),
    "loading": _Words(503, 4503, "server_error", "the robot is still being loaded"),
    "going": _Words(503, 1012, "server_error", "the server is being stopped"),
}


REASONS: Final = tuple(_REFUSALS)
"""All of them, by name."""


class Refused(Exception):
    """A request or a message is not served.

    Args:
        reason: a key of the table.
        message: what to say in place of the table's words.
        param: the field that is wrong.

    Attributes:
        status: of the HTTP response.
        close: code with which a WebSocket is closed.
    """

    def __init__(self, reason: str, message: str | None = None, param: str | None = None) -> None:
        words = _REFUSALS[reason]
        self.reason, self.status, self.close = reason, words.status, words.close
        self.message = message or words.message
        self._kind, self._param = words.kind, param
        super().__init__(self.message)

    def as_json(self) -> dict[str, dict[str, str | None]]:
        """As the OpenAI API writes errors."""
        return {
            "error": {"message": self.message, "type": self._kind, "param": self._param, "code": self.reason},
        }


def unreadable(mistake: ValidationError) -> Refused:
    """What to answer to a body or a message that is not of the wanted shape."""
    first = mistake.errors()[0]
    where = ".".join(map(str, first["loc"])) or None
    return Refused("bad_request", f"{where or 'body'}: {first['msg']}"[:200], where)
