// The line to the server: comes back by itself, goes on with the same conversation, and says why it cannot.

const KEY = "companion.visit";
const PATIENT = { busy: 5000, full: 5000, loading: 2000, rate: 3000, going: 1500 };
const FINAL = ["token", "elsewhere", "slow", "origin", "bad_request", "unsupported"];

export class Connection {
  constructor({ told, state }) {
    this.told = told;
    this.state = state;
    this.tries = 0;
    this.sound = false;
    this.pending = null;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  open() {
    clearTimeout(this.timer);
    this.socket?.close();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = (this.socket = new WebSocket(`${scheme}://${location.host}/ws`));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
      this.send({ type: "hello", version: 1, sound: this.sound, ...kept });
    };
    socket.onmessage = ({ data }) => socket === this.socket && this.take(data);
    socket.onclose = ({ reason }) => socket === this.socket && this.closed(reason);
  }

  take(data) {
    if (typeof data !== "string") {
      const clause = this.pending;
      this.pending = null;
      if (clause) this.told(clause, new Int16Array(data));
      return;
    }
    const event = JSON.parse(data);
    if (event.event === "Welcome") {
      this.tries = 0;
      sessionStorage.setItem(KEY, JSON.stringify({ visit: event.visit, secret: event.secret }));
    }
    if (event.event === "ClauseReady" && event.sound) this.pending = event;
    else this.told(event);
  }

  closed(reason) {
    this.socket = null;
    this.pending = null;
    if (FINAL.includes(reason)) return this.state(reason);
    this.state(reason in PATIENT ? reason : "lost");
    const wait = PATIENT[reason] ?? Math.min(8000, 300 * 2 ** this.tries++);
    this.timer = setTimeout(() => this.open(), wait * (0.8 + 0.4 * Math.random()));
  }

  hurry() {
    if (!this.socket && this.timer) this.open();
  }

  get isOpen() { return this.socket?.readyState === WebSocket.OPEN; }

  send(message) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  // Sound goes only where it is taken at once: what waits would be heard too late.
  sendSound(samples) {
    if (this.isOpen && this.socket.bufferedAmount < 64000) this.socket.send(samples);
  }

  forget() {
    sessionStorage.removeItem(KEY);
  }
}

// The token stands behind the «#» of the address, which no server sees; it leaves the history at once.
export async function enter(token) {
  const given = token ?? new URLSearchParams(location.hash.slice(1)).get("token");
  if (location.hash.includes("token=")) history.replaceState(null, "", location.pathname);
  if (!given) return false;
  const answer = await fetch("/enter", { method: "POST", body: JSON.stringify({ token: given }) }).catch(() => null);
  return answer?.ok ?? false;
}
