// What the page knows: the data of its own file, indexed, and which part of it the filters let through.

const data = JSON.parse(document.getElementById("data").textContent);
const AUTHOR = "the document’s author";
const NO_TYPE = "none";
const actual = data.nodes.concat(data.undrawn);
// Communities stand behind the actual nodes: collapsed, one disc for all their members.
const nodes = actual.concat(data.groups.map((group, at) => ({
  id: actual.length + at, iri: `community:${at}`, label: group.label, kind: "Community", actor: true, country: null, shape: data.nodeStyles.Community.shape,
  weight: group.weight, size: group.size, x: group.x, y: group.y, groupX: group.x, groupY: group.y, group: at, members: actual.filter((node) => node.group === at).map((node) => node.id),
})));
const edges = data.edges.map((edge) => ({ id: edge.id, a: edge.from, b: edge.to, links: edge.links }));
const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
const edgesOf = new Map(nodes.map((node) => [node.id, []]));
const claimsOf = new Map(nodes.map((node) => [node.id, []]));
const claimByIri = new Map(data.claims.map((claim, at) => [claim.iri, at]));
const nodeByIri = new Map(nodes.map((node) => [node.iri, node.id]));
const collator = new Intl.Collator("en", { numeric: true });

for (const edge of edges) {
  edgesOf.get(edge.a).push(edge);
  edgesOf.get(edge.b).push(edge);
}
data.claims.forEach((claim, at) => {
  claim.at = at;
  claim.type = claim.type || NO_TYPE;
  claim.said = claim.speakers.length ? claim.speakers : [AUTHOR];
  claim.parties = [...partiesOf(claim)];
  for (const id of claim.parties) claimsOf.get(id).push(at);
});

function partiesOf(claim) {
  const parties = [claim.subject, ...claim.others.map((other) => other[1])];
  if (claim.object !== null) parties.push(claim.object);
  return new Set(parties);
}

// One row a filter: what a claim or node has of it, and the names the legend shows.
const facets = {
  kind: { of: (node) => [node.kind], name: (value) => data.nodeStyles[value].name },
  group: { of: (node) => (node.group === null ? [] : [String(node.group)]), name: (value) => data.groups[value].label },
  type: { of: (claim) => [claim.type], name: (value) => (value === NO_TYPE ? "No event type" : value.charAt(0) + value.slice(1).toLowerCase()) },
  status: { of: (claim) => [claim.status], name: (value) => data.statusStyles[value].name },
  document: { of: (claim) => [String(claim.document)], name: (value) => data.documents[value].name },
  speaker: { of: (claim) => claim.said, name: (value) => value },
};
const NODE_FACETS = ["kind", "group"];
const order = {
  group: data.groups.map((group, at) => String(at)),
  kind: Object.keys(data.nodeStyles),
  type: Object.keys(data.quadOfType).concat(NO_TYPE),
  status: Object.keys(data.statusStyles),
};
for (const [key, facet] of Object.entries(facets)) {
  facet.counts = new Map();
  const things = NODE_FACETS.includes(key) ? actual : data.claims;
  for (const thing of things) for (const value of facet.of(thing)) facet.counts.set(value, (facet.counts.get(value) || 0) + 1);
  const rank = (value) => (order[key] ? order[key].indexOf(value) : 0);
  const byUse = (a, b) => facet.counts.get(b) - facet.counts.get(a) || collator.compare(a, b);
  facet.values = [...facet.counts.keys()].sort((a, b) => rank(a) - rank(b) || byUse(a, b));
}
const claimsByMonth = new Map();
for (const claim of data.claims) if (claim.time) claimsByMonth.set(claim.time.slice(0, 7), (claimsByMonth.get(claim.time.slice(0, 7)) || 0) + 1);
const dates = [...claimsByMonth.keys()].sort();
const claimsOfDocument = data.documents.map(() => []);
for (const claim of data.claims) claimsOfDocument[claim.document].push(claim.at);

// Of two claims that say one thing both ways, the one to show.
function once(numbers) {
  const all = new Set(numbers);
  return numbers.filter((at) => !(data.claims[at].repeats && all.has(data.claims[at].mirror)));
}

function defaults() {
  return {
    view: data.tableFirst ? "table" : "graph", document: 0, left: 0, right: Math.max(Math.min(1, data.documents.length - 1), 0), pick: null, focus: null, hops: 1, confidence: 0, since: "", until: "", undated: true, fold: false,
    top: data.nodes.length, lone: false, grouped: data.grouped, open: new Set(),
    off: { kind: new Set(data.actorsFirst ? data.hiddenFirst : []), group: new Set(), type: new Set(), status: new Set(), document: new Set(), speaker: new Set() },
  };
}

function claimPasses(claim, state) {
  for (const key of ["type", "status", "document", "speaker"]) {
    if (facets[key].of(claim).every((value) => state.off[key].has(value))) return false;
  }
  if (claim.confidence < state.confidence) return false;
  if (!claim.time) return state.undated;
  // A coarse date passes where any day of it may lie in the range.
  const cut = (bound) => bound.slice(0, Math.min(bound.length, claim.time.length));
  if (state.since && claim.time.slice(0, state.since.length) < cut(state.since)) return false;
  return !(state.until && claim.time.slice(0, state.until.length) > cut(state.until));
}

const stateOfCountry = new Map(nodes.filter((node) => node.kind === "State" && node.country).map((node) => [node.country, node.id]));

function homeOf(id, state) {
  const node = nodes[id];
  const home = node.kind === "Person" && state.fold ? stateOfCountry.get(node.country) : undefined;
  return home === undefined ? id : home;
}

// The disc that stands for a node: its own, its state's where people are folded, its community's where that is closed.
function folded(id, state) {
  const home = homeOf(id, state);
  const { group, members } = nodes[home];
  return state.grouped && group !== null && !members && !state.open.has(group) ? actual.length + group : home;
}

// Kinds that are hidden at first clear the picture; what is said of them stays in table, texts and comparison.
function isTold(id, state) {
  const aside = data.actorsFirst && data.hiddenFirst.includes(nodes[id].kind);
  return (aside || !state.off.kind.has(nodes[id].kind)) && !state.off.group.has(String(nodes[id].group));
}

function isOn(id, state) {
  return !state.off.kind.has(nodes[id].kind) && !state.off.group.has(String(nodes[id].group));
}

function hidesThings(state) {
  return data.actorsFirst && data.hiddenFirst.every((kind) => state.off.kind.has(kind));
}

function pickedNodes(state) {
  const chosen = state.pick;
  if (!chosen) return [];
  const ids = chosen.claim !== undefined ? data.claims[chosen.claim].parties : Object.values(chosen);
  return ids.map((id) => folded(id, state));
}

// Who stands alone among the allowed: no line, or while things are hidden no line to an actor. What is picked stays,
// and where there is no line at all, everyone.
function withoutLine(allowed, lines, state) {
  const counting = lines.filter((line) => !hidesThings(state) || nodes[line.a].actor || nodes[line.b].actor);
  if (!counting.length) return [];
  const joined = new Set([...counting.flatMap((line) => [line.a, line.b]), ...pickedNodes(state)]);
  return [...allowed].filter((id) => !joined.has(id));
}

// Everything that depends on the filters, computed afresh: {claims, nodes, lines, lone}; a line is an edge as drawn
// now, lone are those whom the picture leaves out (or would) because no line leads to them.
function visiblePart(state) {
  const passing = data.claims.filter((claim) => claimPasses(claim, state));
  const allowed = new Set();
  for (const claim of passing) {
    for (const id of claim.parties) {
      const home = homeOf(id, state);
      if (home < state.top && isOn(home, state)) allowed.add(folded(home, state));
    }
  }
  if (state.focus !== null && nodes[state.focus]) allowed.add(state.focus);
  let lines = bundle(passing, allowed, state);
  const lone = state.focus === null ? withoutLine(allowed, lines, state) : [];
  if (!state.lone) for (const id of lone) allowed.delete(id);
  if (lone.length && !state.lone) lines = lines.filter((line) => allowed.has(line.a) && allowed.has(line.b));
  if (state.focus !== null) {
    const near = withinHops(state.focus, state.hops, lines);
    for (const id of allowed) if (!near.has(id)) allowed.delete(id);
    lines = lines.filter((line) => allowed.has(line.a) && allowed.has(line.b));
  }
  const claims = passing.filter((claim) => {
    return state.focus === null ? claim.parties.some((id) => isTold(homeOf(id, state), state)) : claim.parties.some((id) => allowed.has(folded(id, state)));
  });
  return { claims, nodes: allowed, lines, lone };
}

function bundle(passing, allowed, state) {
  const on = new Set(passing.map((claim) => claim.at));
  const lines = new Map();
  for (const edge of edges) {
    if (!isOn(homeOf(edge.a, state), state) || !isOn(homeOf(edge.b, state), state)) continue;
    const a = folded(edge.a, state);
    const b = folded(edge.b, state);
    if (a === b || !allowed.has(a) || !allowed.has(b)) continue;
    if (Math.max(homeOf(edge.a, state), homeOf(edge.b, state)) >= state.top) continue;
    const links = edge.links.filter((link) => on.has(link[0]));
    if (!links.length) continue;
    const turned = a > b;
    const id = turned ? `${b}-${a}` : `${a}-${b}`;
    if (!lines.has(id)) lines.set(id, { id, a: Math.min(a, b), b: Math.max(a, b), links: [] });
    lines.get(id).links.push(...links.map((link) => [link[0], turned ? -link[1] : link[1]]));
  }
  return [...lines.values()];
}

function neighbours(lines) {
  const map = new Map();
  for (const line of lines) {
    for (const [from, to] of [[line.a, line.b], [line.b, line.a]]) {
      if (!map.has(from)) map.set(from, []);
      map.get(from).push({ id: to, line });
    }
  }
  return map;
}

function withinHops(start, hops, lines) {
  const next = neighbours(lines);
  let ring = [start];
  const seen = new Set(ring);
  for (let hop = 0; hop < hops; hop += 1) {
    ring = ring.flatMap((id) => (next.get(id) || []).map((step) => step.id)).filter((id) => !seen.has(id) && seen.add(id));
  }
  return seen;
}

function shortestPath(from, to, lines) {
  const next = neighbours(lines);
  const came = new Map([[from, null]]);
  const queue = [from];
  while (queue.length && !came.has(to)) {
    const id = queue.shift();
    for (const step of next.get(id) || []) {
      if (!came.has(step.id)) {
        came.set(step.id, { id, line: step.line });
        queue.push(step.id);
      }
    }
  }
  if (!came.has(to)) return null;
  const steps = [];
  for (let at = to; came.get(at); at = came.get(at).id) steps.unshift({ from: came.get(at).id, to: at, line: came.get(at).line });
  return steps;
}
