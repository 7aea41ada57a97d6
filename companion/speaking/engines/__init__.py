"""Text-to-speech engines, plug-ins of the group `companion.tts`."""
