"""Measuring: where utterances end up, how well intents are learnt, and how fast turns are."""
