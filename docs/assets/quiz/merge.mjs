// Two states of one record in one: tabs and devices may write in any order. Every merge is commutative, associative and
// idempotent, because each part is one of: a union, the newest, the earliest, the largest.

/** @import {Exam, ExamItem, Session, StoredRecord} from "./types.mjs" */
import { mergeLogs, newest } from "./log.mjs";

/** Both records in one. If everything was deleted in one of them, only what came after that is left. Parts that this
 * code does not know are the stored ones.
 * @param {StoredRecord} stored
 * @param {StoredRecord} mine
 * @returns {StoredRecord} */
export function mergeRecords(stored, mine) {
  if (stored.since !== mine.since) return stored.since > mine.since ? stored : mine;
  return {
    ...mine,
    ...stored,
    answers: mergeBy(stored.answers, mine.answers, (one, other) => mergeBy(one, other, mergeLogs)),
    sessions: mergeBy(stored.sessions, mine.sessions, mergeSessions),
    exams: mergeBy(stored.exams, mine.exams, mergeExams),
    forms: mergeBy(stored.forms, mine.forms, Math.min),
    flags: mergeBy(stored.flags, mine.flags, newest),
    settings: mergeBy(stored.settings, mine.settings, (one, other) => later(one, other, "at")),
  };
}

/** @template T
 * @param {Record<string, T>} one
 * @param {Record<string, T>} other
 * @param {(one: T, other: T) => T} merge where both have the key
 * @returns {Record<string, T>} */
function mergeBy(one, other, merge) {
  if (one === other) return one;
  const both = Object.entries(other).map(([key, value]) =>
    [key, Object.hasOwn(one, key) && one[key] !== value ? merge(one[key], value) : value]);
  return { ...one, ...Object.fromEntries(both) };
}

/** The one with the larger number under the name; of two equal ones any, but always the same.
 * @template {Record<string, any>} T
 * @param {T} one @param {T} other @param {string} name */
function later(one, other, name) {
  const order = one[name] - other[name] || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return order > 0 ? one : other;
}

/** The set that was begun later; of one set in two tabs, the later state with the answers of both.
 * @param {Session} one @param {Session} other */
function mergeSessions(one, other) {
  const order = one.startedAt - other.startedAt || one.seed - other.seed;
  if (order) return order > 0 ? one : other;
  const [{ answers: some, ...first }, { answers: more, ...second }] = [one, other];
  const answers = mergeBy(some, more, (each, twin) => later(each, twin, "at"));
  return { ...later(first, second, "changedAt"), answers };
}

/** The smaller of two numbers, either of which may be missing.
 * @param {number | undefined} one @param {number | undefined} other */
const earliest = (one = Infinity, other = Infinity) => Math.min(one, other);

/** One mock in two tabs: for each question the latest change, the earliest end, and never more time.
 * @param {Exam} one @param {Exam} other @returns {Exam} */
export function mergeExams(one, other) {
  const twins = new Map(other.items.map((item) => [item.id, item]));
  const [finishedAt, discardedAt] =
    [earliest(one.finishedAt, other.finishedAt), earliest(one.discardedAt, other.discardedAt)];
  const first = [one, other].filter((tab) => tab.finishedAt === finishedAt);
  return {
    ...one,
    deadline: Math.min(one.deadline, other.deadline),
    seenAt: Math.max(one.seenAt, other.seenAt),
    skew: Math.max(one.skew, other.skew),
    told: Math.min(one.told, other.told),
    timer: newest(one.timer, other.timer),
    ...later(seat(one), seat(other), "since"),
    items: one.items.map((item) => {
      const twin = twins.get(item.id);
      return twin && twin !== item ? mergeItems(item, twin) : item;
    }),
    ...(finishedAt < Infinity && { finishedAt, by: first.some(({ by }) => by === "reader") ? "reader" : "time" }),
    ...(discardedAt < Infinity && { discardedAt }),
  };
}

/** Where the reader is in a tab.
 * @param {Exam} exam */
const seat = ({ place, since }) => ({ place, since });

/** @param {ExamItem} one @param {ExamItem} other @returns {ExamItem} */
function mergeItems(one, other) {
  const answer = one.answer && other.answer ? later(one.answer, other.answer, "at") : one.answer ?? other.answer;
  const flag = newest(one.flag ?? 0, other.flag ?? 0);
  const struck = mergeBy(one.struck ?? {}, other.struck ?? {}, newest);
  return {
    ...one,
    revision: one.revision > other.revision ? one.revision : other.revision,
    ms: Math.max(one.ms, other.ms),
    ...(answer && { answer }),
    ...(flag && { flag }),
    ...((one.struck || other.struck) && { struck }),
    ...((one.gone || other.gone) && { gone: true }),
  };
}
