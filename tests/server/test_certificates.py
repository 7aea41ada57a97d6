"""The certificate that `--tls` makes: a device that trusts its authority, and nothing else, is satisfied."""

import socket
import ssl
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Thread

import httpx2 as httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from playwright.sync_api import expect
from screens import Screen
from served import serving

from companion.server.certificates import own_certificate

NAMES = ("localhost", "stage", "stage.local", "127.0.0.1", "::1", "192.168.0.7")


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "companion-robot"


def trusting(path=None):
    """A client as strict as they come, which trusts one authority."""
    context = ssl.create_default_context(cafile=path)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


def greeted(certificate, client, name):
    """What the client says of a server with this certificate that goes by this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    here, there = socket.socketpair()

    def serve():
        try:
            context.wrap_socket(there, server_side=True).close()
        except (ssl.SSLError, OSError):
            there.close()

    thread = Thread(target=serve)
    thread.start()
    try:
        with closing(client.wrap_socket(here, server_hostname=name)):
            return "welcome"
    except ssl.SSLCertVerificationError as e:
        return e.verify_message
    finally:
        here.close()
        thread.join(10)


def test_who_trusts_the_authority_trusts_every_name_and_nobody_else_does(tmp_path):
    certificate = own_certificate(NAMES)
    trust = tmp_path / "trust.pem"
    trust.write_text(ssl.DER_cert_to_PEM_cert(certificate.authority_der))
    assert [greeted(certificate, trusting(trust), name) for name in NAMES] == ["welcome"] * len(NAMES)
    assert "mismatch" in greeted(certificate, trusting(trust), "bank.example")
    assert "self-signed" in greeted(certificate, trusting(), "localhost")
    check = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", trust, certificate.certificate]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0


def test_it_is_what_phones_ask_for_and_the_authority_is_for_this_machine_only():
    certificate = own_certificate(NAMES)
    made = x509.load_pem_x509_certificate(certificate.certificate.read_bytes())
    usage = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=397)
    authority = x509.load_der_x509_certificate(certificate.authority_der)
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert authority.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    names = {general.value for general in permitted if isinstance(general, x509.DNSName)}
    assert names == {"localhost", "stage", "stage.local"}


def fingerprints(names):
    certificate = own_certificate(names)
    return certificate.fingerprint, certificate.authority_fingerprint


def test_it_is_kept_and_renewed_under_the_same_authority_when_names_change_or_it_is_old(kept, monkeypatch):
    first = fingerprints(NAMES)
    assert [path.stat().st_mode & 0o077 for path in kept.iterdir()] == [0, 0]
    assert fingerprints(NAMES) == first
    # Another address of a private network, and names fewer: no device has to be told again.
    moved = fingerprints((*NAMES[:-1], "10.3.2.1"))
    assert moved[0] != first[0]
    assert moved[1] == first[1]
    # Another name: the old authority may not vouch for it.
    renamed = fingerprints((*NAMES, "hall.example"))
    assert renamed[1] != first[1]

    class Later(datetime):
        @classmethod
        def now(cls, zone):
            return datetime.now(zone) + timedelta(days=370)

    monkeypatch.setattr("companion.server.certificates.datetime", Later)
    renewed = fingerprints((*NAMES, "hall.example"))
    assert renewed[0] != renamed[0]
    assert renewed[1] == renamed[1]


@pytest.mark.parametrize("authority", [None, b"", b"no certificate"])
def test_one_that_was_kept_without_an_authority_is_made_again(kept, authority):
    key, who = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "old")])
    old = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=700))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    kept.mkdir()
    (kept / "server.pem").write_bytes(old.public_bytes(serialization.Encoding.PEM))
    if authority is not None:
        (kept / "authority.pem").write_bytes(authority)
    made = own_certificate(("localhost",))
    assert x509.load_pem_x509_certificate(made.certificate.read_bytes()).serial_number != 7
    trust = kept / "trust.pem"
    trust.write_text(ssl.DER_cert_to_PEM_cert(made.authority_der))
    assert greeted(made, trusting(trust), "localhost") == "welcome"


def test_a_device_gets_the_authority_and_a_page_whose_line_is_refused_says_why(browser):
    certificate = own_certificate(("localhost", "127.0.0.1"))
    with serving("a-token-of-some-length", certificate=certificate) as server:
        got = httpx.get(f"{server.http}/certificate.crt", verify=False)
        assert got.headers["content-type"] == "application/x-x509-ca-cert"
        assert got.content == certificate.authority_der
        assert b"PRIVATE" not in got.content
        refused = Screen(browser, server.http, between=lambda socket: socket.close())
        expect(refused.page.locator("#notice-title")).to_have_text("이 기기가 로봇을 아직 믿지 않아요")
        with refused.page.expect_download() as download:
            refused.page.click("#notice-button")
        assert download.value.url.endswith("/certificate.crt")
        refused.close()


def test_a_plain_server_has_no_authority(server):
    assert httpx.get(f"{server.http}/certificate.crt").status_code == 404
