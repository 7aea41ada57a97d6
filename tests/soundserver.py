"""A virtual microphone, `robot_ear`, and a virtual speaker, `robot_mouth`, on private PulseAudio servers.

Each is a null sink on a server of its own, so that a device which is taken away leaves nothing to which its streams
could be moved. What a test plays into `robot_ear` is heard by the robot, and what the robot plays into `robot_mouth`
can be recorded. PortAudio sees them as devices of these names, and as the default ones, through ALSA's PulseAudio
plug-in. Needs the Debian packages pulseaudio, pulseaudio-utils, libasound2-plugins and libportaudio2.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from companion.audio.pcm import Audio

EAR, MOUTH = "robot_ear", "robot_mouth"
RATE = 48_000
PACKAGES = "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"

ALSA = """
pcm.robot_ear {{ type pulse server "{ear}" device robot_ear.monitor hint {{ show on description "microphone" }} }}
pcm.robot_mouth {{ type pulse server "{mouth}" device robot_mouth hint {{ show on description "speaker" }} }}
pcm.default {{ type asym capture.pcm robot_ear playback.pcm robot_mouth }}
"""


class VirtualDevice:
    """A sound server with one null sink."""

    def __init__(self, name, folder):
        self.name = name
        self._folder = folder
        self._socket = folder / "socket"
        self.address = f"unix:{self._socket}"
        self._server = None
        self._module = None
        self._keeper = None
        folder.mkdir()

    @property
    def here(self):
        return self._module is not None

    def start(self, channels=1):
        """Start the server, if it does not run, and plug the device in."""
        if self._server is None:
            own = {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)}
            options = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--realtime=no"]
            clients = f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"
            with (self._folder / "log").open("a") as log:
                command = ["pulseaudio", *options, "-L", clients]
                self._server = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log)
            self._until_it_answers()
        arguments = [f"sink_name={self.name}", f"rate={RATE}", f"channels={channels}"]
        self._module = self._pactl("load-module", "module-null-sink", *arguments).strip()
        # Somebody who listens closely makes a null sink move in small steps; alone it sleeps for up to two seconds.
        listened = self._folder / "listened"
        with listened.open("wb") as out:
            command = self.tool("parec", f"--device={self.name}.monitor", "--latency-msec=20", "--rate=8000")
            self._keeper = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        while not listened.stat().st_size:
            assert self._keeper.poll() is None, f"{self.name} cannot be listened to"
            time.sleep(0.01)

    def unplug(self):
        """Take the device away; the server goes on."""
        self._pactl("unload-module", self._module)
        self._gone()

    def kill(self):
        """End the server at once, as a crash would."""
        if self._server is None:
            return
        self._server.kill()
        self._server.wait()
        self._server = None
        self._socket.unlink(missing_ok=True)
        if self.here:
            self._gone()

    def freeze(self):
        """Let the server hang until `thaw`."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._server.send_signal(signal.SIGCONT)

    def tool(self, name, *arguments):
        """The command line of one of PulseAudio's tools for this device."""
        return [name, f"--server={self.address}", *arguments]

    def _gone(self):
        self._module = None
        self._keeper.kill()
        self._keeper.wait()

    def _pactl(self, *arguments):
        done = subprocess.run(self.tool("pactl", *arguments), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def _until_it_answers(self):
        for _ in range(400):
            try:
                self._pactl("info")
                return
            except RuntimeError:
                time.sleep(0.05)
        raise RuntimeError("pulseaudio does not start: " + (self._folder / "log").read_text())


class SoundServer:
    """Both devices, and what a test does with them."""

    def __init__(self, folder):
        missing = [tool for tool in ("pulseaudio", "pactl", "paplay", "pacat", "parec") if not shutil.which(tool)]
        if missing:
            raise RuntimeError(f"the tests of sound need {', '.join(missing)}: apt install {PACKAGES}")
        self._folder = folder
        self._devices = {name: VirtualDevice(name, folder / name) for name in (EAR, MOUTH)}
        addresses = {"ear": self._devices[EAR].address, "mouth": self._devices[MOUTH].address}
        (folder / "alsa.conf").write_text(ALSA.format(**addresses))
        self.variables = {"ALSA_CONFIG_PATH": str(folder / "alsa.conf"), "PULSE_COOKIE": str(folder / "cookie")}

    def start(self):
        """Start what does not run and plug in what is not there."""
        for device in self._devices.values():
            if not device.here:
                device.start()

    def kill(self):
        """End both servers at once, as a crash would."""
        for device in self._devices.values():
            device.kill()

    def plug(self, name, channels=1):
        """Bring a device back, perhaps with more channels than it had."""
        self._devices[name].start(channels)

    def unplug(self, name):
        """Take a device away; the streams on it die."""
        self._devices[name].unplug()

    @contextmanager
    def frozen(self, name):
        """Let a device hang while the context lasts."""
        self._devices[name].freeze()
        try:
            yield
        finally:
            self._devices[name].thaw()

    def say(self, audio, gains=(1,)):
        """Play a sound into the microphone, to its end; its channels have the gains."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            path = Path(folder) / "said.wav"
            soundfile.write(path, np.outer(audio.at(RATE).samples, gains), RATE, subtype="PCM_16")
            subprocess.run(
                self._devices[EAR].tool("paplay", f"--device={EAR}", "--latency-msec=300", str(path)), check=True
            )

    @contextmanager
    def recording(self):
        """Record the speaker while the context lasts; what was played last is on it after the context."""
        recording = Recording()
        with subprocess.Popen(self._listen_to_speaker(), stdout=subprocess.PIPE) as recorder:
            thread = threading.Thread(target=recording.read, args=(recorder.stdout,))
            thread.start()
            try:
                assert recording.begun.wait(20), "the speaker cannot be recorded"
                yield recording
                time.sleep(0.8)
            finally:
                recorder.kill()
                thread.join()

    @contextmanager
    def echo(self):
        """Lead what is played back into the microphone while the context lasts, as a room does."""
        with subprocess.Popen(self._listen_to_speaker(), stdout=subprocess.PIPE) as recorder:
            into_ear = ["--playback", f"--device={EAR}", "--latency-msec=60", *RAW]
            with subprocess.Popen(self._devices[EAR].tool("pacat", *into_ear), stdin=recorder.stdout) as player:
                try:
                    yield
                finally:
                    recorder.kill()
                    player.kill()

    def _listen_to_speaker(self):
        return self._devices[MOUTH].tool("parec", f"--device={MOUTH}.monitor", "--latency-msec=30", *RAW)


RAW = ["--raw", "--format=float32le", f"--rate={RATE}", "--channels=1"]


class Recording:
    """What was recorded so far."""

    def __init__(self):
        self._chunks = []
        self.begun = threading.Event()

    def read(self, pipe):
        while chunk := pipe.read1(4096):
            self._chunks.append(chunk)
            self.begun.set()

    @property
    def audio(self):
        data = b"".join(self._chunks)
        return Audio(np.frombuffer(data[: len(data) // 4 * 4], np.float32), RATE)


@contextmanager
def sound_server():
    """Run both devices and point this process at them; PortAudio is started anew before and after."""
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        server = SoundServer(Path(folder))
        before = {name: os.environ.get(name) for name in server.variables}
        os.environ.update(server.variables)
        try:
            server.start()
            restart_portaudio()
            yield server
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
            server.kill()
            restart_portaudio()


def restart_portaudio():
    """Make PortAudio look at the environment and the devices again."""
    try:
        import sounddevice
    except OSError:
        raise RuntimeError(f"the tests of sound need PortAudio: apt install {PACKAGES}") from None
    sounddevice._terminate()
    sounddevice._initialize()
