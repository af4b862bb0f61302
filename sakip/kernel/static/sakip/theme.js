/* Before the first paint: the theme that the person chose. Without a choice the system's preference holds (theme.css). */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function stored() {
    try { return localStorage.getItem("tema"); } catch (error) { return null; }
  }
  function show() {
    var chosen = stored();
    root.dataset.bsTheme = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
  }
  function toggle() {
    var next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    var follows = next === (dark.matches ? "dark" : "light");
    try {
      if (follows) { localStorage.removeItem("tema"); } else { localStorage.setItem("tema", next); }
    } catch (error) { /* private mode: the choice lasts for this page */ }
    // The cookie lets the server draw the right theme for pages without JavaScript.
    document.cookie = "tema=" + (follows ? "" : next) + ";path=/;samesite=lax;max-age=" + (follows ? 0 : 31536000);
    root.dataset.bsTheme = next;
  }
  root.classList.add("sk-js");
  show();
  dark.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-theme-toggle]")) { toggle(); }
  });
})();
