// The stage screen: the face, and what is said in large letters. It shows the newest view and sends nothing.

import { Face, vowelsOf } from "./face.js";
import { Line } from "./line.js";

const find = (selector) => document.querySelector(selector);
const stage = find("#stage"), words = find("#words");
const wishes = new URLSearchParams(location.search);
const root = document.documentElement;
const contrast = matchMedia("(prefers-contrast: more)");
const still = () => wishes.get("motion") === "reduced" || (wishes.get("motion") !== "full" && matchMedia("(prefers-reduced-motion: reduce)").matches);
root.dataset.theme = wishes.get("theme") ?? (contrast.matches ? "contrast" : "dark");
root.dataset.motion = still() ? "reduced" : "full";
const PHASES = { idle: "idle", listening: "listening", thinking: "thinking", speaking: "speaking", hold: "idle", panic: "idle" };
const SYLLABLES_A_SECOND = 6;
let face = null, last = {}, began = 0, mouths = [];

async function drawFace() {
  // The face is drawn once, on the page where one talks; here it is only shown.
  const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  find("#face-room").replaceChildren(document.adoptNode(page.querySelector("#face")));
  face = new Face(find("#face"), stage);
  face.still = still();
  face.sound = mouth;
  show(last);
}

function mouth() {
  const at = Math.floor(((performance.now() - began) / 1000) * SYLLABLES_A_SECOND);
  return mouths[at] ?? null;
}

const length = (text) => (text.length <= 22 ? "short" : text.length <= 48 ? "medium" : text.length <= 90 ? "long" : "longest");

function put(selector, text) {
  const element = find(selector);
  element.hidden = !text && selector !== "#caption";
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
}

function show(view) {
  if (!view.phase) return;
  document.title = view.title;
  put("#show-title", view.title);
  put("#ai-notice", view.notice);
  put("#question", view.asked);
  put("#second", view.second);
  // Cards say what the lines of a list say.
  const cards = view.cards ?? [], text = cards.length > 1 ? (view.caption ?? "").split("\n")[0] : view.caption ?? "";
  words.dataset.length = length(text);
  put("#caption", text);
  const list = find("#cards");
  list.hidden = !cards.length || (cards.length === 1 && cards[0].title === view.caption && !cards[0].source);
  list.replaceChildren(...cards.slice(0, 3).map((card) => {
    const row = document.createElement("li");
    row.className = card.title === view.caption && !card.text ? "bare" : "";
    if (card.title !== view.caption) row.append(Object.assign(document.createElement("h2"), { textContent: card.title }));
    if (card.text) row.append(Object.assign(document.createElement("p"), { textContent: card.text }));
    if (card.source) row.append(Object.assign(document.createElement("p"), { className: "source", textContent: `출처 ${card.source.split(";")[0]}` }));
    return row;
  }));
  const covered = view.phase === "hold" || view.phase === "panic";
  find("#card-of-hold").hidden = !covered;
  find("#hold-text").textContent = view.phase === "hold" ? view.hold || view.title : view.title;
  stage.dataset.show = view.phase;
  if (!face) return;
  if (view.phase === "speaking" && (last.phase !== "speaking" || last.number !== view.number)) {
    began = performance.now();
    mouths = vowelsOf(view.caption ?? "");
  }
  if (view.gesture && (last.gesture !== view.gesture || last.number !== view.number)) face.show(view.gesture);
  if (face.phase !== PHASES[view.phase]) face.setPhase(PHASES[view.phase]);
}

const line = new Line("/show/stage", "/show/enter", {
  told: (view) => { show(view); last = view; },
  state: (name) => { stage.dataset.lost = name !== "open"; },
});
line.begin();
drawFace();
