// Why an edge is there: each claim with its status, speaker, date, place and confidence, over the words it rests on.

const PANEL_STEP = 40;
const MARK_NAMES = { trigger: "trigger", subject: "subject", object: "object", party: "other party", place: "place" };

function nodeButton(id, extra = "") {
  const node = nodes[id];
  return el("button", { type: "button", class: "actor", on: { click: () => pick({ node: id }) } }, sign("kind", node.kind), el("bdi", {}, node.label), extra ? el("span", { class: "count" }, extra) : null);
}

function quoteOf(claim) {
  const text = data.sentences[claim.sentence];
  const quote = el("blockquote", { dir: "auto" });
  let at = 0;
  for (const [start, end, role] of claim.marks) {
    quote.append(text.slice(at, start), el("mark", { class: role, title: MARK_NAMES[role] }, text.slice(start, end)));
    at = end;
  }
  quote.append(text.slice(at));
  return quote;
}

function statusWords(claim) {
  return data.statusStyles[claim.status].name + (claim.doubted ? ", doubted" : "");
}

function statusChip(claim) {
  return el("span", { class: `chip status ${claim.status}` }, sign("status", claim.status), statusWords(claim));
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

function saysLine(claim) {
  const line = el("p", { class: "says" }, nodeButton(claim.subject), " ", el("span", { class: "relation" }, el("bdi", {}, claim.relation)), " ", claim.object === null ? null : nodeButton(claim.object), claim.mirror === null ? null : el("span", { class: "role" }, " both ways"));
  for (const [role, id] of claim.others) line.append(" ", el("span", { class: "role" }, roleWords(role)), " ", nodeButton(id));
  return line;
}

function claimCard(at, picked) {
  const claim = data.claims[at];
  const facts = el("dl", {});
  const fact = (name, value) => value && facts.append(el("div", {}, el("dt", {}, name), el("dd", {}, el("bdi", {}, value))));
  fact("Type", typeWords(claim));
  fact("Said by", saidBy(claim));
  fact("When", claim.time);
  fact("Tense", claim.tense);
  fact("Where", claim.place);
  fact("Confidence", claim.confidence.toFixed(2));
  const source = data.documents[claim.document];
  const link = (words, act) => el("button", { type: "button", class: "plain", on: { click: act } }, words);
  const links = [link("Read in the document", () => readAt(at))];
  if (!picked) links.push(link("This claim alone", () => pick({ claim: at })));
  if (claim.lifted && claimByIri.has(claim.lifted)) {
    const below = data.claims[claimByIri.get(claim.lifted)];
    links.push(link(`Follows from the claim about ${nodes[below.subject].label}`, () => pick({ claim: below.at })));
  }
  return el("article", { class: picked ? "claim picked" : "claim", "data-claim": at },
    el("div", { class: "chips" }, statusChip(claim), typeChip(claim)),
    saysLine(claim), quoteOf(claim),
    el("p", { class: "source" }, el("bdi", {}, source.title ? `${source.title} · ${source.name}` : source.name)), facts,
    el("div", { class: "links" }, ...links));
}

function claimCards(numbers, picked = null) {
  const box = el("div", { class: "claims" });
  const showFrom = (from) => {
    for (const at of numbers.slice(from, from + PANEL_STEP)) box.append(claimCard(at, at === picked));
    if (numbers.length > from + PANEL_STEP) {
      const more = el("button", { type: "button", on: { click: () => { more.remove(); showFrom(from + PANEL_STEP); } } }, `Show ${Math.min(PANEL_STEP, numbers.length - from - PANEL_STEP)} more of ${numbers.length}`);
      box.append(more);
    }
  };
  showFrom(0);
  return box;
}
