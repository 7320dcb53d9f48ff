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

// The sign of a value; the sign of a class may be dashed as the line of a status is.
function sign(key, value, status = key === "status" ? value : null) {
  const picture = drawn("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  if (key === "kind") {
    const style = data.nodeStyles[value];
    const path = new PathWords();
    addShape(path, style.shape, 8, 8, 6 * Math.min(style.size, 1));
    picture.append(drawn("path", { d: path.toString(), fill: shade(style) }));
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

function change(edit, quietly = false) {
  const next = { ...page.state, open: new Set(page.state.open), off: Object.fromEntries(Object.entries(page.state.off).map(([key, off]) => [key, new Set(off)])) };
  edit(next);
  go(next, quietly);
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

function groupRows(state) {
  const grouped = el("input", { type: "checkbox", id: "grouped", on: { change: (event) => change((next) => Object.assign(next, { grouped: event.target.checked, open: new Set() })) } });
  grouped.checked = state.grouped;
  return [el("div", { class: "row plainly" }, el("label", {}, grouped, el("span", { class: "name" }, "Collapse communities"))), ...plainRows("group", state, 6)];
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
    data.groups.length ? group("Communities", "group", state.grouped, ...groupRows(state)) : null,
    group("Relations", "type", true, ...quadRows(state), el("p", { class: "hint" }, "Arrows lead from subject to object; a line without one holds both ways. ✕ marks a denied claim.")),
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
  aside.replaceChildren(el("div", { class: "head" }, el("h2", {}, "Legend and filters"), reset, close), ...parts.filter(Boolean));
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
