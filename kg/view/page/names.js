// What is written over the picture: names, country codes and counts, the weightier first, each only where it covers
// nothing.

const LABEL_LETTERS = 28;
const NARROW = 500;
// In a large graph only so many names at once: more can't be read, and each costs time.
const CROWD_NAMES = 130;

function drawOver(context) {
  if (!drawing.laid) return;
  const scale = drawing.network.getScale();
  const room = new Room(scale);
  const places = drawing.places;
  const lit = drawing.lit;
  const view = viewBox(scale);
  const shown = nodes.filter((node) => drawing.part.nodes.has(node.id) && inside(view, places[node.id]));
  // In a large graph the names of the weighty may cover light discs; else they would give way to specks.
  const crowded = shown.length > 300;
  if (!crowded) for (const node of shown) room.take(discBox(node, places[node.id]));
  const first = (node) => (node.id === drawing.hovered ? 2 : lit && lit.nodes.has(node.id) ? 1 : 0);
  shown.sort((a, b) => first(b) - first(a) || a.id - b.id);
  drawing.labels = [];
  drawing.window = wholeAt(scale);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const node of shown) {
    const dim = lit && !lit.nodes.has(node.id) && node.id !== drawing.hovered;
    if (crowded) room.take(discBox(node, places[node.id]));
    drawCode(context, node, places[node.id], scale, dim);
    if (!crowded || drawing.labels.length < CROWD_NAMES) drawLabel(context, node, places[node.id], scale, dim, room);
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
  const most = holder.clientWidth < NARROW ? LABEL_LETTERS - 10 : LABEL_LETTERS;
  if (label.length <= most) return label;
  const letters = [...label];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : label;
}

// What stands in a disc: a state's code, a community's number of members.
function codeOf(node) {
  if (node.members) return String(node.members.length);
  return node.kind === "State" ? node.country : null;
}

function drawCode(context, node, place, scale, dim) {
  const size = sizeOf(node) * 0.68;
  const words = codeOf(node);
  if (!words || size * scale < 6) return;
  context.globalAlpha = dim ? 0.2 : 1;
  context.font = `700 ${size}px ${drawing.colours.font}`;
  context.fillStyle = node.members ? drawing.colours.ink : drawing.colours.ground;
  context.fillText(words, place.x, place.y + size * 0.06);
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
  const left = withinWindow(place.x - width / 2, width);
  const [low, high] = [drawing.window.low, drawing.window.high - width];
  const beside = [place.x + radius + 0.3 * size, place.x - radius - 0.3 * size - width].filter((x) => x >= low && x <= high);
  return [[left, place.y + radius + 0.25 * size], [left, place.y - radius - 1.4 * size], ...beside.map((x) => [x, place.y - 0.6 * size])];
}

// Between where and where the window shows a name whole.
function wholeAt(scale) {
  const low = drawing.network.DOMtoCanvas({ x: 4, y: 0 }).x;
  return { low, high: low + (holder.clientWidth - 8) / scale };
}

// A name that the edge of the window would cut moves inwards, by less than half its width: it stays under its disc.
function withinWindow(left, width) {
  const moved = Math.max(Math.min(left, drawing.window.high - width), drawing.window.low);
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

  // Calls act with each cell a box lies in, until it says false; the cells of a row are numbered apart from all others.
  around(box, act) {
    const right = Math.floor((box.x + box.w) / this.cell);
    const bottom = Math.floor((box.y + box.h) / this.cell);
    for (let i = Math.floor(box.x / this.cell); i <= right; i += 1) {
      for (let j = Math.floor(box.y / this.cell); j <= bottom; j += 1) if (act(i * 1e6 + j) === false) return false;
    }
    return true;
  }

  take(box) {
    this.around(box, (key) => {
      const taken = this.cells.get(key);
      if (taken) taken.push(box);
      else this.cells.set(key, [box]);
    });
  }

  free(box) {
    return this.around(box, (key) => {
      for (const other of this.cells.get(key) || []) {
        const apart = other.x >= box.x + box.w || other.x + other.w <= box.x || other.y >= box.y + box.h || other.y + other.h <= box.y;
        if (!apart && other.owner !== box.owner) return false;
      }
      return true;
    });
  }
}
