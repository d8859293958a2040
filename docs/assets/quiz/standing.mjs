// "Where I stand" on the home page: the record in a few words and one bar for each domain. Nothing is shown that the
// reader did not answer here; what the page says without a record stays as it is.

/** @import {Bank, StoredRecord} from "./types.mjs" */

import { standing } from "./log.mjs";
import { loadBank } from "./data.mjs";
import { bar, domainColour, h, plural } from "./dom.mjs";
import { browserStorage, openStore } from "./store.mjs";

/** Fill every element that asks for it.
 * @param {Document} page */
export async function showStanding(page) {
  for (const place of page.querySelectorAll("[data-mlp-standing]")) {
    const { record } = openStore(browserStorage);
    if (!Object.keys(record.answers).length) continue;
    const index = new URL(/** @type {HTMLElement} */ (place).dataset.mlpStanding ?? "", page.baseURI).href;
    const bank = await loadBank(index).catch(() => undefined);
    if (bank) place.replaceChildren(...described(bank, record));
  }
}

/** @param {Bank} bank @param {StoredRecord} record */
function described(bank, record) {
  const seen = bank.index.questions.filter((entry) => standing(record, entry) !== "unseen");
  const known = seen.filter((entry) => standing(record, entry) === "known");
  const open = Object.values(record.sessions).find(({ key, finishedAt, closedAt }) =>
    key === "practice" && !finishedAt && !closedAt);
  const next = open ? "Go on with your set" : known.length < seen.length ? "Repeat what you missed" : "Next set";
  return [
    h("p", {}, `You have answered ${plural(seen.length, "question")} here, ${known.length} of them right the last time. `,
      h("a", { href: bank.link("practice/") }, next)),
    h("ul", {}, ...bank.index.domains.map((domain) => {
      const its = (/** @type {{id: string}} */ { id }) => bank.place(id).domain.id === domain.id;
      const [right, all] = [known.filter(its).length, seen.filter(its).length];
      return h("li", { vars: domainColour(domain.id) },
        h("span", {}, `${domain.title}: ${right} of ${all}`), bar(all ? right / all : 0));
    })),
  ];
}
