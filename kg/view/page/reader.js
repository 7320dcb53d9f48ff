// One document as it was read, its claims marked in it: pick a mark for its claims, step from claim to claim.

const reading = { document: null, key: "", marks: [], order: [] };

function readAt(at) {
  change((next) => Object.assign(next, { view: "reader", document: data.claims[at].document, pick: { claim: at } }));
}

function showReader(state, part) {
  const source = data.documents[state.document];
  const claims = part.claims.filter((claim) => claim.document === state.document);
  const key = `${state.document} ${claims.map((claim) => claim.at).join(",")}`;
  if (reading.key !== key) {
    Object.assign(reading, { key, document: state.document, order: claims.map((claim) => claim.at).sort(inTextOrder), marks: [] });
    const body = source ? (source.text === undefined ? quotedParts(source, claims) : wholeText(source, claims)) : [el("p", { class: "empty" }, "No document is in this graph.")];
    byId("reader").replaceChildren(readerHead(state, source), el("div", { class: "text", id: "text" }, ...body));
  }
  markPicked(state);
}

function readerHead(state, source) {
  const choice = documentChoice("Document", state.document, (at) => change((next) => Object.assign(next, { document: at, pick: null })));
  const facts = source ? [source.author, source.published, source.source, source.url].filter(Boolean).join(" · ") : "";
  const step = (by, words, name) => el("button", { type: "button", id: name, "aria-label": words, title: words, on: { click: () => stepClaim(by) } }, by < 0 ? "‹" : "›");
  return el("div", { class: "readerhead" },
    el("div", { class: "line" }, choice, el("div", { class: "stepper", role: "group", "aria-label": "Claims of this document" }, step(-1, "Previous claim", "previous-claim"), el("span", { id: "claim-place", class: "quiet", role: "status" }), step(1, "Next claim", "next-claim"))),
    source ? el("h2", {}, el("bdi", {}, source.title || source.name)) : null,
    facts ? el("p", { class: "quiet" }, el("bdi", {}, facts)) : null,
    source && source.text === undefined ? el("p", { class: "call" }, missingWords(source)) : null);
}

function documentChoice(name, chosen, act) {
  const select = el("select", { "aria-label": name, on: { change: (event) => act(Number(event.target.value)) } },
    ...data.documents.map((source, at) => el("option", { value: at }, `${source.title || source.name} (${claimsOfDocument[at].length})`)));
  select.value = String(chosen);
  return select;
}

function missingWords(source) {
  if (source.missing === "limit") return `The whole text, ${source.length.toLocaleString("en")} characters, was left out to keep this file small (kg view --texts sets the limit). These are the sentences that its claims quote.`;
  return "The whole text is not in this file: it was built from the graph alone (kg view --articles names the sources). These are the sentences that the claims quote.";
}

function triggerOf(claim) {
  return claim.marks.find((mark) => mark[2] === "trigger") || [0, 0];
}

function inTextOrder(one, two) {
  const [a, b] = [data.claims[one], data.claims[two]];
  return a.start - b.start || triggerOf(a)[0] - triggerOf(b)[0] || one - two;
}

// Claims with triggers that touch share one mark: [start, end, numbers of claims], in order.
function spansOf(claims) {
  const spans = [];
  for (const claim of claims) {
    const [from, to] = triggerOf(claim);
    const [start, end] = to > from ? [claim.start + from, claim.start + to] : [claim.start, claim.start + data.sentences[claim.sentence].length];
    const last = spans.at(-1);
    if (last && start < last[1]) {
      last[1] = Math.max(last[1], end);
      last[2].push(claim.at);
    } else spans.push([start, end, [claim.at]]);
  }
  return spans;
}

function wholeText(source, claims) {
  const spans = spansOf([...claims].sort((a, b) => inTextOrder(a.at, b.at)));
  let next = 0;
  return source.blocks.map(([start, end, kind]) => {
    const block = el(kind === "heading" ? "h3" : "p", { class: kind, dir: "auto" });
    let at = start;
    while (next < spans.length && spans[next][0] < end) {
      const [from, to, numbers] = spans[next];
      if (from >= at) {
        block.append(...plainPiece(source.text, at, from), triggerMark(source.text.slice(from, Math.min(to, end)), numbers, from));
        at = Math.min(to, end);
      }
      next += 1;
    }
    block.append(...plainPiece(source.text, at, end));
    return block;
  });
}

// Words between marks, in a span that knows where it stands.
function plainPiece(text, start, end) {
  return start < end ? [el("span", { "data-from": start }, text.slice(start, end))] : [];
}

function triggerMark(words, numbers, from) {
  const lead = data.claims[numbers[0]];
  const name = numbers.length > 1 ? `${numbers.length} claims` : "1 claim";
  const act = () => pick({ claim: numbers.includes(pickedClaim()) ? numbers[(numbers.indexOf(pickedClaim()) + 1) % numbers.length] : numbers[0] });
  const keys = (event) => {
    if (event.key === "Enter" || event.key === " ") {
      act();
      event.preventDefault();
    }
  };
  const mark = el("mark", { class: `told ${leadingQuad(numbers.map((at) => data.claims[at]))} ${lead.status}`, role: "button", tabindex: 0, title: name, "aria-label": `${words}: ${name}`, "data-claims": numbers.join(" "), "data-from": from, on: { click: act, keydown: keys } }, words);
  reading.marks.push({ mark, numbers });
  return mark;
}

// Without the text: each quoted sentence once, in order, with a gap between.
function quotedParts(source, claims) {
  const bySentence = new Map();
  for (const claim of claims) bySentence.set(claim.sentence, [...(bySentence.get(claim.sentence) || []), claim]);
  return [...bySentence].map(([sentence, told]) => {
    const text = data.sentences[sentence];
    const block = el("p", { class: "text quoted", dir: "auto" });
    let at = 0;
    for (const [start, end, numbers] of spansOf(told.map((claim) => ({ ...claim, start: 0 })).sort((a, b) => triggerOf(a)[0] - triggerOf(b)[0]))) {
      block.append(text.slice(at, start), triggerMark(text.slice(start, end), numbers, start));
      at = end;
    }
    block.append(text.slice(at));
    return block;
  });
}

function pickedClaim() {
  return page.state.pick ? page.state.pick.claim : undefined;
}

// The picked claim's sentence is tinted, its trigger framed, its arguments underlined.
function markPicked(state) {
  const at = state.pick ? state.pick.claim : undefined;
  const place = reading.order.indexOf(at);
  byId("claim-place").replaceChildren(reading.order.length ? `${place >= 0 ? `${place + 1} of ` : ""}${countWords(reading.order.length, "claim")}` : "No claims shown");
  for (const { mark, numbers } of reading.marks) mark.classList.toggle("picked", numbers.includes(at));
  underline(place >= 0 ? data.claims[at] : null);
  const current = reading.marks.find(({ numbers }) => numbers.includes(at));
  if (current) current.mark.scrollIntoView({ block: "center" });
}

// Ranges of the text lit without touching its elements, where the browser can (the CSS Custom Highlight API).
function underline(claim) {
  if (!globalThis.Highlight || !CSS.highlights) return;
  CSS.highlights.clear();
  if (!claim || data.documents[claim.document].text === undefined) return;
  const pieces = [...byId("text").querySelectorAll("[data-from]")].map((piece) => ({ from: Number(piece.dataset.from), words: piece.firstChild }));
  const light = (name, start, end) => {
    const ranges = pieces.filter(({ from, words }) => from < end && from + words.length > start).map(({ from, words }) => {
      const range = new Range();
      range.setStart(words, Math.max(start - from, 0));
      range.setEnd(words, Math.min(end - from, words.length));
      return range;
    });
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges, ...(CSS.highlights.get(name) || [])));
  };
  light("sentence", claim.start, claim.start + data.sentences[claim.sentence].length);
  for (const [start, end, role] of claim.marks) if (role !== "trigger") light(role, claim.start + start, claim.start + end);
}

function stepClaim(by) {
  const { order: numbers } = reading;
  if (!numbers.length) return;
  const place = numbers.indexOf(pickedClaim());
  const next = place < 0 ? (by > 0 ? 0 : numbers.length - 1) : (place + by + numbers.length) % numbers.length;
  pick({ claim: numbers[next] });
}
