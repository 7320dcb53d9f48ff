// What two sides tell of the same: which claims of one meet which of the other, and whether they agree.
// A side is a document, or a source with several documents.

const sides = data.documents.map((source, at) => ({ name: source.name, title: source.title || source.name, documents: new Set([at]) }));
for (const name of new Set(data.documents.map((source) => source.source).filter(Boolean))) {
  const documents = data.documents.map((source, at) => [source, at]).filter(([source]) => source.source === name).map(([, at]) => at);
  if (documents.length > 1) sides.push({ name: `source:${name}`, title: `All of ${name}`, documents: new Set(documents) });
}
const symmetric = new Set(data.symmetric);

// Dates exclude each other only where neither could be the coarser form of the other.
function datesAgree(one, two) {
  return !one.time || !two.time || one.time.startsWith(two.time) || two.time.startsWith(one.time);
}

function actKey(claim, turned = false) {
  const ends = turned ? [claim.object, claim.subject] : [claim.subject, claim.object];
  if (symmetric.has(claim.predicate)) ends.sort((a, b) => a - b);
  return `${claim.predicate} ${ends.join(" ")}`;
}

function pairKey(claim) {
  return claim.object === null || claim.object === claim.subject ? null : [claim.subject, claim.object].sort((a, b) => a - b).join(" ");
}

function indexBy(claims, keyOf) {
  const index = new Map();
  for (const claim of claims) {
    const key = keyOf(claim);
    if (key !== null) index.set(key, [...(index.get(key) || []), claim]);
  }
  return index;
}

// Groups of claims that meet, as {left, right, exchanged}: linked by a match, or by another claim that matches both.
function meetings(left, right) {
  const byEvent = indexBy(right, (claim) => claim.event || null);
  const byAct = indexBy(right, (claim) => actKey(claim));
  const groups = new Map();
  const groupOf = (claim) => groups.get(claim) || groups.set(claim, { left: new Set(), right: new Set(), exchanged: false }).get(claim);
  const join = (one, two, exchanged) => {
    const kept = groupOf(one);
    const gone = groupOf(two);
    kept.left.add(one);
    kept.right.add(two);
    for (const claim of gone.left) kept.left.add(claim);
    for (const claim of gone.right) kept.right.add(claim);
    kept.exchanged = kept.exchanged || gone.exchanged || exchanged;
    for (const claim of [...kept.left, ...kept.right]) groups.set(claim, kept);
  };
  for (const claim of left) {
    for (const other of byEvent.get(claim.event) || []) join(claim, other, isExchanged(claim, other));
    for (const other of byAct.get(actKey(claim)) || []) if (datesAgree(claim, other)) join(claim, other, false);
    if (claim.object === null || symmetric.has(claim.predicate)) continue;
    for (const other of byAct.get(actKey(claim, true)) || []) if (datesAgree(claim, other)) join(claim, other, true);
  }
  return [...new Set(groups.values())].map((group) => ({ left: inOrder(group.left), right: inOrder(group.right), exchanged: group.exchanged }));
}

function isExchanged(one, two) {
  return one.predicate === two.predicate && !symmetric.has(one.predicate) && one.subject === two.object && one.object === two.subject;
}

function inOrder(claims) {
  return [...claims].sort((a, b) => a.at - b.at);
}

// Where a group disagrees, in words; empty where both say the same.
function disagreement(group) {
  if (group.exchanged) return "roles exchanged";
  const kinds = (claims) => [...new Set(claims.map((claim) => statusWords(claim).toLowerCase()))].sort();
  const [left, right] = [kinds(group.left), kinds(group.right)];
  return left.join() === right.join() ? "" : `${left.join(", ")} here, ${right.join(", ")} there`;
}

function temper(claim) {
  return claim.quad.endsWith("conflict") ? -1 : claim.quad.endsWith("cooperation") ? 1 : 0;
}

// Everything the comparison shows, as claims of both sides in text order.
function contrast(one, two, passing) {
  const of = (side) => once(passing.filter((claim) => side.documents.has(claim.document)).map((claim) => claim.at)).map((at) => data.claims[at]);
  const [left, right] = [of(one), of(two)];
  const met = meetings(left, right);
  const matched = new Set(met.flatMap((group) => [...group.left, ...group.right]));
  const rest = (claims) => claims.filter((claim) => !matched.has(claim));
  const pairs = indexBy(rest(right), pairKey);
  const otherwise = [...indexBy(rest(left), pairKey)].filter(([key]) => pairs.has(key)).map(([key, claims]) => ({ left: claims, right: pairs.get(key), ends: key.split(" ").map(Number) }));
  for (const group of otherwise) group.opposed = group.left.some((claim) => group.right.some((other) => temper(claim) * temper(other) < 0));
  for (const group of otherwise) for (const claim of [...group.left, ...group.right]) matched.add(claim);
  const partiesOfAll = (claims) => new Set(claims.flatMap((claim) => claim.parties));
  const [here, there] = [partiesOfAll(left), partiesOfAll(right)];
  const shared = [...here].filter((id) => there.has(id)).sort((a, b) => a - b).map((id) => ({
    id, left: rest(left).filter((claim) => claim.parties.includes(id)), right: rest(right).filter((claim) => claim.parties.includes(id)),
  })).filter((group) => group.left.length && group.right.length);
  return {
    contradicted: met.filter((group) => disagreement(group)), both: met.filter((group) => !disagreement(group)), otherwise, shared,
    onlyLeft: rest(left), onlyRight: rest(right),
  };
}
