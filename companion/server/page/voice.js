// An answer clause by clause, with its sound or, where there is none, at the pace of reading; and what of it was heard.

import { vowelsOf } from "./face.js";
import { Loudspeaker } from "./loudspeaker.js";

const SYLLABLE_S = 0.155, PAUSE_S = 0.28, TELLS_S = 0.1, NEARLY_S = 0.002, TICK_MS = 30, DEAD_S = 1.5;

export class Voice {
  constructor() {
    this.speaker = new Loudspeaker(() => this.timer && this.tick());
    this.clauses = [];
    this.keys = 0;
    this.timer = null;
    this.idle();
  }

  wake() { return this.speaker.wake(); }

  now() { return performance.now() / 1000; }

  idle() {
    this.started = this.over = this.reached = () => {};
  }

  // A new answer. `started(clause)` is called as each begins, `over()` after the last, `reached` now and then.
  begin(started = () => {}, over = () => {}, reached = () => {}) {
    this.stop();
    for (const clause of this.clauses) this.speaker.forget(clause.key);
    Object.assign(this, { started, over, reached, clauses: [], at: 0, complete: false, rest: "", toldAt: 0 });
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  // The next clause; its sound follows in pieces.
  add(clause) {
    const shapes = vowelsOf(clause.text), sounds = Boolean(clause.sound) && this.speaker.awake;
    const seconds = clause.sound ? clause.sound.samples / clause.sound.rate : shapes.length * SYLLABLE_S + PAUSE_S;
    const key = ++this.keys;
    this.clauses.push({ ...clause, key, shapes, seconds, sounds, since: null, heard: 0 });
    if (sounds) this.speaker.begin(key, clause.sound.samples);
    if (clause.last) this.complete = true;
    this.tick();
  }

  // A piece of the sound of the newest clause.
  piece(samples) {
    const clause = this.clauses[this.clauses.length - 1];
    if (this.speaks && clause?.sounds) this.speaker.add(clause.key, samples);
  }

  // Nothing follows but what is only shown.
  finish(rest = "") {
    this.complete = true;
    this.rest = rest;
  }

  // How much of a clause was heard: what the loudspeaker knows, or as long as it would have taken.
  heardOf(clause) {
    clause.since ??= this.now();
    const passed = this.now() - clause.since;
    if (clause.sounds && !this.speaker.runs && passed > DEAD_S) clause.sounds = false;  // it never sounds
    return Math.min(clause.seconds, clause.sounds ? this.speaker.heard(clause.key) : passed);
  }

  tick() {
    for (; this.at < this.clauses.length; this.at++) {
      const clause = this.clauses[this.at], first = clause.heard === 0;
      clause.heard = this.heardOf(clause);
      if (!clause.shows && (clause.heard > 0 || !clause.sounds)) {
        clause.shows = true;
        this.started(clause);
      }
      const whole = clause.heard >= clause.seconds - NEARLY_S;
      if (whole || first || this.now() > this.toldAt + TELLS_S) this.tell(clause, whole);
      if (!whole) return;
    }
    if (!this.complete) return;
    const { over, rest } = this;
    this.end();
    over(rest);
  }

  tell(clause, whole) {
    this.toldAt = this.now();
    if (clause.heard > 0) this.reached(clause, whole ? clause.seconds : clause.heard);
  }

  // How many clauses were heard to their end.
  get played() {
    return this.at > 0 ? (this.clauses[this.at - 1].number ?? -1) + 1 : 0;
  }

  get speaks() { return this.timer !== null; }

  end() {
    clearInterval(this.timer);
    this.timer = null;
    this.idle();
  }

  // Falls silent, and tells how far it had come: what went out will still be heard.
  async stop() {
    if (!this.speaks) return;
    const { reached } = this, clause = this.clauses[this.at];
    this.end();
    await this.speaker.stop();
    if (clause?.sounds) reached(clause, Math.min(clause.seconds, this.speaker.wentOut(clause.key)));
  }

  // How the mouth stands now: how far open, how wide.
  mouth() {
    const clause = this.speaks ? this.clauses[this.at] : null;
    if (!clause?.shapes.length) return [0, 1];
    const part = (clause.heard / (clause.seconds - (clause.sounds ? 0 : PAUSE_S))) * clause.shapes.length;
    const [open, wide] = clause.shapes[Math.floor(part)] ?? [0, 1];
    if (!clause.sounds) return [open * (0.35 + 0.65 * Math.sin((part % 1) * Math.PI)), wide];
    return [this.speaker.loudness(clause.key) * (0.45 + 0.55 * open), wide];
  }
}
