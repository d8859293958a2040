// A mock exam as a state machine over plain JSON: (exam, event) → exam. Its deadline is a moment, so that reload, crash,
// sleep and a hidden tab change nothing. Right and wrong are kept from the moment of the answer, so that handing in needs
// no question at hand, and are told to nobody before the end: `examView` is all that a running exam shows.

/** @import {Bank, DrawnForm, Exam, ExamAnswer, ExamEvent, ExamItem, ExamView, Question} from "./types.mjs" */
import { grade } from "./core.mjs";
import { own, stamp } from "./log.mjs";

const MINUTE = 60_000;
const AWAY = 2 * MINUTE; // a longer silence is not time spent on a question: asleep, closed, crashed
export const EXTRA = [1, 1.25, 1.5, 2]; // how much time, as a part of the exam's own
export const ANNOUNCED = [30, 10, 1]; // minutes left

/** A mock at its first question.
 * @param {{bank: Bank, form: DrawnForm, extra?: number, now: number}} start
 * @returns {Exam} */
export function startExam({ bank, form: { form, code, seed, entries }, extra = 1, now }) {
  const items = entries.map(({ id, revision, difficulty }) => {
    const { objective, section, domain } = bank.place(id);
    return { id, revision, objective: objective.id, section: section.id, domain: domain.id, difficulty, ms: 0 };
  });
  const minutes = bank.index.exam.minutes * extra;
  return { id: `${now.toString(36)}-${seed.toString(36)}`, form, code, seed, extra, startedAt: now,
    deadline: now + minutes * MINUTE, seenAt: now, skew: 0, told: minutes, timer: 0, place: 0, since: now, items };
}

/** The exam after the event. Any event after the deadline finds it handed in at the deadline, and so does nothing else.
 * @param {Exam} exam
 * @param {ExamEvent} event
 * @returns {Exam} the very same object if the exam is over */
export function reduceExam(exam, event) {
  if (event.type === "discard") return discarded(exam, event.now);
  if (exam.finishedAt !== undefined) return exam;
  const now = timeOf(exam, event.now);
  const seen = { ...counted(exam, Math.min(now, exam.deadline)), seenAt: now, skew: now - event.now };
  return now >= exam.deadline ? ended(seen, exam.deadline, "time") : step(seen, event, now);
}

/** The exam's own clock: it never goes back, and goes on from the latest time seen when the computer's does.
 * @param {Pick<Exam, "seenAt" | "skew">} exam @param {number} now */
const timeOf = ({ seenAt, skew }, now) => Math.max(seenAt, now + skew);

/** Milliseconds left; 0 once it is over.
 * @param {Exam} exam @param {number} now */
export function timeLeft(exam, now) {
  return exam.finishedAt === undefined ? Math.max(0, exam.deadline - timeOf(exam, now)) : 0;
}

/** @param {Exam} exam @param {ExamEvent} event @param {number} now @returns {Exam} */
function step(exam, event, now) {
  switch (event.type) {
    case "choose": return chosen(exam, event.question, event.choice, event.sure, now);
    case "sure": return withItem(exam, event.id, (item) => item.answer &&
      { answer: { ...item.answer, sure: event.sure, at: Math.max(now, item.answer.at + 1) } });
    case "flag": return withItem(exam, event.id, ({ flag }) => ({ flag: stamp(flag, event.on, now) }));
    case "strike": return withItem(exam, event.id, ({ struck }) => ({ struck: strike(struck, event.choice, event.on, now) }));
    case "go": return { ...exam, place: target(exam, event.to) };
    case "timer": return { ...exam, timer: stamp(exam.timer, event.hidden, now) };
    case "told": return { ...exam, told: Math.min(exam.told, event.minutes) };
    case "sync": return synced(exam, event.revisions);
    case "handIn": return ended(exam, now, "reader");
    default: return exam;
  }
}

/** @param {Exam} exam @param {string} id @param {(item: ExamItem) => Partial<ExamItem> | undefined} change */
function withItem(exam, id, change) {
  return { ...exam, items: exam.items.map((item) => (item.id === id ? { ...item, ...change(item) } : item)) };
}

/** The answer as it is graded now; a choice that was struck out is not any more.
 * @param {Exam} exam @param {Question} question @param {string} choice @param {boolean | undefined} sure
 * @param {number} now */
function chosen(exam, question, choice, sure, now) {
  const picked = question.choices.find(({ id }) => id === choice);
  if (!picked) return exam;
  const { revision } = question;
  return withItem(exam, question.id, ({ answer, struck }) => ({
    revision,
    answer: /** @type {ExamAnswer} */ ({
      revision, choice, sure: sure ?? answer?.sure ?? true, correct: grade(question, choice),
      ...(picked.trap && { trap: picked.trap }), at: Math.max(now, (answer?.at ?? 0) + 1),
    }),
    ...(struck && (own(struck, choice) ?? 0) > 0 && { struck: strike(struck, choice, false, now) }),
  }));
}

/** @param {ExamItem["struck"]} struck @param {string} choice @param {boolean} on @param {number} now */
const strike = (struck = {}, choice, on, now) => ({ ...struck, [choice]: stamp(own(struck, choice), on, now) });

/** The place after the move; the one behind the last question is the review.
 * @param {Exam} exam @param {"next" | "back" | "review" | number} to */
function target({ place, items }, to) {
  const wanted = to === "next" ? place + 1 : to === "back" ? place - 1 : to === "review" ? items.length : to;
  return Number.isInteger(wanted) ? Math.max(0, Math.min(wanted, items.length)) : place;
}

/** The time since the last event, added to the question on screen.
 * @param {Exam} exam @param {number} now @returns {Exam} */
function counted(exam, now) {
  const spent = now - exam.since;
  if (spent <= 0) return exam;
  const here = spent > AWAY ? undefined : exam.items[exam.place]?.id;
  return { ...withItem(exam, here ?? "", ({ ms }) => ({ ms: ms + spent })), since: now };
}

/** @param {Exam} exam @param {number} finishedAt @param {"reader" | "time"} by @returns {Exam} */
const ended = (exam, finishedAt, by) => ({ ...exam, finishedAt, by });

/** Put away: it stays spent, and counts nowhere.
 * @param {Exam} exam @param {number} now @returns {Exam} */
function discarded(exam, now) {
  if (exam.discardedAt !== undefined) return exam;
  const over = exam.finishedAt === undefined ? ended(exam, Math.min(timeOf(exam, now), exam.deadline), "reader") : exam;
  return { ...over, discardedAt: now };
}

/** Follows the bank. What was answered stands as it was read and graded; what is open is asked as it reads now; what is
 * gone cannot be asked, and counts only if it was answered.
 * @param {Exam} exam @param {Record<string, string>} revisions of every question there is */
function synced(exam, revisions) {
  const items = exam.items.map(({ gone, ...item }) => {
    const revision = own(revisions, item.id);
    if (revision === undefined) return { ...item, gone: true };
    return item.answer ? item : { ...item, revision };
  });
  return { ...exam, items };
}

/** The exam as saved, seen from a tab that is somewhere else in it: what other tabs did, at our own question.
 * @param {Exam} saved @param {Exam} [ours] */
export const inTab = (saved, ours) => (ours?.id === saved.id ? { ...saved, place: ours.place, since: ours.since } : saved);

/** Whether the item is part of the score: all but those that vanished before they were answered.
 * @param {ExamItem} item */
export const counts = ({ gone, answer }) => !gone || answer !== undefined;

/** Everything a running exam shows.
 * @param {Exam} exam @param {number} now @returns {ExamView} */
export function examView(exam, now) {
  const [left, total] = [timeLeft(exam, now), exam.deadline - exam.startedAt];
  const cells = exam.items.map(({ id, answer, flag = 0, gone = false }, at) =>
    ({ id, number: at + 1, answered: answer !== undefined, flagged: flag > 0, current: at === exam.place, gone }));
  const item = exam.items[exam.place];
  const open = exam.items.filter((one) => counts(one) && !one.answer).length;
  const due = ANNOUNCED.findLast((minutes) => left <= minutes * MINUTE);
  return {
    over: exam.finishedAt !== undefined || left === 0,
    left, total, place: exam.place, length: cells.length, review: !item,
    answered: cells.filter(({ answered }) => answered).length,
    open,
    flagged: cells.filter(({ flagged }) => flagged).length,
    pace: Math.floor(((total - left) / total) * cells.length),
    timerHidden: exam.timer > 0,
    ...(due !== undefined && due < exam.told && exam.finishedAt === undefined && { announce: due }),
    cells,
    ...(item && { current: {
      id: item.id, choice: item.answer?.choice, sure: item.answer?.sure, flagged: (item.flag ?? 0) > 0,
      struck: Object.entries(item.struck ?? {}).flatMap(([choice, at]) => (at > 0 ? [choice] : [])),
      gone: item.gone === true,
    } }),
  };
}
