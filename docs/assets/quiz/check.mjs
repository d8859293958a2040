// "Check yourself" inside a section page: up to three questions on the section, or on one objective.

/** @import {Bank, Quiz, Screen, Session, Told} from "./types.mjs" */
import { button, h, plural } from "./dom.mjs";

const engine = () => import("./engine.mjs");

/** One button; or the way back into a set that was left open.
 * @param {Quiz} quiz
 * @returns {Screen} */
export function home(quiz) {
  const open = quiz.store.record.sessions[quiz.key];
  const resume = () => quiz.attempt(async () => (await engine()).play(quiz, open));
  const running = open && !open.closedAt;
  const place = running && `question ${open.position + 1} of ${open.questions.length}`;
  const label = !running ? "Start" : open.finishedAt ? "See how it went" : `Continue: ${place}`;
  const go = button(label, running ? resume : () => begin(quiz), "primary");
  go.dataset.focus = "";
  return { nodes: [h("div", { class: "mlp-card mlp-start" },
    h("p", {}, `Up to three questions on this ${quiz.topic.objective ? "objective" : "section"}, each explained as soon as you answer.`),
    h("div", { class: "mlp-actions" }, go, running && button("New questions", () => begin(quiz))))] };
}

/** @param {Quiz} quiz @param {string[]} [ids] */
function begin(quiz, ids) {
  const topic = { ...quiz.topic, length: 3 };
  quiz.attempt(async () => (await engine()).start(quiz, topic, { ids }));
}

/** How it went, and what to read again.
 * @param {Quiz} quiz
 * @param {Bank} bank
 * @param {Session} _
 * @param {Told[]} answers
 * @returns {Screen} */
export function summary(quiz, bank, _, answers) {
  const missed = answers.flatMap(({ id, answer }) => (answer.correct ? [] : [id]));
  const shaky = answers.flatMap(({ id, answer }) => (answer.correct && answer.sure ? [] : [bank.place(id).objective]));
  const links = [...new Set(shaky)].map(({ url, number, title }) =>
    h("li", {}, h("a", { href: bank.link(url) }, `${number} ${title}`)));
  return { nodes: [h("div", { class: "mlp-card" },
    quiz.heading(`${answers.length - missed.length} of ${plural(answers.length, "answer")} right`),
    ...(links.length ? [h("p", {}, "Wrong or not sure; worth another look:"), h("ul", {}, ...links)] : []),
    h("div", { class: "mlp-actions" },
      missed.length > 0 && button("Again with the missed ones", () => begin(quiz, missed), "primary"),
      button("New questions", () => begin(quiz))))] };
}
