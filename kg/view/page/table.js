// The claims as a table.

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
