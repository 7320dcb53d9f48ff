// Two documents side by side: contradicted, told by both, the same two told otherwise, and what only one tells.

const COMPARE_STEP = 12;
const comparing = { key: "" };

function showCompare(state, part) {
  // What is picked changes nothing here: the comparison keeps its place in the window.
  const key = toFragment({ ...state, pick: null });
  if (comparing.key === key) return;
  comparing.key = key;
  const [left, right] = [sides[state.left], sides[state.right]];
  if (sides.length < 2) {
    byId("compare").replaceChildren(el("p", { class: "empty" }, "This graph holds one document; a comparison needs two."));
    return;
  }
  const found = contrast(left, right, part.claims);
  const sections = [
    section("contradicted", "Contradicted", "The same act, with another status or exchanged roles.", found.contradicted.map((group) => pairRow(actTitle(group), group, disagreement(group)))),
    section("both", "Told by both", "The same subject, relation and object, or the same event.", found.both.map((group) => pairRow(actTitle(group), group))),
    section("otherwise", "The same two, told otherwise", "Both documents relate these two, by different acts.", found.otherwise.map((group) => pairRow(endsTitle(group.ends), group, group.opposed ? "cooperation against conflict" : ""))),
    section("shared", "What each says of those both name", "Further claims about actors and things that occur on both sides.", found.shared.map(sharedRow)),
    section("only", "Told by one only", "", [el("div", { class: "pairrow" }, el("div", { class: "columns" }, cell(found.onlyLeft, left), cell(found.onlyRight, right)))], found.onlyLeft.length + found.onlyRight.length),
  ];
  byId("compare").replaceChildren(compareHead(state, found), ...sections.filter(Boolean));
}

function compareHead(state, found) {
  const choice = (name, key) => {
    const select = el("select", { "aria-label": name, on: { change: (event) => change((next) => { next[key] = Number(event.target.value); }) } },
      ...sides.map((side, at) => el("option", { value: at }, side.title)));
    select.value = String(state[key]);
    return select;
  };
  const swap = el("button", { type: "button", "aria-label": "Exchange the two sides", title: "Exchange the two sides", on: { click: () => change((next) => Object.assign(next, { left: state.right, right: state.left })) } }, "⇄");
  const counts = [["contradicted", "contradicted"], ["both", "told by both"], ["otherwise", "the same two otherwise"], ["shared", "named by both"]];
  const jump = (key, words) => el("button", { type: "button", class: found[key].length ? "tally" : "tally none", "data-jump": key, on: { click: () => byId(`compare-${key}`)?.scrollIntoView() } }, el("b", {}, String(found[key].length)), ` ${words}`);
  return el("div", { class: "comparehead" },
    el("div", { class: "columns heads" }, choice("Left document", "left"), swap, choice("Right document", "right")),
    el("div", { class: "tallies" }, ...counts.map(([key, words]) => jump(key, words)),
      el("button", { type: "button", class: "tally", on: { click: () => byId("compare-only")?.scrollIntoView() } }, el("b", {}, String(found.onlyLeft.length)), " only left, ", el("b", {}, String(found.onlyRight.length)), " only right")));
}

function section(key, title, words, rows, count = rows.length) {
  if (!count) return null;
  const box = el("div", {}, ...rows.slice(0, COMPARE_STEP));
  const rest = rows.slice(COMPARE_STEP);
  const more = rest.length ? el("button", { type: "button", class: "more", on: { click: () => { box.append(...rest); more.remove(); } } }, `Show ${rest.length} more`) : null;
  return el("section", { id: `compare-${key}`, class: "comparison" }, el("h2", {}, title, el("span", { class: "count" }, String(count))), words ? el("p", { class: "quiet" }, words) : null, box, more);
}

function actTitle(group) {
  const claim = group.left[0];
  return [el("bdi", {}, nodes[claim.subject].label), " ", el("b", {}, claim.relation), " ", claim.object === null ? null : el("bdi", {}, nodes[claim.object].label)];
}

function endsTitle([one, two]) {
  return [el("bdi", {}, nodes[one].label), " – ", el("bdi", {}, nodes[two].label)];
}

function pairRow(title, group, differs = "") {
  return el("div", { class: differs ? "pairrow differs" : "pairrow" }, el("h3", {}, ...title.filter(Boolean), differs ? el("span", { class: "chip differs" }, differs) : null),
    el("div", { class: "columns" }, cell(group.left, sides[page.state.left]), cell(group.right, sides[page.state.right])));
}

// What each side says of one actor; long lists open when asked.
function sharedRow(group) {
  const made = el("details", { class: "pairrow" }, el("summary", {}, sign("kind", nodes[group.id].kind), el("bdi", {}, nodes[group.id].label), el("span", { class: "count" }, `${group.left.length} · ${group.right.length}`)));
  const fill = () => {
    if (made.open && made.children.length === 1) made.append(el("div", { class: "columns" }, cell(group.left, sides[page.state.left]), cell(group.right, sides[page.state.right])));
  };
  made.addEventListener("toggle", fill);
  made.open = group.left.length + group.right.length <= COMPARE_STEP;
  fill();
  return made;
}

// One side of a row: each sentence once, under it what it claims.
function cell(claims, side) {
  const bySentence = [...indexBy(claims, (claim) => claim.sentence).values()];
  const box = el("div", { class: "cell", "data-side": side.title });
  const showFrom = (from) => {
    for (const told of bySentence.slice(from, from + COMPARE_STEP)) box.append(sentenceCard(told));
    const rest = bySentence.length - from - COMPARE_STEP;
    if (rest > 0) {
      const more = el("button", { type: "button", class: "more", on: { click: () => { more.remove(); showFrom(from + COMPARE_STEP); } } }, `Show ${Math.min(rest, COMPARE_STEP)} more of ${bySentence.length} sentences`);
      box.append(more);
    }
  };
  showFrom(0);
  if (!claims.length) box.append(el("p", { class: "quiet" }, "Nothing."));
  return box;
}

function sentenceCard(told) {
  const lines = told.map((claim) => el("li", {}, el("button", { type: "button", class: "plain", on: { click: () => pick({ claim: claim.at }) } }, sign("status", claim.status), claimWords(claim)), " ", el("span", { class: "quiet" }, tellingWords(claim))));
  return el("article", { class: "claim" }, quoteOf(told[0]), el("ul", {}, ...lines),
    el("button", { type: "button", class: "plain read", on: { click: () => readAt(told[0].at) } }, "Read in the document"));
}

function claimWords(claim) {
  return el("span", {}, el("bdi", {}, nodes[claim.subject].label), " ", el("b", {}, claim.relation), claim.object === null ? null : " ", claim.object === null ? null : el("bdi", {}, nodes[claim.object].label));
}

function tellingWords(claim) {
  return [statusWords(claim).toLowerCase(), claim.time, claim.speakers.length ? `says ${saidBy(claim)}` : null].filter(Boolean).join(" · ");
}
