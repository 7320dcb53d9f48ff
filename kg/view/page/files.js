// What is shown as files to take away: CSV, JSON, SPARQL and SVG.

// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
function csvCell(words) {
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return `"${safe.replaceAll('"', '""')}"`;
}

function asCsv(part) {
  const head = columns.map(([name]) => name).concat("Sentence", "Claim");
  const line = (claim) => columns.map(([, value]) => value(claim)).concat(data.sentences[claim.sentence], claim.iri);
  return [head, ...part.claims.map(line)].map((cells) => cells.map(csvCell).join(",")).join("\r\n");
}

function asJson(part) {
  const plain = (claim) => ({ ...Object.fromEntries(columns.map(([name, value]) => [name.toLowerCase().replace(" ", "_"), value(claim)])), sentence: data.sentences[claim.sentence], claim: claim.iri });
  return JSON.stringify(part.claims.map(plain), null, 1);
}

// The query that gives what is shown, claim by claim; an IRI that could end its brackets is left out.
function asSparql(part) {
  const iris = part.claims.map((claim) => claim.iri).filter((iri) => /^[^\s<>"{}|\\^`]+$/.test(iri));
  return `PREFIX kg: <https://w3id.org/actorkg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?claim ?subject ?relation ?object ?status WHERE {
  VALUES ?claim {
    ${iris.map((iri) => `<${iri}>`).join("\n    ")}
  }
  ?claim rdf:subject ?subject ; rdf:predicate ?relation ; kg:status ?status .
  OPTIONAL { ?claim rdf:object ?object }
}`;
}

function svgEscape(words) {
  return words.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}

// The picture as it stands, as vectors: the batches of paint.js as paths, names as text.
function asSvg() {
  const { colours, part } = drawing;
  const parts = part.lines.map((line) => svgLine(line)).concat([...part.nodes].map((id) => svgDisc(nodes[id])));
  for (const box of drawing.labels) {
    parts.push(`<text x="${tenths(box.x + box.w / 2)}" y="${tenths(box.y + 0.8 * box.h)}" font-size="${tenths(box.h / 1.2)}" text-anchor="middle" fill="${colours.ink}" stroke="${colours.ground}" stroke-width="${tenths(box.h * 0.22)}" paint-order="stroke" stroke-linejoin="round">${svgEscape(box.words)}</text>`);
  }
  const spots = [...part.nodes].map((id) => endOf(id));
  const low = (key) => Math.min(...spots.map((spot) => spot[key] - spot.radius), ...drawing.labels.map((box) => box[key])) - 20;
  const high = (key, size) => Math.max(...spots.map((spot) => spot[key] + spot.radius), ...drawing.labels.map((box) => box[key] + box[size])) + 20;
  const [x, y] = [tenths(low("x")), tenths(low("y"))];
  const [width, height] = [tenths(high("x", "w") - x), tenths(high("y", "h") - y)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="${svgEscape(colours.font)}"><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colours.ground}"/>${parts.join("\n")}</svg>\n`;
}

function svgLine(line) {
  const look = lineLook(line);
  const { start, stop, heads } = lineShape(endOf(line.a), endOf(line.b), look.arrows, look.width);
  const path = new PathWords();
  for (const corners of heads) {
    corners.forEach(([x, y], at) => (at ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
  }
  const opacity = look.faint ? FAINT.line : 0.9;
  const dashes = look.dashes ? ` stroke-dasharray="${look.dashes}"` : "";
  return `<g opacity="${opacity}"><path d="M${tenths(start.x)} ${tenths(start.y)}L${tenths(stop.x)} ${tenths(stop.y)}" stroke="${look.colour}" stroke-width="${look.width}"${dashes}/>${heads.length ? `<path d="${path}" fill="${look.colour}"/>` : ""}</g>`;
}

function svgDisc(node) {
  const { x, y, radius } = endOf(node.id);
  const look = discLook(node);
  const path = new PathWords();
  addShape(path, node.shape, x, y, radius);
  const words = codeOf(node);
  const code = words ? `<text x="${tenths(x)}" y="${tenths(y + 0.25 * radius)}" font-size="${tenths(0.68 * radius)}" font-weight="700" text-anchor="middle" fill="${node.members ? drawing.colours.ink : drawing.colours.ground}">${svgEscape(words)}</text>` : "";
  return `<g opacity="${look.faint ? FAINT.disc : 1}"><path d="${path}" fill="${look.colour}"${look.ring ? ' fill-opacity="0.28"' : ""} stroke="${look.ring ? look.colour : drawing.colours.ground}" stroke-width="1.5"/>${code}</g>`;
}
