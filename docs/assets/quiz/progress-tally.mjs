// Seen, right and sure: in figures for everything, as bars for domains and sections, as a table for objectives.

/** @import {Bank, Domain, Tally} from "./types.mjs" */
import { bar, domainColour, h } from "./dom.mjs";

/** @typedef {Record<"domains" | "sections" | "objectives", Tally[]>} Tallies */

/** The record in a row of figures.
 * @param {Tallies} tallies @param {number} due @param {number | undefined} daysLeft */
export function figures({ domains }, due, daysLeft) {
  const sum = (/** @type {"all" | "seen" | "right" | "sure"} */ name) => domains.reduce((all, one) => all + one[name], 0);
  const cells = [[`of ${sum("all")} questions seen`, sum("seen")], ["right the last time", sum("right")],
    ["right and sure", sum("sure")], ["due today", due]];
  if (daysLeft !== undefined && daysLeft >= 0) cells.push(["days to the exam", daysLeft]);
  return h("dl", { class: "mlp-figures" }, ...cells.map(([name, value]) =>
    h("div", {}, h("dt", {}, `${name}`), h("dd", {}, `${value}`))));
}

/** What is known of each domain.
 * @param {Bank} bank @param {Tallies} tallies @param {(text: string) => Node} heading
 * @returns {Node[]} */
export const domainParts = (bank, tallies, heading) => bank.index.domains.flatMap((domain) => [
  heading(domain.title),
  h("ul", { class: "mlp-bars" }, row("The whole domain", domain, find(tallies.domains, domain.id)),
    ...bank.index.sections.filter((one) => one.domain === domain.id).map((section) =>
      row(h("a", { href: bank.link(section.url) }, section.title), domain, find(tallies.sections, section.id)))),
  objectiveTable(bank, tallies, domain),
]);

/** @param {Tally[]} list @param {string} id */
const find = (list, id) => /** @type {Tally} */ (list.find((one) => one.id === id));

/** @param {Node | string} title @param {Domain} domain @param {Tally} tally */
function row(title, domain, { all, seen, right, sure }) {
  const layers = bar(0);
  layers.classList.add("mlp-layers");
  layers.replaceChildren(...[seen, right, sure].map((count) => h("div", { vars: { "--mlp-part": count / (all || 1) } })));
  const words = !all ? "no questions yet" : seen ? `${seen} of ${all} seen, ${right} right, ${sure} sure` : `none of ${all} seen`;
  return h("li", { vars: domainColour(domain.id) }, h("span", {}, title), h("span", {}, words), layers);
}

/** @param {Bank} bank @param {Tallies} tallies @param {Domain} domain */
function objectiveTable(bank, { objectives }, domain) {
  const cell = (/** @type {string | number} */ text) => h("td", {}, `${text}`);
  const rows = bank.index.objectives.filter(({ section }) =>
    bank.index.sections.find(({ id }) => id === section)?.domain === domain.id).map(({ id, number, title, url }) => {
    const { all, seen, right, sure } = find(objectives, id);
    return h("tr", {}, h("th", { scope: "row" }, h("a", { href: bank.link(url) }, `${number} ${title}`)),
      cell(`${seen} of ${all}`), cell(right), cell(sure));
  });
  const head = ["Objective", "Seen", "Right", "Sure"].map((text) => h("th", { scope: "col" }, text));
  const region = { class: "mlp-scroll", tabindex: 0, role: "region", "aria-label": `Objectives of ${domain.title}` };
  return h("details", { class: "mlp-item" }, h("summary", {}, `Objectives of ${domain.title}`),
    h("div", region, h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows))));
}
