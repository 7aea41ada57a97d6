// Plays an answer clause by clause, with its sound or, where there is none, at the pace of reading; and knows what of
// it was heard.

import { vowelsOf } from "./face.js";

const SYLLABLE_S = 0.155, PAUSE_S = 0.28, LEAD_S = 0.06;

export class Voice {
  constructor() {
    this.context = null;
    this.begin();
    this.stop();
  }

  // Browsers let a page sound only after somebody touched it.
  wake() {
    if (!this.context) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      this.meter = this.context.createAnalyser();
      this.meter.fftSize = 1024;
      this.meter.connect(this.context.destination);
      this.heights = new Float32Array(this.meter.fftSize);
    }
    if (this.context.state === "suspended") this.context.resume();
  }

  get ready() { return this.context?.state === "running"; }

  now() { return performance.now() / 1000; }

  // A new answer. `started(clause)` is called as each begins, `over()` after the last.
  begin(started = () => {}, over = () => {}, reached = () => {}) {
    this.stop();
    this.stopped = Infinity;
    this.reached = reached;
    this.told = 0;
    this.toldAt = 0;
    this.clauses = [];
    this.sources = [];
    this.started = started;
    this.over = over;
    this.complete = false;
    this.rest = "";
    this.until = 0;
    this.next = 0;
    this.timer = setInterval(() => this.tick(), 30);
  }

  add(clause, samples) {
    const seconds = samples ? samples.length / clause.sound.rate : vowelsOf(clause.text).length * SYLLABLE_S + PAUSE_S;
    const from = Math.max(this.now() + LEAD_S, this.until);
    if (samples && this.ready) {
      const buffer = this.context.createBuffer(1, Math.max(1, samples.length), clause.sound.rate);
      const to = buffer.getChannelData(0);
      for (let i = 0; i < samples.length; i++) to[i] = samples[i] / 32768;
      const source = this.context.createBufferSource();
      source.buffer = buffer;
      source.connect(this.meter);
      source.start(this.context.currentTime + (from - this.now()));
      this.sources.push(source);
    }
    this.until = from + seconds;
    this.clauses.push({ ...clause, from, seconds, until: this.until, shapes: vowelsOf(clause.text), sounds: Boolean(samples) && this.ready });
    if (clause.last) this.complete = true;
    this.tick();
  }

  // Nothing follows but what is only shown.
  finish(rest = "") {
    this.complete = true;
    this.rest = rest;
  }

  tick() {
    const now = this.now();
    while (this.next < this.clauses.length && this.clauses[this.next].from <= now) this.started(this.clauses[this.next++]);
    this.report(now);
    if (this.complete && this.next === this.clauses.length && now >= this.until) {
      clearInterval(this.timer);
      this.timer = null;
      const over = this.over;
      this.over = () => {};
      over(this.rest);
    }
  }

  // Tells how far the sound was heard: the end of every clause, and now and then where it stands.
  report(time = this.now(), always = false) {
    const now = Math.min(time, this.stopped);
    for (; this.told < this.clauses.length; this.told++) {
      const clause = this.clauses[this.told], seconds = clause.seconds;
      if (now < clause.from) return;
      if (now < clause.until) {
        if (always || now > this.toldAt + 0.1) this.reached(clause, Math.min(now - clause.from, seconds));
        if (now > this.toldAt + 0.1) this.toldAt = now;
        return;
      }
      this.reached(clause, seconds);
    }
  }

  // How many clauses were heard to their end.
  get played() {
    const now = this.now();
    const heard = this.clauses.filter((clause) => clause.until <= now);
    return heard.length ? heard[heard.length - 1].number + 1 : 0;
  }

  get speaks() { return this.timer !== null; }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    for (const source of this.sources ?? []) { try { source.stop(); } catch { /* it is over */ } }
    this.sources = [];
    this.over = () => {};
    this.stopped = Math.min(this.stopped ?? Infinity, this.now());
  }

  // How the mouth stands now: how far open, how wide.
  mouth() {
    const now = this.now();
    const clause = this.clauses.find((one) => one.from <= now && now < one.until);
    if (!clause || !clause.shapes.length) return [0, 1];
    const part = ((now - clause.from) / (clause.until - clause.from - (clause.sounds ? 0 : PAUSE_S))) * clause.shapes.length;
    const [open, wide] = clause.shapes[Math.floor(part)] ?? [0, 1];
    if (!clause.sounds) return [open * (0.35 + 0.65 * Math.sin((part % 1) * Math.PI)), wide];
    this.meter.getFloatTimeDomainData(this.heights);
    let power = 0;
    for (const height of this.heights) power += height * height;
    const loud = Math.min(1, Math.sqrt(power / this.heights.length) * 6);
    return [loud * (0.45 + 0.55 * open), wide];
  }
}
