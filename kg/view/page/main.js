// The wiring: one state, kept in the address; every act makes a new state, every new state is shown whole.

const page = { state: defaults(), part: null, open: new Map(), pathFrom: null };

function byId(id) {
  return document.getElementById(id);
}

// Every act is a step of the browser's history, but for those that come in dozens, as playing the months.
function go(state, quietly = false) {
  const fragment = toFragment(state);
  if (fragment === location.hash.slice(1)) show(state);
  else if (quietly) {
    history.replaceState(null, "", `#${fragment}`);
    show(state);
  } else location.hash = fragment;
}

function pick(what) {
  if (page.pathFrom !== null && what && what.node !== undefined && what.node !== page.pathFrom) {
    const from = page.pathFrom;
    page.pathFrom = null;
    change((next) => { next.pick = { from, to: what.node }; });
    return;
  }
  page.pathFrom = null;
  change((next) => {
    next.pick = what;
    if (what && what.claim !== undefined) next.document = data.claims[what.claim].document;
    // What is picked is meant to be seen: its kind is switched on.
    if (what && what.node !== undefined) {
      const { kind, group, members } = nodes[what.node];
      next.off.kind.delete(kind);
      next.off.group.delete(String(group));
      if (next.grouped && group !== null && !members) next.open.add(group);
    }
  });
}

function startPath(from) {
  page.pathFrom = from;
  showNotes(page.state, page.part);
  byId("search").focus();
}

const views = { graph: draw, table: (part) => showTable(part), reader: (part, state) => showReader(state, part), compare: (part, state) => showCompare(state, part), query: () => showQuery() };

function show(state) {
  const part = visiblePart(state);
  Object.assign(page, { state, part });
  for (const view of VIEWS) {
    byId(view).hidden = view !== state.view;
    byId(`as-${view}`).setAttribute("aria-pressed", String(view === state.view));
  }
  document.body.dataset.view = state.view;
  showFilters(state);
  showPanel(state, part);
  showNotes(state, part);
  views[state.view](part, state);
  if (state.view === "graph" && state.pick) bringIntoView([...litIds(part, state).nodes]);
}

function showNotes(state, part) {
  const notes = [];
  const button = (words, act) => el("button", { type: "button", class: "plain", on: { click: act } }, words);
  if (page.pathFrom !== null) notes.push(el("p", { class: "call" }, "Now pick where the path from ", el("bdi", {}, nodes[page.pathFrom].label), " should lead. ", button("Cancel", () => { page.pathFrom = null; showNotes(page.state, page.part); })));
  if (state.focus !== null) notes.push(el("p", { class: "call" }, "Only ", el("bdi", {}, nodes[state.focus].label), ` and what is within ${countWords(state.hops, "step")}. `, button("Show all", () => change((next) => { next.focus = null; }))));
  if (data.tableFirst && state.view === "table") notes.push(el("p", { class: "call" }, "So many actors without a common community would make no readable picture: here is the table. Filters and focus make it small enough. ", button("Draw it all the same", () => change((next) => { next.view = "graph"; }))));
  const kinds = data.hiddenFirst.filter((kind) => state.off.kind.has(kind));
  const hidden = kinds.map((kind) => countWords(facets.kind.counts.get(kind), data.nodeStyles[kind].name.toLowerCase()));
  if (hidden.length) notes.push(el("p", {}, `Not in the picture: ${listWords(hidden)}. `, button("Show them", () => toggle("kind", kinds, true))));
  if (part.lone.length && !state.lone) notes.push(el("p", {}, loneWords(part.lone, state), button("Draw them", () => change((next) => { next.lone = true; }))));
  if (data.undrawn.length) notes.push(el("p", {}, `The picture has the ${data.nodes.length} weightiest of ${actual.length} actors and things; search and table have all. `));
  const closed = state.grouped ? [...part.nodes].filter((id) => nodes[id].members) : [];
  if (closed.length) notes.push(el("p", {}, `${countWords(closed.length, "community").replace("communitys", "communities")} collapsed, with ${closed.reduce((sum, id) => sum + nodes[id].members.length, 0)} actors and things; click one to expand it. `, button("Expand all", () => change((next) => { next.grouped = false; }))));
  if (!part.claims.length) notes.push(el("p", { class: "call" }, "No claim passes these filters. ", button("Reset", () => go({ ...defaults(), view: state.view }))));
  notes.push(el("p", {}, `${part.claims.length} of ${countWords(data.claims.length, "claim")} · ${[...part.nodes].filter((id) => !nodes[id].members).length} of ${actual.length} actors and things ${closed.length ? "drawn by themselves" : "drawn"}`));
  byId("notes").replaceChildren(...notes);
}

function listWords(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function loneWords(lone, state) {
  const actors = lone.filter((id) => nodes[id].actor).length;
  const things = lone.length - actors;
  const who = [actors && countWords(actors, "actor"), things && countWords(things, hidesThings(state) ? "agreement" : "thing")].filter(Boolean);
  return `${listWords(who)} without a line${hidesThings(state) ? " to an actor" : ""} ${lone.length === 1 ? "is" : "are"} in the table and in search. `;
}

const search = { found: [], at: -1 };

function plainLetters(words) {
  return words.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

const searchable = actual.map((node) => plainLetters(`${node.label} ${node.country || ""}`));

function suggest() {
  const wanted = plainLetters(byId("search").value.trim());
  const rank = (words) => (words.startsWith(wanted) ? 0 : words.includes(` ${wanted}`) ? 1 : words.includes(wanted) ? 2 : 3);
  search.found = wanted ? actual.map((node) => [rank(searchable[node.id]), node.id]).filter(([fit]) => fit < 3).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 9).map(([, id]) => id) : [];
  search.at = search.found.length ? 0 : -1;
  showSuggestions(Boolean(wanted));
}

function showSuggestions(open) {
  const list = byId("suggestions");
  const items = search.found.map((id, at) => el("li", { role: "option", id: `suggestion-${at}`, "aria-selected": String(at === search.at), on: { mousedown: (event) => { event.preventDefault(); choose(id); } } },
    sign("kind", nodes[id].kind), el("bdi", {}, nodes[id].label), el("span", { class: "count" }, String(nodes[id].weight))));
  if (open && !items.length) items.push(el("li", { class: "none" }, "Nothing of that name"));
  list.replaceChildren(...items);
  list.hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  if (search.at >= 0) byId("search").setAttribute("aria-activedescendant", `suggestion-${search.at}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function choose(id) {
  byId("search").value = "";
  search.found = [];
  search.at = -1;
  showSuggestions(false);
  pick({ node: id });
}

function searchKeys(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && search.found.length) {
    search.at = (search.at + step + search.found.length) % search.found.length;
    showSuggestions(true);
    event.preventDefault();
  } else if (event.key === "Enter" && search.at >= 0) {
    choose(search.found[search.at]);
  } else if (event.key === "Escape") {
    byId("search").value = "";
    search.found = [];
    showSuggestions(false);
    holder.focus();
    event.stopPropagation();
  }
}

function move(x, y) {
  const centre = drawing.network.getViewPosition();
  const scale = drawing.network.getScale();
  drawing.network.moveTo({ position: { x: centre.x + x / scale, y: centre.y + y / scale }, animation: false });
}

function zoom(factor) {
  drawing.network.moveTo({ scale: Math.min(Math.max(drawing.network.getScale() * factor, 0.03), 6), animation: false });
}

function step(by) {
  const shown = [...page.part.nodes].sort((a, b) => a - b);
  if (!shown.length) return;
  const now = page.state.pick && page.state.pick.node !== undefined ? shown.indexOf(page.state.pick.node) : -1;
  pick({ node: shown[(now + by + (now < 0 && by < 0 ? 1 : 0) + shown.length) % shown.length] });
}

const graphKeys = {
  ArrowLeft: () => move(-80, 0), ArrowRight: () => move(80, 0), ArrowUp: () => move(0, -80), ArrowDown: () => move(0, 80),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fitAll(), n: () => step(1), p: () => step(-1),
};

const readerKeys = { j: () => stepClaim(1), k: () => stepClaim(-1) };

function pageKeys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    openFilters(false);
    byId("share").open = false;
    if (page.state.pick) pick(null);
  } else if (event.key === "/" && !typing) {
    byId("search").focus();
    event.preventDefault();
  } else if (page.state.view === "reader" && !typing && readerKeys[event.key]) {
    readerKeys[event.key]();
  } else if (document.activeElement === holder && graphKeys[event.key.length === 1 ? event.key.toLowerCase() : event.key]) {
    graphKeys[event.key.length === 1 ? event.key.toLowerCase() : event.key]();
    event.preventDefault();
  }
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  markTheme();
  show(page.state);
}

function markTheme() {
  byId("theme").setAttribute("aria-pressed", String(isDark()));
}

function save(name, type, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function pictureCopy() {
  const drawnCanvas = holder.querySelector("canvas");
  const copy = el("canvas", { id: "sheet", width: drawnCanvas.width, height: drawnCanvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = cssColour("--ground");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawnCanvas, 0, 0);
  return copy;
}

// The clipboard is closed to pages opened from disk in some browsers: then the words are shown to be copied by hand.
function copyWords(words) {
  const field = el("textarea", { class: "copied", "aria-label": "Copy this", readonly: true });
  field.value = words;
  byId("notes").prepend(field);
  field.select();
  if (document.execCommand("copy")) {
    field.remove();
    byId("notes").prepend(el("p", { class: "call" }, "Copied."));
  }
}

function wire() {
  startDrawing();
  drawing.network.on("click", (event) => {
    const line = event.nodes.length ? null : lineAt(event.pointer.DOM);
    if (event.nodes.length && nodes[event.nodes[0]].members && page.pathFrom === null) openGroup(nodes[event.nodes[0]].group, true);
    else if (event.nodes.length) pick({ node: event.nodes[0] });
    else if (line) pick({ a: line.a, b: line.b });
    else if (page.state.pick) pick(null);
  });
  drawing.network.on("doubleClick", (event) => {
    if (event.nodes.length && !nodes[event.nodes[0]].members) change((next) => Object.assign(next, { focus: event.nodes[0], hops: 1 }));
  });
  const press = (id, act) => byId(id).addEventListener("click", act);
  const once = (id, act) => press(id, () => { byId("share").open = false; act(); });
  for (const view of VIEWS) press(`as-${view}`, () => change((next) => { next.view = view; }));
  press("skip", (event) => { event.preventDefault(); change((next) => { next.view = "table"; }); byId("table").focus(); });
  press("zoom-in", () => zoom(1.3));
  press("zoom-out", () => zoom(1 / 1.3));
  press("zoom-fit", fitAll);
  press("theme", () => setTheme(!isDark()));
  press("show-filters", () => openFilters(!document.body.classList.contains("filters-open")));
  once("copy-link", () => copyWords(location.href));
  once("copy-sparql", () => copyWords(asSparql(page.part)));
  once("ask-sparql", () => openQuery(asSparql(page.part)));
  once("save-svg", () => save("graph.svg", "image/svg+xml", asSvg()));
  once("save-csv", () => save("claims.csv", "text/csv", asCsv(page.part)));
  once("save-json", () => save("claims.json", "application/json", asJson(page.part)));
  once("save-png", () => pictureCopy().toBlob((blob) => save("graph.png", "image/png", blob)));
  byId("search").addEventListener("input", suggest);
  byId("search").addEventListener("keydown", searchKeys);
  byId("search").addEventListener("blur", () => showSuggestions(false));
  document.addEventListener("keydown", pageKeys);
  addEventListener("hashchange", () => show(fromFragment(location.hash.slice(1))));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { markTheme(); show(page.state); });
  wirePrint();
  new ResizeObserver(() => {
    if (!page.part || page.state.view !== "graph") return;
    drawing.part = null;
    draw(page.part, page.state);
  }).observe(holder);
}

wire();
markTheme();
show(fromFragment(location.hash.slice(1)));
document.documentElement.dataset.ready = String(Math.round(performance.now()));
// For tests and for the curious: what is drawn now, read only.
globalThis.kgPage = Object.freeze({ lines: () => page.part.lines.map((line) => ({ ...line, look: lineLook(line) })), labels: () => drawing.labels.map((label) => ({ ...label })), shown: () => [...page.part.nodes], network: () => drawing.network });
