// In the thread of the sound: plays what is sent piece by piece, and tells what of it went out, and when.
//
// A sound begins once so much of it is there that a late piece does not interrupt it. Where one is late all the same it
// waits, for longer each time.

const FIRST_S = 0.06, MOST_S = 0.4, LONGER = 1.6, FADE = 128, TELLS_S = 0.04;

class Playout extends AudioWorkletProcessor {
  constructor() {
    super();
    this.sounds = [];
    this.wants_s = FIRST_S;
    this.runs = false;
    this.toldAt = 0;
    this.fade = 0;
    this.last = 0;
    this.port.onmessage = ({ data }) => this.take(data);
  }

  take({ id, length, piece, stop }) {
    if (stop) return this.stop();
    if (length !== undefined) return this.sounds.push({ id, length, pieces: [], come: 0, gone: 0, at: 0 });
    const sound = this.sounds.find((one) => one.id === id);
    if (!sound) return;  // it was stopped
    sound.pieces.push(piece);
    sound.come += piece.length;
  }

  // What went out will be heard; nothing else will.
  stop() {
    const sound = this.sounds[0];
    this.sounds = [];
    this.fade = this.runs ? FADE : 0;
    this.runs = false;
    this.port.postMessage({ stopped: true, id: sound?.id ?? null, gone: sound?.gone ?? 0, time: currentTime });
  }

  tell(sound, frame) {
    this.toldAt = currentTime;
    this.port.postMessage({ id: sound.id, gone: sound.gone, time: currentTime + frame / sampleRate, runs: this.runs });
  }

  mayBegin(sound) {
    return sound.come >= sound.length || sound.come - sound.gone >= this.wants_s * sampleRate;
  }

  next(sound) {
    const piece = sound.pieces[0], height = piece[sound.at++] / 32768;
    sound.gone++;
    if (sound.at === piece.length) { sound.pieces.shift(); sound.at = 0; }
    return height;
  }

  process(_, [[out]]) {
    for (let frame = 0; frame < out.length; frame++) {
      const sound = this.sounds[0];
      if (sound && !this.runs && this.mayBegin(sound)) {
        this.runs = true;
        this.tell(sound, frame);
      }
      if (sound && this.runs) {
        if (sound.gone === sound.length) {
          this.sounds.shift();
          this.runs = false;
          this.tell(sound, frame);
          frame--;
          continue;
        }
        if (sound.gone === sound.come) {
          this.runs = false;
          this.wants_s = Math.min(MOST_S, this.wants_s * LONGER);
          this.tell(sound, frame);
        }
      }
      if (sound && this.runs) this.last = out[frame] = this.next(sound);
      else if (this.fade > 0) out[frame] = (this.last * --this.fade) / FADE;  // no click
      else out[frame] = this.last = 0;
    }
    if (this.runs && currentTime > this.toldAt + TELLS_S) this.tell(this.sounds[0], out.length);
    return true;
  }
}

registerProcessor("playout", Playout);
