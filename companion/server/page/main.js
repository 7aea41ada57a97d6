// The page: what is told moves the face and the captions, what is touched or written is said.

import { Answer } from "./answer.js";
import { Connection, enter } from "./connection.js";
import { Face } from "./face.js";
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
const connection = new Connection({ told, state });
face.sound = () => voice.mouth();
const microphone = new Microphone((samples) => connection.sendSound(samples), quiet);
const talkButton = find("#talk-button");
// What the server calls a phase, by what the face shows.
const PHASES = { listening: "listening", hearing: "hearing", committing: "thinking", speaking: "speaking" };
let has = { voice: false };
let asked = false;
let aloud = false;
let held = false;

function phase(name) {
  face.setPhase(name);
  tellPhase();
}

function tellPhase() {
  const name = stage.dataset.phase;
  find("#status span").textContent = word(name === "listening" && !aloud ? "waiting" : name);
}

function changed() {
  for (const button of document.querySelectorAll("#controls button")) button.querySelector("span").textContent = word(button.dataset.do);
  find("#controls").setAttribute("aria-label", word("controls"));
  find("#caption").setAttribute("aria-label", word("answer"));
  input.placeholder = word("placeholder");
  input.setAttribute("aria-label", word("placeholder"));
  find("#send").setAttribute("aria-label", word("send"));
  find("#menu").setAttribute("aria-label", word("menu"));
  find("#settings header button").setAttribute("aria-label", word("close"));
  talkButton.setAttribute("aria-label", word(aloud ? "quiet" : "talk"));
  tellPhase();
  face.still = preferences.still;
  if (connection.isOpen) connection.send({ type: "sound", on: preferences.sound });
  connection.sound = preferences.sound;
  answer.tellSources();
}

function told(event, samples) {
  switch (event.event) {
    case "Loading": return phase("loading");
    case "Welcome": return welcome(event);
    case "TurnCommitted":
      find("#offers").hidden = true;
      return answer.ask(event.heard);
    case "Replied":
      asked = false;
      answer.show(event.reply);
      answer.caption.classList.remove("over");
      face.show(["unknown", "clarify"].includes(event.reply.status) ? "think" : null);
      begin();
      return;
    case "Gesture": return face.show(event.name);
    case "ClauseReady":
      if (!voice.speaks) begin();  // it goes on after an interruption that was none
      return voice.add(event, samples);
    case "AllReady": return voice.finish(event.shown);
    case "Hush":
      voice.report(undefined, true);
      voice.stop();
      return answer.over();
    case "Phase": return phase(event.name === "speaking" && !voice.speaks ? "listening" : PHASES[event.name]);
    case "HeardSoFar": return answer.hear(event.text);
    case "Aloud": return talking(event.on);
    case "NothingSaid": asked = false; return phase("listening");
    case "Refused":
      asked = false;
      if (event.reason === "busy" && microphone.isOpen && !aloud) {
        quiet();
        return tell("busyTitle", "crowd", "fine", () => notice.close());
      }
      answer.clear();
      answer.clause(event.reason === "rate" ? word("tooMuch") : word("refused"));
      return phase("listening");
  }
}

function welcome(event) {
  if (notice.open) notice.close();
  has = event;
  find("#name").textContent = document.title = event.name;
  find("#sound-setting").hidden = talkButton.hidden = !event.voice;
  phase("listening");
  if (!event.resumed) {
    answer.ask(null);
    answer.clear();
    answer.clause(event.greeting ?? GREETING);
    face.show("greeting");
    offer(event.offers ?? []);
  }
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
  voice.begin(heard, over, (clause, seconds) => {
    if (aloud && clause.sound) connection.send({ type: "position", sound: clause.sound.id, seconds });
  });
}

function heard(clause) {
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

async function listen(hold) {
  voice.wake();
  held = hold;
  delete talkButton.dataset.resting;
  if (microphone.isOpen) return microphone.gate(true);
  try {
    const rate = await microphone.open();
    connection.send({ type: "sound", on: true });
    connection.send({ type: "microphone", on: true, rate });
    if (hold && !held) release();
  } catch (e) {
    quiet();
    const why = ["insecure", "denied", "missing"].includes(e.message) ? e.message : "missing";
    tell("deniedTitle", why, "fine", () => notice.close());
  }
}

function release() {
  held = false;
  microphone.gate(false);
  talkButton.dataset.resting = "";
}

function quiet() {
  microphone.close();
  connection.send({ type: "microphone", on: false });
}

function talking(on) {
  aloud = on;
  if (!on) microphone.close();
  talkButton.setAttribute("aria-pressed", String(on));
  talkButton.setAttribute("aria-label", word(on ? "quiet" : "talk"));
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
  asked = true;
  // Most answers come before anybody could see it think.
  setTimeout(() => asked && phase("thinking"), 120);
  return true;
}

function stop() {
  if (!voice.speaks) return;
  connection.send({ type: "stop", played: voice.played });
  if (aloud) voice.report(undefined, true);
  voice.stop();
  answer.over();
  phase("listening");
}

function state(reason) {
  voice.stop();
  microphone.close();
  talking(false);
  asked = false;
  phase(reason === "loading" ? "loading" : ["elsewhere", "slow"].includes(reason) ? "away" : "lost");
  if (reason === "full" || reason === "busy") tell("busyTitle", "busy");
  else if (reason === "elsewhere") tell("elsewhereTitle", "elsewhere", "here", () => connection.open());
  else if (reason === "slow") tell("idleTitle", "idle", "again", () => connection.open());
  else if (reason === "token") tell("tokenTitle", "tokenText", "enter", knock, true);
}

function tell(title, text, button, act, wantsToken = false) {
  find("#notice-title").textContent = word(title);
  find("#notice-text").textContent = word(text);
  find("#notice-button").hidden = !button;
  find("#notice-button").textContent = button ? word(button) : "";
  token.hidden = !wantsToken;
  token.setAttribute("aria-label", word("tokenTitle"));
  find("#notice-form").onsubmit = (event) => { event.preventDefault(); act?.(); };
  if (!notice.open) notice.showModal();
}

async function knock() {
  const right = await enter(token.value);
  token.value = "";
  if (!right) return (find("#notice-text").textContent = word("tokenWrong"));
  notice.close();
  connection.open();
}

notice.addEventListener("cancel", (event) => event.preventDefault());
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
addEventListener("pointerdown", () => preferences.sound && voice.wake(), { once: true });

phase("connecting");
preferences.apply();
await enter();
connection.open();
