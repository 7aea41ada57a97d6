"""`companion doctor`: whether everything works here."""

from __future__ import annotations

import argparse

from companion.app.options import add_json, add_profile, settings_of
from companion.app.output import print_json, show


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser)
    add_json(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print what was found; the exit status is 1 if something does not work."""
    from companion.evaluation.doctor import diagnose

    findings = diagnose(lambda: settings_of(options))
    if options.json:
        print_json([{"check": f.name, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            mark = "-   " if finding.ok is None else "ok  " if finding.ok else "FAIL"
            show(f"{mark} {finding.name}: {finding.detail}")
    return 1 if any(finding.ok is False for finding in findings) else 0
