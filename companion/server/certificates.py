"""A certificate made on the spot: a browser lets a page of another device hear a microphone over HTTPS only.

It is vouched for by a small authority of this machine's own, which a device can be told to trust: one that signs itself
cannot be installed on a phone, and there a WebSocket fails without a word where the page itself may be clicked through
to. The authority vouches for the names of this machine and addresses of private networks only, so whoever steals it can
pretend to be no other site. It is kept, or devices would have to be told again at each start.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Final, TypeAlias

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.base.writing import write_atomically

with requiring("the server", "server"):
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_LASTS: Final = timedelta(days=396)
"""Browsers of Apple's take none that lasts longer than 398 days."""
_AUTHORITY_LASTS: Final = timedelta(days=3650)
_RENEWED: Final = timedelta(days=30)
_SERVER, _AUTHORITY = "server.pem", "authority.pem"
_PRIVATE: Final = tuple(
    map(
        ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10",
         "::1/128"),
    )
)  # fmt: skip

_Name: TypeAlias = str | IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves the server's name over TLS.

    Attributes:
        certificate: a file with the certificate, and those that vouch for it.
        key: a file with its key.
        authority: a file with the authority of this machine that vouches for it, and the authority's key; None where
            somebody else does.
    """

    certificate: Path
    key: Path
    authority: Path | None = None

    @property
    def fingerprint(self) -> str:
        """By which somebody recognises it: SHA-256, as browsers show it.

        Raises:
            UsageError: the file holds no certificate.
        """
        return _fingerprint(_read(self.certificate))

    @property
    def authority_fingerprint(self) -> str | None:
        """The same of the authority."""
        return None if self.authority is None else _fingerprint(_read(self.authority))

    @property
    def authority_der(self) -> bytes | None:
        """The authority as devices take it (DER), without its key."""
        return None if self.authority is None else _read(self.authority).public_bytes(serialization.Encoding.DER)


def own_certificate(names: tuple[str, ...]) -> Certificate:
    """The certificate of this machine for these names and addresses; makes what is not there, old, or for others."""
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "companion-robot"
    server, authority = base / _SERVER, base / _AUTHORITY
    said = _said(names)
    try:
        vouching = _Authority.read(authority.read_bytes())
        if not vouching.may_vouch_for(said):
            raise ValueError("it is old, or for other names")
    except (OSError, ValueError, x509.ExtensionNotFound):
        vouching = _Authority.made(said)
        write_atomically(authority, vouching.as_pem(), private=True)
    if not _holds(server, said, vouching):
        write_atomically(server, vouching.vouched(said), private=True)
    return Certificate(server, server, authority)


def _read(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as e:
        raise UsageError(f"{path}: no certificate that can be read ({e})") from None


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _holds(path: Path, names: list[_Name], authority: _Authority) -> bool:
    """Whether the certificate in a file is for these names, vouched for by the authority, and of some age still."""
    with suppress(OSError, ValueError, x509.ExtensionNotFound, InvalidSignature):
        kept = x509.load_pem_x509_certificate(path.read_bytes())
        kept.verify_directly_issued_by(authority.certificate)
        said = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return set(said) == set(_general(names)) and _goes_on(kept)
    return False


def _goes_on(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc > datetime.now(UTC) + _RENEWED


def _said(names: tuple[str, ...]) -> list[_Name]:
    said: list[_Name] = []
    for name in dict.fromkeys(names):
        try:
            said.append(ip_address(name))
        except ValueError:
            with suppress(ValueError):  # a name that is none in the network
                said.append(x509.DNSName(name).value)
    return said


def _general(names: list[_Name]) -> list[x509.GeneralName]:
    return [x509.DNSName(name) if isinstance(name, str) else x509.IPAddress(name) for name in names]


def _subject(what: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{socket.gethostname()}: {what}"[:64])])


def _usage(*, signs: bool) -> x509.KeyUsage:
    """Of a key that vouches for others, or that proves who it is."""
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _secret(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@dataclass(frozen=True, slots=True)
class _Authority:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def read(cls, content: bytes) -> _Authority:
        """As it was kept.

        Raises:
            ValueError: it is none.
        """
        key = serialization.load_pem_private_key(content, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError("another kind of key")
        return cls(x509.load_pem_x509_certificate(content), key)

    @classmethod
    def made(cls, names: list[_Name]) -> _Authority:
        """A new one for these names, and for the addresses of private networks."""
        key = ec.generate_private_key(ec.SECP256R1())
        who, now = _subject("companion"), datetime.now(UTC)
        others = [ip_network(name) for name in names if not isinstance(name, str) and not _is_private(name)]
        permitted = [
            *(x509.DNSName(name) for name in names if isinstance(name, str)),
            *(x509.IPAddress(network) for network in (*_PRIVATE, *others)),
        ]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(who)
            .issuer_name(who)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + _AUTHORITY_LASTS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(x509.NameConstraints(permitted, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        return cls(certificate, key)

    def may_vouch_for(self, names: list[_Name]) -> bool:
        """Whether it may for these names, and for long enough.

        Raises:
            ExtensionNotFound: it is no authority of ours.
        """
        permitted = self.certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
        known = {general.value for general in permitted or ()}
        rest = (name for name in names if isinstance(name, str) or not _is_private(name))
        wanted = {name if isinstance(name, str) else ip_network(name) for name in rest}
        lasts = self.certificate.not_valid_after_utc > datetime.now(UTC) + _LASTS
        return wanted <= known and lasts

    def vouched(self, names: list[_Name]) -> bytes:
        """A certificate for these names, the authority's, and its key (PEM)."""
        key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
        known = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_subject("companion serve"))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + _LASTS)
            .add_extension(x509.SubjectAlternativeName(_general(names)), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(known, critical=False)
            .sign(self.key, hashes.SHA256())
        )
        whole = (certificate, self.certificate)
        return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in whole) + _secret(key)

    def as_pem(self) -> bytes:
        """To keep it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM) + _secret(self.key)


def _is_private(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _PRIVATE)
