"""What hears and speaks in a conversation, where no file is named in its place."""

from __future__ import annotations

from typing import Final

MICROPHONE: Final = "mic"
SPEAKER: Final = "speaker"
