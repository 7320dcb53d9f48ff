// The shapes of actors and things as paths around a point: one geometry for canvas, SVG file and legend.

// Corners on the unit circle's square; a number is the radius of a disc.
const OUTLINES = {
  dot: 1,
  ellipse: 1,
  ring: 1,
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  triangle: polygon(3, -90, 1.15),
  triangleDown: polygon(3, 90, 1.15),
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  hexagon: polygon(6, 0, 1.08),
  star: star(5, 1.2, 0.52),
};

function polygon(corners, turn, radius) {
  return Array.from({ length: corners }, (_, at) => onCircle(turn + (360 * at) / corners, radius));
}

function star(points, outer, inner) {
  return Array.from({ length: 2 * points }, (_, at) => onCircle(-90 + (180 * at) / points, at % 2 ? inner : outer));
}

function onCircle(degrees, radius) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

// Adds a shape to a path: anything with moveTo, lineTo, arc and closePath.
function addShape(path, shape, x, y, radius) {
  const outline = OUTLINES[shape];
  if (typeof outline === "number") {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    path.closePath();
    return;
  }
  outline.forEach(([dx, dy], at) => (at ? path.lineTo(x + dx * radius, y + dy * radius) : path.moveTo(x + dx * radius, y + dy * radius)));
  path.closePath();
}

// A path that writes itself down as SVG path data.
class PathWords {
  constructor() {
    this.words = [];
  }

  moveTo(x, y) {
    this.words.push(`M${tenths(x)} ${tenths(y)}`);
  }

  lineTo(x, y) {
    this.words.push(`L${tenths(x)} ${tenths(y)}`);
  }

  // Only whole circles are drawn, from their right-hand point.
  arc(x, y, radius) {
    const half = (side) => `A${tenths(radius)} ${tenths(radius)} 0 1 1 ${tenths(x + side * radius)} ${tenths(y)}`;
    this.words.push(half(-1), half(1));
  }

  closePath() {
    this.words.push("Z");
  }

  toString() {
    return this.words.join("");
  }
}

function tenths(number) {
  return Math.round(number * 10) / 10;
}

// A line between two discs, from border to border, with the corners of its arrowheads.
function lineShape(from, to, arrows, width) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  const head = Math.min(6 + 1.4 * width, length / 3);
  const tip = (end, side) => ({ x: end.x - side * dx * (end.radius + 1.5), y: end.y - side * dy * (end.radius + 1.5) });
  const start = tip(from, -1);
  const stop = tip(to, 1);
  const corners = (at, side) => [[at.x, at.y], ...[1, -1].map((wing) => [at.x - side * dx * head + wing * dy * head * 0.42, at.y - side * dy * head - wing * dx * head * 0.42])];
  const heads = [];
  if (arrows.to) heads.push(corners(stop, 1));
  if (arrows.from) heads.push(corners(start, -1));
  const back = 0.7 * head;
  if (arrows.to) Object.assign(stop, { x: stop.x - dx * back, y: stop.y - dy * back });
  if (arrows.from) Object.assign(start, { x: start.x + dx * back, y: start.y + dy * back });
  return { start, stop, heads };
}
