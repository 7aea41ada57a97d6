"""Facts that know their dates: what holds, from when to when, known as of which day, and by which source."""
