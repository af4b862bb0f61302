/* Completion in a formula, <textarea data-complete="id of a list">: each li of the list holds a name in its <code> and a
   note in its <small>; one with data-function is put with brackets and the cursor between them. What is completed is the
   name before the cursor: inside [ ] all of it, else as many words as some name has, so that "jumlah ibu" finds
   [Jumlah Ibu Hamil]. Nothing is chosen until an arrow key is pressed: Tab and Enter do what they always do till then.
   Ctrl+Space opens the list. data-at: the place of what could not be read, where the cursor stands.
   A textarea may not be role=combobox (ARIA in HTML): it stays a textbox that has a listbox.
   Without this file the list itself stands under the field. */
(function () {
  "use strict";
  var MOST = 30;
  document.querySelectorAll("textarea[data-complete]").forEach(complete);

  function words(text) { return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean); }

  function complete(field) {
    var source = document.getElementById(field.dataset.complete);
    var known = Array.from(source.children, function (item) {
      var name = item.querySelector("code").textContent;
      return { name: name, words: words(name), note: item.querySelector("small").textContent, isFunction: "function" in item.dataset };
    });
    var place = document.createElement("div"), list = document.createElement("div"), typed = null, taking = false;
    place.className = "sk-suggest sk-complete";
    field.before(place);
    list.className = "sk-find-panel";
    list.id = field.id + "-saran";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", source.getAttribute("aria-label"));
    list.tabIndex = -1;
    place.append(field, list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", list.id);
    close();
    if (field.dataset.at) { field.setSelectionRange(field.dataset.at - 1, field.dataset.at); } // what could not be read

    function options() { return Array.from(list.children); }
    function chosen() { return list.querySelector("[aria-selected=true]"); }
    function choose(option) {
      options().forEach(function (each) { each.setAttribute("aria-selected", String(each === option)); });
      if (option) {
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else { field.removeAttribute("aria-activedescendant"); }
    }
    function close() {
      list.hidden = true;
      list.replaceChildren();
      choose(null);
    }

    /* The texts before the cursor that may be a name begun, longest first; each with where it starts. */
    function begun(asked) {
      var before = field.value.slice(0, field.selectionStart), open = before.lastIndexOf("[");
      if (open > before.lastIndexOf("]") && before.indexOf("\n", open) < 0) { return [{ from: open, words: words(before.slice(open)), all: true }]; }
      var run = /[\p{L}_][\p{L}\p{N}_]*(?:[ -][\p{L}\p{N}_]+)*$/u.exec(before), found = [];
      if (!run) { return asked ? [{ from: before.length, words: [], all: true }] : []; }
      for (var from = run.index, gap = 0; gap >= 0; from += gap + 1) {
        found.push({ from: from, words: words(before.slice(from)), all: false });
        gap = before.slice(from).search(/[ -]/);
      }
      return found;
    }
    function fits(one, asked) {
      return asked.every(function (word) { return one.words.some(function (each) { return each.startsWith(word); }); });
    }
    function hits(text) {
      if (!text.words.length && !text.all) { return []; }
      var start = text.words.join(" ");
      return known.filter(function (one) { return fits(one, text.words) && !(one.isFunction && text.words.length > 1); }).sort(function (a, b) {
        return b.words.join(" ").startsWith(start) - a.words.join(" ").startsWith(start);
      }).slice(0, MOST);
    }

    function suggest(asked) {
      var found = [];
      typed = begun(asked).find(function (text) { found = hits(text); return found.length; }) || null;
      if (field.selectionStart !== field.selectionEnd || !typed || (found.length === 1 && written(found[0]))) { close(); return; }
      list.replaceChildren.apply(list, found.map(function (one, at) {
        var option = document.createElement("div"), note = document.createElement("small");
        option.id = list.id + "-" + at;
        option.setAttribute("role", "option");
        option.append(one.name, note);
        note.textContent = one.note;
        option.addEventListener("click", function () { take(one); });
        return option;
      }));
      choose(null);
      list.hidden = false;
      list.scrollTop = 0;
      window.sakip.announce(found.length + " " + document.getElementById(source.id + "-pesan").textContent);
    }
    function written(one) { return field.value.slice(typed.from, field.selectionStart) === one.name; }

    /* In place of what was begun, to the end of its word or brackets; by insertText, which the browser can undo. */
    function take(one) {
      var rest = field.value.slice(field.selectionStart), inside = field.value[typed.from] === "[";
      var end = (inside ? /^[^[\]\n]*\]|/ : /^[\p{L}\p{N}_]*/u).exec(rest)[0].length + field.selectionStart;
      var brackets = one.isFunction && field.value[end] !== "(";
      taking = true;
      field.focus();
      field.setSelectionRange(typed.from, end);
      if (!document.execCommand("insertText", false, one.name + (brackets ? "()" : ""))) { field.setRangeText(one.name, typed.from, end, "end"); }
      if (brackets) { field.setSelectionRange(field.selectionStart - 1, field.selectionStart - 1); }
      taking = false;
      close();
    }

    field.addEventListener("input", function () { if (!taking) { suggest(false); } });
    field.addEventListener("keydown", function (event) {
      var all = options(), at = all.indexOf(chosen());
      if (event.isComposing) { return; }
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        suggest(true);
      } else if (list.hidden || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        var next = at + (event.key === "ArrowDown" ? 1 : -1);
        choose(next < -1 ? all[all.length - 1] : all[next] || null); // past either end: back to what was typed
      } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.shiftKey) {
        event.preventDefault();
        all[at].click();
      } else if (event.key === "Escape") {
        event.preventDefault(); // what was typed stays
        event.stopPropagation();
        close();
      } else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End") {
        close();
      }
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the field keeps the cursor
    field.addEventListener("blur", close);
    field.addEventListener("click", close);
  }
}());
