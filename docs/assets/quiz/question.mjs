// The two faces of a question: asked, and explained.

/** @import {Answer, Bank, Choice, Claim, Question, Quiz, Screen, Session} from "./types.mjs" */
import { answerOf, answersOf, choiceOrder } from "./core.mjs";
import { bar, button, domainColour, h } from "./dom.mjs";
import { isFlagged } from "./log.mjs";
import { withFlag } from "./record.mjs";

/** @typedef {{quiz: Quiz, bank: Bank, session: Session, question: Question,
 *   dispatch: (event: import("./engine.mjs").Happening) => void}} Context */

let asked = 0;

/** A question that waits for its answer.
 * @param {Context} context
 * @returns {Screen} */
export function questionScreen(context) {
  const { quiz, session, question, dispatch } = context;
  const name = `mlp-${(asked += 1)}`; // two quizzes on a page must not share a radio group
  const rows = choiceOrder(question, session.seed).map((choice, place) => choiceRow(choice, place, name));
  const inputs = rows.map((row) => /** @type {HTMLInputElement} */ (row.firstChild));
  const hint = h("p", { class: "mlp-hint", id: `${name}-hint` }, "Pick an answer, then say how sure you are.");
  const answer = (/** @type {boolean} */ sure) => {
    const picked = inputs.find(({ checked }) => checked);
    if (picked) return dispatch({ type: "answer", question, choice: picked.value, sure });
    hint.classList.add("mlp-missing");
    hint.textContent = "Pick an answer first.";
    quiz.say("Pick an answer first.");
    inputs[0].focus();
  };
  const sure = button("Sure", () => answer(true), "primary");
  const unsure = button("Not sure", () => answer(false));
  for (const each of [sure, unsure]) each.setAttribute("aria-describedby", hint.id);
  const choices = h("fieldset", { class: "mlp-choices" }, h("legend", { class: "mlp-sr" }, "Your answer"), ...rows);
  const pick = inputs.map((input, place) => [place + 1, () => {
    input.checked = true;
    input.focus();
  }]);
  const doubt = () => unsure.click();
  const flag = flagButton(context);
  return {
    nodes: [article(context, flag, [
      stem(question, session.position + 1),
      scrollable(choices, "the choices"),
      h("div", { class: "mlp-actions" }, sure, unsure, hint),
      keyLine(["pick", `1–${rows.length}`], ["sure", "Enter"], ["not sure", "U", "Shift+Enter"], ["flag", "F"]),
    ])],
    keys: { ...Object.fromEntries(pick), Enter: () => answer(true), "Shift+Enter": doubt, u: doubt,
      f: () => flag.click() },
  };
}

/** A choice to pick: the whole row is the target.
 * @param {Choice} choice @param {number} place @param {string} name */
export function choiceRow(choice, place, name) {
  const id = `${name}-${place + 1}`;
  const input = h("input", { type: "radio", name, value: choice.id, id, "aria-labelledby": `${id}-text` });
  const onclick = (/** @type {MouseEvent} */ { target }) => {
    // The row is the target, but reading is not choosing: marking text or using a link leaves the answer alone.
    if (target === input || `${getSelection()}` || /** @type {Element} */ (target).closest("a, label, button")) return;
    input.click();
    input.focus();
  };
  return h("div", { class: "mlp-choice", onclick }, input, h("label", { class: "mlp-number", for: id }, `${place + 1}`),
    h("div", { class: "mlp-text", id: `${id}-text`, html: choice.text }));
}

/** A question with its answer explained.
 * @param {Context} context
 * @returns {Screen} */
export function feedbackScreen(context) {
  const { session, dispatch } = context;
  const answer = /** @type {Answer} */ (answerOf(session));
  const next = () => dispatch({ type: "next" });
  const last = answersOf(session).length === session.questions.length;
  const flag = flagButton(context);
  return {
    nodes: [article(context, flag, [
      ...explanation(context, answer),
      h("div", { class: "mlp-actions" }, button(last ? "See the summary" : "Next question", next, "primary")),
      keyLine([last ? "summary" : "next", "Enter", "N"], ["flag", "F"]),
    ])],
    keys: { Enter: next, n: next, f: () => flag.click() },
    say: verdict(answer),
  };
}

/** @param {Answer} [answer] */
const verdict = (answer) => (answer ? verdictOf(answer) : "You left it open.");

/** @param {Answer} answer */
const verdictOf = ({ correct, sure }) => correct && !sure ? "Right, but you were not sure." :
  `${correct ? "Right" : "Wrong"}, and you were ${sure ? "sure" : "not sure"}.`;

/** Everything there is to say about a question that is behind us: also the fold-outs of summaries and reports.
 * @param {Pick<Context, "quiz" | "bank" | "question"> & {session: Pick<Session, "seed"> & {questions: {id: string}[]}}} context
 * @param {Answer} [answer] none if it was left open
 * @param {number} [depth] of its heading
 * @returns {Node[]} */
export function explanation({ quiz, bank, session, question }, answer, depth = 1) {
  const { objective } = bank.place(question.id);
  const choices = choiceOrder(question, session.seed).map((choice, place) =>
    explainedChoice(choice, place, choice.id === answer?.choice, bank.index.traps));
  const number = session.questions.findIndex(({ id }) => id === question.id) + 1;
  const attributes = { class: "mlp-choices", tabindex: -1, "data-focus": true, "aria-label": "Every choice explained" };
  return [
    stem(question, number),
    h("p", { class: `mlp-result ${answer?.correct ? "mlp-good" : "mlp-bad"}`, "data-scroll": true },
      mark(answer?.correct === true), verdict(answer)),
    scrollable(h("ol", attributes, ...choices), `the choices of question ${number}`),
    ...claimList(quiz.heading("What this rests on", depth), question.claims),
    h("p", { class: "mlp-more" },
      h("a", { href: bank.link(objective.url) }, `Read ${objective.number} ${objective.title}`),
      question.report && h("a", { href: question.report }, "Report a problem with this question")),
  ];
}

/** @param {Choice} choice @param {number} place @param {boolean} mine @param {Record<string, string>} traps */
function explainedChoice(choice, place, mine, traps) {
  const right = choice.correct === true;
  const trap = choice.trap && traps[choice.trap];
  return h("li", { class: `mlp-choice ${right ? "mlp-good" : mine ? "mlp-bad" : ""}` },
    h("span", { class: "mlp-number", "aria-hidden": true }, `${place + 1}`),
    h("div", { class: "mlp-text" },
      h("p", { class: "mlp-tags" }, h("strong", {}, mark(right), right ? "Right answer" : "Wrong"),
        mine && h("strong", { class: "mlp-mine" }, "Your answer"), trap && h("span", {}, `Trap: ${trap}`)),
      h("div", { html: choice.text }), h("div", { class: "mlp-why", html: choice.why })));
}

/** @param {Node} heading @param {Claim[]} claims */
function claimList(heading, claims) {
  if (!claims.length) return [];
  const source = (/** @type {import("./types.mjs").Source} */ { title, url, read }) =>
    h("li", {}, h("a", { href: url }, title), ", read ", h("time", { datetime: read }, read));
  return [heading, h("ul", { class: "mlp-claims" }, ...claims.map((claim) =>
    h("li", {}, h("div", { html: claim.text }), h("ul", { class: "mlp-sources" }, ...claim.sources.map(source)))))];
}

/** Marks the question to come back to; a filter of practice finds it again.
 * @param {Context} context */
function flagButton({ quiz, question: { id } }) {
  const flagged = () => isFlagged(quiz.store.record, id);
  const node = button("Flag", () => {
    const on = !flagged();
    quiz.store.save((record) => withFlag(record, id, on, Date.now()));
    quiz.warn();
    quiz.say(on ? "Flagged to come back to." : "Flag taken off.");
    node.ariaPressed = `${on}`;
  });
  node.ariaPressed = `${flagged()}`;
  return node;
}

/** The frame of a question in a running set: where we are, a flag, and a way out.
 * @param {Context} context @param {Node} flag @param {Node[]} children */
function article({ quiz, bank, session, question, dispatch }, flag, children) {
  const { domain, section, objective } = bank.place(question.id);
  const { length } = session.questions;
  return h("article", { class: "mlp-card mlp-question", vars: domainColour(domain.id) },
    h("div", { class: "mlp-head" }, quiz.heading(`Question ${session.position + 1} of ${length}`),
      h("div", {}, flag, button("End this set", () => dispatch({ type: "finish" }), "plain"))),
    bar(answersOf(session).length / length),
    h("p", { class: "mlp-where" }, `${section.title} · ${objective.number} ${objective.title}`),
    ...children);
}

/** A fold-out that is filled when it is first opened, or asked to: a long set has many.
 * @param {string} title @param {() => Node[]} parts */
export function foldOut(title, parts) {
  const node = h("details", { class: "mlp-item" }, h("summary", {}, title));
  const fill = () => node.children.length > 1 || node.append(...parts());
  node.addEventListener("toggle", fill);
  return { node, fill };
}

/** The first words of a question, enough to know it again.
 * @param {Question} question */
export function opening({ stem }) {
  const text = h("div", { html: stem }).querySelector("p")?.textContent ?? "";
  return text.length > 110 ? `${text.slice(0, text.lastIndexOf(" ", 110))} …` : text;
}

/** @param {Question} question @param {number} number */
export const stem = (question, number) =>
  scrollable(h("div", { class: "mlp-stem", html: question.stem }), `question ${number}`);

/** @param {boolean} good */
const mark = (good) => h("span", { class: "mlp-mark", "aria-hidden": true }, good ? "✓" : "✗");

/** The keys of a screen.
 * @param {...string[]} lines each: what is done, then the keys that do it */
export function keyLine(...lines) {
  return h("p", { class: "mlp-keys" }, "Keys: ", ...lines.flatMap(([action, ...keys], place) => [
    place ? " · " : "", ...keys.flatMap((key, at) => [at ? " or " : "", h("kbd", {}, key)]), ` ${action}`]));
}

/** Lets the keyboard reach what scrolls sideways: code and tables.
 * @template {Element} T
 * @param {T} root
 * @param {string} owner told to screen readers, and different for each, as regions must be */
export function scrollable(root, owner) {
  root.querySelectorAll("pre > code, table").forEach((node, place) => {
    const code = node.localName === "code";
    const region = code ? node : h("div", { class: "mlp-scroll" });
    if (!code) {
      node.replaceWith(region);
      region.append(node);
    }
    region.setAttribute("tabindex", "0");
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", `${code ? "Code" : "Table"} ${place + 1} of ${owner}`);
  });
  return root;
}
