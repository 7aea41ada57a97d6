"""A Korean-first, offline conversational companion robot."""
