// The line of a conversation: it goes on where it stood, and knows which reasons somebody has to do something about.

import { Line } from "./line.js";

const KEY = "companion.visit";

export class Connection extends Line {
  constructor({ told, heard, state, rate }) {
    super("/ws", "/enter", { told, heard, state });
    this.rate = rate;
    this.sound = false;
    this.hears = false;
    this.longest_ms = 8000;
    this.waits_ms = { busy: 5000, full: 5000, loading: 2000, rate: 3000, going: 1500 };
    this.final = ["token", "elsewhere", "slow", "origin", "bad_request", "unsupported"];
  }

  greet() {
    this.hears = false;
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    this.send({ type: "hello", version: 1, sound: this.sound, rate: this.rate, ...kept });
  }

  take(event) {
    if (event.event === "Beat") return;
    if (event.event === "Welcome") {
      this.tries = 0;
      sessionStorage.setItem(KEY, JSON.stringify({ visit: event.visit, secret: event.secret }));
    }
    this.told(event);
  }

  // The microphone is open, or closed. A line that comes back has to be told again: before that it takes no sound.
  sendMicrophone(message) {
    this.hears = this.send({ type: "microphone", ...message }) && message.on;
  }

  // Sound goes only where it is taken at once: what waits would be heard too late.
  sendSound(samples) {
    if (this.hears && this.isOpen && this.socket.bufferedAmount < 64000) this.socket.send(samples);
  }

  forget() {
    sessionStorage.removeItem(KEY);
  }
}
