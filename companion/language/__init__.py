"""Korean as text, without I/O: letters, particles, numbers, dates, sound, sentence templates."""
