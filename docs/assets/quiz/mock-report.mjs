// The report of a mock that is over: what it says, what to read first, and every question explained.

/** @import {Bank, Exam, Quiz, Report, Screen, ScoreRow} from "./types.mjs" */
import { bar, button, domainColour, h, plural } from "./dom.mjs";
import { formName, lasting } from "./mock-parts.mjs";
import { timeFigure } from "./report-chart.mjs";
import { itemLists } from "./report-items.mjs";
import { examReport } from "./scoring.mjs";

/** @param {Quiz} quiz @param {Bank} bank @param {Exam} exam @returns {Promise<Screen>} */
export async function reportScreen(quiz, bank, exam) {
  const report = examReport(exam, bank.index);
  const { right, total, share } = report;
  const lists = await itemLists(quiz, bank, exam, report);
  const again = () => {
    history.replaceState(history.state, "", location.pathname);
    quiz.home();
  };
  return {
    nodes: [h("div", { class: "mlp-card mlp-summary" },
      quiz.heading(`${right} of ${plural(total, "question")} right: ${percent(share)}`),
      ...preface(exam, report),
      h("div", { class: "mlp-actions" }, button("Print all of it", () => print()), button("New mock", again),
        h("a", { href: bank.link("practice/progress/") }, "Where you stand now")),
      quiz.heading("By domain", 1), rows(report.domains, bank.index.domains, ({ id }) => id, true),
      quiz.heading("By section", 1), rows(report.sections, bank.index.sections, ({ domain }) => domain),
      ...traps(quiz, bank, report),
      quiz.heading("Your time", 1), timeFigure(report),
      ...lists)],
    say: `${right} of ${plural(total, "question")} right.`,
  };
}

/** @param {number} share */
const percent = (share) => `${Math.round(share * 100)} %`;

/** @param {[number, number]} interval */
const range = ([low, high]) => `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;

/** @param {Exam} exam @param {Report} report */
function preface({ form, code, startedAt, by, discardedAt }, { interval, total, used, total_ms }) {
  const begun = new Date(startedAt).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  const ended = by === "time" ? "It was handed in as it stood when the time was up." :
    `Handed in after ${lasting(used)} of ${lasting(total_ms)}.`;
  return [
    h("p", {}, `With ${plural(total, "question")}, chance alone moves a score: the 95 % interval is ${range(interval)}.`),
    h("p", { class: "mlp-where" }, `${formName(form)}, code ${code}. Begun ${begun}. ${ended}`),
    discardedAt !== undefined && h("p", { class: "mlp-notice" }, "You put this mock away: it counts nowhere."),
  ].filter((node) => node !== false);
}

/** A bar for each part of the exam, with its weight.
 * @template {{id: string, title: string}} T
 * @param {ScoreRow[]} scores @param {T[]} groups @param {(group: T) => string} domain
 * @param {boolean} [wide] with intervals: a section has too few questions for one
 */
const rows = (scores, groups, domain, wide = false) => h("ul", { class: "mlp-bars" }, ...scores.map((row) => {
  const group = groups.find(({ id }) => id === row.id);
  return h("li", { vars: group ? domainColour(domain(group)) : {} },
    h("span", {}, group?.title ?? row.id, h("small", {}, ` ${Math.round(row.weight)} % of the exam`)),
    h("span", {}, `${row.right} of ${row.total}`, wide && h("small", {}, `, interval ${range(row.interval)}`)),
    bar(row.share));
}));

/** @param {Quiz} quiz @param {Bank} bank @param {Report} report */
function traps(quiz, bank, report) {
  if (!report.traps.length) return [];
  return [quiz.heading("Traps you fell for", 1), h("ul", {}, ...report.traps.map(({ id, count }) =>
    h("li", {}, `${bank.index.traps[id] ?? id}: ${plural(count, "time")}`)))];
}
