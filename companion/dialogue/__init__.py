"""A conversation: what was said before, which skill answers, and one `respond()`."""
