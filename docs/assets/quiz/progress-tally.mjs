// Seen, right and sure: in figures for everything, and as bars for each domain, section and objective.

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
  objectiveBars(bank, tallies, domain),
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
function objectiveBars({ index, link }, { objectives }, domain) {
  const sections = new Set(index.sections.flatMap((one) => (one.domain === domain.id ? [one.id] : [])));
  const rows = index.objectives.filter(({ section }) => sections.has(section)).map(({ id, number, title, url }) =>
    row(h("a", { href: link(url) }, `${number} ${title}`), domain, find(objectives, id)));
  return h("details", { class: "mlp-item" }, h("summary", {}, `Objectives of ${domain.title}`),
    h("ul", { class: "mlp-bars" }, ...rows));
}
