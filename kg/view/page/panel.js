// The side panel: what is picked, and the claims about it.

function countWords(count, one) {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

function hiddenNote(shown, all) {
  return shown < all ? el("p", { class: "quiet" }, `${countWords(all - shown, "more claim")} hidden by the filters.`) : null;
}

function nodePanel(id, state, part) {
  const node = nodes[id];
  if (node.members) return groupPanel(node, state, part.lines.filter((line) => line.a === id || line.b === id).sort((a, b) => b.links.length - a.links.length));
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
    drawnHere ? el("div", { class: "acts" }, el("span", { class: "quiet" }, "Show within"), hops, from, state.grouped && node.group !== null && state.open.has(node.group) ? el("button", { type: "button", on: { click: () => openGroup(node.group, false) } }, "Collapse its community") : null) : el("p", { class: "quiet" }, "Too light for the picture; its claims are here and in the table."),
    near.length ? el("details", { class: "near", open: true }, el("summary", {}, `Related to ${near.length}`), el("div", { class: "many" }, ...near.slice(0, 24).map((line) => pairButton(line, line.a === id ? line.b : line.a)))) : null,
    el("h3", {}, "Claims"), claimCards(here), hiddenNote(here.length, all.length), iriLine(node.iri),
  ];
}

// A community: its members, the weightiest first, and the way in and out.
function groupPanel(node, state, near) {
  const open = state.open.has(node.group);
  const members = node.members.slice(0, 60).map((id) => nodeButton(id, String(nodes[id].weight)));
  const beyond = node.members.filter((id) => id >= data.nodes.length).length;
  return [
    head(el("h2", {}, sign("kind", node.kind), el("bdi", {}, node.label)), `Community · ${countWords(node.members.length, "member")}`),
    el("div", { class: "acts" }, el("button", { type: "button", on: { click: () => openGroup(node.group, !open) } }, open ? "Collapse" : "Expand")),
    beyond ? el("p", { class: "quiet" }, `${countWords(beyond, "member")} too light for the picture, also when it is expanded.`) : null,
    el("h3", {}, "Members"), el("div", { class: "many" }, ...members), node.members.length > 60 ? el("p", { class: "quiet" }, `and ${node.members.length - 60} more, in search and table`) : null,
    near.length ? el("h3", {}, "Related to") : null, el("div", { class: "many" }, ...near.slice(0, 24).map((line) => pairButton(line, line.a === node.id ? line.b : line.a))),
  ];
}

function openGroup(group, open) {
  change((next) => {
    if (open) next.open.add(group);
    else next.open.delete(group);
    next.pick = open ? null : { node: actual.length + group };
  });
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
  const [start, end] = triggerOf(claim);
  const sameWords = (other) => other.at !== at && other.at !== claim.mirror && other.document === claim.document && other.sentence === claim.sentence && triggerOf(other)[0] < end && triggerOf(other)[1] > start && other.event !== claim.event;
  const beside = data.claims.filter(sameWords).map((other) => other.at);
  const together = once(data.claims.filter((other) => other.event === claim.event && other.at !== at && other.at !== claim.mirror).map((other) => other.at));
  return [
    head(el("h2", {}, "One claim"), data.documents[claim.document].name),
    claimCards([at], at),
    together.length ? el("h3", {}, "Also told of this event") : null,
    together.length ? claimCards(together) : null,
    beside.length ? el("h3", {}, "Told by the same words") : null,
    beside.length ? claimCards(beside) : null,
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
  const ranked = nodes.filter((node) => part.nodes.has(node.id)).sort((a, b) => b.weight - a.weight || a.id - b.id).slice(0, 12);
  const pairs = [...part.lines].sort((a, b) => b.links.length - a.links.length || a.a - b.a || a.b - b.b).slice(0, 10);
  return [
    el("div", { class: "head" }, el("div", {}, el("h2", {}, "Overview"), el("p", { class: "quiet" }, "Pick an actor or a line to read the sentences behind it."))),
    el("h3", {}, "Most present"), el("div", { class: "many" }, ...ranked.map((node) => nodeButton(node.id, String(node.weight)))),
    el("h3", {}, "Most told pairs"),
    el("div", { class: "pairs" }, ...pairs.map((line) => el("button", { type: "button", class: "pair", on: { click: () => pick({ a: line.a, b: line.b }) } },
      sign("quad", lineQuad(line.links.map((link) => data.claims[link[0]]))), el("bdi", {}, nodes[line.a].label), " – ", el("bdi", {}, nodes[line.b].label), el("span", { class: "count" }, String(line.links.length))))),
    el("p", { class: "quiet keys" }, "Keys: / search, + and − zoom, arrows move, N and P step through the actors, 0 shows everything, Esc closes. In a document J and K step through its claims."),
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
