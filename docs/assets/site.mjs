// What every page needs: the practice element where a page has one, regions that keys can scroll, and names for
// parts of the theme that have none.

/** Load the practice engine, or what is shown of its record, only on pages that use it. */
function loadPractice() {
  if (document.querySelector("practice-quiz")) import("./quiz/practice-quiz.mjs");
  if (document.querySelector("[data-mlp-standing]")) {
    import("./quiz/standing.mjs").then(({ showStanding }) => showStanding(document));
  }
}

/** Give keys access to whatever scrolls sideways: tables and code that are wider than the page. An observer asks when a
 * region has been laid out anyway; asking all of them at once would lay out what the browser has not drawn yet. */
function openScrollables() {
  const regions = [...document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")];
  const watch = new ResizeObserver((entries) => {
    const wide = entries.map(({ target }) => target).filter((region) => region.scrollWidth > region.clientWidth);
    for (const region of wide) { // after the last read
      const place = `${region.matches("code") ? "Code" : "Table"} ${regions.indexOf(region) + 1}`;
      region.setAttribute("tabindex", "0");
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", `${place}, scrolls sideways`);
    }
  });
  for (const region of regions) watch.observe(region);
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
for (const button of document.querySelectorAll("[data-mlp-print]")) button.addEventListener("click", () => print());
