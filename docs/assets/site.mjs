// What every page needs: the practice element where a page has one, regions that keys can scroll, and names for
// parts of the theme that have none.

/** Load the practice engine, or what is shown of its record, only on pages that use it. */
function loadPractice() {
  if (document.querySelector("practice-quiz")) import("./quiz/practice-quiz.mjs");
  if (document.querySelector("[data-mlp-standing]")) {
    import("./quiz/standing.mjs").then(({ showStanding }) => showStanding(document));
  }
}

/** Give keys access to whatever scrolls sideways: tables and code that are wider than the page. */
function openScrollables() {
  for (const [place, element] of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code").entries()) {
    if (element.scrollWidth <= element.clientWidth) continue;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", `${element.matches("code") ? "Code" : "Table"} ${place + 1}, scrolls sideways`);
  }
}

/** Name the search dialog, and the menus of sections whose own page carries their title. */
function nameParts() {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  for (const menu of document.querySelectorAll(".md-nav[aria-labelledby]")) {
    const label = document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
    if (label?.textContent?.trim()) continue;
    menu.removeAttribute("aria-labelledby");
    menu.setAttribute("aria-label", menu.parentElement?.querySelector(".md-nav__link")?.textContent?.trim() ?? "");
  }
}

nameParts();
loadPractice();
openScrollables();
addEventListener("load", openScrollables); // the theme wraps tables after this script has run
addEventListener("resize", openScrollables);
for (const button of document.querySelectorAll("[data-mlp-print]")) button.addEventListener("click", () => print());
