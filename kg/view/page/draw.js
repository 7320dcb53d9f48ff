// The picture: vis-network draws discs and lines where Python put them;
// names.js writes over it, at a size that stays readable at every zoom.

// The room at the edge of the window, in pixels, that a name may claim; a longer one moves inwards.
const NAME_ROOM = 110;
const holder = document.getElementById("graph");
const drawing = { network: null, nodes: null, edges: null, part: null, state: null, hovered: null, moved: new Map(), stretch: { x: 1, y: 1 }, grow: 1, lit: null, colours: {}, labels: [], widths: new Map() };

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
  drawing.edges = new vis.DataSet();
  const options = {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, keyboard: false, hideEdgesOnDrag: edges.length > 1500, selectConnectedEdges: false, zoomSpeed: 0.6 },
    nodes: { borderWidth: 1.5, borderWidthSelected: 3, labelHighlightBold: false, chosen: false },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
  };
  drawing.network = new vis.Network(holder, { nodes: drawing.nodes, edges: drawing.edges }, options);
  drawing.network.on("afterDrawing", drawOver);
  const hover = (what) => (event) => {
    drawing.hovered = what === null ? null : event[what];
    holder.classList.toggle("pointing", what !== null);
    drawing.network.redraw();
  };
  drawing.network.on("hoverNode", hover("node"));
  drawing.network.on("blurNode", hover(null));
  drawing.network.on("hoverEdge", () => holder.classList.add("pointing"));
  drawing.network.on("dragEnd", (event) => {
    for (const [id, place] of Object.entries(drawing.network.getPositions(event.nodes))) drawing.moved.set(Number(id), place);
  });
  drawing.network.on("blurEdge", () => holder.classList.remove("pointing"));
}

function draw(part, state) {
  const fresh = !drawing.part || !sameNodes(drawing.part.nodes, part.nodes);
  const lit = litIds(part, state);
  const colours = Object.fromEntries(["ground", "ink", "edge", "accent", "font"].map((name) => [name, cssColour(`--${name}`)]));
  Object.assign(drawing, { part, state, lit, colours });
  if (fresh) chooseStretch();
  replaceAll(drawing.nodes, nodes.filter((node) => part.nodes.has(node.id)).map((node) => nodeLook(node, state, lit)));
  replaceAll(drawing.edges, part.lines.map((line) => lineLook(line, lit)));
  if (fresh) {
    fitAll();
    drawing.grow = part.nodes.size > 300 ? 1 : Math.min(Math.max(0.6 / drawing.network.getScale(), 1), 1.7);
    drawing.nodes.update([...part.nodes].map((id) => ({ id, size: sizeOf(nodes[id]) })));
  }
  const words = `${part.nodes.size} actors and things, ${part.lines.length} related pairs, ${part.claims.length} claims.`;
  holder.setAttribute("aria-label", `${words} Arrow keys move, plus and minus zoom, N and P step through the actors, 0 shows everything.`);
}

function sameNodes(before, after) {
  return before.size === after.size && [...before].every((id) => after.has(id));
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

function placeOf(node) {
  if (drawing.moved.has(node.id)) return drawing.moved.get(node.id);
  const core = node.coreX !== undefined && hidesThings(drawing.state);
  return { x: (core ? node.coreX : node.x) * drawing.stretch.x, y: (core ? node.coreY : node.y) * drawing.stretch.y };
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

// Where the whole is drawn small, as on a phone, discs grow so that a finger finds them.
function sizeOf(node) {
  return node.size * drawing.grow;
}

function nodeLook(node, state, lit) {
  const fill = shade(data.nodeStyles[node.kind]);
  const picked = state.pick && state.pick.node === node.id;
  return {
    id: node.id,
    shape: node.shape === "ellipse" ? "dot" : node.shape,
    size: sizeOf(node),
    ...placeOf(node),
    color: { background: fill, border: picked ? drawing.colours.accent : drawing.colours.ground },
    borderWidth: picked ? 4 : 1.5,
    opacity: lit && !lit.nodes.has(node.id) ? 0.16 : 1,
  };
}

function lineLook(line, lit) {
  const claims = line.links.map((link) => data.claims[link[0]]);
  const held = claims.some(holds);
  const lead = claims.map((claim) => claim.status).sort((a, b) => order.status.indexOf(a) - order.status.indexOf(b));
  const dashes = held ? false : data.statusStyles[lead.find((status) => status !== "asserted") || "alleged"].dashes;
  const forward = line.links.some((link) => link[1] === 1);
  const back = line.links.some((link) => link[1] === -1);
  const arrow = (on) => ({ enabled: on, scaleFactor: 0.5, type: "arrow" });
  const faint = lit && !lit.lines.has(line.id);
  return {
    id: line.id,
    from: line.a,
    to: line.b,
    width: Math.min(1.3 + 0.9 * Math.sqrt(claims.length - 1), 6),
    dashes,
    arrows: { to: arrow(forward), from: arrow(back) },
    color: { color: shade(data.quadStyles[lineQuad(claims)]), inherit: false, opacity: faint ? 0.1 : 0.9 },
  };
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
  const middle = { x: 0, y: 0 };
  for (const id of known) {
    middle.x += places[id].x / known.length;
    middle.y += places[id].y / known.length;
  }
  drawing.network.moveTo({ position: middle, scale: Math.max(drawing.network.getScale(), 0.5), animation: false });
}
