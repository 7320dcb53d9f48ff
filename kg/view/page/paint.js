// Discs and lines painted in batches: everything of one look is one path, kept until something moves or changes.
// vis-network's own drawing sets up the pen for each line and disc and takes a tenth of a second for 2,000 of them.

const FAINT = { line: 0.1, disc: 0.16 };
// Below this zoom an arrowhead is smaller than a point.
const ARROWS_FROM = 0.22;

function layBatches() {
  drawing.places = drawing.network.getPositions([...drawing.part.nodes]);
  drawing.laid = true;
  drawing.lineBatches = new Map();
  drawing.discBatches = new Map();
  for (const line of drawing.part.lines) layLine(line, lineLook(line));
  for (const id of drawing.part.nodes) layDisc(nodes[id], discLook(nodes[id]));
}

function batchOf(batches, look, make) {
  const key = Object.values(look).join("|");
  if (!batches.has(key)) batches.set(key, { look, ...make() });
  return batches.get(key);
}

function endOf(id) {
  return { ...drawing.places[id], radius: sizeOf(nodes[id]) };
}

function layLine(line, look) {
  const { arrows, ...pen } = look;
  const batch = batchOf(drawing.lineBatches, pen, () => ({ path: new Path2D(), heads: new Path2D() }));
  const { start, stop, heads } = lineShape(endOf(line.a), endOf(line.b), arrows, look.width);
  batch.path.moveTo(start.x, start.y);
  batch.path.lineTo(stop.x, stop.y);
  for (const corners of heads) {
    corners.forEach(([x, y], at) => (at ? batch.heads.lineTo(x, y) : batch.heads.moveTo(x, y)));
    batch.heads.closePath();
  }
}

function layDisc(node, look) {
  const batch = batchOf(drawing.discBatches, look, () => ({ path: new Path2D() }));
  const { x, y } = drawing.places[node.id];
  addShape(batch.path, node.shape, x, y, sizeOf(node));
}

function lineLook(line) {
  const claims = line.links.map((link) => data.claims[link[0]]);
  const lead = claims.map((claim) => claim.status).sort((a, b) => order.status.indexOf(a) - order.status.indexOf(b));
  const dashes = claims.some(holds) ? [] : data.statusStyles[lead.find((status) => status !== "asserted") || "alleged"].dashes;
  return {
    arrows: { to: line.links.some((link) => link[1] === 1), from: line.links.some((link) => link[1] === -1) },
    colour: shade(data.quadStyles[lineQuad(claims)]),
    width: Math.round(2 * Math.min(1.3 + 0.9 * Math.sqrt(claims.length - 1), 6)) / 2,
    dashes: dashes.join(" "),
    faint: Boolean(drawing.lit && !drawing.lit.lines.has(line.id)),
  };
}

function discLook(node) {
  const picked = Boolean(drawing.state.pick && drawing.state.pick.node === node.id);
  return { colour: shade(data.nodeStyles[node.kind]), ring: node.shape === "ring", picked, faint: Boolean(drawing.lit && !drawing.lit.nodes.has(node.id)) };
}

// Called by vis-network before it draws, in the units of the picture.
function paint(context) {
  if (!drawing.laid) return;
  const scale = drawing.network.getScale();
  context.lineCap = "butt";
  const faintFirst = (batches) => [...batches.values()].sort((a, b) => Number(b.look.faint) - Number(a.look.faint));
  for (const batch of faintFirst(drawing.lineBatches)) paintLines(context, batch, scale);
  for (const batch of faintFirst(drawing.discBatches)) paintDiscs(context, batch, scale);
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintLines(context, { look, path, heads }, scale) {
  const dashes = look.dashes ? look.dashes.split(" ").map((dash) => Math.max(Number(dash), (0.45 * Number(dash)) / scale)) : [];
  context.globalAlpha = look.faint ? FAINT.line : 0.9;
  context.strokeStyle = look.colour;
  context.lineWidth = Math.max(look.width, 0.55 / scale);
  context.setLineDash(dashes);
  context.stroke(path);
  if (scale < ARROWS_FROM) return;
  context.fillStyle = look.colour;
  context.fill(heads);
}

function paintDiscs(context, { look, path }, scale) {
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.fillStyle = drawing.colours.ground;
  if (look.faint || look.ring) context.fill(path);
  context.globalAlpha = look.faint ? FAINT.disc : look.ring ? 0.28 : 1;
  context.fillStyle = look.colour;
  context.fill(path);
  if (look.ring) context.globalAlpha = look.faint ? FAINT.disc : 1;
  context.lineWidth = look.picked ? 4 : look.ring ? 2 : 1.5;
  context.strokeStyle = look.picked ? drawing.colours.accent : look.ring ? look.colour : drawing.colours.ground;
  if (look.picked || look.ring || scale > 0.3) context.stroke(path);
}

// The line nearest to a point of the window, within a finger's or a mouse's reach; null where there is none.
function lineAt(point, reach = 7) {
  const spot = drawing.network.DOMtoCanvas(point);
  let best = null;
  let nearest = reach / drawing.network.getScale();
  for (const line of drawing.part.lines) {
    const gap = distanceToLine(spot, drawing.places[line.a], drawing.places[line.b]);
    if (gap < nearest) [best, nearest] = [line, gap];
  }
  return best;
}

function distanceToLine(spot, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const at = Math.min(Math.max(share, 0), 1);
  return Math.hypot(spot.x - a.x - at * dx, spot.y - a.y - at * dy);
}
