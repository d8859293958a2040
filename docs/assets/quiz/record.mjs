// The reader's record: what it is made of, how a stored text becomes one, and how it grows. Nothing is believed: every
// part is read by name, type and size, so that no text of a file or a storage is used as markup or as an inherited key.

/** @import {Answer, Exam, Problem, Session, Setting, StoredRecord} from "./types.mjs" */
import { LOG, mergeLogs, own, stamp, timeIn, withWord } from "./log.mjs";

const FORMAT = 2;

/** @returns {StoredRecord} */
export const emptyRecord = () =>
  ({ format: FORMAT, since: 0, answers: {}, sessions: {}, exams: {}, forms: {}, flags: {}, settings: {} });

/** @typedef {(value: any) => any} Reader  gives back a sound copy, or throws an error whose message is the reason */

/** @param {string} reason @returns {never} */
const refuse = (reason) => {
  throw new Error(reason);
};
/** @param {any} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {RegExp} pattern @returns {Reader} */
const text = (pattern) => (value) => (typeof value === "string" && pattern.test(value) ? value : refuse("content"));
/** @param {number} low @param {number} high @returns {Reader} */
const number = (low, high) => (value) =>
  (Number.isFinite(value) && value >= low && value <= high ? value : refuse("content"));
/** @param {Reader} read @returns {Reader} */
const maybe = (read) => (value) => (value === undefined ? undefined : read(value));
/** @type {Reader} */
const yes = (value) => (typeof value === "boolean" ? value : refuse("content"));
/** Only the fields that are known.
 * @param {Record<string, Reader>} fields @returns {Reader} */
const shape = (fields) => {
  const names = Object.entries(fields); // once: a record has thousands of the same shape
  return (value) => {
    if (!isObject(value)) refuse("content");
    const found = names.map(([name, read]) => [name, read(own(value, name))]);
    return Object.fromEntries(found.filter(([, one]) => one !== undefined));
  };
};
const ID = /^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const SLOT = /^[a-z]+(:[a-z0-9-]{1,80})?$/;
const WORD = /^[A-Za-z]{1,40}$/;
const id = text(ID);
const form = text(WORD);
const whole = (/** @type {any} */ value) => (Number.isSafeInteger(value) && value >= 0 ? value : refuse("content"));

/** The record in a piece of JSON; throws an error whose message is the reason if it is none.
 * @param {any} data of this format
 * @param {{until?: number, most?: number}} [limits] the last time there may be, and how many things in all
 * @returns {StoredRecord} */
export function readRecord(data, { until = Infinity, most = Infinity } = {}) {
  let count = 0;
  const counted = (/** @type {number} */ more) => (count += more) > most && refuse("count");
  const time = (/** @type {any} */ value) => (whole(value) > until ? refuse("future") : value);
  const stamped = (/** @type {any} */ value) =>
    (typeof value === "number" ? Math.sign(value) * time(Math.abs(value)) : refuse("content"));
  const map = (/** @type {RegExp} */ key, /** @type {Reader} */ read) => (/** @type {any} */ value) => {
    if (!isObject(value)) refuse("content");
    const entries = Object.entries(value);
    counted(entries.length);
    return Object.fromEntries(entries.map(([name, one]) => [text(key)(name), read(one)]));
  };
  const list = (/** @type {Reader} */ read) => (/** @type {any} */ value) => {
    if (!Array.isArray(value)) refuse("content");
    counted(value.length);
    return value.map(read);
  };
  const log = (/** @type {any} */ value) => {
    text(LOG)(value);
    if (until === Infinity) return value;
    const words = value.split(" ");
    counted(words.length);
    if (words.some((/** @type {string} */ one) => timeIn(one) > until)) refuse("future");
    return mergeLogs(value, words[0]); // whoever wrote the file, here it is in order
  };
  const answer = { revision: id, choice: id, sure: yes, correct: yes, at: time };
  const session = shape({
    key: text(SLOT), mode: id, seed: whole, startedAt: time, changedAt: time, position: whole,
    topic: shape({ domain: maybe(id), section: maybe(id), objective: maybe(id), difficulty: maybe(id), only: maybe(id),
      form: maybe(form), length: maybe(whole) }),
    questions: list(shape({ id, revision: id })), answers: map(ID, shape(answer)),
    finishedAt: maybe(time), closedAt: maybe(time),
  });
  const item = shape({
    id, revision: id, objective: id, section: id, domain: id, difficulty: id, ms: whole, flag: maybe(stamped),
    answer: maybe(shape({ ...answer, trap: maybe(id) })), struck: maybe(map(ID, stamped)), gone: maybe(yes),
  });
  const exam = shape({
    id, form, code: text(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/), seed: whole, skew: whole, place: whole, extra: number(1, 4),
    startedAt: time, deadline: time, seenAt: time, since: time, told: number(0, 1e4), timer: stamped, items: list(item),
    finishedAt: maybe(time), discardedAt: maybe(time), by: maybe(id),
  });
  const inside = (/** @type {Reader} */ read, /** @type {(one: any) => boolean} */ holds) =>
    (/** @type {any} */ value) => {
      const found = read(value);
      return holds(found) ? found : refuse("content");
    };
  const setting = (/** @type {any} */ value) =>
    (typeof value === "string" ? text(/^[\w.:+-]{0,100}$/)(value)
      : typeof value === "boolean" ? value : number(-1e15, 1e15)(value));
  return shape({
    format: number(FORMAT, FORMAT),
    since: time,
    answers: map(ID, map(ID, log)),
    sessions: map(SLOT, inside(session, ({ position, questions }) =>
      position < Math.max(questions.length, 1))),
    exams: map(ID, inside(exam, ({ place, items }) => items.length > 0 && place <= items.length)),
    forms: map(WORD, time),
    flags: map(ID, stamped),
    settings: map(WORD, shape({ value: setting, at: time })),
  })(data);
}

/** A record of format 1 in the present format: answers were lists, and a form carried when it was taken.
 * @param {any} old */
function migrated({ answers = {}, sessions = {}, forms = {}, ...rest }) {
  const logs = Object.entries(answers).map(([name, list]) => [name, list.reduce(withWord, {})]);
  const taken = Object.entries(forms).map(([name, { takenAt }]) => [name, takenAt]);
  const sound = isObject(answers) && isObject(forms);
  return { ...emptyRecord(), ...rest, format: FORMAT, sessions,
    answers: sound && Object.fromEntries(logs), forms: Object.fromEntries(taken) };
}

/** The record in a stored text, or the reason why there is none to work with. Parts that this code does not know stay.
 * @param {string | null} stored
 * @returns {{record?: StoredRecord, problem: Problem}} */
export function parseRecord(stored) {
  if (stored === null) return { record: emptyRecord(), problem: "" };
  try {
    const data = JSON.parse(stored);
    if (data.format > FORMAT) return { problem: "newer" };
    const present = data.format === 1 ? migrated(data) : data;
    return { record: { ...present, ...readRecord(present) }, problem: "" };
  } catch {
    return { problem: "unreadable" };
  }
}

/** The record with the session in its place.
 * @param {StoredRecord} record @param {Session} session @returns {StoredRecord} */
export const withSession = (record, session) =>
  ({ ...record, sessions: { ...record.sessions, [session.key]: session } });

/** The record with one more answer to a question.
 * @param {StoredRecord} record @param {string} question @param {Answer} answer @returns {StoredRecord} */
export const withAnswer = (record, question, answer) =>
  ({ ...record, answers: { ...record.answers, [question]: withWord(own(record.answers, question) ?? {}, answer) } });

/** The record with the mock in its place; a fixed form is spent from its first beginning.
 * @param {StoredRecord} record @param {Exam} exam @returns {StoredRecord} */
export const withExam = (record, exam) =>
  withForm({ ...record, exams: { ...record.exams, [exam.id]: exam } }, exam.form, exam.startedAt);

/** The record with the form marked as begun; the first time stands, and the pool is no form.
 * @param {StoredRecord} record @param {string} letter @param {number} now @returns {StoredRecord} */
export const withForm = (record, letter, now) =>
  (letter === "pool" || Object.hasOwn(record.forms, letter) ? record : { ...record, forms: { ...record.forms, [letter]: now } });

/** The record with the question marked to come back to, or not any more.
 * @param {StoredRecord} record @param {string} question @param {boolean} on @param {number} now @returns {StoredRecord} */
export const withFlag = (record, question, on, now) =>
  ({ ...record, flags: { ...record.flags, [question]: stamp(own(record.flags, question), on, now) } });

/** The record with a setting, such as examDate, "2027-01-30".
 * @param {StoredRecord} record @param {string} name @param {Setting["value"]} value @param {number} now
 * @returns {StoredRecord} */
export const withSetting = (record, name, value, now) => {
  const at = Math.max(now, (own(record.settings, name)?.at ?? -1) + 1);
  return { ...record, settings: { ...record.settings, [name]: { value, at } } };
};
