// The microphone, with the browser's echo canceller; its sound goes to whoever takes it, piece by piece.

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const RATE = 16000;
// What a browser calls the reason.
const WHY = { NotAllowedError: "denied", SecurityError: "denied", NotReadableError: "taken", AbortError: "taken" };

export class Microphone {
  constructor(heard, ended) {
    this.heard = heard;
    this.ended = ended;
    this.stream = null;
    document.addEventListener("visibilitychange", () => document.hidden || this.come());
  }

  // The page is seen again: what the system had put to sleep goes on. A screen stays on while somebody may speak to it.
  come() {
    if (!this.stream) return;
    if (this.context?.state !== "running") this.context?.resume();
    navigator.wakeLock?.request("screen").then((light) => (this.stream ? (this.light = light) : light.release()), () => {});
  }

  get isOpen() { return this.stream !== null; }

  // Opens it and gives the rate of what comes; throws why it cannot be had: "insecure", "denied", "missing", "taken"; or was "closed" meanwhile.
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new Error("insecure");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: WISHES });
    } catch (e) {
      throw new Error(WHY[e.name] ?? "missing");
    }
    this.stream = stream;
    stream.getAudioTracks()[0].onended = () => { this.close(); this.ended(); };
    let source;
    try {
      // Where the browser can, it brings the sound to the rate that is wanted; else the server does.
      this.context = new AudioContext({ sampleRate: RATE });
      source = this.context.createMediaStreamSource(stream);
    } catch {
      this.context = new AudioContext();
      source = this.context.createMediaStreamSource(stream);
    }
    await this.context.audioWorklet.addModule("/capture.js");
    if (!this.stream) throw new Error("closed");
    this.node = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0 });
    this.node.port.onmessage = ({ data }) => this.heard(data);
    source.connect(this.node);
    this.context.resume();
    this.come();
    return this.context.sampleRate;
  }

  // Whether it may listen: for who holds a key to talk.
  gate(open) { this.node?.port.postMessage({ open }); }

  close() {
    for (const track of this.stream?.getTracks() ?? []) { track.onended = null; track.stop(); }
    this.stream = null;
    this.node = null;
    this.light?.release();
    this.light = null;
    this.context?.close();
    this.context = null;
  }
}
