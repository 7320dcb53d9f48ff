// Claims by month: drag over the bars for a range, or play the months one after another.

const BARS = { width: 220, height: 40 };
const PLAY_PAUSE = 700;
const playing = { timer: null };

function timeRows(state) {
  if (!dates.length) return [el("p", { class: "quiet" }, "No claim carries a date.")];
  const undated = el("input", { type: "checkbox", on: { change: (event) => change((next) => { next.undated = event.target.checked; }) } });
  undated.checked = state.undated;
  const dated = dates.reduce((sum, date) => sum + claimsByMonth.get(date), 0);
  const ends = el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, dates[0]), el("span", {}, dates.at(-1)));
  return [bars(state), ends, el("div", { class: "range" }, monthChoice("From", "since", state), monthChoice("To", "until", state), playButton()),
    el("div", { class: "row" }, el("label", {}, undated, el("span", { class: "name" }, "Claims without a date"), el("span", { class: "count" }, String(data.claims.length - dated))))];
}

function isWithin(date, since, until) {
  return (!since || date >= since.slice(0, date.length)) && (!until || date.slice(0, until.length) <= until);
}

function bars(state) {
  const most = Math.max(...claimsByMonth.values());
  const wide = BARS.width / dates.length;
  const made = drawn("svg", { viewBox: `0 0 ${BARS.width} ${BARS.height}`, class: "bars", "aria-hidden": "true", preserveAspectRatio: "none" });
  const rects = dates.map((date, at) => {
    const height = 4 + ((BARS.height - 6) * claimsByMonth.get(date)) / most;
    const words = drawn("title", {}, `${date}: ${countWords(claimsByMonth.get(date), "claim")}`);
    const back = drawn("rect", { x: at * wide, y: 0, width: wide, height: BARS.height, class: "back" }, words);
    const bar = drawn("rect", { x: at * wide + 0.5, y: BARS.height - height, width: Math.max(wide - 1.5, 1), height, class: isWithin(date, state.since, state.until) ? "in" : "out" });
    made.append(bar, back);
    return bar;
  });
  wireBrush(made, rects, state);
  return made;
}

// Dragging marks the months between both ends; a click takes one month, a second click on it takes all again.
function wireBrush(made, rects, state) {
  let from = null;
  const monthAt = (event) => {
    const box = made.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((event.clientX - box.x) / box.width) * dates.length), 0), dates.length - 1);
  };
  const range = (event) => [from, monthAt(event)].sort((a, b) => a - b).map((at) => dates[at]);
  made.addEventListener("pointerdown", (event) => {
    stopPlaying();
    from = monthAt(event);
    made.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  made.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [since, until] = range(event);
    rects.forEach((bar, at) => bar.setAttribute("class", isWithin(dates[at], since, until) ? "in" : "out"));
  });
  made.addEventListener("pointerup", (event) => {
    const [since, until] = range(event);
    from = null;
    const same = state.since === since && state.until === until;
    change((next) => Object.assign(next, same ? { since: "", until: "" } : { since, until }));
  });
  made.addEventListener("pointercancel", () => { from = null; });
}

function monthChoice(name, key, state) {
  const select = el("select", { "aria-label": name, on: { change: (event) => { stopPlaying(); change((next) => { next[key] = event.target.value; }); } } }, el("option", { value: "" }, name === "From" ? "earliest" : "latest"), ...dates.map((date) => el("option", { value: date }, date)));
  select.value = dates.includes(state[key]) ? state[key] : "";
  return el("label", {}, `${name} `, select);
}

function playButton() {
  const on = playing.timer !== null;
  return el("button", { type: "button", id: "play", "aria-label": on ? "Stop" : "Play the months", title: on ? "Stop" : "Play the months", on: { click: () => (playing.timer === null ? play() : stopPlaying(true)) } }, on ? "◼" : "▶");
}

// Month after month joins what is shown, from the first (or from where the range begins) to the last.
function play() {
  const first = Math.max(dates.indexOf(page.state.since), 0);
  let at = first - 1;
  const step = () => {
    at += 1;
    if (at >= dates.length) {
      stopPlaying(true);
      return;
    }
    change((next) => Object.assign(next, { since: dates[first], until: dates[at], undated: false }), true);
  };
  playing.timer = setInterval(step, PLAY_PAUSE);
  step();
}

function stopPlaying(shown = false) {
  if (playing.timer === null) return;
  clearInterval(playing.timer);
  playing.timer = null;
  if (shown) showFilters(page.state);
}
