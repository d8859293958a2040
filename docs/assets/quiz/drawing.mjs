// What may be asked next: practice and review draw from the pool and from forms that were handed in, so that a mock stays
// unseen; a missed objective comes back as another question.

/** @import {Agendum, Bank, Entry, Memory, StoredRecord, Topic} from "./types.mjs" */
import { practisable, shuffle } from "./core.mjs";
import { answersTo, isFlagged, lastAnswer, own, standing } from "./log.mjs";
import { dayNumber, dayOf, dueDay, ratingOf, recall, review } from "./schedule.mjs";

/** The entries of a topic that practice may show, narrowed by what the reader did with them; its form does not matter.
 * @param {Bank} bank @param {StoredRecord} record @param {Topic} topic @param {number} day today
 * @returns {Entry[]} */
export function candidates(bank, record, topic, day) {
  const due = new Set(topic.only === "due" ? dueOn(agenda(bank, record, day), day).map((one) => one.objective) : []);
  return practisable(bank, record).filter((entry) => bank.inside(entry, topic) && wanted(record, entry, topic.only, due));
}

/** @param {StoredRecord} record @param {Entry} entry @param {Topic["only"]} only @param {Set<string>} due */
function wanted(record, entry, only, due) {
  switch (only) {
    case undefined: return true;
    case "flagged": return isFlagged(record, entry.id);
    case "due": return due.has(entry.objective);
    case "sure-wrong": return isSureWrong(record, entry);
    default: return standing(record, entry) === only;
  }
}

/** Whether the last word on the question was sure, and wrong.
 * @param {StoredRecord} record @param {Entry} entry */
export function isSureWrong(record, entry) {
  const last = lastAnswer(record, entry);
  return last !== undefined && last.sure && !last.correct;
}

/** The day of the exam, if the reader set one that exists.
 * @param {StoredRecord} record */
export const examDay = ({ settings }) => dayNumber(own(settings, "examDate")?.value);

/** Every objective that was ever answered, with what is remembered of it and when it is due; what is most likely
 * forgotten comes first.
 * @param {Bank} bank @param {StoredRecord} record @param {number} day today
 * @returns {Agendum[]} */
export function agenda({ index }, record, day) {
  const exam = examDay(record);
  const entries = Map.groupBy(index.questions, ({ objective }) => objective);
  return [...entries].flatMap(([objective, all]) => {
    const answers = all.flatMap((entry) => answersTo(record, entry)).sort((one, other) => one.at - other.at);
    const memory = memoryOf(answers);
    if (!memory) return [];
    const missed = answers.some(({ correct }) => !correct);
    return [{ objective, memory, due: dueDay(memory, exam), recall: recall(memory, day), missed }];
  }).sort((one, other) => one.recall - other.recall);
}

/** @param {import("./types.mjs").Answer[]} answers oldest first */
const memoryOf = (answers) => answers.reduce(
  (/** @type {Memory | undefined} */ memory, answer) => review(memory, ratingOf(answer), dayOf(answer.at)), undefined);

/** What is due on a day or was before.
 * @param {Agendum[]} list @param {number} day */
export const dueOn = (list, day) => list.filter(({ due }) => due <= day);

/** A question for each due objective that has one: what was never answered, else what was answered longest ago. The one
 * that was answered last returns only if there is no other.
 * @param {Bank} bank @param {StoredRecord} record
 * @param {{day: number, seed: number, length?: number}} wish
 * @returns {Entry[]} */
export function reviewEntries(bank, record, { day, seed, length = Infinity }) {
  const open = Map.groupBy(shuffle(practisable(bank, record), seed), ({ objective }) => objective);
  const last = (/** @type {Entry} */ entry) => lastAnswer(record, entry)?.at ?? -1;
  const siblings = dueOn(agenda(bank, record, day), day).flatMap(({ objective }) =>
    (open.get(objective) ?? []).sort((one, other) => last(one) - last(other)).slice(0, 1));
  return siblings.slice(0, length);
}
