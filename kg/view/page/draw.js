// The picture: vis-network draws discs and lines where Python put them; names, codes and counts are drawn over it,
// at a size that stays readable at every zoom, the weightier first, each only where it covers nothing.

const LABEL_LETTERS = 28;
const NARROW = 500;
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

function drawOver(context) {
  const scale = drawing.network.getScale();
  const room = new Room(scale);
  const places = drawing.network.getPositions([...drawing.part.nodes]);
  const lit = drawing.lit;
  const view = viewBox(scale);
  const shown = nodes.filter((node) => drawing.part.nodes.has(node.id) && inside(view, places[node.id]));
  // In a large graph the names of the weighty may cover light discs; else they would give way to specks.
  const crowded = shown.length > 300;
  if (!crowded) for (const node of shown) room.take(discBox(node, places[node.id]));
  const first = (node) => (node.id === drawing.hovered ? 2 : lit && lit.nodes.has(node.id) ? 1 : 0);
  shown.sort((a, b) => first(b) - first(a) || a.id - b.id);
  drawing.labels = [];
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const node of shown) {
    const dim = lit && !lit.nodes.has(node.id) && node.id !== drawing.hovered;
    if (crowded) room.take(discBox(node, places[node.id]));
    drawCode(context, node, places[node.id], scale, dim);
    drawLabel(context, node, places[node.id], scale, dim, room);
  }
  if (scale >= 0.45) for (const line of drawing.part.lines) drawCount(context, line, places, scale, lit && !lit.lines.has(line.id), room, view);
  context.globalAlpha = 1;
}

// The part of the picture that the window shows, with room at the edge for names that reach into it.
function viewBox(scale) {
  const corner = drawing.network.DOMtoCanvas({ x: -150, y: -60 });
  return { ...corner, w: (holder.clientWidth + 300) / scale, h: (holder.clientHeight + 120) / scale };
}

function inside(view, place) {
  return place.x > view.x && place.x < view.x + view.w && place.y > view.y && place.y < view.y + view.h;
}

function discBox(node, place) {
  return { x: place.x - sizeOf(node), y: place.y - sizeOf(node), w: 2 * sizeOf(node), h: 2 * sizeOf(node), owner: node.id };
}

function shortened(label) {
  const letters = [...label];
  const most = holder.clientWidth < NARROW ? LABEL_LETTERS - 10 : LABEL_LETTERS;
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : label;
}

function drawCode(context, node, place, scale, dim) {
  const size = sizeOf(node) * 0.68;
  if (node.kind !== "State" || !node.country || size * scale < 6) return;
  context.globalAlpha = dim ? 0.2 : 1;
  context.font = `700 ${size}px ${drawing.colours.font}`;
  context.fillStyle = drawing.colours.ground;
  context.fillText(node.country, place.x, place.y + size * 0.06);
}

// A name as it is drawn at a zoom: its words, weight of letters, height and width, in units of the picture.
function labelLook(node, scale) {
  const hovered = node.id === drawing.hovered;
  const weight = hovered || node.kind === "State" ? 650 : 450;
  const size = Math.min(Math.max(13 * scale, 11), 17) / scale;
  const words = hovered ? node.label.slice(0, 90) : shortened(node.label);
  const key = `${weight}${words}`;
  if (!drawing.widths.has(key)) {
    const context = holder.querySelector("canvas").getContext("2d");
    context.font = `${weight} 100px ${drawing.colours.font}`;
    drawing.widths.set(key, context.measureText(words).width / 100);
  }
  return { words, size, width: drawing.widths.get(key) * size, font: `${weight} ${size}px ${drawing.colours.font}` };
}

function drawLabel(context, node, place, scale, dim, room) {
  if (dim) return;
  const { words, size, width, font } = labelLook(node, scale);
  const boxes = labelPlaces(place, sizeOf(node), size, width, scale).map(([x, y]) => ({ x, y, w: width, h: 1.2 * size, owner: node.id }));
  const box = boxes.find((candidate) => room.free(candidate)) || (node.id === drawing.hovered ? boxes[0] : null);
  if (!box) return;
  room.take(box);
  drawing.labels.push({ ...box, words });
  context.globalAlpha = 1;
  context.font = font;
  context.lineWidth = 0.32 * size;
  context.strokeStyle = drawing.colours.ground;
  context.strokeText(words, box.x + width / 2, box.y + box.h / 2);
  context.fillStyle = drawing.colours.ink;
  context.fillText(words, box.x + width / 2, box.y + box.h / 2);
}

// Where a name may stand, the best place first: under its disc, over it, to the right or left where it isn't cut.
function labelPlaces(place, radius, size, width, scale) {
  const left = withinWindow(place.x - width / 2, width, scale);
  const [low, high] = wholeAt(width, scale);
  const beside = [place.x + radius + 0.3 * size, place.x - radius - 0.3 * size - width].filter((x) => x >= low && x <= high);
  return [[left, place.y + radius + 0.25 * size], [left, place.y - radius - 1.4 * size], ...beside.map((x) => [x, place.y - 0.6 * size])];
}

// The lowest and highest place at which the left side of a name shows it whole.
function wholeAt(width, scale) {
  const low = drawing.network.DOMtoCanvas({ x: 4, y: 0 }).x;
  return [low, low + (holder.clientWidth - 8) / scale - width];
}

// A name that the edge of the window would cut moves inwards, by less than half its width: it stays under its disc.
function withinWindow(left, width, scale) {
  const [low, high] = wholeAt(width, scale);
  const moved = Math.max(Math.min(left, high), low);
  return Math.abs(moved - left) < width / 2 ? moved : left;
}

// The number of claims on a line, with a bar of its colours beneath, and a cross where one of them is denied.
function drawCount(context, line, places, scale, dim, room, view) {
  const middle = { x: (places[line.a].x + places[line.b].x) / 2, y: (places[line.a].y + places[line.b].y) / 2 };
  if (!inside(view, middle)) return;
  const claims = line.links.map((link) => data.claims[link[0]]);
  const denied = claims.some((claim) => claim.status === "negated");
  if (dim || (claims.length < 2 && !denied)) return;
  const size = Math.min(Math.max(11 * scale, 10), 13) / scale;
  const words = `${claims.length > 1 ? claims.length : ""}${denied ? "✕" : ""}`;
  const width = size * (0.62 * words.length + 0.7);
  const box = { x: middle.x - width / 2, y: middle.y - 0.75 * size, w: width, h: 1.5 * size, owner: line.id };
  if (!room.free(box)) return;
  room.take(box);
  context.globalAlpha = 1;
  context.fillStyle = drawing.colours.ground;
  context.beginPath();
  context.roundRect(box.x, box.y, box.w, box.h, 0.4 * size);
  context.fill();
  context.save();
  context.clip();
  let x = box.x;
  for (const quad of Object.keys(data.quadStyles)) {
    const share = (claims.filter((claim) => claim.quad === quad).length / claims.length) * box.w;
    context.fillStyle = shade(data.quadStyles[quad]);
    context.fillRect(x, box.y + box.h - 0.28 * size, share, 0.28 * size);
    x += share;
  }
  context.restore();
  context.lineWidth = 0.8 / scale;
  context.strokeStyle = drawing.colours.edge;
  context.stroke();
  context.font = `600 ${size}px ${drawing.colours.font}`;
  context.fillStyle = drawing.colours.ink;
  context.fillText(words, middle.x, middle.y - 0.06 * size);
}

// Which parts of the picture are taken, kept in cells so that a question costs the same in a large graph.
class Room {
  constructor(scale) {
    this.cell = 80 / scale;
    this.cells = new Map();
  }

  * around(box) {
    for (let i = Math.floor(box.x / this.cell); i <= Math.floor((box.x + box.w) / this.cell); i += 1) {
      for (let j = Math.floor(box.y / this.cell); j <= Math.floor((box.y + box.h) / this.cell); j += 1) yield `${i},${j}`;
    }
  }

  take(box) {
    for (const key of this.around(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  free(box) {
    for (const key of this.around(box)) {
      for (const other of this.cells.get(key) || []) {
        const apart = other.x >= box.x + box.w || other.x + other.w <= box.x || other.y >= box.y + box.h || other.y + other.h <= box.y;
        if (!apart && other.owner !== box.owner) return false;
      }
    }
    return true;
  }
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
