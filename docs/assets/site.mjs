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

/** Colours: as the system has them, light or dark, in the order of mkdocs.yml. What is chosen stays where the theme's first
 * script looks for it, so a page that opens is right before this runs. */
function offerSchemes() {
  const theme = /** @type {any} */ (window); // __md_get and __md_set are the theme's
  const options = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-mlp-schemes] button"));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => Math.min(theme.__md_get("__palette")?.index ?? 0, options.length - 1);
  const show = () => {
    const index = chosen();
    for (const [at, option] of options.entries()) option.hidden = at !== index;
    const scheme = options[index || (dark.matches ? 2 : 1)].dataset.mdColorScheme ?? "";
    if (document.body.dataset.mdColorScheme !== scheme) document.body.dataset.mdColorScheme = scheme;
    document.documentElement.style.colorScheme = ["light dark", "light", "dark"][index];
  };
  const choose = () => {
    const index = (chosen() + 1) % options.length;
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = options[index].dataset;
    theme.__md_set("__palette", { index, color: { media, scheme, primary, accent } });
    show();
    options[index].focus();
  };
  for (const option of options) option.addEventListener("click", choose);
  dark.addEventListener("change", show);
  show();
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
offerSchemes();
loadPractice();
addEventListener("load", openScrollables); // the theme wraps tables after this script has run
for (const button of document.querySelectorAll("[data-mlp-print]")) button.addEventListener("click", () => print());
