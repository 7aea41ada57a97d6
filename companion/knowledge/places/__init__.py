"""Where to eat in Suwon: places, the words people use for them, and a search that explains itself."""
