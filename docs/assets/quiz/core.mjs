// The rules of practice as pure functions over plain JSON: no clock, randomness, storage or DOM; `now` and `seed`
// are arguments and nothing is mutated.

/** @import {Answer, Bank, Entry, Phase, Question, Session, SessionEvent, StoredRecord, Told} from "./types.mjs" */
import { own, standing } from "./log.mjs";

/** The same list in an order that depends on the seed alone (mulberry32, Fisher-Yates).
 * @template T
 * @param {readonly T[]} list
 * @param {number} seed 32 bits
 * @returns {T[]} */
export function shuffle(list, seed) {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), seed | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    const other = ((bits ^ (bits >>> 14)) >>> 0) % (last + 1);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** 32 bits that stand for a text (FNV-1a).
 * @param {string} text */
export function hash(text) {
  let bits = 0x811c9dc5;
  for (const letter of text) bits = Math.imul(bits ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193);
  return bits >>> 0;
}

/** The choices in the order this session shows them. Seeded per question, so that a question that is dropped or
 * added elsewhere in the set moves nothing.
 * @param {Question} question
 * @param {number} seed */
export function choiceOrder(question, seed) {
  return question.pinned ? question.choices : shuffle(question.choices, seed ^ hash(question.id));
}

/** Whether the choice is the key: by id, never by place.
 * @param {Question} question
 * @param {string} choice */
export function grade(question, choice) {
  return question.choices.some(({ id, correct }) => id === choice && correct === true);
}

/** Every entry that practice may show now: not of a form that was never begun, not of a mock that is still running.
 * @param {Bank} bank @param {StoredRecord} record
 * @returns {Entry[]} */
export function practisable({ index }, { forms, exams }) {
  const shown = new Set(Object.values(exams).flatMap(({ finishedAt, items }) =>
    (finishedAt === undefined ? items.map(({ id }) => id) : [])));
  const open = (/** @type {string} */ form) => form === "pool" || Object.hasOwn(forms, form);
  return index.questions.filter(({ id, form }) => open(form) && !shown.has(id));
}

/** Up to `length` questions: unseen first, then missed, then the rest, each group in seeded order.
 * @param {Entry[]} entries
 * @param {StoredRecord} record
 * @param {number} seed
 * @param {number} length */
export function draw(entries, record, seed, length) {
  /** @type {Record<string, Entry[]>} */
  const groups = { unseen: [], missed: [], known: [] };
  for (const entry of shuffle(entries, seed)) groups[standing(record, entry)].push(entry);
  return [...groups.unseen, ...groups.missed, ...groups.known].slice(0, length);
}

/** A session at its first question. Its key is its place in the record: one open session for each key.
 * @param {Pick<Session, "key" | "mode" | "topic" | "seed"> & {entries: Entry[], now: number}} start
 * @returns {Session} */
export function startSession({ key, mode, topic, seed, entries, now }) {
  const questions = entries.map(({ id, revision }) => ({ id, revision }));
  return { key, mode, topic, seed, startedAt: now, changedAt: now, questions, position: 0, answers: {} };
}

/** The answer given in this session to the question as the session holds it.
 * @param {Session} session
 * @param {{id: string, revision: string}} [question] the current one if left out
 * @returns {Answer | undefined} */
export function answerOf(session, question = session.questions[session.position]) {
  const answer = question && own(session.answers, question.id);
  return answer?.revision === question?.revision ? answer : undefined;
}

/** Which screen the session is on.
 * @param {Session} session
 * @returns {Phase} */
export function phase(session) {
  if (session.closedAt || !session.questions.length) return "closed";
  if (session.finishedAt) return "summary";
  return answerOf(session) ? "feedback" : "question";
}

/** The answers that stand, in the order of the questions.
 * @param {Session} session
 * @returns {Told[]} */
export function answersOf(session) {
  return session.questions.flatMap((question) => {
    const answer = answerOf(session, question);
    return answer ? [{ id: question.id, answer }] : [];
  });
}

/** The session after the event; the very same object if the event changes nothing.
 * @param {Session} session
 * @param {SessionEvent} event
 * @returns {Session} */
export function reduce(session, event) {
  const next = step(session, event);
  return next === session ? session : { ...next, changedAt: event.now };
}

/** @param {Session} session @param {SessionEvent} event @returns {Session} */
function step(session, event) {
  switch (event.type) {
    case "answer": return answered(session, event);
    case "next": return moved(session, event.now);
    case "finish": return finished(session, event.now);
    case "close": return { ...session, closedAt: event.now };
    case "sync": return synced(session, event.revisions);
  }
}

/** @param {Session} session @param {Extract<SessionEvent, {type: "answer"}>} event */
function answered(session, { question, choice, sure, now }) {
  const asked = session.questions.find(({ id }) => id === question.id);
  // Once the key has been shown, a second answer would say nothing.
  if (!asked || session.finishedAt || answerOf(session, asked)) return session;
  const answer = { revision: asked.revision, choice, sure, correct: grade(question, choice), at: now };
  return { ...session, answers: { ...session.answers, [question.id]: answer } };
}

/** Ends the session; without a single answer there is nothing to sum up.
 * @param {Session} session @param {number} now */
function finished(session, now) {
  if (session.finishedAt) return session;
  return { ...session, [answersOf(session).length ? "finishedAt" : "closedAt"]: now };
}

/** On to the next open question, wrapping round to those that were reset; at the end of them, finished.
 * @param {Session} session @param {number} now */
function moved(session, now) {
  const open = session.questions.flatMap((question, place) => (answerOf(session, question) ? [] : [place]));
  const position = open.find((place) => place > session.position) ?? open[0];
  return position === undefined ? { ...session, finishedAt: now } : { ...session, position };
}

/** Follows the bank: a question that is gone is dropped; one whose content changed is asked again, or dropped from a
 * finished session. Everything else stands.
 * @param {Session} session @param {Record<string, string>} revisions of every question there is */
function synced(session, revisions) {
  const stands = (/** @type {{id: string, revision: string}} */ { id, revision }) =>
    session.finishedAt ? own(revisions, id) === revision : own(revisions, id) !== undefined;
  if (session.questions.every(({ id, revision }) => own(revisions, id) === revision)) return session;
  const before = session.questions.slice(0, session.position).filter(stands).length;
  const questions = session.questions.filter(stands).map(({ id }) => ({ id, revision: revisions[id] }));
  return { ...session, questions, position: Math.max(0, Math.min(before, questions.length - 1)) };
}
