// The page: what is told moves the face and the captions, what is touched or written is said.

import { Answer } from "./answer.js";
import { Connection, enter } from "./connection.js";
import { Face } from "./face.js";
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
let has = { voice: false };
let asked = false;

function phase(name) {
  face.setPhase(name);
  find("#status span").textContent = word(name);
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
  find("#status span").textContent = word(stage.dataset.phase);
  face.still = preferences.still;
  if (connection.isOpen) connection.send({ type: "sound", on: preferences.sound });
  connection.sound = preferences.sound;
  answer.tellSources();
}

function told(event, samples) {
  switch (event.event) {
    case "Loading": return phase("loading");
    case "Welcome": return welcome(event);
    case "TurnCommitted": return answer.ask(event.heard);
    case "Replied":
      asked = false;
      answer.show(event.reply);
      answer.caption.classList.remove("over");
      face.show(["unknown", "clarify"].includes(event.reply.status) ? "think" : null);
      voice.begin(heard, over);
      return;
    case "Gesture": return face.show(event.name);
    case "ClauseReady": return voice.add(event, samples);
    case "AllReady": return voice.finish();
    case "NothingSaid": asked = false; return phase("listening");
    case "Refused":
      asked = false;
      answer.clear();
      answer.clause(event.reason === "rate" ? word("tooMuch") : word("refused"));
      return phase("listening");
  }
}

function welcome(event) {
  if (notice.open) notice.close();
  has = event;
  find("#name").textContent = document.title = event.name;
  find("#sound-setting").hidden = !event.voice;
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

function heard(clause) {
  if (face.phase !== "speaking") phase("speaking");
  answer.clause(clause.shown);
}

function over() {
  answer.over();
  phase("listening");
  connection.send({ type: "over" });
}

function say(text) {
  voice.wake();
  const cut = voice.speaks;
  const message = { type: "say", text, ...(cut ? { played: voice.played } : {}) };
  voice.stop();
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
  voice.stop();
  answer.over();
  phase("listening");
}

function state(reason) {
  voice.stop();
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
addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && stop());
addEventListener("pointerdown", () => preferences.sound && voice.wake(), { once: true });

phase("connecting");
preferences.apply();
await enter();
connection.open();
