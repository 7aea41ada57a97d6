// In the thread of the sound: what the microphone hears, in pieces of 20 ms as 16-bit samples.

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Int16Array(Math.round(sampleRate * 0.02));
    this.length = 0;
    this.open = true;
    this.port.onmessage = ({ data }) => { this.open = data.open; };
  }

  process([input]) {
    const heard = input[0];
    if (!heard) return true;
    for (const height of heard) {
      // While it may not listen it hears silence, so that time goes on.
      this.piece[this.length++] = this.open ? Math.max(-32768, Math.min(32767, Math.round(height * 32767))) : 0;
      if (this.length === this.piece.length) {
        const whole = this.piece.slice();
        this.port.postMessage(whole, [whole.buffer]);
        this.length = 0;
      }
    }
    return true;
  }
}

registerProcessor("capture", Capture);
