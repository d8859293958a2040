// What every page needs: the practice element where a page has one, and regions that keys can scroll.

/** Load the practice engine, or what is shown of its record, only on pages that use it. */
function loadPractice() {
  if (document.querySelector("practice-quiz")) import("./quiz/practice-quiz.mjs");
  if (document.querySelector("[data-mlp-standing]")) {
    import("./quiz/standing.mjs").then(({ showStanding }) => showStanding(document));
  }
}

/** Give keys access to whatever scrolls sideways: tables and code that are wider than the page. */
function openScrollables() {
  const wide = document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .mlp-table");
  for (const element of wide) {
    if (element.scrollWidth <= element.clientWidth) continue;
    const heading = element.closest("section, article")?.querySelector("h2, h3, h1");
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", `${element.matches("code") ? "Code" : "Table"} that scrolls: ${nameOf(element, heading)}`);
  }
}

/** A name that tells one region from the next. */
function nameOf(element, heading) {
  const all = [...document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .mlp-table")];
  return `${heading?.textContent?.replace("¶", "").trim() ?? "page"}, ${all.indexOf(element) + 1}`;
}

loadPractice();
openScrollables();
addEventListener("resize", openScrollables);
for (const button of document.querySelectorAll("[data-mlp-print]")) {
  button.addEventListener("click", () => print());
}
