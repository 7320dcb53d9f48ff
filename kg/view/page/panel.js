// The side panel: what is picked, and each claim with its status, speaker and sentence.

const PANEL_STEP = 40;

function nodeButton(id, extra = "") {
  const node = nodes[id];
  return el("button", { type: "button", class: "actor", on: { click: () => pick({ node: id }) } }, sign("kind", node.kind), el("bdi", {}, node.label), extra ? el("span", { class: "count" }, extra) : null);
}

function quoteOf(claim) {
  const text = data.sentences[claim.sentence];
  const quote = el("blockquote", { dir: "auto" });
  const names = { trigger: "trigger", subject: "subject", object: "object", party: "other party", place: "place" };
  let at = 0;
  for (const [start, end, role] of claim.marks) {
    quote.append(text.slice(at, start), el("mark", { class: role, title: names[role] }, text.slice(start, end)));
    at = end;
  }
  quote.append(text.slice(at));
  return quote;
}

function statusChip(claim) {
  const words = data.statusStyles[claim.status].name + (claim.doubted ? ", doubted" : "");
  return el("span", { class: `chip status ${claim.status}` }, sign("status", claim.status), words);
}

function roleWords(role) {
  return role === "actor" ? "together with" : role;
}

function saidBy(claim) {
  return claim.speakers.length ? claim.speakers.join(", according to ") : AUTHOR;
}

// What kind of act a claim concerns, and whether its text tells that the act took place.
function typeWords(claim) {
  if (claim.type === NO_TYPE || claim.happened) return null;
  return `${claim.type} (of the relation${holds(claim) ? "" : "; nothing is said to have happened"})`;
}

function typeChip(claim) {
  const name = claim.type === NO_TYPE ? "Other" : facets.type.name(claim.type);
  return el("span", { class: `chip quad ${claim.quad}` }, sign("quad", claim.quad, holds(claim) ? null : claim.status), name);
}

function claimCard(at, picked) {
  const claim = data.claims[at];
  const sentence = el("p", { class: "says" }, nodeButton(claim.subject), " ", el("span", { class: "relation" }, el("bdi", {}, claim.relation)), " ", claim.object === null ? null : nodeButton(claim.object), claim.mirror === null ? null : el("span", { class: "role" }, " both ways"));
  for (const [role, id] of claim.others) sentence.append(" ", el("span", { class: "role" }, roleWords(role)), " ", nodeButton(id));
  const facts = el("dl", {});
  const fact = (name, value) => value && facts.append(el("div", {}, el("dt", {}, name), el("dd", {}, el("bdi", {}, value))));
  fact("Type", typeWords(claim));
  fact("Said by", saidBy(claim));
  fact("When", claim.time);
  fact("Tense", claim.tense);
  fact("Where", claim.place);
  fact("Confidence", claim.confidence.toFixed(2));
  const source = data.documents[claim.document];
  const card = el("article", { class: picked ? "claim picked" : "claim", "data-claim": at },
    el("div", { class: "chips" }, statusChip(claim), typeChip(claim)),
    sentence, quoteOf(claim),
    el("p", { class: "source" }, el("bdi", {}, source.title ? `${source.title} · ${source.name}` : source.name)), facts);
  if (claim.lifted && claimByIri.has(claim.lifted)) {
    const below = data.claims[claimByIri.get(claim.lifted)];
    card.append(el("button", { type: "button", class: "plain", on: { click: () => pick({ claim: below.at }) } }, `Follows from the claim about ${nodes[below.subject].label}`));
  }
  if (!picked) card.append(el("button", { type: "button", class: "plain", on: { click: () => pick({ claim: at }) } }, "This claim alone"));
  return card;
}

function claimCards(numbers, picked = null) {
  const box = el("div", { class: "claims" });
  const show = (from) => {
    for (const at of numbers.slice(from, from + PANEL_STEP)) box.append(claimCard(at, at === picked));
    if (numbers.length > from + PANEL_STEP) {
      const more = el("button", { type: "button", on: { click: () => { more.remove(); show(from + PANEL_STEP); } } }, `Show ${Math.min(PANEL_STEP, numbers.length - from - PANEL_STEP)} more of ${numbers.length}`);
      box.append(more);
    }
  };
  show(0);
  return box;
}

function countWords(count, one) {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

function hiddenNote(shown, all) {
  return shown < all ? el("p", { class: "quiet" }, `${countWords(all - shown, "more claim")} hidden by the filters.`) : null;
}

function nodePanel(id, state, part) {
  const node = nodes[id];
  const passing = new Set(part.claims.map((claim) => claim.at));
  const all = once(claimsOf.get(id));
  const here = once(claimsOf.get(id).filter((at) => passing.has(at)));
  const near = part.lines.filter((line) => line.a === id || line.b === id).sort((a, b) => b.links.length - a.links.length);
  const focused = state.focus === id;
  const drawnHere = id < data.nodes.length;
  const hops = el("div", { class: "switch", role: "group", "aria-label": "Show only this and what is near" },
    ...[1, 2, 3].map((hop) => el("button", { type: "button", "aria-pressed": String(focused && state.hops === hop), on: { click: () => change((next) => { next.focus = id; next.hops = hop; }) } }, countWords(hop, "step"))),
    el("button", { type: "button", "aria-pressed": String(state.focus === null), on: { click: () => change((next) => { next.focus = null; }) } }, "all"));
  const from = el("button", { type: "button", on: { click: () => startPath(id) } }, "Path to …");
  return [
    head(el("h2", {}, sign("kind", node.kind), el("bdi", {}, node.label)), `${data.nodeStyles[node.kind].name}${node.country ? ` · ${node.country}` : ""} · ${countWords(all.length, "claim")}`),
    drawnHere ? el("div", { class: "acts" }, el("span", { class: "quiet" }, "Show within"), hops, from) : el("p", { class: "quiet" }, "Too light for the picture; its claims are here and in the table."),
    near.length ? el("details", { class: "near", open: true }, el("summary", {}, `Related to ${near.length}`), el("div", { class: "many" }, ...near.slice(0, 24).map((line) => pairButton(line, line.a === id ? line.b : line.a)))) : null,
    el("h3", {}, "Claims"), claimCards(here), hiddenNote(here.length, all.length), iriLine(node.iri),
  ];
}

function pairButton(line, other) {
  return el("button", { type: "button", class: "actor", on: { click: () => pick({ a: line.a, b: line.b }) } }, sign("kind", nodes[other].kind), el("bdi", {}, nodes[other].label), el("span", { class: "count" }, String(line.links.length)));
}

function iriLine(iri) {
  return el("p", { class: "iri" }, el("bdi", {}, iri.length > 400 ? `${iri.slice(0, 400)}…` : iri));
}

function head(title, words) {
  const close = el("button", { type: "button", class: "close", "aria-label": "Close details", on: { click: () => pick(null) } }, "×");
  return el("div", { class: "head" }, el("div", {}, title, el("p", { class: "quiet" }, words)), close);
}

function pairPanel(one, two, state, part) {
  const line = part.lines.find((candidate) => candidate.a === one && candidate.b === two);
  const stored = edgeById.get(`${one}-${two}`);
  const here = line ? line.links.map((link) => link[0]) : [];
  const title = el("h2", {}, el("bdi", {}, nodes[one].label), " – ", el("bdi", {}, nodes[two].label));
  return [
    head(title, `${countWords(here.length, "claim")} about the two`),
    el("div", { class: "acts" }, nodeButton(one), nodeButton(two)),
    claimCards(here), hiddenNote(here.length, stored ? stored.links.length : here.length),
  ];
}

function claimPanel(at) {
  const claim = data.claims[at];
  const together = once(data.claims.filter((other) => other.event === claim.event && other.at !== at && other.at !== claim.mirror).map((other) => other.at));
  return [
    head(el("h2", {}, "One claim"), data.documents[claim.document].name),
    claimCards([at], at),
    together.length ? el("h3", {}, "Also told of this event") : null,
    together.length ? claimCards(together) : null,
    iriLine(claim.iri),
  ];
}

function pathPanel(from, to, state, part) {
  const steps = shortestPath(folded(from, state), folded(to, state), part.lines);
  const title = el("h2", {}, el("bdi", {}, nodes[from].label), " → ", el("bdi", {}, nodes[to].label));
  if (!steps) return [head(title, "No path"), el("p", {}, "Nothing shown at present joins the two. Switch on more in the legend and look again.")];
  const sections = steps.flatMap((step) => [el("h3", {}, el("bdi", {}, nodes[step.from].label), " – ", el("bdi", {}, nodes[step.to].label)), claimCards(step.line.links.map((link) => link[0]))]);
  return [head(title, `Shortest path: ${countWords(steps.length, "step")}`), ...sections];
}

function overview(part) {
  const ranked = nodes.filter((node) => part.nodes.has(node.id)).slice(0, 12);
  const pairs = [...part.lines].sort((a, b) => b.links.length - a.links.length || a.a - b.a || a.b - b.b).slice(0, 10);
  return [
    el("div", { class: "head" }, el("div", {}, el("h2", {}, "Overview"), el("p", { class: "quiet" }, "Pick an actor or a line to read the sentences behind it."))),
    el("h3", {}, "Most present"), el("div", { class: "many" }, ...ranked.map((node) => nodeButton(node.id, String(node.weight)))),
    el("h3", {}, "Most told pairs"),
    el("div", { class: "pairs" }, ...pairs.map((line) => el("button", { type: "button", class: "pair", on: { click: () => pick({ a: line.a, b: line.b }) } },
      sign("quad", lineQuad(line.links.map((link) => data.claims[link[0]]))), el("bdi", {}, nodes[line.a].label), " – ", el("bdi", {}, nodes[line.b].label), el("span", { class: "count" }, String(line.links.length))))),
    el("p", { class: "quiet keys" }, "Keys: / search, + and − zoom, arrows move, N and P step through the actors, 0 shows everything, Esc closes."),
  ];
}

function showPanel(state, part) {
  const chosen = state.pick;
  let content;
  if (!chosen) content = overview(part);
  else if (chosen.node !== undefined) content = nodePanel(chosen.node, state, part);
  else if (chosen.claim !== undefined) content = claimPanel(chosen.claim);
  else if (chosen.from !== undefined) content = pathPanel(chosen.from, chosen.to, state, part);
  else content = pairPanel(chosen.a, chosen.b, state, part);
  const panel = document.getElementById("panel");
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  document.body.classList.toggle("picked", Boolean(chosen));
}
