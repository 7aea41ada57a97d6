"""FoundPassages passages: an index of words and meanings, and what makes a passage the answer to a question."""
