// When to meet something again: FSRS-6 with its default parameters, in whole days. Formulas and parameters follow py-fsrs
// (github.com/open-spaced-repetition/py-fsrs, MIT licence, © 2022 Open Spaced Repetition); tests/test_schedule.py compares
// the two on thousands of histories. There are no learning steps of minutes and there is no fuzz: a day is our unit.

/** @import {Answer, Memory, Rating} from "./types.mjs" */

const W = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
  1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542];
const RETENTION = 0.9; // wanted when something is due
const LONGEST = 36500; // days
const DECAY = -W[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const DAY = 86_400_000;
const [AGAIN, HARD, GOOD, EASY] = /** @type {const} */ ([1, 2, 3, 4]);

/** The calendar day of a moment, where the reader is, as days since 1970. The time zone is all it takes from outside.
 * @param {number} at */
export const dayOf = (at) => Math.floor(at / DAY - new Date(at).getTimezoneOffset() / 1440);

/** The same number for a written day; undefined if it is none.
 * @param {unknown} written such as "2027-01-30" */
export function dayNumber(written) {
  const at = typeof written === "string" && /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(written) : NaN;
  return Number.isNaN(at) ? undefined : at / DAY;
}

/** Wrong → again, right but not sure → hard, right and sure → good.
 * @param {Pick<Answer, "correct" | "sure">} answer @returns {Rating} */
export const ratingOf = ({ correct, sure }) => (!correct ? AGAIN : sure ? GOOD : HARD);

/** What is remembered after an answer.
 * @param {Memory | undefined} memory undefined before the first one
 * @param {Rating} rating
 * @param {number} day of the answer
 * @returns {Memory} */
export function review(memory, rating, day) {
  if (!memory) return { stability: W[rating - 1], difficulty: bounded(difficultyAt(rating)), day };
  const { stability, difficulty } = memory;
  const next = day - memory.day < 1 ? sameDay(stability, rating)
    : rating === AGAIN ? forgotten(memory, recall(memory, day)) : remembered(memory, rating, recall(memory, day));
  // The algorithm's difficulty moves toward the one of "easy", damped as it nears the top.
  const moved = difficulty + ((10 - difficulty) * -W[6] * (rating - GOOD)) / 9;
  return { stability: Math.max(next, 0.001), difficulty: bounded(W[7] * difficultyAt(EASY) + (1 - W[7]) * moved), day };
}

/** @param {number} rating */
const difficultyAt = (rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;
/** @param {number} difficulty */
const bounded = (difficulty) => Math.min(Math.max(difficulty, 1), 10);

/** How likely it is still known on a day, 0 to 1.
 * @param {Memory} memory @param {number} day */
export const recall = ({ stability, day: last }, day) => (1 + (FACTOR * Math.max(0, day - last)) / stability) ** DECAY;

/** @param {number} stability @param {Rating} rating */
function sameDay(stability, rating) {
  const growth = Math.exp(W[17] * (rating - GOOD + W[18])) * stability ** -W[19];
  return stability * (rating === AGAIN ? growth : Math.max(growth, 1));
}

/** @param {Memory} memory @param {number} known */
function forgotten({ stability, difficulty }, known) {
  const long = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - known) * W[14]);
  return Math.min(long, stability / Math.exp(W[17] * W[18]));
}

/** @param {Memory} memory @param {Rating} rating @param {number} known */
function remembered({ stability, difficulty }, rating, known) {
  const penalty = rating === HARD ? W[15] : rating === EASY ? W[16] : 1;
  return stability * (1 + Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] *
    (Math.exp((1 - known) * W[10]) - 1) * penalty);
}

/** Days until it should be met again.
 * @param {Memory} memory */
export function interval({ stability }) {
  const days = Math.round((stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1));
  return Math.min(Math.max(days, 1), LONGEST);
}

/** The day it is due: a day after the last answer at the earliest, and on the day before the exam at the latest, as long
 * as the exam is ahead.
 * @param {Memory} memory @param {number} [examDay] */
export function dueDay(memory, examDay) {
  const due = memory.day + interval(memory);
  if (examDay === undefined || examDay <= memory.day) return due;
  return Math.min(due, Math.max(examDay - 1, memory.day + 1));
}
