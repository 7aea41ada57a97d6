"""A certificate made on the spot: a browser lets a page of another device hear a microphone over HTTPS only.

It signs itself, so every browser asks once whether it is trusted; the fingerprint that is shown tells that it is this
one. It is kept, or browsers would ask again at each start, and made again when it ends or this machine's names change.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.writing import write_atomically

with requiring("the server", "server"):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

_LASTS: Final = timedelta(days=800)
_RENEWED: Final = timedelta(days=30)
_FILE: Final = "server.pem"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves the server's name over TLS.

    Attributes:
        certificate: a file with the certificate, and those that vouch for it.
        key: a file with its key.
    """

    certificate: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        """By which somebody recognises it: SHA-256, as browsers show it.

        Raises:
            UsageError: the file holds no certificate.
        """
        try:
            found = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        except (OSError, ValueError) as e:
            raise UsageError(f"{self.certificate}: no certificate that can be read ({e})") from None
        return found.fingerprint(hashes.SHA256()).hex(":").upper()


def own_certificate(names: tuple[str, ...]) -> Certificate:
    """The certificate of this machine for these names and addresses; makes it where there is none."""
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    path = base / "companion-robot" / _FILE
    with suppress(OSError, ValueError, x509.ExtensionNotFound):
        kept = x509.load_pem_x509_certificate(path.read_bytes())
        said = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        if set(said) == set(_said(names)) and kept.not_valid_after_utc > datetime.now(UTC) + _RENEWED:
            return Certificate(path, path)
    write_atomically(path, _made(names), private=True)
    return Certificate(path, path)


def _said(names: tuple[str, ...]) -> list[x509.GeneralName]:
    said: list[x509.GeneralName] = []
    for name in dict.fromkeys(names):
        try:
            said.append(x509.IPAddress(ip_address(name)))
        except ValueError:
            with suppress(ValueError):  # a name that is none in the network
                said.append(x509.DNSName(name))
    return said


def _made(names: tuple[str, ...]) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, socket.gethostname()[:64] or "companion")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LASTS)
        .add_extension(x509.SubjectAlternativeName(_said(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM) + secret
