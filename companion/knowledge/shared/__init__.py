"""Packs that many robots share: a server holds them, and each robot a whole copy of its own that it answers from."""
