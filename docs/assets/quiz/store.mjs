// The reader's one record in localStorage. Whatever storage does (blocked, full, foreign, newer), practice goes on in
// memory and `problem` says why nothing is saved.

/** @import {Answer, Problem, Session, StoredRecord} from "./types.mjs" */

export const KEY = "ml-professional-guide";
const FORMAT = 1;

/** @returns {StoredRecord} */
export const emptyRecord = () => ({ format: FORMAT, answers: {}, sessions: {}, forms: {} });

const isObject = (/** @type {any} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isMap = (/** @type {any} */ value, /** @type {(one: any) => boolean} */ of) =>
  isObject(value) && Object.values(value).every(of);
const isAnswer = (/** @type {any} */ value) => isObject(value) && Number.isFinite(value.at);
const isSession = (/** @type {any} */ value) =>
  isObject(value) && isObject(value.answers) && isObject(value.topic) && Array.isArray(value.questions) &&
  value.questions.every(isObject) && Number.isInteger(value.position) && Number.isFinite(value.changedAt);

/** The record in a stored text, or the reason why there is none to work with.
 * @param {string | null} text
 * @returns {{record?: StoredRecord, problem: Problem}} */
export function parseRecord(text) {
  if (text === null) return { record: emptyRecord(), problem: "" };
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: "unreadable" };
  }
  if (isObject(data) && data.format > FORMAT) return { problem: "newer" };
  const record = { ...emptyRecord(), ...data };
  const sound = isObject(data) && data.format === FORMAT &&
    isMap(record.answers, (list) => Array.isArray(list) && list.every(isAnswer)) &&
    isMap(record.sessions, isSession) && isMap(record.forms, isObject);
  return sound ? { record, problem: "" } : { problem: "unreadable" };
}

/** Both records in one: every answer of both, the later state of every session, the first time a form was taken.
 * Merging twice or the other way round gives the same, so tabs may write in any order.
 * @param {StoredRecord} stored its parts that this code does not know win
 * @param {StoredRecord} own
 * @returns {StoredRecord} */
export function mergeRecords(stored, own) {
  return {
    ...own,
    ...stored,
    answers: mergeBy(stored.answers, own.answers, mergeAnswers),
    sessions: mergeBy(stored.sessions, own.sessions, mergeSessions),
    forms: mergeBy(stored.forms, own.forms, (one, other) => (one.takenAt <= other.takenAt ? one : other)),
  };
}

/** @template T
 * @param {Record<string, T>} one
 * @param {Record<string, T>} other
 * @param {(one: T, other: T) => T} merge where both have the key */
function mergeBy(one, other, merge) {
  const result = { ...one };
  for (const [key, value] of Object.entries(other)) result[key] = key in one ? merge(one[key], value) : value;
  return result;
}

/** @param {Answer[]} one @param {Answer[]} other */
function mergeAnswers(one, other) {
  const byTime = new Map([...one, ...other].map((answer) => [`${answer.at} ${answer.choice}`, answer]));
  return [...byTime.values()].sort((first, second) => first.at - second.at);
}

/** The later one; the same session running in two tabs keeps the answers of both.
 * @param {Session} one @param {Session} other */
function mergeSessions(one, other) {
  const [older, newer] = one.changedAt < other.changedAt ? [one, other] : [other, one];
  if (older.seed !== newer.seed || older.startedAt !== newer.startedAt) return newer;
  const answers = mergeBy(older.answers, newer.answers, (first, second) => (first.at > second.at ? first : second));
  return { ...newer, answers };
}

/** The record with the session in its place.
 * @param {StoredRecord} record @param {Session} session @returns {StoredRecord} */
export function withSession(record, session) {
  return { ...record, sessions: { ...record.sessions, [session.key]: session } };
}

/** The record with one more answer to a question.
 * @param {StoredRecord} record @param {string} id @param {Answer} answer @returns {StoredRecord} */
export function withAnswer(record, id, answer) {
  return { ...record, answers: { ...record.answers, [id]: mergeAnswers(record.answers[id] ?? [], [answer]) } };
}

/** The record with the form marked as taken; the first time stands.
 * @param {StoredRecord} record @param {string} form @param {number} now @returns {StoredRecord} */
export function withForm(record, form, now) {
  return { ...record, forms: { [form]: { takenAt: now }, ...record.forms } };
}

/** The browser's storage, or an error where it is blocked: the page then has one that forgets (overrides/main.html).
 * @returns {Storage} */
export function browserStorage() {
  if ("forgets" in localStorage) throw new Error("storage is blocked");
  return localStorage;
}

/** The edge to storage: holds the record and writes every change, merged with what other tabs wrote.
 * @param {() => Storage} storage asked for each time, because merely touching it throws where it is blocked */
export function openStore(storage) {
  let record = emptyRecord();
  let problem = /** @type {Problem} */ ("");
  const read = (/** @type {string | null} */ text) => {
    const found = parseRecord(text);
    problem = found.problem;
    if (found.record) record = mergeRecords(found.record, record);
  };
  const load = () => {
    try {
      read(storage().getItem(KEY));
    } catch {
      problem = "blocked";
    }
  };
  load();
  return {
    get record() { return record; },
    get problem() { return problem; },
    /** Applies a pure change to all that is known by now, other tabs included, and saves it if it can be saved.
     * @param {(record: StoredRecord) => StoredRecord} change gives back the same record for no change */
    save(change) {
      load();
      const before = record;
      record = change(before);
      if (problem || record === before) return;
      try {
        storage().setItem(KEY, JSON.stringify(record));
      } catch {
        problem = "blocked";
      }
    },
    /** Takes in what another tab wrote; `null` means that everything was deleted there.
     * @param {string | null} text */
    receive(text) {
      if (text === null) record = emptyRecord();
      read(text);
    },
  };
}
