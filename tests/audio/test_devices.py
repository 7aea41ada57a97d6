import subprocess
import sys

import numpy as np
import pytest

from companion.audio.devices import DUCKED, DeviceInfo, Fader, choose_sound_device
from companion.base.errors import UsageError

DEVICES = [
    DeviceInfo(0, "HDA Intel: ALC257 (hw:0,0)", "input", 48_000, 2, default=False),
    DeviceInfo(0, "HDA Intel: ALC257 (hw:0,0)", "output", 48_000, 2, default=True),
    DeviceInfo(3, "USB Mic: Audio (hw:1,0)", "input", 16_000, 1, default=True),
    DeviceInfo(4, "USB Camera: Audio (hw:2,0)", "input", 16_000, 1, default=False),
]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [(None, 3), (0, 0), ("4", 4), ("usb mic", 3), ("camera", 4), ("HDA Intel: ALC257 (hw:0,0)", 0)],
)
def test_a_device_is_chosen_by_number_name_or_part_of_a_name(wanted, number):
    assert choose_sound_device(DEVICES, wanted, "input").number == number


def test_without_a_default_the_first_device_is_taken():
    assert choose_sound_device(DEVICES[:1], None, "input").number == 0


@pytest.mark.parametrize(
    ("wanted", "kind", "message"),
    [
        ("usb", "input", "more than one microphone: 3 «USB Mic.*4 «USB Camera"),
        ("usb", "output", "no speaker «usb»; there are: 0 «HDA Intel"),
        (7, "input", "no microphone «7»; there are: 0 «HDA.*3 «USB Mic.*4 «USB Camera"),
    ],
)
def test_a_wish_that_fits_none_or_several_is_refused_with_the_names(wanted, kind, message):
    with pytest.raises(UsageError, match=message):
        choose_sound_device(DEVICES, wanted, kind)


def test_a_machine_without_speakers_says_so():
    with pytest.raises(UsageError, match="no speaker was found"):
        choose_sound_device([], None, "output")


def test_a_device_listed_twice_under_one_name_is_no_ambiguity():
    twice = [DeviceInfo(1, "Mic", "input", 48_000, 1, default=False), DeviceInfo(5, "Mic", "input", 44_100, 1, False)]
    assert choose_sound_device(twice, "mic", "input").number == 1


def test_a_change_of_loudness_takes_a_block_and_makes_no_click():
    fader, block = Fader(), np.ones(160, np.float32)
    assert fader.faded(block) is block
    fader.duck(softly=True)
    falling, soft = fader.faded(block), fader.faded(block)
    assert (falling[0], falling[-1]) == pytest.approx((1, DUCKED))
    assert np.all(soft == np.float32(DUCKED))
    fader.duck(softly=False)
    sound = np.concatenate((falling, soft, fader.faded(block), fader.faded(block)))
    assert sound[-1] == 1
    assert np.abs(np.diff(sound)).max() < 0.01


def test_importing_the_devices_does_not_load_portaudio():
    program = "import companion.audio.portaudio, sys; sys.exit('sounddevice' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_a_missing_portaudio_library_is_one_clear_line():
    # The library is looked for through ctypes; here it finds nothing, as on a machine that does not have it.
    program = """
import ctypes.util
ctypes.util.find_library = lambda name: None
from companion.audio.portaudio import AudioSystem
from companion.base.errors import CompanionError
try:
    AudioSystem()
except CompanionError as e:
    print(e)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "apt install libportaudio2" in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
