"""From replies to sound: clauses, text-to-speech engines, the cache of finished clauses, playback."""
