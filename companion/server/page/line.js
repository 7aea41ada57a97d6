// A line to the server: comes back by itself, notices when nothing comes through it any more, and says why it is gone.
// What is told is data as JSON, or sound; a console and a stage need no more than the newest of it.

const BEAT_S = 3, MISSED = 3;
const LONGEST_MS = 2000;
const FINAL = ["token"];

export class Line {
  constructor(path, entry, { told, state, heard = () => {} }) {
    Object.assign(this, { path, entry, told, state, heard, tries: 0, quiet: 0, beat_s: BEAT_S, final: FINAL, longest_ms: LONGEST_MS, waits_ms: {} });
    for (const back of ["online", "pageshow"]) addEventListener(back, () => this.hurry());
    for (const back of ["visibilitychange", "resume"]) document.addEventListener(back, () => document.hidden || this.hurry());
  }

  async begin() {
    await enter(this.entry);
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    this.drop();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = (this.socket = new WebSocket(`${scheme}://${location.host}${this.path}`));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket === this.socket && this.greet();
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      this.quiet = 0;
      if (typeof data === "string") this.take(JSON.parse(data));
      else this.heard(new Int16Array(data));
    };
    socket.onclose = ({ reason }) => socket === this.socket && this.closed(reason);
    // A network that is lost closes nothing: the server is heard every few seconds, or the line is gone. Ticks are
    // counted and not seconds, for in a page that sleeps nothing is read either.
    this.watch = setInterval(() => ++this.quiet > MISSED && this.closed("silent"), this.beat_s * 1000);
  }

  // Nothing comes any more: as sure as if it had been closed.
  lose() {
    if (this.socket) this.closed("lost");
  }

  greet() {}

  take(event) {
    this.tries = 0;
    this.told(event);
    this.state("open");
  }

  drop() {
    clearInterval(this.watch);
    const { socket } = this;
    this.socket = null;
    this.quiet = 0;
    socket?.close();
  }

  closed(reason) {
    this.drop();
    this.state(reason || "lost");
    if (this.final.includes(reason)) return;
    const wait = this.waits_ms[reason] ?? Math.min(this.longest_ms, 150 * 2 ** this.tries++);
    this.timer = setTimeout(() => this.open(), wait * (0.8 + 0.4 * Math.random()));
  }

  // The network or the page is there again: no need to wait.
  hurry() {
    if (!this.socket && this.timer) this.open();
  }

  get isOpen() { return this.socket?.readyState === WebSocket.OPEN; }

  send(message) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }
}

// Brings the token, and says whether it is right. That of a link stands behind the «#» of the address, which no server
// sees; it leaves the history at once.
export async function enter(path, token) {
  const given = token ?? new URLSearchParams(location.hash.slice(1)).get("token");
  if (location.hash.includes("token=")) history.replaceState(null, "", location.pathname + location.search);
  if (!given) return false;
  const answer = await fetch(path, { method: "POST", body: JSON.stringify({ token: given }) }).catch(() => null);
  return answer?.ok ?? false;
}
