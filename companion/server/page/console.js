// The operator's console: shows the newest view of the show, and sends what is pressed. It decides nothing itself.

import { Line } from "./line.js";

const find = (selector) => document.querySelector(selector);
const make = (tag, text, fields = {}) => Object.assign(document.createElement(tag), { textContent: text ?? "", ...fields });
const text = find("#text"), why = find("#why");
const PARTS = { mind: "로봇", recogniser: "인식", voice: "목소리", microphone: "마이크", speaker: "스피커", screen: "무대 화면", disk: "저장" };
const RUNGS = { live: "바로 한 대답", prepared: "준비된 답", audio: "녹음", text: "글자", gesture: "몸짓과 사과" };
const STATES = { waiting: "", running: "진행 중", done: "끝", skipped: "건너뜀", vetoed: "막음", cut: "끊김" };
const STEPS = { answering: "답을 찾는 중", vetting: "곧 말할 답 (V로 막기)", beginning: "나가는 중", delivering: "말하는 중" };
const REASONS = { q: ["misheard", "잘못 들음"], w: ["wrong", "답이 틀림"], e: ["slow", "늦음"], d: ["unfit", "내용이 맞지 않음"], a: ["host", "사회자"], x: ["other", "그 밖"] };
const KEYS = { " ": "go", Enter: "go", v: "veto", b: "back", s: "skip", h: "hold", r: "repeat", Escape: "panic", ArrowUp: "up", ArrowDown: "down", "+": "louder", "=": "louder", "-": "softer" };
const NO_INTERVENTION = ["go", "repeat", "up", "down", "louder", "softer"];
const KIND = { hold: "멈춤", floor: "자유 질문", say: "정해진 말", ask: "질문" };
const called = (cue) => cue.label || KIND[cue.kind];
let view = null, clock = 0, whyUntil = 0;

const line = new Line("/show/console", "/enter", { told, state });
line.begin();

function state(name) {
  const lost = find("#lost");
  lost.hidden = name === "open";
  if (name === "open") document.body.dataset.state = "open";
  else {
    document.body.dataset.state = "lost";
    lost.textContent = name === "token" ? "토큰이 필요해요. 서버가 알려 준 주소로 다시 들어와 주세요." : "서버와 끊겼어요. 공연은 그대로 가고 있어요. 다시 잇는 중…";
  }
}

const minutes = (seconds) => {
  const whole = Math.abs(Math.round(seconds ?? 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

function told(newest) {
  view = newest;
  clock = performance.now();
  find("#title").textContent = view.title;
  document.title = `${view.title} — 무대 조종`;
  document.body.dataset.panic = view.panicked;
  cues();
  desk();
  heard();
  parts();
  level();
  const mode = find("#mode"), hold = find("#hold");
  mode.setAttribute("aria-pressed", view.mode === "listening");
  hold.setAttribute("aria-pressed", view.held);
  find("#panic b").textContent = view.panicked ? "비상 풀기" : "비상 정지";
  if (document.activeElement !== find("#volume")) find("#volume").value = view.volume;
  find("#volume-told").textContent = view.volume;
  tick();
}

function cues() {
  const list = find("#cues"), rows = [];
  let scene = null;
  for (const cue of view.cues) {
    if (cue.scene !== scene) rows.push(make("li", (scene = cue.scene), { className: "scene" }));
    const row = make("li");
    row.dataset.state = cue.state;
    if (cue.number === view.standing) row.setAttribute("aria-current", "true");
    if (cue.branch !== null) row.dataset.branch = cue.branch;
    const sign = cue.aside ? "↳" : cue.optional ? "○" : cue.branch !== null ? "·" : cue.number + 1;
    const what = [cue.key ? `[${cue.key.toUpperCase()}]` : "", cue.kind === "ask" ? "" : KIND[cue.kind], STATES[cue.state], cue.rung ? RUNGS[cue.rung] : ""];
    row.append(make("span", sign, { className: "sign" }), make("span", called(cue), { className: "label" }), make("span", what.filter(Boolean).join(" · "), { className: "what" }));
    rows.push(row);
  }
  const before = list.querySelector("[aria-current]")?.textContent;
  list.replaceChildren(...rows);
  const now = list.querySelector("[aria-current]");
  if (now && now.textContent !== before) now.scrollIntoView({ block: "nearest" });
}

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;  // what did not change is not read out again
}

function desk() {
  const cue = view.cues[view.standing], after = view.cues[view.next], run = view.run;
  const notes = find("#notes");
  notes.hidden = !cue?.notes.length;
  notes.replaceChildren(...(cue?.notes ?? []).map((note) => make("p", note)));
  const back = view.cues[view.returns], branch = view.returns === null ? "" : `갈래 · 끝나면 ${back ? `«${called(back)}»` : "공연 끝"} · `;
  say(find("#standby-word"), (view.panicked ? "비상 정지 중 · " : view.held ? "멈춰 둠 · " : "") + branch + "다음 큐");
  say(find("#standby-by"), cue ? (cue.kind === "ask" ? cue.by : KIND[cue.kind]) : "");
  say(find("#standby-text"), cue ? called(cue) : "끝났어요");
  say(find("#after-text"), after ? called(after) : "없음");
  find("#run").dataset.step = run?.step ?? "none";
  say(find("#refused"), view.refused ? `말하지 않았어요. 정책에 걸려요 — ${view.refused}` : "");
  say(find("#run-word"), run ? STEPS[run.step] : view.floor ? `자유 질문 ${view.floor.left}개 남음` : "나간 말");
  say(find("#run-rung"), run ? RUNGS[run.rung] : "");
  say(find("#run-text"), (run ? run.says : view.shown) ?? "");
  const choices = find("#choices"), texts = JSON.stringify(view.choices);
  if (choices.dataset.texts !== texts) {
    choices.dataset.texts = texts;
    choices.replaceChildren(...view.choices.map((said, number) => {
      const item = make("li"), button = make("button", "", { type: "button" });
      button.append(make("kbd", number + 1), make("span", said));
      button.addEventListener("click", () => act({ type: "choose", number: number + 1 }, true));
      item.append(button);
      return item;
    }));
  }
}

function heard() {
  find("#heard").replaceChildren(...[...view.heard].reverse().map((one) => {
    const row = make("li", one.text, { className: one.cue === null ? "" : "fired" });
    row.append(make("span", `${Math.round(one.confidence * 100)} %${one.cue === null ? "" : ` → ${called(view.cues[one.cue])}`}`, { className: "sure" }));
    return row;
  }));
}

// From a quiet room to the top of the scale, in dB under full scale.
const QUIET_DBFS = -60;

function level() {
  const bar = find("#level"), dbfs = view.level_dbfs;
  bar.hidden = dbfs === null;
  if (dbfs === null) return;
  const share = Math.max(0, Math.min(1, 1 - dbfs / QUIET_DBFS));
  bar.firstElementChild.style.transform = `scaleX(${share.toFixed(2)})`;
  bar.dataset.loud = dbfs > -6;
  bar.setAttribute("aria-label", `마이크 소리 ${Math.round(dbfs)} dB`);
}

function parts() {
  const rows = Object.entries(PARTS).map(([part, name]) => {
    const row = make("li", view.missing.includes(part) ? `${name} 없음` : name);
    row.dataset.gone = view.missing.includes(part);
    return row;
  });
  rows.push(make("li", `콘솔 ${view.consoles} · 화면 ${view.stages}`));
  find("#parts").replaceChildren(...rows);
}

function tick() {
  if (!view) return;
  const passed = (performance.now() - clock) / 1000;
  find("#now").textContent = new Date((view.now_s + passed) * 1000).toLocaleTimeString("en-GB");
  const runs = view.elapsed_s !== null && !view.ended;
  find("#elapsed").textContent = minutes((view.elapsed_s ?? 0) + (runs ? passed : 0));
  find("#planned").textContent = minutes(view.planned_s);
  const over = (view.over_s ?? 0) + (runs ? passed : 0);
  find("#over").textContent = minutes(over);
  find("#over-word").textContent = over > 0.5 ? "늦음" : "빠름";
  find("#over-room").dataset.late = over > 15;
  const vetting = view.run?.step === "vetting";
  const left = vetting ? Math.max(0, view.run.until_s - view.now_s - passed) : 0;
  find("#veto-bar i").style.width = vetting ? `${Math.min(100, left * 50)}%` : "0";
  if (!why.hidden && performance.now() > whyUntil) why.hidden = true;
}
setInterval(tick, 100);

// What somebody does

function act(message, asksWhy = false) {
  if (!line.send(message)) return;
  if (asksWhy) {
    whyUntil = performance.now() + 8000;
    why.hidden = false;
  }
}

const press = (key) => act({ type: "press", key }, !NO_INTERVENTION.includes(key));
const switchMode = () => view && act({ type: "mode", mode: view.mode === "manual" ? "listening" : "manual" });

function because(reason) {
  act({ type: "because", reason });
  why.hidden = true;
}

for (const [key, [reason, name]] of Object.entries(REASONS)) {
  const button = make("button", "", { type: "button" });
  button.append(make("kbd", key.toUpperCase()), make("span", name));
  button.addEventListener("click", () => because(reason));
  why.append(button);
}
for (const button of document.querySelectorAll("[data-press]")) {
  button.type = "button";
  button.addEventListener("click", () => { press(button.dataset.press); button.blur(); });
}
find("#mode").addEventListener("click", (event) => { switchMode(); event.currentTarget.blur(); });
find("#volume").addEventListener("input", (event) => act({ type: "volume", percent: Number(event.target.value) }));
find("#line").addEventListener("submit", (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (said) act({ type: "say", text: said }, true);
  text.value = "";
  text.blur();
});

// A Korean keyboard sends «ㅍ» where the key says V: the key that is pressed counts, not what it would write.
const letter = (event) => (event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target === text) {
    if (event.key === "Escape") text.blur();
    return;
  }
  const key = letter(event);
  const own = view?.cues.find((cue) => cue.key === key);
  if (event.target.matches?.("button, input") && ["Enter", "Tab"].includes(event.key)) return;
  if (event.target.matches?.("input[type=range]") && event.key.startsWith("Arrow")) return;
  if (own) act({ type: "fire", cue: own.number });
  else if (KEYS[key]) press(KEYS[key]);
  else if (/^[123]$/.test(key)) act({ type: "choose", number: Number(key) }, true);
  else if (!why.hidden && REASONS[key]) because(REASONS[key][0]);
  else if (key === "m") switchMode();
  else if (key === "t") text.focus();
  else return;
  event.preventDefault();
});
