// SPARQL over the graph that this file carries: the engine starts with the first query and can reach nothing else.

const ROWS_SHOWN = 500;
const SECONDS_ALLOWED = 30;
const asking = { worker: null, timer: null, found: null, settings: new Map() };

function showQuery() {
  const box = byId("query");
  if (box.children.length) return;
  if (!data.query) {
    box.replaceChildren(el("p", { class: "empty" }, "This file carries no query engine: its graph is too large for one, or it was made without. In a terminal: kg query 'SELECT …', or kg query --list."));
    return;
  }
  const ready = el("select", { id: "question", "aria-label": "Ready question", on: { change: (event) => chooseQuestion(event.target.value) } },
    el("option", { value: "" }, "A question of your own"), ...data.query.questions.map((question, at) => el("option", { value: at }, question.title)));
  const text = el("textarea", { id: "sparql", "aria-label": "SPARQL query", spellcheck: false, autocapitalize: "off", on: { keydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(); } } });
  text.value = "SELECT ?subject ?relation ?object ?status WHERE {\n  ?claim rdf:subject/rdfs:label ?subject ; kg:relationLabel ?relation ; kg:status ?status .\n  OPTIONAL { ?claim rdf:object/rdfs:label ?object }\n}\nLIMIT 50";
  box.replaceChildren(
    el("div", { class: "queryhead" }, el("label", {}, "Ready questions ", ready), el("p", { class: "quiet", id: "about" }, `SPARQL 1.1 over the ${data.query.triples.toLocaleString("en")} triples of this file; known prefixes need not be declared.`), el("div", { id: "settings", class: "range" })),
    text,
    el("div", { class: "acts" }, el("button", { type: "button", id: "ask", class: "main", on: { click: ask } }, "Run"), el("span", { class: "quiet" }, "Ctrl + Enter"), el("button", { type: "button", id: "stop", hidden: true, on: { click: () => stopAsking("Stopped.") } }, "Stop"), el("button", { type: "button", id: "save-answer", hidden: true, on: { click: saveAnswer } }, "Answer as CSV")),
    el("p", { id: "answered", role: "status", "aria-live": "polite" }), el("div", { id: "answer" }));
}

function chooseQuestion(at) {
  asking.settings.clear();
  const question = at === "" ? null : data.query.questions[at];
  byId("settings").replaceChildren(...(question ? question.settings.map(settingField) : []));
  if (!question) return;
  byId("about").replaceChildren(question.about);
  byId("sparql").value = question.text;
  if (!question.settings.some((setting) => setting.needed)) ask();
}

// A field that fixes one column of the answer to a term of this graph.
function settingField(setting) {
  const choices = settingChoices(setting.kind);
  const fix = (event) => {
    asking.settings.set(setting.name, event.target.value);
  };
  const select = el("select", { "aria-label": setting.about, on: { change: fix } }, el("option", { value: "" }, setting.needed ? "choose …" : "any"), ...choices.map(([value, words]) => el("option", { value }, words)));
  return el("label", {}, `${setting.name}${setting.needed ? " (needed)" : ""} `, select);
}

function settingChoices(kind) {
  if (kind === "entity") return actual.map((node) => [`<${node.iri}>`, node.label]).sort((a, b) => collator.compare(a[1], b[1]));
  if (kind === "status") return facets.status.values.map((value) => [`kg:${value}`, facets.status.name(value)]);
  if (kind === "event-type") return facets.type.values.filter((value) => value !== NO_TYPE).map((value) => [`plover:${value}`, facets.type.name(value)]);
  return dates.map((date) => [`"${date}"`, date]);
}

// The text with known prefixes declared and settings fixed, both in its first lines' place so that line numbers hold.
function wholeQuery(text) {
  const fixed = [...asking.settings].filter(([, term]) => term && isPlainTerm(term)).map(([name, term]) => `VALUES ?${name} { ${term} } `).join("");
  const body = fixed ? text.replace(/WHERE\s*\{/i, (start) => `${start} ${fixed}`) : text;
  const declared = new Set([...text.matchAll(/prefix\s+([\w-]*):/gi)].map((match) => match[1]));
  const known = Object.entries(data.query.prefixes).filter(([name]) => !declared.has(name)).map(([name, iri]) => `PREFIX ${name}: <${iri}>`);
  return `${known.join(" ")} ${body}`;
}

function isPlainTerm(term) {
  return /^(<[^\s<>"{}|\\^`]+>|[a-z]+:[\w-]+|"[\d-]+")$/.test(term);
}

function ask() {
  const needed = data.query.questions[byId("question").value]?.settings.filter((setting) => setting.needed && !asking.settings.get(setting.name)) || [];
  if (needed.length) {
    byId("answered").replaceChildren(`Choose ${listWords(needed.map((setting) => setting.name))} first.`);
    return;
  }
  if (asking.timer !== null) stopAsking("");
  const start = asking.worker === null;
  if (start) startEngine();
  byId("answered").replaceChildren(start ? "Starting the engine …" : "Running …");
  byId("stop").hidden = false;
  byId("save-answer").hidden = true;
  asking.worker.postMessage({ query: wholeQuery(byId("sparql").value) });
  asking.timer = setTimeout(() => stopAsking(`Stopped after ${SECONDS_ALLOWED} seconds; narrow the query, or use kg query.`), 1000 * SECONDS_ALLOWED);
}

function startEngine() {
  const source = byId("engine").textContent;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  asking.worker = new Worker(address);
  URL.revokeObjectURL(address);
  asking.worker.onmessage = ({ data: message }) => {
    if (message.ready !== undefined) return;
    clearTimeout(asking.timer);
    asking.timer = null;
    byId("stop").hidden = true;
    if (message.failed) showFailure(message.failed);
    else showAnswer(message.found, message.seconds);
  };
  asking.worker.onerror = (event) => stopAsking(`The engine did not start: ${event.message || "this browser refuses it"}.`);
  asking.worker.postMessage({ engine: byId("wasm").textContent.trim(), graph: JSON.parse(byId("triples").textContent) });
}

function stopAsking(words) {
  clearTimeout(asking.timer);
  asking.timer = null;
  if (asking.worker) asking.worker.terminate();
  asking.worker = null;
  byId("stop").hidden = true;
  byId("answered").replaceChildren(words);
}

function showFailure(words) {
  byId("answer").replaceChildren();
  byId("answered").replaceChildren(el("span", { class: "failed" }, `The query was not answered: ${words.slice(0, 600)}`));
}

function showAnswer(found, seconds) {
  asking.found = found;
  if (found.boolean !== undefined) {
    byId("answered").replaceChildren(`${found.boolean ? "Yes" : "No"} · ${seconds.toFixed(2)} s`);
    byId("answer").replaceChildren();
    return;
  }
  const { vars } = found.head;
  const rows = found.results.bindings;
  byId("save-answer").hidden = rows.length === 0;
  byId("answered").replaceChildren(`${countWords(rows.length, "row")}${rows.length > ROWS_SHOWN ? `, the first ${ROWS_SHOWN} shown` : ""} · ${seconds.toFixed(2)} s`);
  const line = (row) => el("tr", {}, ...vars.map((name) => el("td", {}, row[name] ? termCell(row[name]) : "")));
  byId("answer").replaceChildren(rows.length ? el("table", {}, el("thead", {}, el("tr", {}, ...vars.map((name) => el("th", { scope: "col", "data-name": name }, name)))), el("tbody", {}, ...rows.slice(0, ROWS_SHOWN).map(line))) : "");
}

// A node or claim that the page knows can be picked; other IRIs are words, never links.
function termCell(term) {
  if (term.type !== "uri") return el("bdi", {}, term.value.length > 600 ? `${term.value.slice(0, 600)}…` : term.value);
  const node = nodeByIri.get(term.value);
  const claim = claimByIri.get(term.value);
  if (node !== undefined) return nodeButton(node);
  const short = el("bdi", {}, shortIri(term.value));
  return claim === undefined ? short : el("button", { type: "button", class: "plain", on: { click: () => pick({ claim }) } }, short);
}

function shortIri(iri) {
  const [name, space] = Object.entries(data.query.prefixes).filter(([, start]) => iri.startsWith(start)).sort((a, b) => b[1].length - a[1].length)[0] || [];
  return name ? `${name}:${iri.slice(space.length, space.length + 300)}` : iri.slice(0, 400);
}

function saveAnswer() {
  const { vars } = asking.found.head;
  const line = (row) => vars.map((name) => (row[name] ? row[name].value : ""));
  save("answer.csv", "text/csv", [vars, ...asking.found.results.bindings.map(line)].map((cells) => cells.map(csvCell).join(",")).join("\r\n"));
}

function openQuery(text) {
  change((next) => { next.view = "query"; });
  showQuery();
  if (!data.query) return;
  byId("question").value = "";
  chooseQuestion("");
  byId("sparql").value = text;
  ask();
}
