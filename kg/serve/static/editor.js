"use strict";
// The query editor on this server's endpoint: prefixes filled in, ready questions, links that hold the query.
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const { Yasqe } = Yasgui;
  const prefixes = settings.prefixes.map(([name, iri]) => `${name}: <${iri}>`);

  Yasqe.forkAutocompleter("prefixes", { name: "known-prefixes", persistenceId: null, get: () => Promise.resolve(prefixes) }, false);
  Yasqe.forkAutocompleter("property", { name: "known-properties", persistenceId: null, bulk: true, get: () => Promise.resolve(settings.properties) }, false);
  Yasqe.forkAutocompleter("class", { name: "known-classes", persistenceId: null, bulk: true, get: () => Promise.resolve(settings.classes) }, false);

  const start = `${settings.head}\n\nSELECT ?who ?relation ?whom WHERE {\n  ?claim a kg:Claim ;\n    rdf:subject/rdfs:label ?who ;\n    kg:relationLabel ?relation ;\n    rdf:object/rdfs:label ?whom ;\n    kg:status kg:asserted .\n}\nORDER BY ?who ?relation ?whom\nLIMIT 100`;
  const linkTo = (query) => `${location.origin}${location.pathname}?query=${encodeURIComponent(query)}`;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    persistenceId: "actorkg-sparql",
    populateFromUrl: false,
    endpointInfo: undefined,
    copyEndpointOnNewTab: true,
    requestConfig: { endpoint: new URL(settings.endpoint, location.href).href, method: "POST", acceptHeaderGraph: "text/turtle" },
    yasqe: {
      value: start,
      prefixCcApi: null,
      autocompleters: ["known-prefixes", "known-properties", "known-classes", "variables"],
      createShareableLink: (yasqe) => linkTo(yasqe.getValue()),
      createShortLink: undefined,
      consumeShareLink: null,
      editorHeight: "320px",
    },
    yasr: { prefixes: Object.fromEntries(settings.prefixes) },
  });
  globalThis.editor = yasgui;

  const show = (name, query, run) => {
    const open = Object.values(yasgui._tabs).find((tab) => tab.name() === name);
    const tab = open ?? yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name });
    yasgui.selectTabId(tab.getId());
    tab.setQuery(query);
    if (run) tab.query().catch(() => {});
  };

  const ready = document.getElementById("ready");
  const about = document.getElementById("about");
  const choose = () => {
    const question = settings.questions.find((one) => one.name === ready.value);
    about.textContent = question ? question.about : "";
    if (!question) return;
    show(question.title, question.text, !question.needs);
    if (question.needs) about.textContent += ` Before you run it, set ${question.needs} with a VALUES line.`;
  };
  ready.addEventListener("change", choose);

  const given = new URLSearchParams(location.search);
  const asked = given.get("query") ?? new URLSearchParams(location.hash.slice(1)).get("query");
  if (asked) show("From the link", asked, true);
  else if (given.get("name")) {
    ready.value = given.get("name");
    choose();
  }
  yasgui.on("query", (_, tab) => history.replaceState(null, "", linkTo(tab.getQuery())));

  // Names of this graph lead to the pages that show them, not to the web.
  const local = (event) => {
    const link = event.target.closest?.(".yasr a[href]");
    if (!link?.href.startsWith(settings.base)) return;
    const [kind, ...rest] = link.href.slice(settings.base.length).split("/");
    link.href = `${settings.root}/${kind === "doc" ? "document" : kind}/${rest.join("/")}`;
  };
  for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, local, true);
  document.documentElement.dataset.ready = "true";
})();
