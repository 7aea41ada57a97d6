// The page: what is told moves the face and the captions, what is touched or written is said.

import { Answer } from "./answer.js";
import { Connection } from "./connection.js";
import { Face } from "./face.js";
import { enter } from "./line.js";
import { RATE } from "./loudspeaker.js";
import { Microphone } from "./microphone.js";
import { Preferences } from "./preferences.js";
import { Voice } from "./voice.js";
import { GREETING, REQUESTS, word } from "./words.js";

const find = (selector) => document.querySelector(selector);
const stage = find("#stage"), input = find("#text"), notice = find("#notice"), token = find("#token");

const voice = new Voice();
const face = new Face(find("#face"), stage);
const answer = new Answer();
const preferences = new Preferences(changed);
const connection = new Connection({ told, heard: (samples) => voice.piece(samples), state, rate: RATE });
face.sound = () => voice.mouth();
const microphone = new Microphone((samples) => connection.sendSound(samples), lost);
const talkButton = find("#talk-button");
// What the server calls a phase, by what the face shows.
const PHASES = { listening: "listening", hearing: "hearing", committing: "thinking", speaking: "speaking" };
let has = { voice: false };
let asked = null;  // what waits for its answer
let why = null;  // why the line is gone
let met = false;  // whether the line was ever there
let aloud = false;
let held = false;
let waits = false;
let rate = 16000;

function phase(name) {
  face.setPhase(name);
  tellPhase();
}

function tellPhase() {
  const name = stage.dataset.phase;
  const calm = !aloud ? word("waiting") : waits ? word("called", has.called) : word("listening");
  find("#status span").textContent = name === "listening" ? calm : word(name);
}

// Each sentence on a line of its own: short ones are torn apart otherwise.
const byLines = (name) => word(name).replace(/([.?!]) /g, "$1\n");

// Why it is not there, for as long as it is not.
function explain(reason) {
  why = reason;
  find("#why").hidden = !why;
  find("#why").textContent = why ? byLines(why) : "";
}

function changed() {
  for (const button of document.querySelectorAll("#controls button")) button.querySelector("span").textContent = word(button.dataset.do);
  find("#controls").setAttribute("aria-label", word("controls"));
  find("#caption").setAttribute("aria-label", word("answer"));
  input.placeholder = word("placeholder");
  input.setAttribute("aria-label", word("placeholder"));
  find("#send").setAttribute("aria-label", word("send"));
  find("#menu").setAttribute("aria-label", word("menu"));
  nameFull();
  find("#settings header button").setAttribute("aria-label", word("close"));
  nameTalk();
  explain(why);
  tellPhase();
  face.still = preferences.still;
  if (connection.isOpen) connection.send({ type: "sound", on: preferences.sound });
  connection.sound = preferences.sound;
  if (aloud && !held && waits !== (preferences.listen === "wake")) hearAs(preferences.listen);
  answer.tellSources();
}

function told(event) {
  met = true;
  switch (event.event) {
    case "Loading":
      explain("loadingWhy");
      return phase("loading");
    case "Welcome": return welcome(event);
    case "TurnCommitted":
      find("#offers").hidden = true;
      return answer.ask(event.heard);
    case "Replied":
      asked = null;
      answer.show(event.reply);
      answer.caption.classList.remove("over");
      face.show(["unknown", "clarify"].includes(event.reply.status) ? "think" : null);
      begin();
      return;
    case "Gesture": return face.show(event.name);
    case "ClauseReady":
      if (!voice.speaks) begin();  // it goes on after an interruption that was none
      return voice.add(event);
    case "AllReady": return voice.finish(event.shown);
    case "Hush":
      voice.stop();
      return answer.over();
    case "Phase": return phase(event.name === "speaking" && !voice.speaks ? "listening" : PHASES[event.name]);
    case "HeardSoFar":
      if (event.text) find("#offers").hidden = true;
      return answer.hear(event.text, event.stable);
    case "Aloud":
      // What was closed when this page asked may be open again by now.
      if (event.reason === "closed" && microphone.isOpen) return;
      talking(event.on);
      if (event.reason === "mute") tell("muteTitle", "mute");
      if (event.reason === "failed") tell("deafTitle", "deaf");
      return;
    case "NothingSaid": asked = null; return phase("listening");
    case "Refused":
      asked = null;
      if (event.reason === "busy" && microphone.isOpen && !aloud) {
        quiet();
        return tell("busyTitle", "crowd");
      }
      answer.clear();
      answer.clause(event.reason === "rate" ? word("tooMuch") : word("refused"));
      return phase("listening");
  }
}

function welcome(event) {
  if (notice.open) notice.close();
  explain(null);
  has = event;
  find("#name").textContent = document.title = event.name;
  for (const room of ["#sound-setting", "#listen-setting", "#talk-button"]) find(room).hidden = !event.voice;
  phase("listening");
  if (!event.resumed) {
    answer.ask(null);
    answer.clear();
    answer.clause(event.greeting ?? GREETING);
    face.show("greeting");
    offer(event.offers ?? []);
  }
  if (!event.voice) talking(false);
  else if (microphone.isOpen) hearAs(held ? "open" : preferences.listen);
}

function offer(offers) {
  const room = find("#offers");
  room.hidden = !offers.length;
  room.replaceChildren(...offers.map((text) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.textContent = text;
    chip.addEventListener("click", () => say(text));
    return chip;
  }));
}

function begin() {
  voice.begin(begun, over, (clause, seconds) => {
    if (aloud && clause.sounds) connection.send({ type: "position", sound: clause.sound.id, seconds });
  });
}

function begun(clause) {
  if (face.phase !== "speaking") phase("speaking");
  answer.clause(clause.shown);
}

function over(rest) {
  answer.clause(rest);
  answer.over();
  if (aloud) return;  // the server says what comes next
  phase("listening");
  connection.send({ type: "over" });
}

// The microphone: open until it is closed, or while the space bar is held.

const NO_MICROPHONE = ["insecure", "denied", "missing", "taken"];

async function listen(hold) {
  voice.wake();
  held = hold;
  rests(false);
  // Who holds the button need not call it by its name.
  if (microphone.isOpen) {
    hearAs(hold ? "open" : preferences.listen);
    return microphone.gate(true);
  }
  try {
    rate = await microphone.open();
    refuse(false);
    connection.send({ type: "sound", on: true });
    hearAs(hold ? "open" : preferences.listen);
    if (hold && !held) release();
  } catch (e) {
    quiet();
    if (e.message === "closed") return;
    refuse(true);
    tell("deniedTitle", NO_MICROPHONE.includes(e.message) ? e.message : "missing");
  }
}

// Whether a microphone can be had, as far as is known.
function refuse(no) {
  talkButton.toggleAttribute("data-refused", no);
  talkButton.querySelector("use").setAttribute("href", no ? "#i-no-mic" : "#i-mic");
  nameTalk();
}

function nameTalk() {
  talkButton.setAttribute("aria-label", word(talkButton.hasAttribute("data-refused") ? "deniedTitle" : aloud ? "quiet" : "talk"));
}

function rests(still) { talkButton.toggleAttribute("data-resting", still); }

function hearAs(start) {
  waits = start === "wake";
  connection.sendMicrophone({ on: true, rate, start });
  tellPhase();
}

function lost() {
  quiet();
  tell("goneTitle", "gone");
}

function release() {
  held = false;
  microphone.gate(false);
  rests(true);
}

function quiet() {
  microphone.close();
  press(false);
  connection.sendMicrophone({ on: false });
}

function press(on) {
  aloud = on;
  talkButton.setAttribute("aria-pressed", String(on));
  nameTalk();
}

function talking(on) {
  press(on);
  if (!on) microphone.close();
  if (!on || !held) rests(false);
  phase("listening");
}

function say(text) {
  voice.wake();
  const cut = voice.speaks;
  const message = { type: "say", text, ...(cut ? { played: voice.played } : {}) };
  if (!aloud) voice.stop();
  if (!connection.send(message)) return false;
  find("#offers").hidden = true;
  answer.ask(text);
  asked = text;
  // Most answers come before anybody could see it think.
  setTimeout(() => asked && phase("thinking"), 120);
  return true;
}

function stop() {
  if (!voice.speaks) return;
  connection.send({ type: "stop", played: voice.played });
  voice.stop();
  answer.over();
  phase("listening");
}

// What a line that is gone is gone for: a sentence while it comes back by itself, a question where somebody has to act.
const WHY = { going: "goingWhy", loading: "loadingWhy", failed: "failedWhy", rate: "rateWhy" };
const ASKED = {
  full: ["busyTitle", "busy", null],
  busy: ["busyTitle", "busy", null],
  elsewhere: ["elsewhereTitle", "elsewhere", "here", () => connection.open()],
  slow: ["idleTitle", "idle", "again", () => connection.open()],
  token: ["tokenTitle", "tokenText", "enter", knock, true],
  untrusted: ["untrustedTitle", "untrusted", "fetchIt", () => location.assign(AUTHORITY)],
  stale: ["staleTitle", "stale", "reload", () => location.reload()],
};
// What vouches for the robot's certificate, where that is one of its own.
const AUTHORITY = "/certificate.crt";
// A robot on this very device needs no network.
const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

function state(reason) {
  voice.stop();
  answer.over();
  const ends = connection.final.includes(reason);
  // Where the line comes back by itself the microphone stays with it, and hears again.
  if (ends) talking(false);
  else if (microphone.isOpen) rests(true);
  aloud = false;
  // What has no answer may not have arrived: it can be sent once more.
  if (asked && !input.value) input.value = asked;
  asked = null;
  const question = ASKED[reason] ?? (ends ? ASKED.stale : null);
  explain(question ? null : WHY[reason] ?? (navigator.onLine || isHere ? "lostWhy" : "awayWhy"));
  phase(reason === "loading" ? "loading" : ends ? "away" : "lost");
  if (question) tell(...question);
  else if (reason === "lost" && !met && location.protocol === "https:") suspect();
}

// The page came and its line never does: some browsers show a page whose certificate they do not trust, and open no line to it.
async function suspect() {
  const own = await fetch(AUTHORITY, { method: "HEAD" }).catch(() => null);
  if (own?.ok && !met && !notice.open) tell(...ASKED.untrusted);
}

const putAway = () => notice.close();

function tell(title, text, button = "fine", act = putAway, wantsToken = false) {
  find("#notice-title").textContent = word(title);
  find("#notice-text").textContent = byLines(text);
  find("#notice-button").hidden = !button;
  find("#notice-button").textContent = button ? word(button) : "";
  token.hidden = !wantsToken;
  token.setAttribute("aria-label", word("tokenTitle"));
  find("#notice-form").onsubmit = (event) => { event.preventDefault(); act?.(); };
  notice.dataset.about = title;
  notice.dataset.asks = act === putAway ? "" : "yes";
  if (!notice.open) notice.showModal();
}

async function knock() {
  const right = await enter(connection.entry, token.value);
  token.value = "";
  if (!right) return (find("#notice-text").textContent = word("tokenWrong"));
  notice.close();
  connection.open();
}

// What was only told may be put away; what is asked wants an answer.
notice.addEventListener("cancel", (event) => notice.dataset.asks && event.preventDefault());
find("#form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (input.value.trim() && say(input.value.trim())) input.value = "";
});
find("#controls").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do === "stop") stop();
  else if (button.dataset.do === "size") preferences.nextSize();
  else say(REQUESTS[button.dataset.do]);
});
// A tablet on a stand shows nothing but the robot. An installed page does so already, and not every browser can.
const full = find("#full");
full.hidden = !document.fullscreenEnabled || matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;

function nameFull() {
  const on = document.fullscreenElement !== null;
  full.setAttribute("aria-label", word("full-screen"));
  full.setAttribute("aria-pressed", String(on));
  full.querySelector("use").setAttribute("href", on ? "#i-no-full" : "#i-full");
}

full.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
});
document.addEventListener("fullscreenchange", nameFull);
find("#menu").addEventListener("click", () => find("#settings").showModal());
find("#settings").addEventListener("click", (event) => event.target === find("#settings") && find("#settings").close());
find("#anew").addEventListener("click", () => {
  find("#settings").close();
  voice.stop();
  connection.forget();
  connection.open();
});
// A touch opens the microphone or closes it; who keeps touching talks for as long.
let touch = null;
talkButton.addEventListener("pointerdown", () => { touch = setTimeout(() => { touch = "long"; listen(true); }, 350); });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (touch === "long" ? release() : clearTimeout(touch)));
talkButton.addEventListener("contextmenu", (event) => event.preventDefault());
talkButton.addEventListener("click", () => {
  const long = touch === "long";
  touch = null;
  if (!long) microphone.isOpen ? quiet() : listen(false);
});
const mayHold = (event) => event.code === "Space" && has.voice && !event.target.closest("input, button, a, dialog, [tabindex]");
addEventListener("keydown", (event) => {
  if (!mayHold(event)) return;
  event.preventDefault();
  if (!event.repeat) listen(true);
});
addEventListener("keyup", (event) => mayHold(event) && held && release());
addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && stop());
addEventListener("offline", () => isHere || connection.lose());
addEventListener("pointerdown", () => preferences.sound && voice.wake(), { once: true });

// Who allows the microphone after all need not be told any longer that it may not be used.
navigator.permissions?.query({ name: "microphone" }).then((allowed) => {
  allowed.onchange = () => {
    refuse(allowed.state === "denied");
    if (allowed.state !== "denied" && notice.dataset.about === "deniedTitle") notice.close();
  };
  refuse(allowed.state === "denied");
}, () => {});  // not every browser tells

phase("connecting");
preferences.apply();
await connection.begin();
