"use strict";
// "/" goes to the search field; in a document, words that several claims rest on show all of them.
(() => {
  const search = document.getElementById("search");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable], .CodeMirror");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  const text = document.getElementById("text");
  if (!text) return;
  const cards = new Map([...document.querySelectorAll(".claim[id]")].map((card) => [card.id.slice(2), card]));
  const pieces = [...text.querySelectorAll(".told")];
  const claimsOf = (piece) => piece.dataset.claims.trim().split(" ");

  const pick = (keys) => {
    for (const [key, card] of cards) card.classList.toggle("picked", keys.includes(key));
    for (const piece of pieces) piece.classList.toggle("picked", claimsOf(piece).some((key) => keys.includes(key)));
  };
  text.addEventListener("click", (event) => {
    const piece = event.target.closest(".told");
    if (!piece) return;
    event.preventDefault();
    const keys = claimsOf(piece);
    history.replaceState(null, "", piece.hash);
    pick(keys);
    const first = cards.get(keys[0]);
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
  });
  const follow = () => {
    const key = location.hash.slice(3);
    if (!cards.has(key)) return;
    pick([key]);
    const piece = pieces.find((one) => claimsOf(one).includes(key));
    if (piece) piece.scrollIntoView({ block: "center" });
  };
  for (const [key, card] of cards) {
    card.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      pick([key]);
      const piece = pieces.find((one) => claimsOf(one).includes(key));
      if (piece) piece.scrollIntoView({ block: "center" });
    });
  }
  addEventListener("hashchange", follow);
  follow();
})();
