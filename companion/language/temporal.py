"""The library that reads Korean times, made quick enough to be asked many times in a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from korean_datetime import ParseOptions, TemporalParser


def temporal_parser(options: ParseOptions) -> TemporalParser:
    """The library's parser, which tries at each letter only those of its rules that match somewhere in the text.

    It finds the same: a rule that matches nowhere makes no token, and ends none. Most texts are matched by none of the
    sixty rules, and every other one by few.
    """
    from korean_datetime import TemporalParser
    from korean_datetime.core.scanner import Scanner, Token

    class Sparing(Scanner):
        def scan(self, text: str) -> list[Token]:
            rules = [rule for rule in self.rules if rule.pattern.search(text)]
            return Scanner(rules).scan(text) if rules else []

    parser = TemporalParser(options)
    parser._scanner = Sparing(parser._scanner.rules)  # the library offers no other way in
    return parser
