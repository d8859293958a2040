// Every answer of years in little room: the record keeps "choice, mark, time" as words of one text for each revision of
// a question, such as "update-config=mjx3k2a1 move-alias!mjx3k9zz", oldest first. Answers of mocks stay in the mocks.

/** @import {Answer, Entry, Exam, StoredRecord} from "./types.mjs" */

const MARKS = "=~!?"; // right and sure, right, wrong and sure, wrong
const MARK = /[=~!?]/;

/** A log that could have been written here. */
export const LOG = /^[a-z0-9-]{1,80}[=~!?][0-9a-z]{1,9}( [a-z0-9-]{1,80}[=~!?][0-9a-z]{1,9})*$/;

/** What a map holds under a key itself, not what it inherits: "constructor" is an id like any other.
 * @template T
 * @param {Record<string, T>} map
 * @param {string} key
 * @returns {T | undefined} */
export const own = (map, key) => (Object.hasOwn(map, key) ? map[key] : undefined);

/** @param {Omit<Answer, "revision">} answer */
const word = ({ choice, sure, correct, at }) =>
  choice + MARKS[(correct ? 0 : 2) + (sure ? 0 : 1)] + at.toString(36);

/** @param {string} text @param {string} revision @returns {Answer} */
function answerIn(text, revision) {
  const cut = text.search(MARK);
  const mark = MARKS.indexOf(text[cut]);
  return { revision, choice: text.slice(0, cut), sure: mark % 2 === 0, correct: mark < 2, at: timeIn(text) };
}

/** When the answer of a word was given.
 * @param {string} text */
export const timeIn = (text) => parseInt(text.slice(text.search(MARK) + 1), 36);

/** The answers of both logs, each once, oldest first.
 * @param {string} one @param {string} other */
export function mergeLogs(one, other) {
  if (one === other) return one;
  const words = new Set(`${one} ${other}`.split(" "));
  return [...words].sort((first, second) => timeIn(first) - timeIn(second) || (first < second ? -1 : 1)).join(" ");
}

/** The logs of a question with one more answer in the log of its revision.
 * @param {Record<string, string>} logs revision → log
 * @param {Answer} answer
 * @returns {Record<string, string>} */
export function withWord(logs, answer) {
  const before = own(logs, answer.revision);
  return { ...logs, [answer.revision]: before ? mergeLogs(before, word(answer)) : word(answer) };
}

/** @typedef {{answers: Answer[], flag: number}} Examined */

/** @type {WeakMap<Record<string, Exam>, Map<string, Examined>>} */
const known = new WeakMap();

/** Question → what mocks that are over say of it; computed once for each state of the mocks.
 * @param {StoredRecord} record */
function examined({ exams }) {
  const found = known.get(exams) ?? /** @type {Map<string, Examined>} */ (new Map());
  if (known.has(exams)) return found;
  known.set(exams, found);
  for (const { finishedAt, items } of Object.values(exams)) {
    if (finishedAt === undefined) continue;
    for (const { id, answer, flag = 0 } of items) {
      const before = found.get(id) ?? { answers: [], flag: 0 };
      const answers = answer ? [...before.answers, answer] : before.answers;
      found.set(id, { answers, flag: newest(before.flag, flag) });
    }
  }
  return found;
}

/** Every answer to the question as it reads today, oldest first, from practice and from mocks that are over. Answers to
 * an older revision do not count.
 * @param {StoredRecord} record
 * @param {Pick<Entry, "id" | "revision">} entry
 * @returns {Answer[]} */
export function answersTo(record, { id, revision }) {
  const log = own(own(record.answers, id) ?? {}, revision);
  const practised = log ? log.split(" ").map((text) => answerIn(text, revision)) : [];
  const mocked = examined(record).get(id)?.answers.filter((answer) => answer.revision === revision);
  return mocked ? [...practised, ...mocked].sort((one, other) => one.at - other.at) : practised;
}

/** The last answer to the question as it reads today.
 * @param {StoredRecord} record
 * @param {Pick<Entry, "id" | "revision">} entry
 * @returns {Answer | undefined} */
export function lastAnswer(record, entry) {
  if (examined(record).has(entry.id)) return answersTo(record, entry).at(-1);
  const log = own(own(record.answers, entry.id) ?? {}, entry.revision);
  return log ? answerIn(log.slice(log.lastIndexOf(" ") + 1), entry.revision) : undefined;
}

/** What the record knows of a question as it reads today.
 * @param {StoredRecord} record
 * @param {Pick<Entry, "id" | "revision">} entry
 * @returns {"unseen" | "missed" | "known"} */
export function standing(record, entry) {
  const last = lastAnswer(record, entry);
  if (!last) return "unseen";
  return last.correct ? "known" : "missed";
}

/** When any revision of a question was first answered; Infinity if never.
 * @param {StoredRecord} record @param {string} id */
export function firstSeen(record, id) {
  const practised = Object.values(own(record.answers, id) ?? {}).map((log) => timeIn(log.split(" ", 1)[0]));
  return Math.min(...practised, ...(examined(record).get(id)?.answers ?? []).map(({ at }) => at));
}

/** Whether the reader marked the question to come back to, in practice or in a mock that is over: the newest mark.
 * @param {StoredRecord} record @param {string} id */
export function isFlagged(record, id) {
  return newest(own(record.flags, id) ?? 0, examined(record).get(id)?.flag ?? 0) > 0;
}

/** The newer of two stamps; on beats off at the same moment.
 * @param {number} one @param {number} other */
export function newest(one, other) {
  if (Math.abs(one) === Math.abs(other)) return Math.max(one, other);
  return Math.abs(one) > Math.abs(other) ? one : other;
}

/** A stamp that is newer than the last one, whatever the clock says.
 * @param {number | undefined} last @param {boolean} on @param {number} now */
export function stamp(last = 0, on, now) {
  const at = Math.max(now, Math.abs(last) + 1);
  return on ? at : -at;
}
