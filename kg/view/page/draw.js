// The picture: vis-network moves, zooms and finds what is under the pointer, over discs where Python put them;
// paint.js paints discs and lines, names.js writes over them, at a size that stays readable at every zoom.

// The room at the edge of the window, in pixels, that a name may claim; a longer one moves inwards.
const NAME_ROOM = 110;
const holder = document.getElementById("graph");
const drawing = {
  network: null, nodes: null, part: null, state: null, about: "", laid: false, hovered: null, moved: { plain: new Map(), grouped: new Map() }, stretch: { x: 1, y: 1 }, grow: 1, growGroups: 1, lit: null,
  colours: {}, labels: [], widths: new Map(), places: {}, lineBatches: new Map(), discBatches: new Map(),
};

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function shade(style) {
  return isDark() ? style.dark : style.light;
}

function cssColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function startDrawing() {
  drawing.nodes = new vis.DataSet();
  const options = {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, zoomSpeed: 0.6 },
    nodes: { shape: "custom", ctxRenderer: unpainted, chosen: false },
  };
  drawing.network = new vis.Network(holder, { nodes: drawing.nodes, edges: new vis.DataSet() }, options);
  drawing.network.on("beforeDrawing", paint);
  drawing.network.on("afterDrawing", drawOver);
  const hover = (what) => (event) => {
    drawing.hovered = what === null ? null : event[what];
    holder.classList.toggle("pointing", what !== null);
    drawing.network.redraw();
  };
  drawing.network.on("hoverNode", hover("node"));
  drawing.network.on("blurNode", hover(null));
  const moved = (event) => {
    if (!event.nodes.length) return;
    for (const [id, place] of Object.entries(drawing.network.getPositions(event.nodes))) drawing.moved[drawing.state.grouped ? "grouped" : "plain"].set(Number(id), place);
    layBatches();
  };
  drawing.network.on("dragging", moved);
  drawing.network.on("dragEnd", moved);
  holder.addEventListener("mousemove", pointAtLine);
}

// vis-network knows where discs are and how large, so that it finds them under the pointer; paint.js paints them.
function unpainted({ id }) {
  const across = 2 * sizeOf(nodes[id]);
  return { nodeDimensions: { width: across, height: across } };
}

function pointAtLine(event) {
  if (!drawing.part || event.buttons || drawing.hovered !== null) return;
  const box = holder.getBoundingClientRect();
  holder.classList.toggle("pointing", lineAt({ x: event.clientX - box.x, y: event.clientY - box.y }) !== null);
}

// The picture is fitted to the window anew when what it is about changes, not when a filter takes a little away.
function draw(part, state) {
  const about = JSON.stringify([state.focus, state.hops, state.fold, state.lone, state.top, state.grouped, [...state.open], [...state.off.kind], [...state.off.group]]);
  const fresh = !drawing.part || drawing.about !== about;
  const colours = Object.fromEntries(["ground", "ink", "edge", "accent", "font"].map((name) => [name, cssColour(`--${name}`)]));
  Object.assign(drawing, { part, state, about, laid: false, lit: litIds(part, state), colours });
  if (fresh) chooseStretch();
  replaceAll(drawing.nodes, nodes.filter((node) => part.nodes.has(node.id)).map((node) => ({ id: node.id, size: sizeOf(node), ...placeOf(node) })));
  if (fresh) {
    fitAll();
    const needed = Math.max(0.6 / drawing.network.getScale(), 1);
    drawing.grow = part.nodes.size > 300 ? 1 : Math.min(needed, 1.7);
    drawing.growGroups = Math.max(Math.min(needed, roomOfGroups()), 1);
    drawing.nodes.update([...part.nodes].map((id) => ({ id, size: sizeOf(nodes[id]) })));
  }
  layBatches();
  drawing.network.redraw();
  const words = `${part.nodes.size} actors and things, ${part.lines.length} related pairs, ${part.claims.length} claims.`;
  holder.setAttribute("aria-label", `${words} Arrow keys move, plus and minus zoom, N and P step through the actors, 0 shows everything.`);
}

function replaceAll(set, items) {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

// What stands out while something is picked; null where nothing is and all is shown alike.
function litIds(part, state) {
  const pick = state.pick;
  if (!pick) return null;
  if (pick.from !== undefined) {
    const path = shortestPath(folded(pick.from, state), folded(pick.to, state), part.lines) || [];
    return { nodes: new Set([pick.from, pick.to, ...path.map((step) => step.to)]), lines: new Set(path.map((step) => step.line.id)) };
  }
  if (pick.claim !== undefined) {
    const claim = data.claims[pick.claim];
    const parties = new Set([...partiesOf(claim)].map((id) => folded(id, state)));
    // On a line one claim may stand for several that tell the same of the same event.
    const same = (other) => other === claim || (other.event === claim.event && other.predicate === claim.predicate && other.status === claim.status);
    const lines = part.lines.filter((line) => parties.has(line.a) && parties.has(line.b) && line.links.some((link) => same(data.claims[link[0]])));
    return { nodes: parties, lines: new Set(lines.map((line) => line.id)) };
  }
  if (pick.a !== undefined) return { nodes: new Set([pick.a, pick.b]), lines: new Set([`${pick.a}-${pick.b}`]) };
  const centre = folded(pick.node, state);
  const lines = part.lines.filter((line) => line.a === centre || line.b === centre);
  return { nodes: new Set([centre, ...lines.flatMap((line) => [line.a, line.b])]), lines: new Set(lines.map((line) => line.id)) };
}

// How much collapsed communities can grow before two of them touch.
function roomOfGroups() {
  const discs = nodes.filter((node) => node.members && drawing.part.nodes.has(node.id)).map((node) => ({ ...placeOf(node), size: node.size }));
  let room = Infinity;
  discs.forEach((one, at) => {
    for (const two of discs.slice(at + 1)) room = Math.min(room, (0.92 * Math.hypot(one.x - two.x, one.y - two.y)) / (one.size + two.size));
  });
  return room;
}

function placeOf(node) {
  const { grouped } = drawing.state;
  const moved = drawing.moved[grouped ? "grouped" : "plain"].get(node.id);
  if (moved) return moved;
  const [x, y] = grouped ? [node.groupX, node.groupY] : node.coreX !== undefined && hidesThings(drawing.state) ? [node.coreX, node.coreY] : [node.x, node.y];
  return { x: x * drawing.stretch.x, y: y * drawing.stretch.y };
}

function middleOf(places) {
  const sum = places.reduce((all, place) => ({ x: all.x + place.x, y: all.y + place.y }), { x: 0, y: 0 });
  return { x: sum.x / (places.length || 1), y: sum.y / (places.length || 1) };
}

// The picture is drawn out, up to twice, to the shape of the window; drawing out never makes names overlap.
function chooseStretch() {
  drawing.stretch = { x: 1, y: 1 };
  const places = nodes.filter((node) => drawing.part.nodes.has(node.id)).map(placeOf);
  const span = (key) => Math.max(...places.map((place) => place[key])) - Math.min(...places.map((place) => place[key])) + 120;
  if (!places.length || !holder.clientWidth) return;
  const room = roomToFit();
  const ratio = (room.w / room.h) / (span("x") / span("y"));
  drawing.stretch = { x: Math.min(Math.max(ratio, 1), 2), y: Math.min(Math.max(1 / ratio, 1), 2) };
}

// Where the whole is drawn small, as on a phone, discs grow so that a finger finds them; collapsed communities have the
// room of all their members to grow into.
function sizeOf(node) {
  return node.size * (node.members ? drawing.growGroups : drawing.grow);
}

function holds(claim) {
  return claim.status === "asserted" && !claim.doubted;
}

// The class a line is coloured by: of what holds, if anything does, so that a whole line never shows a mere proposal.
function lineQuad(claims) {
  return leadingQuad(claims.some(holds) ? claims.filter(holds) : claims);
}

// The class most claims have; deeds before words and conflict before cooperation where two are level.
function leadingQuad(claims) {
  const rank = ["material-conflict", "verbal-conflict", "material-cooperation", "verbal-cooperation", "none"];
  const counts = rank.map((quad) => claims.filter((claim) => claim.quad === quad).length);
  counts[4] = 0;
  const most = Math.max(...counts);
  return most ? rank[counts.indexOf(most)] : "none";
}

// What of the window is free for the picture: not the notes at its foot.
function roomToFit() {
  return { w: holder.clientWidth - 24, h: Math.max(holder.clientHeight - byId("notes").offsetHeight - 36, 120) };
}

// Everything in view, names included; their size depends on the zoom, so the zoom is found in a few rounds.
function fitAll() {
  const shown = nodes.filter((node) => drawing.part.nodes.has(node.id));
  if (!shown.length || !holder.clientWidth) return;
  const places = drawing.network.getPositions(shown.map((node) => node.id));
  const room = roomToFit();
  let scale = 1;
  let box;
  for (let round = 0; round < 5; round += 1) {
    box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of shown) {
      const look = shown.length > 300 ? { width: 0, size: 13 } : labelLook(node, scale);
      const half = Math.max(Math.min(look.width, NAME_ROOM / scale) / 2, sizeOf(node));
      const { x, y } = places[node.id];
      box.left = Math.min(box.left, x - half);
      box.right = Math.max(box.right, x + half);
      box.top = Math.min(box.top, y - sizeOf(node));
      box.bottom = Math.max(box.bottom, y + sizeOf(node) + 1.5 * look.size);
    }
    scale = Math.min(room.w / (box.right - box.left), room.h / (box.bottom - box.top), 1.3);
  }
  const lift = (holder.clientHeight - room.h - 20) / 2 / scale;
  drawing.network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + lift }, scale, animation: false });
}

function bringIntoView(ids) {
  const known = ids.filter((id) => drawing.part.nodes.has(id));
  if (!known.length) return;
  const places = drawing.network.getPositions(known);
  const spots = known.map((id) => drawing.network.canvasToDOM(places[id]));
  const clear = (spot) => spot.x > 40 && spot.y > 40 && spot.x < holder.clientWidth - 40 && spot.y < holder.clientHeight - 40;
  if (spots.every(clear)) return;
  const middle = middleOf(known.map((id) => places[id]));
  drawing.network.moveTo({ position: middle, scale: Math.max(drawing.network.getScale(), 0.5), animation: false });
}
