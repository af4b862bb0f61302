/* Comforts of every page. Each is marked by a data attribute in the markup and every page works without this file. */
(function () {
  "use strict";

  function announce(text) {
    var region = document.getElementById("pengumuman");
    if (!region) { return; }
    region.textContent = "";
    window.setTimeout(function () { region.textContent = text; }, 50);
  }
  window.sakip = { announce: announce };

  /* Buttons that only make sense with JavaScript are hidden in the markup. */
  function reveal(root) {
    root.querySelectorAll("[data-theme-toggle][hidden], [data-dismiss][hidden], [data-copy][hidden]").forEach(function (button) {
      button.hidden = false;
    });
    root.querySelectorAll("[data-autosubmit-button]").forEach(function (button) { button.hidden = true; });
    var errors = root.querySelector("[data-focus]");
    if (errors) { errors.focus(); }
  }
  reveal(document);
  document.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) { reveal(event.detail.elt); } // of the whole page it is done, and a person may already type
  });

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-autosubmit]");
    if (form) { form.requestSubmit(); }
  });

  document.addEventListener("click", function (event) {
    var dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) { dismiss.closest(".sk-alert").remove(); }
    var copy = event.target.closest("[data-copy]");
    if (copy) {
      var field = document.getElementById(copy.dataset.copy);
      field.select();
      if (navigator.clipboard) { navigator.clipboard.writeText(field.value).then(function () { announce("Tersalin"); }); }
      else if (document.execCommand("copy")) { announce("Tersalin"); } // a page without TLS has no clipboard
    }
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    var back = event.target.closest("[data-back]");
    if (back && window.history.length > 1) {
      event.preventDefault();
      window.history.back(); // unlike the link, this keeps what was typed
    }
    if (event.target.closest(".sk-menu-open")) {
      event.preventDefault();
      openSidebar(true);
    } else if (event.target.closest(".sk-menu-close, .sk-backdrop")) {
      event.preventDefault();
      openSidebar(false);
    }
  });

  /* The sidebar on a phone opens by :target without JavaScript, by a class with it (so that Back stays Back). */
  function openSidebar(open) {
    document.body.classList.toggle("sk-menu-shown", open);
    var target = document.querySelector(open ? ".sk-menu-close" : ".sk-menu-open");
    if (target) { target.focus(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (document.body.classList.contains("sk-menu-shown")) { openSidebar(false); }
      document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });

  /* Confirmation: <button data-confirm="Sentence." data-confirm-label="Ya, hapus">. */
  var confirmed = new WeakSet();
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    var source = button && button.dataset.confirm ? button : event.target;
    var dialog = document.getElementById("konfirmasi");
    if (!source.dataset.confirm || confirmed.has(source) || !dialog || !dialog.showModal) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-confirm-text]").textContent = source.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = source.dataset.confirmLabel || "Ya, lanjutkan";
    dialog.returnValue = "tidak";
    dialog.addEventListener("close", function () {
      if (dialog.returnValue !== "ya") { return; }
      confirmed.add(source);
      event.target.requestSubmit(button);
      confirmed.delete(source);
    }, { once: true });
    dialog.showModal();
  }, true);

  /* A second click while the first is under way sends nothing: who adds a person twice has two. */
  var PATIENCE = 10000; // ms; then the answer is thought lost, and one may try again
  var sent = new WeakMap();
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") { return; } // htmx sends its own, one after the other
    if (Date.now() - (sent.get(form) || -PATIENCE) < PATIENCE) { event.preventDefault(); return; }
    sent.set(form, Date.now());
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { sent = new WeakMap(); } });

  /* Unsaved changes: <form data-unsaved>. */
  var dirty = new Set();
  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-unsaved]");
    if (form) { dirty.add(form); }
  });
  document.addEventListener("submit", function (event) { dirty.delete(event.target); });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) { dirty.delete(event.detail.elt.closest("form[data-unsaved]")); }
  });
  window.addEventListener("beforeunload", function (event) {
    dirty.forEach(function (form) { if (!form.isConnected) { dirty.delete(form); } });
    if (dirty.size) { event.preventDefault(); }
  });

  /* Filter a table while typing: <input data-filters="id of the table">. */
  document.addEventListener("input", function (event) {
    var table = document.getElementById(event.target.dataset.filters || "");
    if (!table) { return; }
    var words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    table.querySelectorAll("tbody tr").forEach(function (row) {
      var text = row.textContent.toLowerCase();
      row.hidden = !words.every(function (word) { return text.includes(word); });
      if (!row.hidden) { shown += 1; }
    });
    announce(shown + " baris ditampilkan");
  });

  /* A request that found no server, or a server that failed: said where everybody sees it, and nothing typed is touched. */
  function complain(sentence) {
    var place = document.getElementById("pesan");
    if (!place) { announce(sentence); return; }
    var alert = document.createElement("div");
    alert.className = "sk-alert sk-alert-danger";
    alert.textContent = sentence;
    place.replaceChildren(alert); // the place is an aria-live region
    place.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:sendError", function () {
    complain("Sambungan ke server terputus. Isian Anda masih ada di halaman ini; coba lagi sesaat lagi.");
  });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status >= 500) {
      complain("Terjadi kesalahan pada sistem. Isian Anda masih ada di halaman ini; coba lagi sesaat lagi.");
    }
  });
})();
