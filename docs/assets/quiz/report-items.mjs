// Every question of a mock that is over, in the order of what is worth reading first.

/** @import {Bank, Exam, Question, Quiz, Report, ReportItem} from "./types.mjs" */
import { h } from "./dom.mjs";
import { lasting } from "./mock-parts.mjs";
import { explanation, foldOut, opening } from "./question.mjs";

/** @type {[keyof Report["lists"], string][]} */
const LISTS = [
  ["sureWrong", "Sure, and wrong"], ["unsureWrong", "Not sure, and wrong"], ["guessed", "Right, but not sure"],
  ["unanswered", "Not answered"], ["known", "Sure, and right"],
];

/** Fold-outs under a heading for each kind; all of them are filled before the page is printed.
 * @param {Quiz} quiz @param {Bank} bank @param {Exam} exam @param {Report} report
 * @returns {Promise<Node[]>} */
export async function itemLists(quiz, bank, exam, report) {
  const questions = new Map(await Promise.all(report.items.map(async ({ id }) =>
    /** @type {const} */ ([id, bank.has(id) ? await bank.question(id) : undefined]))));
  /** @type {(() => void)[]} */
  const fills = [];
  const row = (/** @type {ReportItem} */ item) => {
    const question = questions.get(item.id);
    const { node, fill } = foldOut(titleOf(item, question), () => told(quiz, bank, exam, item, question));
    node.id = `question-${item.number}`;
    fills.push(fill);
    return h("li", {}, node);
  };
  const lists = LISTS.flatMap(([kind, title]) => {
    const items = report.lists[kind];
    return items.length ? [quiz.heading(`${title} (${items.length})`, 1), h("ul", { class: "mlp-items" }, ...items.map(row))] : [];
  });
  addEventListener("beforeprint", () => lists[0]?.isConnected && fills.forEach((fill) => fill()));
  return lists;
}

/** @param {ReportItem} item @param {Question} [question] */
const titleOf = ({ number, ms }, question) =>
  `${number}. ${question ? opening(question) : "A question that is not in the bank any more"} (${lasting(ms)})`;

/** All that can be said of an item, also when the bank has moved on.
 * @param {Quiz} quiz @param {Bank} bank @param {Exam} exam @param {ReportItem} item @param {Question} [question]
 * @returns {Node[]} */
function told(quiz, bank, exam, { id, answer, revision, objective }, question) {
  if (!question) {
    const word = !answer ? "You did not answer it." : answer.correct ? "Your answer was right." : "Your answer was wrong.";
    const about = bank.index.objectives.find((one) => one.id === objective);
    return [h("p", {}, `${word} It was question ${id}`, about && ` on ${about.number} ${about.title}`, ".")];
  }
  const changed = bank.place(id).entry.revision !== (answer?.revision ?? revision);
  const session = { seed: exam.seed, questions: exam.items };
  return [
    ...(changed ? [h("p", { class: "mlp-notice" }, "This question has changed since. The result is the one of its old text; what follows is the new one.")] : []),
    ...explanation({ quiz, bank, session, question: { ...question, report: reportLink(question, exam, answer?.choice) } }, answer, 2),
  ];
}

/** The link to report a question, with the form and my choice.
 * @param {Question} question @param {Exam} exam @param {string} [choice] */
export const reportLink = ({ report }, { code }, choice = "none") =>
  report && report + "&seen=" + encodeURIComponent(`form ${code}, my choice: ${choice}`);
