// The loudspeaker: sounds go to it piece by piece, and it knows what of them was heard.
//
// What went out is heard when the device has come to it: a Bluetooth speaker a quarter of a second later.

import { Playhead } from "./playhead.js";

export const RATE = 24000;
const WINDOW = 480;

export class Loudspeaker {
  constructor(moved) {
    this.moved = moved;
    this.context = null;
    this.node = null;
    this.waiting = [];
    this.sounds = new Map();
    this.head = new Playhead(RATE);
    this.stops = [];
    document.addEventListener("visibilitychange", () => this.context && !document.hidden && this.wake());
  }

  // Browsers let a page sound only after somebody touched it.
  wake() {
    if (!this.context) this.open().catch(() => { this.failed = true; });
    if (this.context.state !== "running") this.context.resume();
  }

  async open() {
    this.context = new AudioContext({ latencyHint: "interactive", sampleRate: RATE });
    await this.context.audioWorklet.addModule("/playout.js");
    this.node = new AudioWorkletNode(this.context, "playout", { numberOfInputs: 0, outputChannelCount: [1] });
    this.node.port.onmessage = ({ data }) => this.told(data);
    this.node.connect(this.context.destination);
    for (const message of this.waiting.splice(0)) this.node.port.postMessage(message);
  }

  // Whether it was touched, and so sounds, or will in a moment.
  get awake() { return this.context !== null && !this.failed; }

  get runs() { return this.node !== null && this.context.state === "running"; }

  post(message) {
    if (this.node) this.node.port.postMessage(message);
    else this.waiting.push(message);
  }

  // The time of the sound that is heard now.
  now() {
    const { contextTime, performanceTime } = this.context.getOutputTimestamp?.() ?? {};
    if (!performanceTime) return this.context.currentTime - (this.context.outputLatency || this.context.baseLatency || 0);
    return Math.min(this.context.currentTime, contextTime + (performance.now() - performanceTime) / 1000);
  }

  begin(id, length) {
    this.sounds.set(id, []);
    this.post({ id, length });
  }

  add(id, piece) {
    this.sounds.get(id)?.push(piece);
    this.post({ id, piece });
  }

  told(data) {
    this.head.told(data);
    if (data.stopped) for (const done of this.stops.splice(0)) done();
    this.moved();
  }

  // How many seconds of a sound were heard.
  heard(id) { return this.context ? this.head.heard(id, this.now()) : 0; }

  // Falls silent; comes back once it is known how much went out, which will be heard to its end.
  async stop() {
    this.sounds.clear();
    this.waiting.length = 0;
    if (!this.runs) return;
    await new Promise((done) => { this.stops.push(done); this.post({ stop: true }); });
  }

  wentOut(id) { return this.head.heard(id, Infinity); }

  forget(id) { this.sounds.delete(id); this.head.forget(id); }

  // How loud a sound is where it is heard now, 0 to 1.
  loudness(id) {
    let at = Math.round(this.heard(id) * RATE) - WINDOW / 2, power = 0, count = 0;
    for (const piece of this.sounds.get(id) ?? []) {
      for (let i = Math.max(0, at); i < Math.min(piece.length, at + WINDOW); i++, count++) power += (piece[i] / 32768) ** 2;
      at -= piece.length;
      if (at + WINDOW < 0) break;
    }
    return count ? Math.min(1, Math.sqrt(power / count) * 6) : 0;
  }
}
