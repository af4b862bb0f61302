/* The search of every page, <input data-find data-suggest="id of its listbox">, and the keys that lead to a search:
   "/" or Ctrl+K to this one (to the page's own where there is no other), Ctrl+/ to the page's own, <input data-search>.
   Suggestions come by htmx into the listbox; arrow keys choose, Enter goes there or, with nothing chosen, to all hits.
   Any other <input data-suggest="id of its listbox"> works alike; with data-fill a choice is put into the field instead:
   the option's data-value, and its data-note into the element whose id data-fill names; with data-fill-empty also into the field of that id, while
   it is empty or still holds what an earlier choice put there. */
(function () {
  "use strict";

  function isTyping(element) { return element.closest("input, textarea, select, [contenteditable]") !== null; }
  function seen(input) { return input && input.offsetParent !== null ? input : null; }
  function go(input) { input.focus(); input.select(); }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.isComposing) { return; }
    var control = event.ctrlKey || event.metaKey;
    var anywhere = (event.key === "/" && !control && !isTyping(event.target)) || (event.key.toLowerCase() === "k" && control && !event.shiftKey);
    var here = event.key === "/" && control;
    if (!anywhere && !here) { return; }
    var own = seen(document.querySelector("[data-search]")), all = seen(document.querySelector("[data-find]"));
    var link = seen(document.querySelector(".sk-find-link")), target = here ? own : all || (link ? null : own);
    if (target) { event.preventDefault(); go(target); } else if (anywhere && link) { event.preventDefault(); link.click(); }
  });

  document.querySelectorAll("[data-suggest]").forEach(suggest);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("[data-suggest]:not([role=combobox])").forEach(suggest);
  });

  function suggest(input) {
    var list = document.getElementById(input.dataset.suggest), fills = "fill" in input.dataset;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    open(false);

    function options() { return Array.from(list.querySelectorAll("[role=option]")); }
    function chosen() { return list.querySelector("[aria-selected=true]"); }
    function open(wanted) {
      list.hidden = !wanted;
      input.setAttribute("aria-expanded", String(wanted));
      if (!wanted) { choose(null); }
    }
    function choose(option) {
      options().forEach(function (each) { each.setAttribute("aria-selected", String(each === option)); });
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else { input.removeAttribute("aria-activedescendant"); }
    }
    function fillEmpty(field, text) {
      if (field && (!field.value.trim() || field.value === field.dataset.filled)) { field.value = field.dataset.filled = text; }
    }
    function fill(option) {
      var note = document.getElementById(input.dataset.fill);
      input.value = option.dataset.value;
      if (note) { note.textContent = option.dataset.note; }
      fillEmpty(document.getElementById(input.dataset.fillEmpty), option.dataset.note);
      open(false);
      input.focus();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    list.addEventListener("htmx:afterSwap", function () {
      choose(null);
      open(list.childElementCount > 0 && document.activeElement === input);
      window.sakip.announce(options().length ? options().length + " saran; panah bawah untuk memilih" : "");
    });
    list.addEventListener("click", function (event) {
      var option = fills && event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        fill(option);
      }
    });
    input.addEventListener("keydown", function (event) {
      var all = options(), at = all.indexOf(chosen());
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
        event.preventDefault();
        if (list.hidden) { open(true); }
        var next = at + (event.key === "ArrowDown" ? 1 : -1);
        choose(next < -1 ? all[all.length - 1] : all[next] || null); // past either end: back to what was typed
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        all[at].click();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault(); // what was typed stays
        event.stopPropagation();
        open(false);
      }
    });
    input.addEventListener("focus", function () { if (list.childElementCount && (fills || input.value.trim())) { open(true); } });
    input.parentElement.addEventListener("focusout", function (event) {
      if (!input.parentElement.contains(event.relatedTarget)) { open(false); }
    });
  }
})();
