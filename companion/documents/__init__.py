"""People's own files: read into passages, and kept with the packs."""
