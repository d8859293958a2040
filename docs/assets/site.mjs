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
  const regions = [...document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")];
  const wide = regions.map((region) => region.scrollWidth > region.clientWidth); // all reads before the first write
  for (const [place, region] of regions.entries()) {
    if (!wide[place]) continue;
    region.setAttribute("tabindex", "0");
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", `${region.matches("code") ? "Code" : "Table"} ${place + 1}, scrolls sideways`);
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
addEventListener("load", openScrollables); // the theme wraps tables after this script has run
addEventListener("resize", openScrollables);
for (const button of document.querySelectorAll("[data-mlp-print]")) button.addEventListener("click", () => print());
