// Practice mode: the form that sets up a set, and the way back into one that is open. Its summary is in summary.mjs.

/** @import {Bank, Quiz, Screen, Session, Topic} from "./types.mjs" */
import { standing } from "./log.mjs";
import { button, h, pills, plural } from "./dom.mjs";

const engine = () => import("./engine.mjs");
const LENGTHS = [5, 10, 20, 0]; // 0: all there are

/** The set that is open, if one is, and the form for a new one.
 * @param {Quiz} quiz
 * @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const last = quiz.store.record.sessions.practice;
  const asked = existing(bank, Object.fromEntries(new URLSearchParams(location.search)));
  const topic = asked ?? existing(bank, last?.topic ?? {});
  return { nodes: [
    ...(last && !last.closedAt ? [resumeCard(quiz, last)] : []),
    setupForm(quiz, bank, { ...topic, form: "pool", length: last?.topic.length ?? 10 }),
  ] };
}

/** What went wrong, and what to read, is worked out when a set ends.
 * @type {import("./types.mjs").ModeScreens["summary"]} */
export const summary = async (...args) => (await import("./summary.mjs")).summary(...args);

/** The narrowest part of a wanted topic that the bank still has; wanted by a link (?domain=, ?section=, ?objective=)
 * or by the last set.
 * @param {Bank} bank
 * @param {Topic} wanted
 * @returns {Topic | undefined} */
function existing({ index }, wanted) {
  const objective = index.objectives.find(({ id }) => id === wanted.objective);
  const section = index.sections.find(({ id }) => id === (objective?.section ?? wanted.section));
  const domain = index.domains.find(({ id }) => id === wanted.domain);
  if (section) return { section: section.id, objective: objective?.id };
  return domain && { domain: domain.id };
}

/** @param {Quiz} quiz @param {Session} open */
function resumeCard(quiz, open) {
  const { position, questions, finishedAt } = open;
  const label = finishedAt ? "See its summary" : `Continue: question ${position + 1} of ${questions.length}`;
  const resume = () => quiz.attempt(async () => (await engine()).play(quiz, open));
  const discard = () => quiz.attempt(async () => (await engine()).close(quiz, open));
  return h("section", { class: "mlp-card mlp-start", "aria-label": "Your last set" },
    h("p", {}, finishedAt ? "You finished a set." : "A set is still open."),
    h("div", { class: "mlp-actions" }, button(label, resume, "primary"), button("Discard", discard)));
}

/** @param {Quiz} quiz @param {Bank} bank @param {Topic} initial */
function setupForm(quiz, bank, initial) {
  const topic = { ...initial };
  const parts = {
    scope: h("select", { id: "mlp-scope" }),
    objective: h("select", { id: "mlp-objective" }),
    warning: h("p", { class: "mlp-notice" }),
    found: h("p", { class: "mlp-hint", role: "status" }),
    go: h("button", { class: "mlp-button mlp-primary" }),
  };
  const pick = (/** @type {Topic} */ change) => {
    Object.assign(topic, change);
    refresh(parts, quiz, bank, topic);
  };
  const { scope, objective, warning, found, go } = parts;
  scope.onchange = () => pick(scopeOf(scope.value));
  objective.onchange = () => pick({ objective: objective.value || undefined });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (bank.entries(topic).length) quiz.attempt(async () => (await engine()).start(quiz, topic));
    else scope.focus(); // `found` says why
  };
  const forms = [...new Set(["pool", ...bank.index.questions.map(({ form }) => form).sort()])];
  const form = h("form", { class: "mlp-card mlp-setup", onsubmit },
    quiz.heading("A new set"),
    h("div", { class: "mlp-fields" }, field("Topic", scope), field("Objective", objective)),
    pills("Questions from", forms, nameOfForm, topic.form, (one) => pick({ form: one })),
    pills("How many", LENGTHS, (value) => (value ? `${value}` : "All"), topic.length, (length) => pick({ length })),
    warning, found, h("div", { class: "mlp-actions" }, go));
  pick({});
  return form;
}

/** @param {string} form */
const nameOfForm = (form) => (form === "pool" ? "Practice pool" : `Mock form ${form}`);

/** The topic that an option of the first select stands for.
 * @param {string} value such as "section:lifecycle"
 * @returns {Topic} */
function scopeOf(value) {
  const [kind, id] = value.split(":");
  return { domain: undefined, section: undefined, objective: undefined, ...(id && { [kind]: id }) };
}

/** Makes the form say what the topic now means: counts, what is there, and what it would spend.
 * @param {{scope: HTMLSelectElement, objective: HTMLSelectElement, warning: HTMLElement, found: HTMLElement,
 *   go: HTMLElement}} parts
 * @param {Quiz} quiz @param {Bank} bank @param {Topic} topic */
function refresh({ scope, objective, warning, found, go }, quiz, bank, topic) {
  const { record } = quiz.store;
  const { form = "pool" } = topic;
  const spends = form !== "pool" && !record.forms[form];
  fillScopes(scope, bank, topic);
  fillObjectives(objective, bank, topic);
  /** @type {HTMLElement} */ (objective.parentNode).hidden = !topic.section;
  found.textContent = available(bank.entries(topic), record, topic.length);
  warning.hidden = !spends;
  warning.textContent = `You have not taken form ${form} yet. Practising its questions spends it: ` +
    "it will never be an unseen mock exam again, and it is marked as taken when you start.";
  go.textContent = spends ? `Spend form ${form} and start` : "Start";
}

/** How many questions a set would really have, in words.
 * @param {import("./types.mjs").Entry[]} entries
 * @param {import("./types.mjs").StoredRecord} record
 * @param {number} [length] */
function available(entries, record, length) {
  if (!entries.length) return "There are no questions here yet. Pick a wider topic.";
  const unseen = entries.filter((entry) => standing(record, entry) === "unseen").length;
  const short = length && entries.length < length ? ` The set will have ${entries.length}.` : "";
  return `${plural(entries.length, "question")}, ${unseen} not seen yet.${short}`;
}

/** @param {HTMLSelectElement} select @param {Bank} bank @param {Topic} topic */
function fillScopes(select, { index, entries }, { domain, section, form }) {
  const chosen = section ? `section:${section}` : domain ? `domain:${domain}` : "";
  const option = choiceOf(chosen);
  select.replaceChildren(
    option("", `Everything (${entries({ form }).length})`),
    ...index.domains.map(({ id, title }) => h("optgroup", { label: title },
      option(`domain:${id}`, `All of ${title} (${entries({ form, domain: id }).length})`),
      ...index.sections.filter((one) => one.domain === id).map((one) =>
        option(`section:${one.id}`, `${one.title} (${entries({ form, section: one.id }).length})`)))));
}

/** @param {HTMLSelectElement} select @param {Bank} bank @param {Topic} topic */
function fillObjectives(select, { index, entries }, { section, objective, form }) {
  const option = choiceOf(objective ?? "");
  select.replaceChildren(option("", "All objectives of the section"),
    ...index.objectives.filter((one) => one.section === section).map(({ id, number, title }) =>
      option(id, `${number} ${title} (${entries({ form, objective: id }).length})`)));
}

/** @param {string} chosen @returns {(value: string, text: string) => HTMLOptionElement} */
const choiceOf = (chosen) => (value, text) => h("option", { value, selected: value === chosen }, text);

/** @param {string} text @param {HTMLSelectElement} select */
const field = (text, select) => h("div", { class: "mlp-field" }, h("label", { for: select.id }, text), select);
