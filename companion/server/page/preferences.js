// How the page looks and sounds to somebody; kept in this browser only.

import { choose, word } from "./words.js";

const KEY = "companion.preferences";
const CHOICES = {
  language: ["ko", "en"],
  theme: ["auto", "light", "dark", "contrast"],
  size: ["small", "medium", "large", "huge"],
  motion: ["auto", "full", "reduced"],
  sound: ["on", "off"],
  listen: ["open", "wake"],
};
const NAMES = { ko: "한국어", en: "English" };

export class Preferences {
  constructor(changed) {
    this.changed = changed;
    const language = navigator.language?.startsWith("ko") || !navigator.language?.startsWith("en") ? "ko" : "en";
    this.chosen = { language, theme: "auto", size: "medium", motion: "auto", sound: "on", listen: "open" };
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      for (const name in CHOICES) if (CHOICES[name].includes(kept[name])) this.chosen[name] = kept[name];
    } catch { /* what cannot be read was not chosen */ }
    this.slow = matchMedia("(prefers-reduced-motion: reduce)");
    this.slow.addEventListener("change", () => this.apply());
    for (const room of document.querySelectorAll("fieldset[data-setting]")) this.offer(room, room.dataset.setting);
  }

  get still() { return this.chosen.motion === "reduced" || (this.chosen.motion === "auto" && this.slow.matches); }

  // Whether the microphone hears everything, or what follows the robot's name.
  get listen() { return this.chosen.listen; }

  get sound() { return this.chosen.sound === "on"; }

  offer(room, name) {
    for (const value of CHOICES[name]) {
      const label = document.createElement("label"), radio = document.createElement("input"), text = document.createElement("span");
      radio.type = "radio";
      radio.name = name;
      radio.value = value;
      radio.checked = this.chosen[name] === value;
      radio.addEventListener("change", () => this.set(name, value));
      text.dataset.choice = value;
      label.append(radio, text);
      room.append(label);
    }
  }

  set(name, value) {
    this.chosen[name] = value;
    localStorage.setItem(KEY, JSON.stringify(this.chosen));
    this.apply();
  }

  nextSize() {
    const sizes = CHOICES.size;
    this.set("size", sizes[(sizes.indexOf(this.chosen.size) + 1) % sizes.length]);
  }

  apply() {
    choose(this.chosen.language);
    for (const text of document.querySelectorAll("[data-choice]")) text.textContent = NAMES[text.dataset.choice] ?? word(text.dataset.choice);
    for (const radio of document.querySelectorAll("fieldset input")) radio.checked = this.chosen[radio.name] === radio.value;
    const root = document.documentElement.dataset;
    root.theme = this.chosen.theme;
    root.size = this.chosen.size;
    root.motion = this.still ? "reduced" : "full";
    this.changed();
  }
}
