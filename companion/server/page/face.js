// The face: every feature is a number that glides to where the feeling, the phase and the sound want it.

const EYE = 50, EYE_Y = -14, MOUTH_Y = 42;

// So many pictures a second look smooth; what more would cost is missed by who recognises speech on the same machine.
const PICTURE_S = 1 / 31;

// top, bottom: how far the lids are from the middle of the eye (a bottom below zero makes it smile); smile: how far
// the mouth bends; open: how far it opens; brow: its height, slant: of its inner end.
const CALM = { top: 27, bottom: 27, wide: 19, smile: 9, mouth: 25, open: 0, brow: 0, slant: 0, brows: 0, cheek: 0.25, lookX: 0, lookY: 0, tilt: 0 };
const FEELINGS = {
  calm: {},
  listening: { top: 30, bottom: 30, wide: 20.5, lookY: 3, brow: 3 },
  hearing: { top: 32, bottom: 31, wide: 21.5, lookY: 4, brow: 6, brows: 0.9, slant: -1, tilt: 5 },
  thinking: { top: 25, bottom: 22, lookX: 13, lookY: -13, smile: 0, mouth: 14, brows: 1, brow: 9, slant: -3, tilt: 4 },
  happy: { top: 25, bottom: -11, wide: 23, smile: 19, mouth: 32, cheek: 1 },
  excited: { top: 33, bottom: 31, wide: 22, smile: 17, mouth: 33, open: 12, cheek: 1, brow: 10 },
  sad: { top: 19, bottom: 25, smile: -9, mouth: 20, brows: 1, brow: -1, slant: 9, lookY: 7, cheek: 0, tilt: -4 },
  bored: { top: 7, bottom: 23, smile: -1, mouth: 20, lookX: -9, cheek: 0 },
  asleep: { top: 1, bottom: 1, wide: 22, smile: 5, mouth: 13, lookY: 8, cheek: 0.5, tilt: 5 },
  unsure: { top: 25, bottom: 25, smile: -2, mouth: 19, brows: 1, brow: 5, slant: 6, lookX: -6, lookY: 2, tilt: -3, cheek: 0.1 },
};

// What a gesture of the robot looks like on a face: a feeling, and what head and hands do for a while.
const GESTURES = {
  greeting: { feeling: "happy", hands: "wave", move: "hop" },
  wave: { feeling: "happy", hands: "wave" },
  welcome: { feeling: "happy", hands: "offer" },
  bow: { feeling: "happy", move: "bow" },
  yes_h: { feeling: "happy", move: "nod" },
  no_h: { feeling: "unsure", move: "shake" },
  think: { feeling: "unsure" },
  happy: { feeling: "happy", move: "hop" },
  excite: { feeling: "excited", move: "hop", hands: "cheer" },
  cheer: { feeling: "excited", move: "hop", hands: "cheer" },
  dance1: { feeling: "happy", move: "dance", hands: "cheer" },
  sad: { feeling: "sad" },
  boring: { feeling: "bored" },
  sleep: { feeling: "asleep" },
};
const LASTS_S = 2.6;

// How far the mouth opens, and how wide it is, for each vowel of a Korean syllable in the order of Unicode.
const OPEN = [1, .8, .95, .75, .7, .65, .65, .6, .5, .75, .7, .6, .5, .38, .55, .55, .4, .38, .28, .32, .28];
const WIDE = [.9, 1.1, .9, 1.1, .8, 1.1, .8, 1.1, .5, .7, .75, .65, .5, .45, .6, .65, .55, .45, 1.05, 1.1, 1.2];

export function vowelsOf(text) {
  const shapes = [];
  for (const letter of text) {
    const place = letter.codePointAt(0) - 0xac00;
    if (place >= 0 && place < 11172) shapes.push([OPEN[Math.floor(place / 28) % 21], WIDE[Math.floor(place / 28) % 21]]);
    else if (/[.,?!]/.test(letter)) shapes.push([0, 0.9]);
  }
  return shapes;
}

export class Face {
  constructor(svg, stage) {
    this.stage = stage;
    this.part = (id) => svg.querySelector(`#${id}`);
    this.drawn = new Map();
    this.now = { ...CALM };
    this.phase = "connecting";
    this.gesture = null;
    this.gestureAt = -10;
    this.blinkAt = 1.5;
    this.glance = [0, 0];
    this.glanceAt = 2;
    this.mouthNow = [0, 1];
    this.sound = () => null;
    this.still = false;
    this.last = performance.now() / 1000;
    requestAnimationFrame((t) => this.draw(t / 1000));
  }

  setPhase(phase) {
    this.phase = phase;
    this.stage.dataset.phase = phase;
  }

  show(gesture) {
    this.gesture = GESTURES[gesture] ? gesture : null;
    this.gestureAt = this.last;
    this.stage.dataset.feeling = this.gesture ? GESTURES[gesture].feeling : "";
  }

  wanted(now) {
    const shown = this.gesture && GESTURES[this.gesture];
    const lasts = this.phase === "speaking" || now - this.gestureAt < LASTS_S + 1.5;
    if (this.phase === "thinking") return FEELINGS.thinking;
    if (this.phase === "hearing") return FEELINGS.hearing;
    if (["lost", "connecting", "loading", "away"].includes(this.phase)) return FEELINGS.asleep;
    if (shown && lasts) return FEELINGS[shown.feeling];
    return this.phase === "listening" ? FEELINGS.listening : FEELINGS.calm;
  }

  // Where head and hands are for the sake of a gesture.
  motion(now) {
    const shown = this.gesture && GESTURES[this.gesture];
    const t = now - this.gestureAt;
    const move = { x: 0, y: 0, turn: 0, left: [0, 0, 0], right: [0, 0, 0] };
    if (!shown || t > LASTS_S || this.still) return move;
    const fade = Math.min(1, t * 5, (LASTS_S - t) * 3);
    const beat = Math.sin(t * 9);
    if (shown.move === "nod") move.y = 9 * fade * Math.max(0, Math.sin(t * 8)) * (t < 1.6);
    if (shown.move === "bow") { const down = Math.sin(Math.min(1, t / 1.5) * Math.PI); move.y = 26 * down; }
    if (shown.move === "shake") move.x = 10 * fade * beat * (t < 1.5);
    if (shown.move === "hop") move.y = -13 * fade * Math.abs(Math.sin(t * 6)) * (t < 1.1);
    if (shown.move === "dance") { move.x = 15 * fade * Math.sin(t * 6); move.turn = 7 * fade * Math.sin(t * 6); move.y = -8 * fade * Math.abs(Math.cos(t * 6)); }
    const up = Math.min(1, t * 4, (LASTS_S - t) * 3);
    if (shown.hands === "wave") move.right = [34 * up, -104 * up, 24 * beat * up];
    if (shown.hands === "cheer") { move.left = [-30 * up, (-96 + 8 * beat) * up, -14 * up]; move.right = [30 * up, (-96 - 8 * beat) * up, 14 * up]; }
    if (shown.hands === "offer") { move.left = [-14 * up, -42 * up, -34 * up]; move.right = [14 * up, -42 * up, 34 * up]; }
    return move;
  }

  // How much of a change is made in one picture; all of it where less motion is wanted.
  eased(share) { return this.still ? 1 : Math.min(1, share); }

  // Sets an attribute of a part, if it is another one to the eye.
  put(part, name, value) {
    const drawn = this.drawn.get(part) ?? {}, seen = String(value).replace(/-?\d+\.\d+/g, grained);
    if (drawn[name] === seen) return;
    part.setAttribute(name, drawn[name] = seen);
    this.drawn.set(part, drawn);
  }

  draw(now) {
    requestAnimationFrame((t) => this.draw(t / 1000));
    if (now - this.last < PICTURE_S) return;
    const step = Math.min(0.1, now - this.last);
    this.last = now;
    const to = { ...CALM, ...this.wanted(now) }, at = this.now;
    for (const name in to) at[name] += (to[name] - at[name]) * this.eased(step * 11);

    if (now > this.blinkAt + 0.16) this.blinkAt = now + 1.6 + 3.4 * Math.random();
    const blink = now > this.blinkAt && at.top > 6 ? Math.sin(((now - this.blinkAt) / 0.16) * Math.PI) : 0;
    if (now > this.glanceAt) {
      this.glanceAt = now + 1.4 + 3 * Math.random();
      this.glance = Math.random() < 0.55 || this.still ? [0, 0] : [14 * Math.random() - 7, 8 * Math.random() - 4];
    }
    const alert = this.phase === "listening" || this.phase === "idle";
    const lookX = at.lookX + (alert ? this.glance[0] : 0), lookY = at.lookY + (alert ? this.glance[1] : 0);
    this.eyeX = (this.eyeX ?? 0) + (lookX - (this.eyeX ?? 0)) * this.eased(step * 14);
    this.eyeY = (this.eyeY ?? 0) + (lookY - (this.eyeY ?? 0)) * this.eased(step * 14);
    const top = Math.max(1, at.top * (1 - blink)), bottom = blink > 0 && at.bottom > 0 ? Math.max(1, at.bottom * (1 - blink)) : at.bottom;
    for (const [side, x] of [["left", -EYE], ["right", EYE]]) {
      const cx = x + this.eyeX, cy = EYE_Y + this.eyeY, w = at.wide + 3 * blink;
      this.put(this.part(`${side}-eye`), "d", lens(cx, cy, w, top, bottom));
      const spark = this.part(`${side}-spark`);
      this.put(spark, "cx", cx + 6 + this.eyeX * 0.25);
      this.put(spark, "cy", cy - 10 + this.eyeY * 0.25);
      this.put(spark, "opacity", Math.max(0, Math.min(1, (top + bottom - 34) / 10)));
      const inner = x < 0 ? 1 : -1, by = EYE_Y - 41 - at.brow + this.eyeY * 0.5;
      const brow = this.part(`${side}-brow`);
      this.put(brow, "d", `M${cx - 17 * inner} ${by + at.slant * 0.5}Q${cx} ${by - 5} ${cx + 17 * inner} ${by - at.slant * 0.5}`);
      this.put(brow, "opacity", at.brows);
      this.put(this.part(`${side}-cheek`), "opacity", at.cheek);
    }

    const said = this.phase === "speaking" ? this.sound() : null;
    const [open, wide] = said ?? [0, 1];
    const quick = Math.min(1, step * 26);
    this.mouthNow[0] += (open - this.mouthNow[0]) * quick;
    this.mouthNow[1] += (wide - this.mouthNow[1]) * quick;
    const width = at.mouth * (0.55 + 0.45 * this.mouthNow[1]) * (said ? 0.92 : 1);
    this.put(this.part("mouth"), "d", mouth(this.eyeX * 0.4, MOUTH_Y + this.eyeY * 0.4, width, at.smile, at.open + 34 * this.mouthNow[0]));

    const move = this.motion(now);
    const sway = this.still ? 0 : 1;
    const breath = sway * Math.sin(now * 1.5) * 2.2, lean = sway * Math.sin(now * 0.63) * 1.1;
    const bob = said && sway ? 2.4 * this.mouthNow[0] : 0;
    this.put(this.part("head"), "transform", `translate(${move.x} ${move.y + breath - bob}) rotate(${at.tilt + lean + move.turn})`);
    for (const [side, x] of [["left", -1], ["right", 1]]) {
      const [dx, dy, turn] = move[side];
      this.put(this.part(`${side}-hand`), "transform", `translate(${x * 150 + dx} ${112 + dy - breath * 0.7}) rotate(${x * 12 + turn})`);
    }
    const thinks = this.phase === "thinking" || this.phase === "loading";
    this.put(this.part("thoughts"), "transform", `translate(0 ${thinks && this.phase === "loading" ? 66 : 68})`);
    [...this.part("thoughts").children].forEach((dot, i) => {
      this.put(dot, "opacity", thinks ? (this.still ? 0.8 : 0.25 + 0.75 * Math.max(0, Math.sin(now * 5 - i * 0.9))) : 0);
    });
    const sleeps = (this.gesture === "sleep" && now - this.gestureAt < 6) || this.phase === "away";
    [...this.part("snores").children].forEach((z, i) => this.put(z, "opacity", sleeps ? (this.still ? 0.8 : 0.3 + 0.7 * Math.abs(Math.sin(now * 1.4 + i))) : 0));
  }
}

function grained(number) { return String(Math.round(20 * number) / 20); }

function lens(x, y, wide, top, bottom) {
  const k = 1.33;
  return `M${x - wide} ${y}C${x - wide} ${y - top * k} ${x + wide} ${y - top * k} ${x + wide} ${y}C${x + wide} ${y + bottom * k} ${x - wide} ${y + bottom * k} ${x - wide} ${y}Z`;
}

function mouth(x, y, wide, smile, open) {
  const up = y - smile * 0.5 - open * 0.22, bend = smile * 1.3;
  const l = x - wide, r = x + wide, c = wide * 0.55;
  return `M${l} ${up}C${x - c} ${up + bend - open * 0.35} ${x + c} ${up + bend - open * 0.35} ${r} ${up}C${x + c * 1.15} ${up + bend + open * 1.15} ${x - c * 1.15} ${up + bend + open * 1.15} ${l} ${up}Z`;
}
