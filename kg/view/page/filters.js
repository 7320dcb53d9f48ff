// The legend, which is also the filter: each sign the picture uses, with its count, to be switched off and on.

const SVG = "http://www.w3.org/2000/svg";

// An element with attributes and children; strings become text nodes, so no markup ever comes from data.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const SHAPES = {
  dot: ["circle", { cx: 8, cy: 8, r: 6 }],
  ellipse: ["circle", { cx: 8, cy: 8, r: 6 }],
  square: ["rect", { x: 2.5, y: 2.5, width: 11, height: 11 }],
  triangle: ["path", { d: "M8 1.5 14.5 13.5H1.5Z" }],
  triangleDown: ["path", { d: "M8 14.5 1.5 2.5h13Z" }],
  diamond: ["path", { d: "M8 1 15 8 8 15 1 8Z" }],
  hexagon: ["path", { d: "M4.5 2h7L15 8l-3.5 6h-7L1 8Z" }],
  star: ["path", { d: "m8 1 2.1 4.6 5 .5-3.8 3.3 1.1 4.9L8 11.8l-4.4 2.5 1.1-4.9L.9 6.1l5-.5Z" }],
};

// The sign of a value; the sign of a class may be dashed as the line of a status is.
function sign(key, value, status = key === "status" ? value : null) {
  const picture = drawn("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  if (key === "kind") {
    const style = data.nodeStyles[value];
    const [tag, shape] = SHAPES[style.shape];
    const scale = Math.min(style.size, 1);
    picture.append(drawn(tag, { ...shape, fill: shade(style), transform: `translate(${8 - 8 * scale} ${8 - 8 * scale}) scale(${scale})` }));
  } else {
    const colour = key === "quad" ? shade(data.quadStyles[value]) : "currentColor";
    const dashes = status ? data.statusStyles[status].dashes.map((dash) => dash / 2.4).join(" ") : "";
    picture.setAttribute("viewBox", "0 0 26 16");
    picture.setAttribute("width", 26);
    picture.append(drawn("path", { d: "M1 8H25", stroke: colour, "stroke-width": key === "quad" ? 3.5 : 2, "stroke-dasharray": dashes, fill: "none" }));
    if (value === "negated") picture.append(drawn("path", { d: "m9.5 4.5 7 7m0-7-7 7", stroke: colour, "stroke-width": 2 }));
  }
  return picture;
}

function change(edit) {
  const next = { ...page.state, off: Object.fromEntries(Object.entries(page.state.off).map(([key, off]) => [key, new Set(off)])) };
  edit(next);
  go(next);
}

function toggle(key, values, on) {
  change((next) => values.forEach((value) => (on ? next.off[key].delete(value) : next.off[key].add(value))));
}

function onlyThese(key, values) {
  change((next) => {
    next.off[key] = new Set(facets[key].values.filter((value) => !values.includes(value)));
  });
}

function row(key, values, name, picture, count, state) {
  const off = values.filter((value) => state.off[key].has(value)).length;
  const box = el("input", { type: "checkbox", "data-facet": key, "data-value": values.join(" "), on: { change: (event) => toggle(key, values, event.target.checked) } });
  box.checked = off === 0;
  box.indeterminate = off > 0 && off < values.length;
  const only = el("button", { type: "button", class: "only", "aria-label": `Only ${name}`, on: { click: () => onlyThese(key, values) } }, "only");
  return el("div", { class: off === values.length ? "row off" : "row" }, el("label", {}, box, picture, el("span", { class: "name" }, el("bdi", {}, name)), el("span", { class: "count" }, String(count))), only);
}

function group(title, key, open, ...children) {
  const made = el("details", { class: "group", "data-group": key }, el("summary", {}, title), ...children);
  made.open = page.open.has(key) ? page.open.get(key) : open;
  made.addEventListener("toggle", () => page.open.set(key, made.open));
  return made;
}

function plainRows(key, state, limit = 12) {
  const facet = facets[key];
  const make = (value) => row(key, [value], facet.name(value), ["kind", "status"].includes(key) ? sign(key, value) : null, facet.counts.get(value), state);
  const rows = facet.values.slice(0, limit).map(make);
  if (facet.values.length > limit) rows.push(group(`${facet.values.length - limit} more`, `${key}-more`, false, ...facet.values.slice(limit).map(make)));
  return rows;
}

function quadRows(state) {
  return Object.keys(data.quadStyles).flatMap((quad) => {
    const types = facets.type.values.filter((type) => (data.quadOfType[type] || "none") === quad);
    if (!types.length) return [];
    const count = types.reduce((sum, type) => sum + facets.type.counts.get(type), 0);
    const top = row("type", types, data.quadStyles[quad].name, sign("quad", quad), count, state);
    if (quad === "none") return [top];
    return [top, el("div", { class: "inner" }, ...types.map((type) => row("type", [type], facets.type.name(type), null, facets.type.counts.get(type), state)))];
  });
}

function slider(name, value, text, options, act) {
  const output = el("output", {}, text(value));
  const input = el("input", { type: "range", "aria-label": name, ...options, value });
  input.value = value;
  input.addEventListener("input", () => output.replaceChildren(text(Number(input.value))));
  input.addEventListener("change", () => change((next) => act(next, Number(input.value))));
  return el("label", { class: "slider" }, el("span", {}, name), output, input);
}

function timeRows(state) {
  if (!dates.length) return [el("p", { class: "quiet" }, "No claim carries a date.")];
  const counts = dates.map((date) => data.claims.filter((claim) => claim.time && claim.time.slice(0, 7) === date).length);
  const most = Math.max(...counts);
  const wide = 220 / dates.length;
  const bars = drawn("svg", { viewBox: "0 0 220 36", class: "bars", "aria-hidden": "true", preserveAspectRatio: "none" });
  dates.forEach((date, at) => {
    const inside = (!state.since || date >= state.since.slice(0, date.length)) && (!state.until || date <= state.until);
    const height = 4 + (30 * counts[at]) / most;
    bars.append(drawn("rect", { x: at * wide + 0.5, y: 36 - height, width: Math.max(wide - 1.5, 1), height, class: inside ? "in" : "out" }));
  });
  const choice = (name, key) => {
    const select = el("select", { "aria-label": name, on: { change: (event) => change((next) => { next[key] = event.target.value; }) } }, el("option", { value: "" }, name === "From" ? "earliest" : "latest"), ...dates.map((date) => el("option", { value: date }, date)));
    select.value = dates.includes(state[key]) ? state[key] : "";
    return el("label", {}, `${name} `, select);
  };
  const undated = el("input", { type: "checkbox", on: { change: (event) => change((next) => { next.undated = event.target.checked; }) } });
  undated.checked = state.undated;
  const without = data.claims.filter((claim) => !claim.time).length;
  return [bars, el("div", { class: "range" }, choice("From", "since"), choice("To", "until")), el("div", { class: "row" }, el("label", {}, undated, el("span", { class: "name" }, "Claims without a date"), el("span", { class: "count" }, String(without))))];
}

function showFilters(state) {
  const aside = document.getElementById("filters");
  const fold = el("input", { type: "checkbox", on: { change: (event) => change((next) => { next.fold = event.target.checked; }) } });
  fold.checked = state.fold;
  const foldable = nodes.some((node) => node.kind === "Person" && stateOfCountry.has(node.country));
  const lone = el("input", { type: "checkbox", id: "lone", on: { change: (event) => change((next) => { next.lone = event.target.checked; }) } });
  lone.checked = state.lone;
  const loners = page.part.lone.length;
  const many = data.nodes.length > 40;
  const top = many ? slider("Weightiest nodes", state.top, (value) => (value >= data.nodes.length ? `all ${value}` : `${value}`), { min: 10, max: data.nodes.length, step: 1 }, (next, value) => { next.top = value; }) : null;
  const parts = [
    group("Actors and things", "kind", true, ...plainRows("kind", state), foldable ? el("div", { class: "row apart plainly" }, el("label", {}, fold, el("span", { class: "name" }, "Fold people into their states"))) : null,
      loners ? el("div", { class: "row plainly" }, el("label", {}, lone, el("span", { class: "name" }, "Draw those without a line"), el("span", { class: "count" }, String(loners)))) : null, top),
    group("Relations", "type", true, ...quadRows(state)),
    group("Status", "status", true, ...plainRows("status", state)),
    group("Time", "time", true, ...timeRows(state)),
    group("Documents", "document", true, ...plainRows("document", state, 8)),
    group("Who says so", "speaker", false, ...plainRows("speaker", state, 8)),
    group("Confidence", "confidence", false, slider("At least", state.confidence, (value) => value.toFixed(2), { min: 0, max: 1, step: 0.05 }, (next, value) => { next.confidence = value; })),
  ];
  const reset = el("button", { type: "button", id: "reset", on: { click: () => go({ ...defaults(), view: page.state.view, pick: page.state.pick }) } }, "Reset");
  const close = el("button", { type: "button", class: "phone", on: { click: () => openFilters(false) } }, "Close");
  const focused = document.activeElement && aside.contains(document.activeElement) ? document.activeElement.dataset : null;
  const scrolled = aside.scrollTop;
  aside.replaceChildren(el("div", { class: "head" }, el("h2", {}, "Legend and filters"), reset, close), ...parts);
  aside.scrollTop = scrolled;
  if (focused && focused.facet) {
    const same = [...aside.querySelectorAll("input[data-facet]")].find((box) => box.dataset.facet === focused.facet && box.dataset.value === focused.value);
    if (same) same.focus();
  }
}

function openFilters(open) {
  document.body.classList.toggle("filters-open", open);
  document.getElementById("show-filters").setAttribute("aria-expanded", String(open));
}
