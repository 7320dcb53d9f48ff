// The claims as a table, and as files to take away.

const TABLE_STEP = 200;
// Name, value as a file gives it, and the shorter words of the table where it has its own; null where it leaves it out.
const columns = [
  ["Subject", (claim) => nodes[claim.subject].label],
  ["Relation", (claim) => claim.relation],
  ["Object", (claim) => (claim.object === null ? "" : nodes[claim.object].label)],
  ["Others", (claim) => claim.others.map(([role, id]) => `${roleWords(role)} ${nodes[id].label}`).join("; ")],
  ["Status", (claim) => data.statusStyles[claim.status].name],
  ["Event type", (claim) => (claim.happened ? typeName(claim) : ""), (claim) => (claim.happened ? typeName(claim) : typeName(claim) && `(${typeName(claim)})`)],
  ["Relation type", (claim) => (claim.happened ? "" : typeName(claim)), null],
  ["Date", (claim) => claim.time || ""],
  ["Place", (claim) => claim.place || ""],
  ["Said by", (claim) => saidBy(claim), (claim) => (claim.speakers.length ? saidBy(claim) : "the author")],
  ["Confidence", (claim) => claim.confidence.toFixed(2)],
  ["Document", (claim) => data.documents[claim.document].name],
];
const shownColumns = columns.filter(([, , shorter]) => shorter !== null).map(([name, value, shorter]) => [name, shorter || value]);
const BRACKETS = "In brackets: the type of the relation, where nothing is said to have happened";
const sorting = { column: null, down: false };

function typeName(claim) {
  return claim.type === NO_TYPE ? "" : facets.type.name(claim.type);
}

function showTable(part, limit = TABLE_STEP) {
  let claims = part.claims;
  if (sorting.column !== null) {
    const value = shownColumns[sorting.column][1];
    claims = [...claims].sort((a, b) => collator.compare(value(a), value(b)) || a.at - b.at);
    if (sorting.down) claims.reverse();
  }
  const headings = shownColumns.map(([name], at) => {
    const active = sorting.column === at;
    const act = () => {
      Object.assign(sorting, { column: at, down: active && !sorting.down });
      showTable(part, limit);
    };
    return el("th", { scope: "col", "data-name": name, title: name === "Event type" ? BRACKETS : null, "aria-sort": active ? (sorting.down ? "descending" : "ascending") : null }, el("button", { type: "button", on: { click: act } }, name, active ? (sorting.down ? " ↓" : " ↑") : ""));
  });
  const body = el("tbody", {}, ...claims.slice(0, limit).map(tableRow));
  const caption = el("caption", {}, `${countWords(claims.length, "claim")}${claims.length > limit ? `, the first ${limit} shown` : ""}`);
  const more = claims.length > limit ? el("button", { type: "button", class: "more", on: { click: () => showTable(part, limit + 5 * TABLE_STEP) } }, "Show more rows") : null;
  document.getElementById("table").replaceChildren(el("table", {}, caption, el("thead", {}, el("tr", {}, ...headings)), body), ...(more ? [more] : []));
}

function tableRow(claim) {
  const cells = shownColumns.map(([name, value], at) => {
    const words = value(claim);
    if (at === 1) return el("td", {}, el("button", { type: "button", class: "plain", on: { click: () => pick({ claim: claim.at }) } }, el("bdi", {}, words)));
    if (name === "Status") return el("td", { class: "line" }, sign("status", claim.status), " ", words);
    return el("td", {}, el("bdi", {}, words));
  });
  return el("tr", { "data-claim": claim.at }, ...cells);
}

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
