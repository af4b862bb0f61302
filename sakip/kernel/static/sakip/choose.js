/* A list that is searched while typing: every <select> and every <fieldset> of boxes with more than a dozen options.
   The native control stays in the page, holds the value and is sent; without this file one uses it as it is. What is
   shown is read from it anew each time: the option's text, beneath it its group and data-note; it is found by these and
   by data-also. Within a table a select stays as it is, and so does what carries data-choose="no".
   A select with data-choose-more holds only a part of its options: the rest is asked of the page itself, which narrows
   the list by the field that data-choose-words names (sakip.kernel.choosing). */
(function () {
  "use strict";
  var PAST = 12, SHOWN = 200, WAIT = 250; // options; options drawn at once; ms after the last key
  var KEPT = "table, .sk-topbar, [data-choose=no]";
  var words = document.getElementById("kata-pilih");
  if (!words) { return; }
  words = Array.from(words.content.querySelectorAll("span"), function (each) { return each.textContent; });
  var SAY = { ask: words[0], none: words[1], found: words[2], more: words[3], drop: words[4], taken: words[5], dropped: words[6], wait: words[7] };
  var made = 0;

  function tidy(text) { return text.replace(/\s+/g, " ").trim(); }

  /* What can be chosen, as the native control has it now. */
  function ofSelect(select) {
    return Array.from(select.options, function (option) {
      var group = option.parentElement.tagName === "OPTGROUP" ? option.parentElement.label : "";
      var label = tidy(option.text), note = [group === label ? "" : group, option.dataset.note].filter(Boolean).join(" · ");
      return { node: option, label: label, note: note, also: option.dataset.also || "", on: option.selected, off: option.disabled || option.hidden, value: option.value };
    });
  }
  function ofBoxes(boxes) {
    return boxes.map(function (box) {
      return { node: box, label: tidy(box.closest("label").textContent), note: box.dataset.note || "", also: box.dataset.also || "", on: box.checked, off: box.disabled, value: box.value };
    });
  }

  function fits(option, typed) {
    var text = (option.label + " " + option.note + " " + option.also).toLowerCase(), bare = text.replace(/\./g, "");
    return typed.every(function (word) { return text.includes(word) || bare.includes(word); });
  }
  /* The text with the words that were found in it marked. */
  function marked(text, typed) {
    var piece = document.createDocumentFragment(), low = text.toLowerCase(), at = 0;
    while (at < text.length) {
      var next = text.length, long = 0;
      typed.forEach(function (word) {
        var place = low.indexOf(word, at);
        if (place >= 0 && (place < next || (place === next && word.length > long))) { next = place; long = word.length; }
      });
      piece.append(text.slice(at, next));
      if (!long) { break; }
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + long);
      piece.append(mark);
      at = next + long;
    }
    return piece;
  }
  function element(tag, name, attributes) {
    var each = document.createElement(tag);
    each.className = name;
    Object.keys(attributes || {}).forEach(function (key) { each.setAttribute(key, attributes[key]); });
    return each;
  }

  function prepare(root) {
    root.querySelectorAll("select").forEach(function (select) {
      if ((select.options.length > PAST || "chooseMore" in select.dataset) && !select.closest(KEPT) && !("chosen" in select.dataset)) {
        select.dataset.chosen = "";
        choose(select, function () { return ofSelect(select); }, select.multiple);
      }
    });
    root.querySelectorAll("fieldset").forEach(function (set) {
      var boxes = Array.from(set.querySelectorAll("input[type=checkbox]")).filter(function (box) { return box.closest("label"); });
      var one = boxes.every(function (box) { return box.name === boxes[0].name; });
      if (boxes.length > PAST && one && !set.closest(KEPT) && !("chosen" in set.dataset)) {
        set.dataset.chosen = "";
        choose(set, function () { return ofBoxes(boxes); }, true);
      }
    });
  }

  function choose(native, options, many) {
    var number = ++made, isSelect = native.tagName === "SELECT", active = null, drawn = [], waiting = 0, asked = 0;
    var part = isSelect && "chooseMore" in native.dataset, answered = null; // the words of which the page has told all
    var box = element("div", "sk-choose" + (isSelect ? "" : " sk-choose-boxes"));
    var chips = element("ul", "sk-chips"), list = element("div", "sk-choose-list", { role: "listbox", id: "pilihan-" + number });
    var panel = element("div", "sk-find-panel"), foot = element("p", "sk-find-none");
    var input = element("input", "form-select sk-choose-input", {
      type: "text", id: "cari-pilihan-" + number, role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id
    });
    panel.append(list, foot);
    panel.hidden = foot.hidden = true;
    name();

    /* The label, the help and the state of the native control belong to the box. */
    function name() {
      var label = isSelect && native.labels[0], legend = !isSelect && native.querySelector("legend"), told = native.getAttribute("aria-label");
      if (label) {
        label.htmlFor = input.id;
        list.setAttribute("aria-label", tidy(label.textContent));
      } else if (legend) {
        legend.id = legend.id || "legenda-" + number;
        input.setAttribute("aria-labelledby", legend.id);
        list.setAttribute("aria-labelledby", legend.id);
      } else if (told) {
        input.setAttribute("aria-label", told);
        list.setAttribute("aria-label", told);
      }
      ["aria-describedby", "aria-invalid"].forEach(function (key) {
        if (native.hasAttribute(key)) { input.setAttribute(key, native.getAttribute(key)); }
      });
      if (native.required) { input.setAttribute("aria-required", "true"); }
      if (native.classList.contains("is-invalid")) { input.classList.add("is-invalid"); }
      if (many) {
        list.setAttribute("aria-multiselectable", "true");
        input.placeholder = SAY.ask;
      }
      input.disabled = native.disabled;
    }
    if (isSelect) {
      native.before(box);
      box.append(chips, input, panel, native);
      native.classList.add("visually-hidden");
      native.tabIndex = -1;
      native.setAttribute("aria-hidden", "true");
      native.addEventListener("focus", function () { input.focus(); }); // a link to the field, or the browser's own check
    } else {
      Array.from(native.children).forEach(function (child) { if (child.tagName !== "LEGEND") { child.hidden = true; } });
      box.append(chips, input, panel);
      native.append(box);
    }
    var search = part ? document.querySelector('[data-choose-search="' + native.dataset.chooseWords + '"]') : null;
    if (search) { search.remove(); } // its button would be what Enter in any field presses
    show();

    /* The box as the native control has it: the chosen one in the field, of several each as a chip. */
    function show() {
      var chosen = options().filter(function (each) { return each.on; });
      if (!many) {
        input.value = chosen.length ? chosen[0].label : "";
        input.title = input.value;
        return;
      }
      input.value = "";
      chips.hidden = !chosen.length;
      chips.replaceChildren.apply(chips, chosen.map(function (each) {
        var item = element("li", "sk-chip"), cross = element("button", "sk-chip-drop", { type: "button", "aria-label": SAY.drop + ": " + each.label });
        item.append(each.label);
        if (each.off) { return item; }
        cross.textContent = "×";
        cross.addEventListener("click", function () {
          toggle(each);
          input.focus();
        });
        item.append(cross);
        return item;
      }));
    }
    function typed() {
      var text = input.value.toLowerCase();
      return text.split(/\s+/).filter(Boolean);
    }
    function isOpen() { return !panel.hidden; }
    function close() {
      panel.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(null);
      show();
    }
    function open(searched) {
      var looked = searched ? typed() : [];
      if (!searched) { input.select(); } // what is typed next takes the place of what was chosen
      var found = options().filter(function (each) { return !each.off && fits(each, looked) && !(searched && !each.value && !many); });
      drawn = found.slice(0, SHOWN);
      list.replaceChildren.apply(list, drawn.map(function (each, place) {
        var row = element("div", "sk-choose-option", { role: "option", id: list.id + "-" + place, "aria-selected": String(each.on) });
        row.append(marked(each.label, looked));
        if (each.note) {
          var note = document.createElement("small");
          note.append(marked(each.note, looked));
          row.append(note);
        }
        return row;
      }));
      list.hidden = !drawn.length;
      var more = found.length - drawn.length;
      if (part && !looked.length) { more = Number(native.dataset.chooseMore) - drawn.length; }
      foot.hidden = drawn.length > 0 && more <= 0;
      foot.textContent = drawn.length ? more + " " + SAY.more : (!part || answered === input.value ? SAY.none : SAY.wait);
      panel.hidden = false;
      input.setAttribute("aria-expanded", String(drawn.length > 0));
      var first = drawn.findIndex(function (each) { return each.on; });
      mark(looked.length ? list.firstElementChild : list.children[first] || null);
      if (looked.length && (!part || answered === input.value)) { window.sakip.announce(drawn.length ? found.length + " " + SAY.found : SAY.none); }
    }
    function mark(row) {
      if (active) { active.classList.remove("sk-active"); }
      active = row;
      if (!row) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      row.classList.add("sk-active");
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
    function toggle(each) {
      var now = many ? !each.on : true;
      if (each.node.tagName === "OPTION") { each.node.selected = now; } else { each.node.checked = now; }
      var event = each.node.tagName === "OPTION" ? native : each.node;
      show();
      event.dispatchEvent(new Event("input", { bubbles: true }));
      event.dispatchEvent(new Event("change", { bubbles: true }));
      if (many) { window.sakip.announce(each.label + " " + (now ? SAY.taken : SAY.dropped)); }
    }
    function take(row) {
      var each = drawn[Array.from(list.children).indexOf(row)];
      if (!each) { return; }
      toggle(each);
      if (many) { open(false); } else { close(); }
    }

    /* What the page does not hold: the form is sent as it is, only to be looked at, and the options of its answer taken. */
    function ask() {
      var form = native.form, turn = ++asked, text = input.value;
      if (!form || !isOpen()) { return; }
      var data = new FormData(form);
      Array.from(data.entries()).forEach(function (pair) { if (pair[1] instanceof File) { data.delete(pair[0]); } });
      data.set(native.dataset.chooseWords, text);
      data.set("persempit", native.name);
      fetch(form.action, { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(answer.status);
      }).then(function (page) {
        var other = new DOMParser().parseFromString(page, "text/html").getElementById(native.id);
        if (!other || turn !== asked) { return; }
        var value = native.value;
        native.replaceChildren.apply(native, Array.from(other.childNodes));
        native.value = value;
        answered = text;
        if (isOpen() && input.value === text) { open(true); }
      }).catch(function () { /* what the page holds is searched all the same */ });
    }

    input.addEventListener("input", function (event) {
      event.stopPropagation(); // the form has not changed yet
      open(true);
      if (part) {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(ask, WAIT);
      }
    });
    input.addEventListener("change", function (event) { event.stopPropagation(); });
    input.addEventListener("focus", function () { input.select(); });
    input.addEventListener("click", function () { if (!isOpen()) { open(false); } });
    input.addEventListener("keydown", function (event) {
      var rows = Array.from(list.children), at = rows.indexOf(active);
      if (event.isComposing) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen()) { open(false); return; }
        var step = event.key === "ArrowDown" ? 1 : -1;
        mark(rows[(at < 0 && step < 0 ? rows.length - 1 : at + step + rows.length) % (rows.length || 1)] || null);
      } else if (event.key === "Enter") {
        event.preventDefault(); // never the whole form
        if (!isOpen()) { open(false); } else if (active) { take(active); }
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
        input.select();
      } else if (event.key === "Backspace" && many && !input.value && chips.lastElementChild) {
        var last = chips.lastElementChild.querySelector("button");
        if (last) { last.click(); }
      } else if (event.key === "Tab" && isOpen()) { close(); }
    });
    panel.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the field keeps the focus
    list.addEventListener("click", function (event) {
      var row = event.target.closest("[role=option]");
      if (row) { take(row); }
    });
    box.addEventListener("focusout", function (event) { if (isOpen() && !box.contains(event.relatedTarget)) { close(); } });
    native.addEventListener("change", function () { if (!isOpen()) { show(); } });
    if (native.form) { native.form.addEventListener("reset", function () { window.setTimeout(show); }); }
    window.addEventListener("pageshow", function () { if (!isOpen()) { show(); } });
  }

  prepare(document);
  document.addEventListener("htmx:load", function (event) { prepare(event.detail.elt); });
})();
