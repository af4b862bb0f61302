/* A real table of inputs, <table data-grid>, that behaves as people know it from a spreadsheet.
   Arrow keys and Enter move (left and right only at the edge of the text), Escape brings back the value before editing,
   a block pasted from a spreadsheet fills right and down, Ctrl+Z takes the last paste back. Cells that are readonly or
   disabled are locked: they keep their place in the block and their value. Rows hidden by a filter are not written to.
   Each written cell fires "input"; one "grid:paste" on the table follows, so that a page saves once (hx-trigger). */
(function () {
  "use strict";
  var CELLS = "tbody td input:not([type=hidden]):not([type=radio]), tbody td select";

  /* Text of the clipboard as rows of cells; quoted cells may hold tabs, line breaks and doubled quotes. */
  function parse(text) {
    var rows = [[]], cell = "", quoted = false;
    for (var i = 0; i < text.length; i += 1) {
      var c = text[i];
      if (quoted) {
        if (c !== '"') { cell += c; }
        else if (text[i + 1] === '"') { cell += c; i += 1; }
        else { quoted = false; }
      } else if (c === '"' && cell === "") { quoted = true; }
      else if (c === "\t") { rows[rows.length - 1].push(cell); cell = ""; }
      else if (c === "\n" || c === "\r") {
        if (c === "\r" && text[i + 1] === "\n") { i += 1; }
        rows[rows.length - 1].push(cell); cell = "";
        rows.push([]);
      } else { cell += c; }
    }
    rows[rows.length - 1].push(cell);
    var last = rows[rows.length - 1];
    if (rows.length > 1 && last.length === 1 && last[0] === "") { rows.pop(); }
    return rows;
  }

  function columnOf(input) { return input.closest("td").cellIndex; }
  function locked(input) { return input.readOnly || input.disabled; }
  function original(input) {
    if (input.tagName !== "SELECT") { return "began" in input.dataset ? input.dataset.began : input.defaultValue; } // data-began: what is stored, where a refused form shows what was typed
    var option = Array.prototype.find.call(input.options, function (each) { return each.defaultSelected; }) || input.options[0];
    return option ? option.value : "";
  }

  /* The visible rows that hold inputs, each as {cellIndex: input}, and the columns that hold any. */
  function layout(table) {
    var rows = [], columns = new Set();
    table.querySelectorAll("tbody tr").forEach(function (tr) {
      if (tr.hidden) { return; }
      var cells = {};
      tr.querySelectorAll("td input:not([type=hidden]):not([type=radio]), td select").forEach(function (input) {
        cells[columnOf(input)] = input;
        columns.add(columnOf(input));
      });
      if (Object.keys(cells).length) { rows.push(cells); }
    });
    return { rows: rows, columns: Array.from(columns).sort(function (a, b) { return a - b; }) };
  }
  function place(grid, input) {
    return grid.rows.findIndex(function (cells) { return cells[columnOf(input)] === input; });
  }

  function mark(table) {
    var changed = 0;
    table.querySelectorAll(CELLS).forEach(function (input) {
      var differs = input.value !== original(input);
      input.closest("td").classList.toggle("cell-changed", differs);
      changed += differs ? 1 : 0;
    });
    document.querySelectorAll("[data-grid-count='" + table.id + "']").forEach(function (place) {
      place.textContent = changed ? changed + " sel berubah, belum disimpan" : "Tidak ada perubahan";
    });
  }

  function write(input, text) {
    var value = text.trim();
    if (input.tagName === "SELECT") {
      var option = Array.prototype.find.call(input.options, function (each) {
        return each.value === value || each.text.trim().toLowerCase() === value.toLowerCase();
      });
      if (!option) { return false; }
      value = option.value;
    }
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  function paste(table, input, block) {
    var grid = layout(table), top = place(grid, input), left = grid.columns.indexOf(columnOf(input));
    var undo = [], count = { filled: 0, locked: 0, outside: 0, refused: 0 };
    block.forEach(function (line, down) {
      line.forEach(function (text, right) {
        var cells = grid.rows[top + down], target = cells && cells[grid.columns[left + right]];
        if (!target) { count.outside += text.trim() === "" ? 0 : 1; return; }
        if (locked(target)) { count.locked += 1; return; }
        var before = target.value;
        if (!write(target, text)) { count.refused += 1; return; }
        undo.push([target, before]);
        count.filled += 1;
      });
    });
    table.gridUndo = undo;
    finish(table, say(count));
  }
  function say(count) {
    var parts = [count.filled + " sel ditempel"];
    if (count.locked) { parts.push(count.locked + " sel terkunci dilewati"); }
    if (count.refused) { parts.push(count.refused + " nilai tidak ada dalam pilihan"); }
    if (count.outside) { parts.push(count.outside + " nilai di luar tabel diabaikan"); }
    return parts.join(", ") + ".";
  }
  function finish(table, sentence) {
    mark(table);
    document.querySelectorAll("[data-grid-status='" + table.id + "']").forEach(function (place) { place.textContent = sentence; });
    window.sakip.announce(sentence);
    table.dispatchEvent(new CustomEvent("grid:paste", { bubbles: true }));
  }

  function atEdge(input, key) {
    if (input.tagName === "SELECT") { return true; }
    var length = input.value.length;
    if (input.selectionStart === 0 && input.selectionEnd === length) { return true; }
    if (input.selectionStart !== input.selectionEnd) { return false; }
    return key === "ArrowLeft" ? input.selectionStart === 0 : input.selectionEnd === length;
  }

  function move(table, input, down, right) {
    var grid = layout(table), row = place(grid, input), column = grid.columns.indexOf(columnOf(input)), target;
    do {
      row += down;
      column += right;
      if (row < 0 || row >= grid.rows.length || column < 0 || column >= grid.columns.length) { return false; }
      target = grid.rows[row][grid.columns[column]];
    } while (!target || target.disabled);
    target.focus();
    if (target.select) { target.select(); }
    return true;
  }

  function onKey(event) {
    var input = event.target, table = event.currentTarget;
    if (!input.matches(CELLS) || event.altKey || event.isComposing) { return; }
    var select = input.tagName === "SELECT";
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && table.gridUndo && table.gridUndo.length) {
      event.preventDefault();
      var undone = table.gridUndo;
      table.gridUndo = null;
      undone.forEach(function (pair) { write(pair[0], pair[1]); });
      finish(table, "Tempelan dibatalkan, " + undone.length + " sel dikembalikan.");
      return;
    }
    if (event.ctrlKey || event.metaKey) { return; }
    if (event.key === "Enter") {
      event.preventDefault(); // a grid is saved by its button, not by a key that means "next"
      move(table, input, event.shiftKey ? -1 : 1, 0);
    } else if (event.key === "ArrowDown" && !select) {
      event.preventDefault();
      move(table, input, 1, 0);
    } else if (event.key === "ArrowUp" && !select) {
      event.preventDefault();
      move(table, input, -1, 0);
    } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !event.shiftKey && atEdge(input, event.key)) {
      if (move(table, input, 0, event.key === "ArrowLeft" ? -1 : 1)) { event.preventDefault(); }
    } else if (event.key === "Escape" && !locked(input) && input.value !== input.gridBefore) {
      event.preventDefault();
      event.stopPropagation();
      write(input, input.gridBefore);
      if (input.select) { input.select(); }
    }
  }

  function start(table) {
    if (table.gridStarted) { return; }
    table.gridStarted = true;
    table.addEventListener("keydown", onKey);
    table.addEventListener("focusin", function (event) { event.target.gridBefore = event.target.value; });
    table.addEventListener("input", function (event) {
      if (event.isTrusted) { table.gridUndo = null; }
      mark(table);
    });
    table.addEventListener("paste", function (event) {
      if (!event.target.matches(CELLS)) { return; }
      var block = parse(event.clipboardData.getData("text/plain"));
      if (block.length === 1 && block[0].length === 1 && event.target.tagName !== "SELECT") { return; }
      event.preventDefault();
      paste(table, event.target, block);
    });
    mark(table);
  }
  function startAll(root) {
    if (root.matches && root.matches("table[data-grid]")) { start(root); }
    root.querySelectorAll("table[data-grid]").forEach(start);
  }
  document.addEventListener("htmx:load", function (event) { startAll(event.detail.elt); });
  startAll(document);
})();
