// On paper: the picture drawn anew in light colours at the size of a sheet, the legend, and every row of the table,
// or the sentences of what is picked.

const SHEET = { width: "1000px", height: "900px" };
const beforePrint = { theme: undefined };

function drawFor(size) {
  holder.hidden = false;
  Object.assign(holder.style, size);
  drawing.network.setSize("100%", "100%");
  drawing.part = null;
  draw(page.part, page.state);
  drawing.network.redraw();
}

function preparePrint() {
  beforePrint.theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "paper";
  showFilters(page.state);
  showPanel(page.state, page.part);
  byId("notes").hidden = true;
  drawFor(SHEET);
  byId("notes").hidden = false;
  byId("table").before(pictureCopy());
  showTable(page.part, page.part.claims.length);
}

function endPrint() {
  if (beforePrint.theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = beforePrint.theme;
  byId("sheet").remove();
  drawFor({ width: "", height: "" });
  show(page.state);
}

function wirePrint() {
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", endPrint);
}
