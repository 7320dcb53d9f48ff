// The worker around Oxigraph: unpacks engine and graph once, then answers one query after another.
// It runs beside the page, so that a query without end can be stopped and the page never stands still.

let store = null;

async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// The graph as N-Triples: terms are sorted and each gives only what differs from the one before it.
function triplesOf({ terms, triples }) {
  const words = [];
  let word = "";
  for (const [shared, rest] of terms) {
    word = word.slice(0, shared) + rest;
    words.push(word);
  }
  const lines = [];
  for (const [subject, ...links] of triples) {
    for (let at = 0; at < links.length; at += 2) lines.push(`${words[subject]} ${words[links[at]]} ${words[links[at + 1]]} .`);
  }
  return lines.join("\n");
}

// The form of a query: its first keyword, once IRIs, strings and comments are out of the way.
function formOf(query) {
  const bare = query.replace(/<[^<>\s]*>/g, "").replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "").replace(/#[^\n]*/g, "");
  const found = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare.replace(/\b[\w-]*:[\w-]*/g, ""));
  return found ? found[1].toUpperCase() : "SELECT";
}

function answer(query) {
  const form = formOf(query);
  if (form === "SELECT" || form === "ASK") return JSON.parse(store.query(query, { results_format: "application/sparql-results+json" }));
  const term = (value) => ({ type: { NamedNode: "uri", Literal: "literal" }[value.termType] || "bnode", value: value.value });
  const bindings = store.query(query).map((quad) => ({ subject: term(quad.subject), predicate: term(quad.predicate), object: term(quad.object) }));
  return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings } };
}

async function reply(message) {
  if (message.engine) {
    initSync({ module: await unpacked(message.engine) });
    store = new Store();
    store.load(triplesOf(message.graph), { format: "application/n-triples", lenient: true, no_transaction: true });
    return { ready: store.size };
  }
  const started = performance.now();
  const found = answer(message.query);
  return { found, seconds: (performance.now() - started) / 1000 };
}

// Messages are answered in their order: the first starts the engine, and those behind it wait.
let before = Promise.resolve();
self.onmessage = ({ data: message }) => {
  before = before.then(() => reply(message)).catch((error) => ({ failed: String(error.message || error) })).then((words) => self.postMessage(words));
};
