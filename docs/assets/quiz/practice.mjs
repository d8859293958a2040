// Practice mode: the form that sets up a set, and the way back into one that is open. Its summary is in summary.mjs.

/** @import {Bank, Quiz, Screen, Session, Topic} from "./types.mjs" */
import { standing } from "./core.mjs";
import { button, h, plural } from "./dom.mjs";

const engine = () => import("./engine.mjs");
const LENGTHS = [5, 10, 20, 0]; // 0: all there are

/** The set that is open, if one is, and the form for a new one.
 * @param {Quiz} quiz
 * @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const open = quiz.store.record.sessions.practice;
  return { nodes: [
    ...(open && !open.closedAt ? [resumeCard(quiz, open)] : []),
    setupForm(quiz, bank, { form: "pool", length: 10, ...(askedFor(bank) ?? open?.topic) }),
  ] };
}

/** What went wrong, and what to read, is worked out when a set ends.
 * @type {import("./types.mjs").ModeScreens["summary"]} */
export const summary = async (...args) => (await import("./summary.mjs")).summary(...args);

/** The topic that a link on another page asked for: ?domain=, ?section= or ?objective=.
 * @param {Bank} bank
 * @returns {Topic | undefined} */
function askedFor({ index }) {
  const query = new URLSearchParams(location.search);
  const objective = index.objectives.find(({ id }) => id === query.get("objective"));
  const section = index.sections.find(({ id }) => id === (objective?.section ?? query.get("section")));
  const domain = index.domains.find(({ id }) => id === query.get("domain"));
  if (section) return { section: section.id, objective: objective?.id };
  return domain && { domain: domain.id };
}

/** @param {Quiz} quiz @param {Session} open */
function resumeCard(quiz, open) {
  const { position, questions, finishedAt } = open;
  const label = finishedAt ? "See its summary" : `Continue: question ${position + 1} of ${questions.length}`;
  return h("section", { class: "mlp-card mlp-start", "aria-label": "Your last set" },
    h("p", {}, finishedAt ? "You finished a set." : "A set is still open."),
    h("div", { class: "mlp-actions" },
      button(label, () => quiz.attempt(async () => (await engine()).play(quiz, open)), "primary"), button("Discard", () => quiz.attempt(async () => (await engine()).close(quiz, open)))));
}

/** @param {Quiz} quiz @param {Bank} bank @param {Topic} initial */
function setupForm(quiz, bank, initial) {
  const topic = { ...initial };
  const scope = h("select", { id: "mlp-scope" });
  const objective = h("select", { id: "mlp-objective" });
  const forms = [...new Set(["pool", ...bank.index.questions.map(({ form }) => form).sort()])];
  const found = h("p", { class: "mlp-hint", role: "status" });
  const warning = h("p", { class: "mlp-notice" });
  const go = h("button", { class: "mlp-button mlp-primary" });
  const narrow = field("Objective", objective);
  const refresh = () => {
    const taken = quiz.store.record.forms[topic.form ?? ""];
    const spends = topic.form !== "pool" && !taken;
    fillScopes(scope, bank, topic);
    fillObjectives(objective, bank, topic);
    narrow.hidden = !topic.section;
    found.textContent = available(bank.entries(topic), quiz.store.record.answers, topic.length);
    warning.hidden = !spends;
    warning.textContent = `You have not taken form ${topic.form} yet. Practising its questions spends it: ` +
      "it will never be an unseen mock exam again, and it is marked as taken when you start.";
    go.textContent = spends ? `Spend form ${topic.form} and start` : "Start";
  };
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (bank.entries(topic).length) quiz.attempt(async () => (await engine()).start(quiz, topic));
    else scope.focus();
  };
  scope.onchange = () => {
    const [kind, id] = scope.value.split(":");
    Object.assign(topic, { domain: undefined, section: undefined, objective: undefined }, id && { [kind]: id });
    refresh();
  };
  objective.onchange = () => {
    topic.objective = objective.value || undefined;
    refresh();
  };
  const choose = (/** @type {"form" | "length"} */ name) => (/** @type {any} */ value) => {
    Object.assign(topic, { [name]: value });
    refresh();
  };
  refresh();
  return h("form", { class: "mlp-card mlp-setup", onsubmit },
    quiz.heading("A new set"),
    h("div", { class: "mlp-fields" }, field("Topic", scope), narrow),
    pills("Questions from", forms.map((form) => [form === "pool" ? "Practice pool" : `Mock form ${form}`, form]), topic.form, choose("form")),
    pills("How many", LENGTHS.map((length) => [length ? `${length}` : "All", length]), topic.length, choose("length")),
    warning, found,
    h("div", { class: "mlp-actions" }, go));
}

/** How many questions a set would really have, in words.
 * @param {import("./types.mjs").Entry[]} entries
 * @param {Record<string, import("./types.mjs").Answer[]>} answers
 * @param {number} [length] */
function available(entries, answers, length) {
  if (!entries.length) return "There are no questions here yet. Pick a wider topic.";
  const unseen = entries.filter((entry) => standing(entry, answers) === "unseen").length;
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

/** Radio buttons in a row.
 * @param {string} legend
 * @param {[string, string | number][]} options each: text and value
 * @param {unknown} chosen
 * @param {(value: string | number) => void} pick */
function pills(legend, options, chosen, pick) {
  return h("fieldset", { class: "mlp-pills" }, h("legend", {}, legend), ...options.map(([text, value]) =>
    h("label", {}, h("input", { type: "radio", name: legend, value, checked: value === chosen, onchange: () => pick(value) }),
      h("span", {}, text))));
}
