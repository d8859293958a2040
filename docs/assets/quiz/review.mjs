// Review mode: what is due today, as other questions on the same objectives; and when it comes back after that.

/** @import {Agendum, Bank, Quiz, Screen, Session, Told} from "./types.mjs" */
import { button, h, plural } from "./dom.mjs";
import { agenda, dueOn, examDay, reviewEntries } from "./drawing.mjs";
import { engine, openSet } from "./open-set.mjs";
import { dayOf } from "./schedule.mjs";
import { dateOf, inDays } from "./words.mjs";

const MOST = 20; // questions in one set

/** What is due today, and how that is decided.
 * @param {Quiz} quiz
 * @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const { record } = quiz.store;
  const day = dayOf(Date.now());
  const list = agenda(bank, record, day);
  const due = dueOn(list, day);
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const drawn = reviewEntries(bank, record, { day, seed });
  return { nodes: [...openSet(quiz), h("div", { class: "mlp-card mlp-start" },
    quiz.heading(due.length ? `${plural(due.length, "objective")} due today` : "Nothing is due today"),
    ...(due.length ? dueParts(quiz, due, drawn.map(({ id }) => id)) : restParts(bank, list, day)),
    explained(bank, examDay(record), day),
    due.length > 0 && h("details", { class: "mlp-item" }, h("summary", {}, "Which objectives"),
      h("ul", {}, ...due.map(({ objective }) => h("li", {}, link(bank, objective))))))] };
}

/** The summary of a set, and when its objectives come back.
 * @param {Quiz} quiz @param {Bank} bank @param {Session} session @param {Told[]} answers
 * @returns {Promise<Screen>} */
export async function summary(quiz, bank, session, answers) {
  const screen = await (await import("./summary.mjs")).summary(quiz, bank, session, answers);
  const day = dayOf(Date.now());
  const met = new Set(answers.map(({ id }) => bank.place(id).objective.id));
  const list = agenda(bank, quiz.store.record, day).filter(({ objective }) => met.has(objective));
  const again = h("div", { class: "mlp-card" }, secondary(quiz, "When they come back"),
    h("ul", {}, ...list.sort((one, other) => one.due - other.due).map((one) =>
      h("li", {}, link(bank, one.objective), `: ${inDays(one.due - day)}`))));
  return { ...screen, nodes: [...screen.nodes, again] };
}

/** @param {Quiz} quiz @param {Agendum[]} due @param {string[]} ids of a question for each, where there is one */
function dueParts(quiz, due, ids) {
  const set = ids.slice(0, MOST);
  const missed = due.filter((one) => one.missed).length;
  const rest = ids.length > MOST ? `, then ${ids.length - MOST} more` : "";
  const begin = () => quiz.attempt(async () => (await engine()).start(quiz, {}, { ids: set }));
  const waiting = due.length - ids.length;
  return [
    h("p", {}, missed ? `You have missed ${missed} of them before.` : "You knew them all so far.",
      waiting > 0 && ` For ${waiting} of them there is no question to ask before the mock that is running is handed in.`),
    set.length > 0 && h("div", { class: "mlp-actions" },
      button(`Start: ${plural(set.length, "question")}${rest}`, begin, "primary")),
  ].filter((node) => node !== false);
}

/** @param {Bank} bank @param {Agendum[]} list @param {number} day */
function restParts(bank, list, day) {
  if (!list.length) {
    return [h("p", {}, "Review begins with what you have answered, and you have not answered anything yet."),
      h("div", { class: "mlp-actions" },
        h("a", { class: "mlp-button mlp-primary", href: bank.link("practice/") }, "Practise first"))];
  }
  const next = Math.min(...list.map(({ due }) => due));
  const count = list.filter(({ due }) => due === next).length;
  return [h("p", {}, `Next: ${plural(count, "objective")} ${inDays(next - day)}. Until then `,
    h("a", { href: bank.link("practice/?only=unseen") }, "practise what you have not seen"), ".")];
}

/** What this is, and how it is timed.
 * @param {Bank} bank @param {number | undefined} exam @param {number} day */
function explained(bank, exam, day) {
  const ahead = exam !== undefined && exam > day;
  return h("p", { class: "mlp-hint" },
    "Every objective you answered comes back as another question on it shortly before you would forget it: soon after a wrong " +
    "answer, later after a right one, latest after one you were sure of. The days are worked out by FSRS-6, ",
    ahead ? `and nothing waits beyond the day before your exam on ${dateOf(exam)}.` : "and once you ",
    !ahead && h("a", { href: bank.link("practice/progress/") }, "set the date of your exam"),
    !ahead && ", nothing waits beyond the day before it.");
}

/** @param {Bank} bank @param {string} id */
function link(bank, id) {
  const one = bank.index.objectives.find((objective) => objective.id === id);
  return h("a", { href: bank.link(one?.url ?? "") }, `${one?.number} ${one?.title}`);
}

/** A heading on the level of the first one that does not take the focus.
 * @param {Quiz} quiz @param {string} text */
function secondary(quiz, text) {
  const heading = quiz.heading(text);
  heading.removeAttribute("data-focus");
  return heading;
}
