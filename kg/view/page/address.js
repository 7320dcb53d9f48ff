// The view as a fragment of the address: every view can be linked to, and the browser's back button works.
// A pick is {node}, {a, b} for a pair, {claim}, or {from, to} for a path; the address names them by IRI.

const VIEWS = ["graph", "table", "reader", "compare", "query"];

function toFragment(state) {
  const plain = defaults();
  const words = new URLSearchParams();
  if (state.view !== plain.view) words.set("view", state.view);
  if (state.view === "reader" && data.documents.length) words.set("document", data.documents[state.document].name);
  if (state.view === "compare" && sides.length) for (const side of ["left", "right"]) words.set(side, sides[state[side]].name);
  if (state.pick) words.set("pick", pickWords(state.pick));
  if (state.focus !== null) {
    words.set("focus", nodes[state.focus].iri);
    words.set("hops", state.hops);
  }
  for (const key of Object.keys(facets)) {
    const same = state.off[key].size === plain.off[key].size && [...state.off[key]].every((value) => plain.off[key].has(value));
    if (!same) words.set(`no-${key}`, [...state.off[key]].map(encodeURIComponent).join(","));
  }
  for (const key of ["confidence", "since", "until", "top"]) if (state[key] !== plain[key]) words.set(key, state[key]);
  if (!state.undated) words.set("undated", "no");
  if (state.grouped !== plain.grouped) words.set("grouped", state.grouped ? "yes" : "no");
  if (state.open.size) words.set("open", [...state.open].join(","));
  if (state.fold) words.set("fold", "yes");
  if (state.lone) words.set("lone", "yes");
  return words.toString();
}

function pickWords(pick) {
  if (pick.node !== undefined) return `node ${nodes[pick.node].iri}`;
  if (pick.claim !== undefined) return `claim ${data.claims[pick.claim].iri}`;
  if (pick.from !== undefined) return `path ${nodes[pick.from].iri} ${nodes[pick.to].iri}`;
  return `pair ${nodes[pick.a].iri} ${nodes[pick.b].iri}`;
}

function fromFragment(fragment) {
  const words = new URLSearchParams(fragment);
  const state = defaults();
  if (VIEWS.includes(words.get("view"))) state.view = words.get("view");
  for (const [key, known] of [["document", data.documents], ["left", sides], ["right", sides]]) {
    const found = known.findIndex((one) => one.name === words.get(key));
    if (found >= 0) state[key] = found;
  }
  state.pick = pickFrom(words.get("pick"));
  const focus = nodeByIri.get(words.get("focus"));
  if (focus !== undefined && (nodes[focus].members || focus < data.nodes.length)) state.focus = focus;
  state.hops = Math.min(Math.max(Number(words.get("hops")) || 1, 1), 4);
  for (const key of Object.keys(facets)) {
    const off = words.get(`no-${key}`);
    if (off !== null) state.off[key] = new Set(off.split(",").filter(Boolean).map(decoded).filter((value) => facets[key].counts.has(value)));
  }
  state.confidence = Math.min(Math.max(Number(words.get("confidence")) || 0, 0), 1);
  for (const key of ["since", "until"]) if (/^\d{4}(-\d\d)?$/.test(words.get(key) || "")) state[key] = words.get(key);
  state.top = Math.min(Math.max(Number(words.get("top")) || state.top, 1), data.nodes.length);
  if (words.has("grouped")) state.grouped = words.get("grouped") === "yes" && data.groups.length > 0;
  state.open = new Set((words.get("open") || "").split(",").filter((at) => at !== "" && data.groups[at]).map(Number));
  state.undated = words.get("undated") !== "no";
  state.fold = words.get("fold") === "yes";
  state.lone = words.get("lone") === "yes";
  return state;
}

function decoded(word) {
  try {
    return decodeURIComponent(word);
  } catch (error) {
    if (error instanceof URIError) return word;
    throw error;
  }
}

function pickFrom(words) {
  if (!words) return null;
  const [what, first, second] = words.split(" ");
  if (what === "claim" && claimByIri.has(first)) return { claim: claimByIri.get(first) };
  const one = nodeByIri.get(first);
  const two = nodeByIri.get(second);
  if (what === "node" && one !== undefined) return { node: one };
  if (what === "pair" && one !== undefined && two !== undefined) return { a: Math.min(one, two), b: Math.max(one, two) };
  if (what === "path" && one !== undefined && two !== undefined) return { from: one, to: two };
  return null;
}
