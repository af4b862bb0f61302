/* The statements of a plan by keyboard: arrows choose a row, Enter edits it and Escape leaves the editing as it was, Alt
   with an arrow moves a row with all below it (up, down, under the row before, out). Moving sends the form #rencana-tempat to the row's address; the page that
   comes back names the row behind its #, and the row is focused again. Without this file the row's own page does it all. */
(function () {
  "use strict";
  var table = document.getElementById("isi-rencana");
  var form = document.getElementById("rencana-tempat");
  if (!table || !form) { return; }
  var STEPS = { ArrowUp: "naik", ArrowDown: "turun", ArrowRight: "masuk", ArrowLeft: "keluar" };

  function rows() { return Array.prototype.slice.call(table.querySelectorAll("tr[data-place]")); }
  function choose(row) {
    rows().forEach(function (each) { each.tabIndex = each === row ? 0 : -1; });
    row.focus();
  }

  var first = rows()[0];
  if (first) { first.tabIndex = 0; }
  if (location.hash.indexOf("#baris-") === 0) {
    var named = document.getElementById(location.hash.slice(1));
    if (named && named.dataset.place) { choose(named); }
  }

  var left = ""; // the row whose editing ended just now: it is chosen again when it is back

  table.addEventListener("keydown", function (event) {
    var typing = event.target.closest(".sk-inline-edit");
    if (typing && event.key === "Escape") {
      var cancel = typing.querySelector("[data-cancel]");
      if (cancel) { event.preventDefault(); cancel.click(); }
      return;
    }
    var row = event.target.closest("tr[data-place]");
    if (!row || event.target !== row) { return; }
    if (event.altKey && STEPS[event.key]) {
      event.preventDefault();
      form.action = row.dataset.place;
      form.elements.langkah.value = STEPS[event.key];
      form.submit();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      var all = rows(), next = all[all.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)];
      if (next) { event.preventDefault(); choose(next); }
    } else if (event.key === "Enter") {
      var edit = row.querySelector("[data-edit]");
      if (edit) { event.preventDefault(); edit.click(); }
    }
  });

  table.addEventListener("htmx:beforeSwap", function (event) {
    var row = event.target.closest("tr");
    left = row && row.querySelector(".sk-inline-edit") ? row.id : "";
  });
  document.body.addEventListener("htmx:afterSwap", function () {
    var row = left && document.getElementById(left), typed = (row || table).querySelector(".sk-inline-edit textarea");
    if (typed) { typed.focus(); } else if (row && row.dataset.place) { choose(row); }
    left = "";
  });
}());
