"""The motions that a reply may ask the robot for: a closed list, so that a misspelt one is found when data is read."""

from __future__ import annotations

from typing import Literal

Gesture = Literal[
    "greeting", "welcome", "wave", "bow", "yes_h", "no_h", "think", "happy", "excite", "cheer", "dance1", "sad",
    "boring", "sleep",
]  # fmt: skip
"""Named as the robot piBo names its motions; another robot maps them to its own.

| gesture | shows |
|---|---|
| greeting, welcome, wave, bow | greeting somebody, inviting to look, waving, bowing |
| yes_h, no_h, think | nodding, shaking the head, thinking |
| happy, excite, cheer, dance1 | joy, excitement, cheering, a dance |
| sad, boring, sleep | sorrow, boredom, sleep |
"""
