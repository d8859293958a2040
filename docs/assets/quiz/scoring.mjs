// What a finished mock says: one score with its interval, the same by domain and section, and what to read first.

/** @import {Exam, ExamItem, Index, Report, ReportItem, Score, ScoreRow} from "./types.mjs" */
import { counts } from "./exam.mjs";

const Z = 1.959963984540054; // 95 %

/** The 95 % Wilson interval of a share: what chance alone would do to this many questions.
 * @param {number} right @param {number} total
 * @returns {[number, number]} */
export function wilson(right, total) {
  if (!total) return [0, 1];
  const [share, spread] = [right / total, Z ** 2 / total];
  const middle = share + spread / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return [Math.max(0, (middle - reach) / (1 + spread)), Math.min(1, (middle + reach) / (1 + spread))];
}

/** @param {number} right @param {number} total @returns {Score} */
export const score = (right, total) => ({ right, total, share: total ? right / total : 0, interval: wilson(right, total) });

/** @param {ExamItem[]} items */
const scoreOf = (items) => score(items.filter(({ answer }) => answer?.correct).length, items.length);

/** The score of an exam and of each of its domains, against the exam's weights.
 * @param {Exam} exam @param {Index} index
 * @returns {Score & {domains: ScoreRow[]}} */
export function examScore({ items }, index) {
  const counted = items.filter(counts);
  return { ...scoreOf(counted), domains: rows(counted, "domain", index.domains) };
}

/** One row for each group that has items: in the order of the index, then those that the index has lost.
 * @param {ExamItem[]} items @param {"domain" | "section"} name @param {{id: string, weight: number}[]} groups
 * @returns {ScoreRow[]} */
function rows(items, name, groups) {
  const inside = Map.groupBy(items, (item) => item[name]);
  const lost = [...inside.keys()].filter((id) => !groups.some((group) => group.id === id));
  return [...groups, ...lost.map((id) => ({ id, weight: 0 }))].flatMap(({ id, weight }) => {
    const its = inside.get(id);
    return its ? [{ id, weight, ...scoreOf(its) }] : [];
  });
}

/** Everything about an exam that is over.
 * @param {Exam} exam @param {Index} index
 * @returns {Report} */
export function examReport(exam, index) {
  const items = exam.items.map((item, at) => ({ ...item, number: at + 1 })).filter(counts);
  const lists = /** @type {Report["lists"]} */ ({ sureWrong: [], unsureWrong: [], guessed: [], known: [], unanswered: [] });
  for (const item of items) lists[listOf(item)].push(item);
  return {
    ...examScore(exam, index),
    sections: rows(items, "section", index.sections),
    lists,
    items,
    traps: trapsOf(items),
    used: (exam.finishedAt ?? exam.seenAt) - exam.startedAt,
    total_ms: exam.deadline - exam.startedAt,
    pacing: pacing(exam, items),
  };
}

/** @param {ReportItem} item @returns {keyof Report["lists"]} */
function listOf({ answer }) {
  if (!answer) return "unanswered";
  if (answer.correct) return answer.sure ? "known" : "guessed";
  return answer.sure ? "sureWrong" : "unsureWrong";
}

/** Trap class → how often it was fallen for, most often first.
 * @param {ExamItem[]} items */
function trapsOf(items) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { answer } of items) {
    if (answer?.trap && !answer.correct) found.set(answer.trap, (found.get(answer.trap) ?? 0) + 1);
  }
  return [...found].map(([id, count]) => ({ id, count }))
    .sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
}

/** How many answers stood, in their last form, how long after the start: a line to draw beside an even pace.
 * @param {Exam} exam @param {ExamItem[]} items */
function pacing({ startedAt }, items) {
  return items.flatMap(({ answer }) => (answer ? [answer.at - startedAt] : []))
    .sort((one, other) => one - other).map((at, place) => ({ at, answered: place + 1 }));
}
