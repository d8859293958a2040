// The end of a practice set: what stands, what does not, and where to read on. No pass mark, no verdict.

/** @import {Answer, Bank, Question, Quiz, Screen, Session, Told} from "./types.mjs" */
import { bar, button, domainColour, h, plural } from "./dom.mjs";
import { close, start } from "./engine.mjs";
import { explanation, foldOut, opening } from "./question.mjs";

/** @typedef {{question: Question, answer: Answer}} Item */

/** In the order of what is worth reading first: what you were sure of, and wrong.
 * @type {[string, (answer: Answer) => boolean][]} */
const GROUPS = [
  ["Sure, and wrong", ({ sure, correct }) => sure && !correct],
  ["Not sure, and wrong", ({ sure, correct }) => !sure && !correct],
  ["Right, but not sure", ({ sure, correct }) => !sure && correct],
  ["Sure, and right", ({ sure, correct }) => sure && correct],
];

/** The score, by section, and every answered question in order of need.
 * @param {Quiz} quiz
 * @param {Bank} bank
 * @param {Session} session
 * @param {Told[]} answers
 * @returns {Promise<Screen>} */
export async function summary(quiz, bank, session, answers) {
  const items = await Promise.all(answers.map(async ({ id, answer }) =>
    ({ question: await bank.question(id), answer })));
  const missed = items.flatMap(({ question, answer }) => (answer.correct ? [] : [question.id]));
  const open = session.questions.length - items.length;
  const again = () => quiz.attempt(() => start(quiz, session.topic, { ids: missed }));
  const anew = () => quiz.attempt(() => close(quiz, session));
  return { nodes: [h("div", { class: "mlp-card mlp-summary" },
    quiz.heading(`${items.length - missed.length} of ${plural(items.length, "answer")} right`),
    open > 0 && h("p", {}, `${plural(open, "question")} left out.`),
    h("div", { class: "mlp-actions" },
      missed.length > 0 && button("Again with the missed ones", again, "primary"),
      button(quiz.mode === "review" ? "What is due now" : "New set", anew, missed.length ? "" : "primary")),
    quiz.heading("By section", 1), sectionBars(bank, items),
    ...GROUPS.flatMap(([title, fits]) => group(quiz, bank, session, title, items.filter(({ answer }) => fits(answer)))),
  )] };
}

/** @param {Bank} bank @param {Item[]} items */
function sectionBars(bank, items) {
  const bars = bank.index.sections.flatMap(({ id, title, domain }) => {
    const inside = items.filter(({ question }) => bank.place(question.id).section.id === id);
    if (!inside.length) return [];
    const right = inside.filter(({ answer }) => answer.correct).length;
    return [h("li", { vars: domainColour(domain) },
      h("span", {}, title), h("span", {}, `${right} of ${inside.length}`), bar(right / inside.length))];
  });
  return h("ul", { class: "mlp-bars" }, ...bars);
}

/** @param {Quiz} quiz @param {Bank} bank @param {Session} session @param {string} title @param {Item[]} items */
function group(quiz, bank, session, title, items) {
  if (!items.length) return [];
  const rows = items.map(({ question, answer }) => {
    const { objective } = bank.place(question.id);
    const parts = () => explanation({ quiz, bank, session, question }, answer, 2);
    return h("li", {}, foldOut(opening(question), parts).node,
      h("a", { href: bank.link(objective.url) }, `Read ${objective.number} ${objective.title}`));
  });
  return [quiz.heading(`${title} (${items.length})`, 1), h("ul", { class: "mlp-items" }, ...rows)];
}
