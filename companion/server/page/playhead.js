// Where in the sounds the ear is: between what the loudspeaker told last and what it will tell next.

export class Playhead {
  constructor(rate) {
    this.rate = rate;
    this.marks = new Map();
  }

  // So many samples of a sound had gone out at a time; from then on it runs, or stands.
  told({ id, gone, time, runs = false }) {
    if (id === null) return;
    const marks = this.marks.get(id) ?? [];
    const last = marks[marks.length - 1];
    // A sound that runs on needs no further mark: what went out is a matter of time.
    if (last?.runs && runs) last.until = gone;
    else marks.push({ gone, time, runs, until: gone });
    this.marks.set(id, marks);
  }

  // Seconds of it that were heard when the ear was at a time.
  heard(id, now) {
    let seconds = 0;
    const marks = this.marks.get(id) ?? [];
    marks.forEach((mark, i) => {
      if (now < mark.time) return;
      seconds = mark.gone / this.rate;
      // No further than what is known to have gone out, or is known not to have.
      const most = marks[i + 1]?.gone ?? mark.until;
      if (mark.runs) seconds = Math.min(seconds + now - mark.time, Math.max(mark.gone, most) / this.rate);
    });
    return seconds;
  }

  forget(id) { this.marks.delete(id); }
}
