/* Comfort for the pohon kinerja; everything works by links without it.
   [data-pk-tree]: the nested list by arrow keys, as role="tree" promises: one item at a time takes the focus.
   [data-pk-zoom]: the drawing grows and shrinks without asking the server. */
(function () {
  "use strict";

  var tree = document.querySelector("[data-pk-tree]");
  if (tree) {
    var items = Array.from(tree.querySelectorAll("[role=treeitem]"));
    items.forEach(function (item) {
      item.tabIndex = -1;
      item.querySelectorAll(":scope > .pk-row a").forEach(function (link) { link.tabIndex = -1; });
    });
    var named = location.hash.indexOf("#butir-") === 0 ? document.getElementById(location.hash.slice(1)) : null;
    if (items.length) { (named || items[0]).tabIndex = 0; }
    if (named) { named.focus(); }

    tree.addEventListener("keydown", function (event) {
      var item = event.target.closest("[role=treeitem]"), at = items.indexOf(item), key = event.key;
      if (!item || event.ctrlKey || event.altKey || event.metaKey) { return; }
      var fold = item.querySelector(":scope > .pk-row a.pk-fold"), open = item.getAttribute("aria-expanded");
      var above = item.parentElement.closest("[role=treeitem]"), target = null;
      if (key === "ArrowDown") { target = items[at + 1]; }
      else if (key === "ArrowUp") { target = items[at - 1]; }
      else if (key === "Home") { target = items[0]; }
      else if (key === "End") { target = items[items.length - 1]; }
      else if (key === "ArrowRight" && open === "true") { target = items[at + 1]; }
      else if (key === "ArrowRight" && fold && open === "false") { fold.click(); }
      else if (key === "ArrowLeft" && open === "true" && fold) { fold.click(); }
      else if (key === "ArrowLeft") { target = above; }
      else if (key === "Enter") { var link = item.querySelector(":scope > .pk-row a[id]"); if (link) { link.click(); } }
      else { return; }
      event.preventDefault();
      if (target) { item.tabIndex = -1; target.tabIndex = 0; target.focus(); }
    });
    tree.addEventListener("focusin", function (event) {
      var item = event.target.closest("[role=treeitem]");
      items.forEach(function (each) { each.tabIndex = each === item ? 0 : -1; });
    });
  }

  /* The size stays when a branch is opened, the words are sought, or the page is loaded again. */
  function keep(percent) {
    document.querySelectorAll("a[href]:not([data-pk-zoom])").forEach(function (link) {
      var url = new URL(link.getAttribute("href"), location.href);
      if (url.pathname !== location.pathname || link.getAttribute("href").charAt(0) === "#") { return; }
      url.searchParams.set("perbesar", percent);
      link.setAttribute("href", url.pathname + url.search + url.hash);
    });
    var kept = document.querySelector("[data-pk-zoom-kept]"), here = new URL(location.href);
    if (kept) { kept.value = percent; }
    here.searchParams.set("perbesar", percent);
    history.replaceState(history.state, "", here);
  }

  var svg = document.querySelector(".pk-svg"), now = document.querySelector("[data-pk-zoom-now]");
  if (svg && now) {
    var natural = svg.viewBox.baseVal, percent = parseInt(now.textContent, 10);
    document.querySelectorAll("[data-pk-zoom]").forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        percent = Math.min(200, Math.max(50, percent + parseInt(link.dataset.pkZoom, 10)));
        svg.setAttribute("width", Math.round(natural.width * percent / 100));
        svg.setAttribute("height", Math.round(natural.height * percent / 100));
        now.textContent = percent + "%";
        keep(percent);
      });
    });
  }
})();
