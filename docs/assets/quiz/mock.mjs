// Mock exams: go on with the one that is running, read the report of one that is over, or start a new one.

/** @import {Bank, CodeProblem, DrawnForm, Exam, Quiz, Screen} from "./types.mjs" */
import { h, pills, plural } from "./dom.mjs";
import { EXTRA, counts, startExam } from "./exam.mjs";
import { drawForm, formOfCode, formsOffered } from "./forms.mjs";
import { firstSeen, own } from "./log.mjs";
import { formName } from "./mock-parts.mjs";
import { Run, fetchAll } from "./mock-run.mjs";
import { withExam } from "./record.mjs";

/** Why a code gives no form.
 * @type {Record<CodeProblem, string>} */
const REFUSED = {
  letters: "A code has only letters and digits in it.",
  length: "A code has twelve letters and digits, in groups of four.",
  mistyped: "There is a slip in this code: check each letter.",
  form: "This code is of a form that is not offered here.",
  bank: "This code is of another state of the questions. They have changed since, so it cannot give the same form. Ask for a new code.",
};

/** @param {Quiz} quiz @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const asked = own(quiz.store.record.exams, new URLSearchParams(location.search).get("exam") ?? "");
  const latest = running(quiz)[0];
  if (latest) {
    const run = new Run(quiz, latest);
    run.send({ type: "tick" }); // what is late is handed in as it stood, before it follows the bank
    run.send({ type: "sync", revisions: bank.revisions() });
    if (run.exam.finishedAt === undefined) fetchLater(run);
    return run.screen();
  }
  if (asked?.finishedAt !== undefined) return new Run(quiz, asked).screen();
  return {
    nodes: [setupForm(quiz, bank), ...pastMocks(quiz, bank)],
    changed: () => running(quiz).length && quiz.home(), // begun in another tab
  };
}

/** Mocks that are not over, the latest first.
 * @param {Quiz} quiz */
const running = (quiz) => Object.values(quiz.store.record.exams)
  .filter(({ finishedAt }) => finishedAt === undefined).sort((one, other) => other.startedAt - one.startedAt);

/** After the first question is on screen.
 * @param {Run} run */
const fetchLater = (run) => setTimeout(() => fetchAll(run), 2000);

/** @param {Quiz} quiz @param {Bank} bank @param {DrawnForm} form @param {number} extra */
function begin(quiz, bank, form, extra) {
  const exam = startExam({ bank, form, extra, now: Date.now() });
  quiz.store.save((record) => withExam(record, exam));
  const run = new Run(quiz, exam);
  fetchLater(run);
  run.show();
}

/** @param {Quiz} quiz @param {Bank} bank */
function setupForm(quiz, bank) {
  const { index } = bank;
  const { minutes } = index.exam;
  const offered = formsOffered(index);
  const drawn = new Map(offered.map((form) =>
    [form, drawForm(index, form, crypto.getRandomValues(new Uint32Array(1))[0])]));
  const letters = offered.filter((form) => form !== "pool");
  const kinds = [...letters, ...offered.filter((form) => form === "pool"), "code"];
  const unspent = letters.find((form) => !own(quiz.store.record.forms, form));
  let [kind, extra] = [unspent ?? kinds[0], 1];
  const about = h("p", { role: "status" });
  const problem = h("p", { class: "mlp-hint mlp-missing", id: "mlp-code-problem", role: "alert" });
  const code = h("input", { id: "mlp-code", autocomplete: "off", spellcheck: "false", "aria-describedby": problem.id });
  const field = h("div", { class: "mlp-field" }, h("label", { for: code.id }, "Code of a form"), code, problem);
  const go = h("button", { class: "mlp-button mlp-primary" });
  const refresh = () => {
    const form = drawn.get(kind);
    field.hidden = kind !== "code";
    problem.textContent = "";
    about.textContent = form ? described(quiz, form) : "A code gives you the same questions in the same order as to whoever gave it to you.";
    go.textContent = form && spends(quiz, form) ? `Spend form ${kind} and start` : "Start";
  };
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = kind === "code" ? formOfCode(index, code.value) : { form: drawn.get(kind), problem: /** @type {const} */ ("") };
    if (found.form) return begin(quiz, bank, found.form, extra);
    if (found.problem) problem.textContent = REFUSED[found.problem];
    code.focus();
  };
  refresh();
  return h("form", { class: "mlp-card mlp-setup", onsubmit },
    quiz.heading("A new mock exam"),
    h("p", {}, "Every change is saved as you make it. The clock runs on when you close the page, and hands in for you at the end."),
    pills("Questions", kinds, nameOf, kind, (one) => {
      kind = one;
      refresh();
    }),
    field, about,
    pills("Time", EXTRA, (part) => (part > 1 ? `${minutes * part} min (${part}×)` : `${minutes} min`), extra, (part) => {
      extra = part;
      refresh();
    }),
    h("div", { class: "mlp-actions" }, go));
}

/** @param {string} kind */
const nameOf = (kind) => (kind === "code" ? "By code" : formName(kind));

/** @param {Quiz} quiz @param {DrawnForm} drawn */
const spends = ({ store: { record } }, { form }) => form !== "pool" && !own(record.forms, form);

/** What the form is, and what taking it means.
 * @param {Quiz} quiz @param {DrawnForm} drawn */
function described(quiz, drawn) {
  const { form, code, entries } = drawn;
  const { record } = quiz.store;
  const met = entries.filter(({ id }) => firstSeen(record, id) < Infinity).length;
  const share = ` Its code is ${code}: it gives the same questions in the same order to someone else.`;
  if (form === "pool") {
    return (met ? `Drawn from the practice pool. You have met ${met} of its ${plural(entries.length, "question")}, so it does not count as unseen.`
      : "Drawn from the practice pool. You have met none of its questions.") + share;
  }
  return (spends(quiz, drawn) ? `Form ${form} can be unseen only once. Starting it spends it, also if you do not finish; after that its questions join practice.`
    : `You have begun form ${form} before, so it does not count as unseen.`) + share;
}

/** Links to the reports of mocks that are over, the latest first.
 * @param {Quiz} quiz @param {Bank} bank */
function pastMocks(quiz, bank) {
  const over = Object.values(quiz.store.record.exams)
    .filter(({ finishedAt, discardedAt }) => finishedAt !== undefined && !discardedAt)
    .sort((one, other) => other.startedAt - one.startedAt);
  if (!over.length) return [];
  const row = (/** @type {Exam} */ { id, form, startedAt, items }) => h("li", {},
    h("a", { href: `${bank.link("practice/mock/")}?exam=${id}` },
      `${formName(form)}, ${new Date(startedAt).toLocaleDateString("en-GB", { dateStyle: "medium" })}`),
    `: ${items.filter(({ answer }) => answer?.correct).length} of ${items.filter(counts).length} right`);
  return [h("section", { class: "mlp-card mlp-start" }, quiz.heading("Your mocks", 1), h("ul", {}, ...over.map(row)))];
}
