"""Speech-to-text engines, plug-ins of the group `companion.stt`."""
