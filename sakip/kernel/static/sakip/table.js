/* How a person likes to see lists, remembered in this browser for each account: how close rows stand (all lists) and
   which columns are shown (each list). Hiding is a class of the table, sk-hide-N, so that rows that arrive later are
   hidden alike; a file holds the columns that are shown and what is typed in the filter. */
(function () {
  "use strict";
  var person = document.body.dataset.person || "";

  function read(name, fallback) {
    try { return JSON.parse(localStorage.getItem("tabel:" + person + ":" + name)) || fallback; } catch (error) { return fallback; }
  }
  function write(name, value) {
    try { localStorage.setItem("tabel:" + person + ":" + name, JSON.stringify(value)); } catch (error) { /* private mode: for this page only */ }
  }

  function tableOf(name) { return document.querySelector('table[data-table="' + name + '"]'); }
  function heads(table) { return Array.from(table.querySelectorAll("thead th[data-column]")); }
  function isHidden(table, number) { return table.classList.contains("sk-hide-" + number); }

  function hide(table, key, hidden) {
    heads(table).forEach(function (head, place) {
      if (head.dataset.column === key) { table.classList.toggle("sk-hide-" + (place + 1), hidden); }
    });
  }
  /* A row that spans the table spans what is left of it. */
  function span(table) {
    var shown = heads(table).filter(function (head, place) { return !isHidden(table, place + 1); }).length;
    table.querySelectorAll("tr.sk-group").forEach(function (row) {
      var others = Array.from(row.cells).slice(1).reduce(function (sum, cell) { return sum + cell.colSpan; }, 0);
      row.cells[0].colSpan = Math.max(shown - others, 1);
    });
  }
  function space(lega) {
    document.querySelectorAll("table[data-table]").forEach(function (table) {
      table.classList.toggle("sk-table-lega", lega);
      table.classList.toggle("sk-table-rapat", !lega);
    });
  }

  function prepare(menu) {
    var name = menu.dataset.tableView, table = tableOf(name);
    if (!table) { return; }
    var chosen = read(name, {});
    heads(table).forEach(function (head) {
      var key = head.dataset.column, box = menu.querySelector('[data-table-column="' + key + '"]');
      if (!box) { return; }
      if (key in chosen) { box.checked = chosen[key]; }
      hide(table, key, !box.checked);
    });
    span(table);
    menu.querySelector("[data-table-lega]").checked = read("lega", false);
    menu.hidden = false;
  }
  document.querySelectorAll("[data-table-view]").forEach(prepare);
  space(read("lega", false));

  document.addEventListener("change", function (event) {
    var box = event.target, menu = box.closest("[data-table-view]");
    if (!menu) { return; }
    if ("tableLega" in box.dataset) {
      write("lega", box.checked);
      space(box.checked);
      return;
    }
    var name = menu.dataset.tableView, table = tableOf(name), chosen = read(name, {});
    chosen[box.dataset.tableColumn] = box.checked;
    write(name, chosen);
    hide(table, box.dataset.tableColumn, !box.checked);
    span(table);
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-table-export]");
    if (!link) { return; }
    var table = tableOf(link.dataset.tableExport), form = link.closest("form");
    var address = new URL(link.href);
    if (table) {
      address.searchParams.set("kolom", heads(table).filter(function (head, place) {
        return !isHidden(table, place + 1);
      }).map(function (head) { return head.dataset.column; }).join(","));
    }
    if (form) {
      form.querySelectorAll("[data-filters]").forEach(function (input) { address.searchParams.set(input.name, input.value.trim()); });
    }
    link.href = address.href;
    link.closest("details").open = false;
  });
})();
