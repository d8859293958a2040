// What is open goes first: the one thing that the progress page and the home page both have to know.

/** @import {NextStep, StoredRecord} from "./types.mjs" */

/** A mock that runs, or else a set of questions that was left open.
 * @param {StoredRecord} record
 * @returns {NextStep | undefined} */
export function openStep({ exams, sessions }) {
  const running = Object.values(exams).find(({ finishedAt }) => finishedAt === undefined);
  if (running) return { step: "exam", exam: running.id };
  const open = Object.values(sessions).find((set) => set.mode !== "check" && set.questions.length &&
    !set.finishedAt && !set.closedAt);
  return open && { step: "set", key: open.key };
}
