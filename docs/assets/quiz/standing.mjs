// "Where I stand" on the home page: the next step, the record in a few words and one bar for each domain. Nothing is shown
// that the reader did not answer here; what the page says without a record stays as it is. The page needs no store: it
// only reads.

/** @import {Bank, StoredRecord} from "./types.mjs" */
import { loadBank } from "./data.mjs";
import { bar, domainColour, h, plural } from "./dom.mjs";
import { agenda, dueOn } from "./drawing.mjs";
import { lastAnswer } from "./log.mjs";
import { openStep } from "./next.mjs";
import { parseRecord } from "./record.mjs";
import { dayOf } from "./schedule.mjs";
import { KEY, browserStorage } from "./storage.mjs";

/** Fill every element that asks for it.
 * @param {Document} page */
export async function showStanding(page) {
  for (const place of page.querySelectorAll("[data-mlp-standing]")) {
    const record = stored();
    if (!record || !(Object.keys(record.answers).length || Object.keys(record.exams).length)) continue;
    const index = new URL(/** @type {HTMLElement} */ (place).dataset.mlpStanding ?? "", page.baseURI).href;
    const bank = await loadBank(index).catch(() => undefined);
    if (bank) place.replaceChildren(h("div", { class: "mlp-standing" }, ...described(bank, record)));
  }
}

/** What is stored, if it can be read. */
function stored() {
  try {
    return parseRecord(browserStorage().getItem(KEY)).record;
  } catch {
    return undefined; // blocked
  }
}

/** @param {Bank} bank @param {StoredRecord} record */
function described(bank, record) {
  const seen = bank.index.questions.flatMap((entry) => {
    const answer = lastAnswer(record, entry);
    return answer ? [{ domain: bank.place(entry.id).domain.id, right: answer.correct }] : [];
  });
  const right = seen.filter((one) => one.right).length;
  const [label, to] = nextStep(bank, record);
  return [
    h("p", {}, `You have answered ${plural(seen.length, "question")} here, ${right} of them right the last time. `,
      h("a", { href: bank.link(`practice/${to}`) }, label), " · ",
      h("a", { href: bank.link("practice/progress/") }, "Where you stand")),
    h("ul", {}, ...bank.index.domains.map(({ id, title }) => {
      const its = seen.filter(({ domain }) => domain === id);
      const known = its.filter((one) => one.right).length;
      return h("li", { vars: domainColour(id) },
        h("span", {}, `${title}: ${known} of ${its.length}`), bar(its.length ? known / its.length : 0));
    })),
  ];
}

/** What is open, then what is due; the progress page weighs the rest.
 * @param {Bank} bank @param {StoredRecord} record */
function nextStep(bank, record) {
  const open = openStep(record);
  if (open?.step === "exam") return ["Go on with your mock", "mock/"];
  if (open?.step === "set") return open.key === "review" ? ["Go on with your review", "review/"] : ["Go on with your set", ""];
  const day = dayOf(Date.now());
  const due = dueOn(agenda(bank, record, day), day).length;
  return due ? [`Review ${plural(due, "objective")} due today`, "review/"] : ["Practise what you have not seen", "?only=unseen"];
}
