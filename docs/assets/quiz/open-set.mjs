// The way back into a set that was left open, and the code that runs one, fetched when it is needed.

/** @import {Quiz, Session} from "./types.mjs" */
import { button, h } from "./dom.mjs";

export const engine = () => import("./engine.mjs");

/** A card for the last set under this element's key; nothing if it was put away.
 * @param {Quiz} quiz
 * @returns {HTMLElement[]} */
export function openSet(quiz) {
  const open = quiz.store.record.sessions[quiz.key];
  return open && !open.closedAt && open.questions.length ? [resumeCard(quiz, open)] : [];
}

/** @param {Quiz} quiz @param {Session} open */
function resumeCard(quiz, open) {
  const { position, questions, finishedAt } = open;
  const label = finishedAt ? "See its summary" : `Continue: question ${position + 1} of ${questions.length}`;
  const resume = () => quiz.attempt(async () => (await engine()).play(quiz, open));
  const discard = () => quiz.attempt(async () => (await engine()).close(quiz, open));
  return h("section", { class: "mlp-card mlp-start", "aria-label": "Your last set" },
    h("p", {}, finishedAt ? "You finished a set." : "A set is still open. What you answered in it is kept either way."),
    h("div", { class: "mlp-actions" }, button(label, resume, "primary"), button("Discard", discard)));
}
