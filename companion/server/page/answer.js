// An answer on the screen: captions as they are heard, cards of places, sources.

import { word } from "./words.js";

const LINE_OF_A_LIST = /^\s*\d+\. /;

export class Answer {
  constructor() {
    this.asked = document.querySelector("#asked");
    this.caption = document.querySelector("#caption");
    this.cards = document.querySelector("#cards");
    this.sources = document.querySelector("#sources");
    this.chip = this.sources.querySelector("button");
    this.list = this.sources.querySelector("ul");
    this.chip.addEventListener("click", () => this.unfold(this.list.hidden));
    this.reply = null;
    this.clear();
  }

  clear() {
    this.caption.replaceChildren();
    this.cards.replaceChildren();
    this.cards.hidden = this.sources.hidden = true;
    this.unfold(false);
    this.text = "";
  }

  ask(text) {
    this.asked.hidden = !text;
    this.asked.textContent = text ?? "";
  }

  show(reply) {
    this.clear();
    this.reply = reply;
    this.isList = reply.items.length > 1;
    if (reply.items.length) {
      this.cards.setAttribute("aria-label", word("places"));
      this.cards.replaceChildren(...reply.items.map((item, i) => card(item, reply.items.length > 1 ? i + 1 : null)));
      this.cards.hidden = false;
      this.cards.scrollLeft = 0;
    }
    this.tellSources();
  }

  tellSources() {
    const sources = this.reply?.sources ?? [];
    this.sources.hidden = !sources.length;
    this.chip.querySelector("span").textContent = word("sources", sources.length);
    this.list.replaceChildren(...sources.map(source));
  }

  unfold(open) {
    this.list.hidden = !open;
    this.chip.setAttribute("aria-expanded", String(open));
    if (open) this.list.scrollIntoView({ block: "nearest" });  // on a small screen it opens under the edge
  }

  // What somebody seems to be saying: its first letters are certain, the others may still change.
  hear(text, certain) {
    if (!text) return;
    this.ask(text.slice(0, certain));
    this.asked.append(element("span", "guess", text.slice(certain)));
    this.asked.hidden = false;
  }

  // A clause begins to be heard. The lines of a list stand on the cards.
  clause(shown) {
    if (!shown) return;
    for (const line of shown.split(/(?<=\n)/)) {
      const startsLine = !this.text || this.text.endsWith("\n");
      if (startsLine) this.inList = this.isList && LINE_OF_A_LIST.test(line);
      this.text += line;
      if (this.inList) {
        if (startsLine) this.point(Number.parseInt(line, 10) - 1);
        continue;
      }
      for (const old of this.caption.querySelectorAll(".now")) old.classList.remove("now");
      const span = document.createElement("span");
      span.className = "now";
      span.textContent = line;
      this.caption.append(span);
    }
    this.caption.scrollTop = this.caption.scrollHeight;
  }

  point(number) {
    [...this.cards.children].forEach((one, i) => one.classList.toggle("told", i === number));
    const told = this.cards.children[number];
    if (told) this.cards.scrollTo({ left: told.offsetLeft - this.cards.offsetLeft - 16, top: told.offsetTop - this.cards.offsetTop - 8, behavior: "smooth" });
  }

  over() {
    for (const one of this.cards.children) one.classList.remove("told");
    for (const old of this.caption.querySelectorAll(".now")) old.classList.remove("now");
    this.caption.classList.add("over");
  }
}

function element(kind, name, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function card(item, number) {
  const made = element("li", "card");
  const head = element("div", "card-head");
  if (number) head.append(element("b", "number", String(number)));
  head.append(element("h3", "", item.name));
  made.append(head);
  const price = item.price_krw && `₩${item.price_krw.toLocaleString("ko")}`;
  const where = [item.category, item.district, price, distance(item.distance_m)].filter(Boolean).join(" · ");
  if (where) made.append(element("p", "where", where));
  made.append(element("p", "why", item.why));
  // In a list the street would hide what one chooses by.
  if (item.address && !number) made.append(element("p", "facts", item.address));
  if (item.phone) {
    const call = element("a", "call");
    call.href = `tel:${item.phone.replace(/[^\d+]/g, "")}`;
    call.append(icon("phone"), element("span", "", item.phone));
    call.setAttribute("aria-label", `${word("call")} ${item.name} ${item.phone}`);
    made.append(call);
  }
  return made;
}

function distance(metres) {
  if (metres === null || metres === undefined) return "";
  return metres < 1000 ? `${Math.round(metres)}${word("metres")}` : `${(metres / 1000).toFixed(1)}${word("kilometres")}`;
}

function source(one) {
  const made = element("li");
  made.append(element("span", "title", one.title));
  const days = [one.valid_from && word("since", one.valid_from), one.valid_to && word("until", one.valid_to), one.as_of && word("seen", one.as_of)];
  made.append(element("span", "days", days.filter(Boolean).join(" · ")));
  return made;
}
