"""`companion serve`: the robot for screens and programs."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from companion.app.options import add_profile, settings_of
from companion.app.output import show, show_error
from companion.base.errors import UsageError


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    parser.add_argument("--host", metavar="ADDRESS", help="the address to listen at (default: this machine only)")
    parser.add_argument("--port", type=int, metavar="N", help="the port (default: 8765)")
    parser.add_argument("--wyoming", type=int, metavar="N", help="Home Assistant's Wyoming protocol, too, at this port")
    parser.add_argument("--osc", metavar="HOST:PORT", help="a body that follows over Open Sound Control")
    parser.add_argument(
        "--mqtt", metavar="mqtt://HOST", help="the same at an MQTT broker, where Home Assistant finds it"
    )
    parser.add_argument("--tls", action="store_true", help="over HTTPS, with a certificate made here")
    parser.add_argument("--cert", type=Path, metavar="FILE.pem", help="over HTTPS, with this certificate")
    parser.add_argument("--key", type=Path, metavar="FILE.pem", help="its key (default: in the same file)")
    parser.add_argument("--token", metavar="TEXT", help="what clients must know (better: COMPANION_SERVING__TOKEN)")
    parser.add_argument("--silent", action="store_true", help="in text only")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C or a signal."""
    from companion.server.certificates import Certificate, own_certificate
    from companion.server.logs import log_privately
    from companion.server.running import RunningServer, listening_socket, own_address, server_names, token_for

    given = {name: getattr(options, name) for name in ("host", "port", "wyoming", "osc", "mqtt", "token")}
    settings = settings_of(options, {"serving": {key: value for key, value in given.items() if value is not None}})
    token = token_for(settings)
    made = token is not None and settings.serving.token is None
    if made and not sys.stdout.isatty():
        raise UsageError("there is no terminal to show a token at; give one in the variable COMPANION_SERVING__TOKEN")
    certificate = None
    if options.cert is not None:
        certificate = Certificate(options.cert, options.key or options.cert)
    elif options.tls:
        certificate = own_certificate((*sorted(server_names(settings)), "127.0.0.1", "::1", own_address()))
    listener = listening_socket(settings.serving.host, settings.serving.port)
    host, port = listener.getsockname()[:2]
    shown = own_address() if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    address = f"{'http' if certificate is None else 'https'}://{shown}:{port}/"
    server = RunningServer(settings, listener, token, certificate, silent=options.silent)
    fingerprint = None if certificate is None else certificate.fingerprint
    show(f"companion serve: {address}")
    if certificate is not None and fingerprint is not None:
        show(f"certificate: SHA-256 {fingerprint}")
        if certificate.authority is not None:
            show(f"for other devices to trust it: {address}certificate.crt SHA-256 {certificate.authority_fingerprint}")
    if token is not None and sys.stdout.isatty():
        _show_entry(address, token)
    log_privately()
    server.run(_tell)
    return 0


def _tell(line: str) -> None:
    with suppress(OSError):  # a log that is full ends no conversation
        show_error(line)


def _show_entry(address: str, token: str) -> None:
    import segno

    from companion.server.body_socket import body_token

    # Behind the «#» it is sent to no server and written to no log; the page takes it out of the history.
    entry = f"{address}#token={token}"
    show(f"token: {token}\nfor bodies, which only read along: {body_token(token)}\n{entry}")
    segno.make(entry, error="m").terminal(sys.stdout, compact=True)
