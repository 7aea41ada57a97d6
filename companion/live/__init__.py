"""The spoken turn: listening, answering, speaking."""
