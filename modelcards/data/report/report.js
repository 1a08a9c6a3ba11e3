"use strict";
// Turns the plain table of the report into one that sorts, searches, filters and pages, and opens
// cards when a link names them. Without scripts the page is still whole.
(() => {
  const source = document.getElementById("all-cards");

  // What is not stated comes last, in whichever direction the column is sorted.
  const compare = (direction) => (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const [x, y] = [Number(a), Number(b)];
    if (!Number.isNaN(x) && !Number.isNaN(y)) return direction * (x - y);
    return direction * String(a).localeCompare(String(b), undefined, { numeric: true });
  };
  DataTable.type("stated", { order: { asc: compare(1), desc: compare(-1) } });

  const table = new DataTable(source, {
    autoWidth: false,
    columnDefs: [{ targets: "_all", type: "stated" }],
    order: [],
    pageLength: 25,
    lengthMenu: [25, 100, { label: "all", value: -1 }],
    layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
    language: {
      search: "Search the table",
      lengthMenu: "_MENU_ rows a page",
      info: "_START_ to _END_ of _TOTAL_ cards",
      infoEmpty: "no cards",
      infoFiltered: "(out of _MAX_)",
      zeroRecords: "No card is like this.",
    },
  });

  const filters = document.getElementById("filters");
  const text = (row, column) => table.row(row).node().cells[column].textContent;
  for (const select of filters.querySelectorAll("select[data-column]")) {
    const column = Number(select.dataset.column);
    table.search.fixed(`column-${column}`, (_all, _data, row) =>
      select.value === "" || text(row, column) === select.value);
  }
  const findings = filters.querySelector("select[data-findings]");
  table.search.fixed("findings", (_all, _data, row) => {
    const some = text(row, Number(findings.dataset.findings)) !== "0";
    return findings.value === "" || some === (findings.value === "some");
  });
  // What is chosen and searched for stands in the address, so that a link shows the same rows.
  const chosen = [...filters.querySelectorAll("select")];
  const name = (select) => select.parentElement.firstChild.textContent.trim();
  let reading = false;
  const write = () => {
    if (reading) return;
    const state = new URLSearchParams();
    for (const select of chosen) if (select.value) state.set(name(select), select.value);
    if (table.search()) state.set("search", table.search());
    const text = state.toString();
    history.replaceState(null, "", text ? `#?${text}` : "#table");
  };
  const read = () => {
    if (!location.hash.startsWith("#?")) return;
    const state = new URLSearchParams(location.hash.slice(2));
    reading = true;
    for (const select of chosen) select.value = state.get(name(select)) || "";
    for (const select of chosen) if (select.selectedIndex < 0) select.value = "";
    table.search(state.get("search") || "").draw();
    reading = false;
  };
  filters.addEventListener("change", () => { table.draw(); write(); });
  filters.addEventListener("reset", () => setTimeout(() => { table.search("").draw(); write(); }));
  table.on("search", write);
  addEventListener("hashchange", read);
  read();
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.hidden = false;

  // A link to a card or a rule opens it, and moves the keyboard and the screen reader there.
  const open = () => {
    if (location.hash.startsWith("#?")) return;
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
      target.querySelector("summary").focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) open();
  });
  open();

  // On paper every row and every card is there.
  let closed = [];
  let rows = 25;
  addEventListener("beforeprint", () => {
    rows = table.page.len();
    table.page.len(-1).draw();
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    table.page.len(rows).draw();
  });
})();
