"""The commands: nothing but the terminal."""
