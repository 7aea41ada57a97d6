"""Where a store of packs is, without what opens it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import SecretStr

from companion.base.errors import one_line
from companion.base.settings import STORE_ADDRESS

_VARIABLES: Final = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE")
"""What PostgreSQL's library takes from the environment where an address leaves it out."""
_HIDDEN: Final = "***"
_SECRETS: Final = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """The address of a PostgreSQL database, as `Knowing.store` has it."""

    secret: SecretStr

    def __str__(self) -> str:
        """Hosts and database: no name, no password, no parameters."""
        found = STORE_ADDRESS.fullmatch(self.secret.get_secret_value())
        assert found is not None  # the settings let nothing else in
        return f"postgresql://{found['hosts']}/{found['database'] or ''}"

    @property
    def key(self) -> str:
        """Tells this store from others, whoever opens it."""
        parts = urlsplit(self.secret.get_secret_value())
        parameters = {name: values for name, values in parse_qs(parts.query).items() if name not in _SECRETS}
        named = [str(self), sorted(parameters.items()), [os.environ.get(name) for name in _VARIABLES]]
        return hashlib.sha256(repr(named).encode()).hexdigest()[:16]

    def without_secrets(self, text: str) -> str:
        """The first line of a message, whatever of what opens the store it repeats left out."""
        address = self.secret.get_secret_value()
        parts = urlsplit(address)
        found = STORE_ADDRESS.fullmatch(address)
        secrets = [found["password"] if found is not None else None, os.environ.get("PGPASSWORD")]
        secrets += [value for name in _SECRETS for value in parse_qs(parts.query).get(name, ())]
        line = text.strip().partition("\n")[0].replace(address, str(self))
        for secret in filter(None, secrets):
            line = line.replace(secret, _HIDDEN).replace(unquote(secret), _HIDDEN)
        return one_line(line)
