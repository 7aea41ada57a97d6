// The microphone, with the browser's echo canceller; its sound goes to whoever takes it, piece by piece.

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const RATE = 16000;

export class Microphone {
  constructor(heard, ended) {
    this.heard = heard;
    this.ended = ended;
    this.stream = null;
  }

  get isOpen() { return this.stream !== null; }

  // Opens it and gives the rate of what comes; throws why it cannot be had: "insecure", "denied", "missing".
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new Error("insecure");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: WISHES });
    } catch (e) {
      throw new Error(e.name === "NotAllowedError" ? "denied" : "missing");
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
    if (!this.stream) throw new Error("missing");
    this.node = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0 });
    this.node.port.onmessage = ({ data }) => this.heard(data);
    source.connect(this.node);
    this.context.resume();
    return this.context.sampleRate;
  }

  // Whether it may listen: for who holds a key to talk.
  gate(open) { this.node?.port.postMessage({ open }); }

  close() {
    for (const track of this.stream?.getTracks() ?? []) { track.onended = null; track.stop(); }
    this.stream = null;
    this.node = null;
    this.context?.close();
    this.context = null;
  }
}
