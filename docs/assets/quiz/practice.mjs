// Practice mode: what to draw from and how much, each choice with what there is; and the way back into a set that is open.
// Its summary is in summary.mjs.

/** @import {Bank, Entry, Quiz, Screen, StoredRecord, Topic} from "./types.mjs" */
import { practisable } from "./core.mjs";
import { h, pills, plural } from "./dom.mjs";
import { candidates } from "./drawing.mjs";
import { standing } from "./log.mjs";
import { engine, openSet } from "./open-set.mjs";
import { dayOf } from "./schedule.mjs";

const LENGTHS = [5, 10, 20, 0]; // 0: all there are

/** @type {Record<string, string>} */
const DIFFICULTIES = { foundation: "Foundation", exam: "As in the exam", hard: "Harder than the exam" };

/** Each filter, and why it has nothing to give.
 * @type {[NonNullable<Topic["only"]>, string, string][]} */
const FILTERS = [
  ["unseen", "Not seen yet", "you have seen every one here"],
  ["missed", "Missed", "none here is wrong now"],
  ["sure-wrong", "Sure, and wrong", "none here that you were sure of is wrong"],
  ["due", "Due today", "nothing here is due"],
  ["flagged", "Flagged", "you flagged none here"],
];

/** The set that is open, if one is, and the form for a new one; or at once the question that a link asks for.
 * @param {Quiz} quiz
 * @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const open = openSet(quiz);
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  if (asked.question && !open.length) {
    const screen = await first(quiz, bank, asked);
    if (screen) return screen;
  }
  const last = quiz.store.record.sessions.practice?.topic;
  const topic = existing(bank, asked) ?? existing(bank, last ?? {});
  return { nodes: [...open, setupForm(quiz, bank, { length: last?.length ?? 5, ...topic })] };
}

/** What went wrong, and what to read, is worked out when a set ends.
 * @type {import("./types.mjs").ModeScreens["summary"]} */
export const summary = async (...args) => (await import("./summary.mjs")).summary(...args);

/** A set that begins with the question of a link (?question=…&choice=…), its choice picked: the home page asks it, and its
 * next click is the answer.
 * @param {Quiz} quiz @param {Bank} bank @param {Record<string, string>} asked */
async function first(quiz, bank, { question, choice }) {
  const rest = practisable(bank, quiz.store.record);
  if (!rest.some(({ id }) => id === question)) return undefined;
  history.replaceState(null, "", location.pathname); // a reload is a way back, not a new set
  const { start } = await engine();
  const { draw } = await import("./core.mjs");
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const more = draw(rest.filter(({ id }) => id !== question), quiz.store.record, seed, LENGTHS[0] - 1);
  const screen = await start(quiz, { length: LENGTHS[0] }, { ids: [question, ...more.map(({ id }) => id)] });
  const inputs = screen.nodes.flatMap((node) => [.../** @type {Element} */ (node).querySelectorAll("input")]);
  for (const input of inputs) input.checked = input.value === choice;
  return { ...screen, focus: true };
}

/** The narrowest part of a wanted topic that the bank still has; wanted by a link (?domain=, ?section=, ?objective=,
 * ?difficulty=, ?only=) or by the last set.
 * @param {Bank} bank
 * @param {{domain?: string, section?: string, objective?: string, difficulty?: string, only?: string}} wanted
 * @returns {Topic | undefined} */
function existing({ index }, wanted) {
  const objective = index.objectives.find(({ id }) => id === wanted.objective);
  const section = index.sections.find(({ id }) => id === (objective?.section ?? wanted.section));
  const domain = index.domains.find(({ id }) => id === wanted.domain);
  const difficulty = index.questions.find((entry) => entry.difficulty === wanted.difficulty)?.difficulty;
  const only = FILTERS.find(([name]) => name === wanted.only)?.[0];
  const scope = section ? { section: section.id, objective: objective?.id } : domain && { domain: domain.id };
  return scope || difficulty || only ? { ...scope, difficulty, only } : undefined;
}

/** @param {Quiz} quiz @param {Bank} bank @param {Topic} initial */
function setupForm(quiz, bank, initial) {
  const topic = { ...initial };
  const today = () => dayOf(Date.now());
  const [scope, objective, difficulty, only] = ["scope", "objective", "difficulty", "only"]
    .map((name) => h("select", { id: `mlp-${name}` }));
  const found = h("p", { class: "mlp-hint", role: "status" });
  const pick = (/** @type {Topic} */ change) => {
    Object.assign(topic, change);
    const { record } = quiz.store;
    const all = (/** @type {Topic} */ without) => candidates(bank, record, { ...topic, ...without }, today());
    fillScopes(scope, bank, topic, all({ domain: undefined, section: undefined, objective: undefined }));
    fillObjectives(objective, bank, topic, all({ objective: undefined }));
    fillDifficulties(difficulty, topic, all({ difficulty: undefined }));
    fillFilters(only, topic, (name) => all({ only: name }).length);
    /** @type {HTMLElement} */ (objective.parentNode).hidden = !topic.section;
    found.textContent = available(all({}), record, topic);
  };
  scope.onchange = () => pick(scopeOf(scope.value));
  objective.onchange = () => pick({ objective: objective.value || undefined });
  difficulty.onchange = () => pick({ difficulty: difficulty.value || undefined });
  only.onchange = () => pick({ only: /** @type {Topic["only"]} */ (only.value || undefined) });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const from = candidates(bank, quiz.store.record, topic, today());
    if (from.length) quiz.attempt(async () => (await engine()).start(quiz, topic, { from }));
    else scope.focus(); // `found` says why
  };
  const form = h("form", { class: "mlp-card mlp-setup", onsubmit },
    quiz.heading("A new set"),
    h("div", { class: "mlp-fields" }, field("Topic", scope), field("Objective", objective),
      field("Which questions", only), field("Difficulty", difficulty)),
    pills("How many", LENGTHS, (value) => (value ? `${value}` : "All"), topic.length, (length) => pick({ length })),
    found, h("div", { class: "mlp-actions" }, h("button", { class: "mlp-button mlp-primary" }, "Start")));
  pick({});
  return form;
}

/** The topic that an option of the first select stands for.
 * @param {string} value such as "section:lifecycle"
 * @returns {Topic} */
function scopeOf(value) {
  const [kind, id] = value.split(":");
  return { domain: undefined, section: undefined, objective: undefined, ...(id && { [kind]: id }) };
}

/** How many questions a set would really have, in words.
 * @param {Entry[]} entries @param {StoredRecord} record @param {Topic} topic */
function available(entries, record, { length }) {
  if (!entries.length) return "There are no such questions. Pick a wider topic, or other ones of it.";
  const unseen = entries.filter((entry) => standing(record, entry) === "unseen").length;
  const short = length && entries.length < length ? ` The set will have ${entries.length}.` : "";
  return `${plural(entries.length, "question")}, ${unseen} not seen yet.${short}`;
}

/** @param {HTMLSelectElement} select @param {Bank} bank @param {Topic} topic @param {Entry[]} all */
function fillScopes(select, { index, inside }, { domain, section }, all) {
  const chosen = section ? `section:${section}` : domain ? `domain:${domain}` : "";
  const count = (/** @type {Topic} */ scope) => all.filter((entry) => inside(entry, scope)).length;
  const option = optionOf(chosen);
  select.replaceChildren(
    option("", "Everything", all.length),
    ...index.domains.map(({ id, title }) => h("optgroup", { label: title },
      option(`domain:${id}`, `All of ${title}`, count({ domain: id })),
      ...index.sections.filter((one) => one.domain === id).map((one) =>
        option(`section:${one.id}`, one.title, count({ section: one.id }))))));
}

/** @param {HTMLSelectElement} select @param {Bank} bank @param {Topic} topic @param {Entry[]} all */
function fillObjectives(select, { index }, { section, objective = "" }, all) {
  const option = optionOf(objective);
  select.replaceChildren(option("", "All objectives of the section", all.length),
    ...index.objectives.filter((one) => one.section === section).map(({ id, number, title }) =>
      option(id, `${number} ${title}`, all.filter((entry) => entry.objective === id).length)));
}

/** @param {HTMLSelectElement} select @param {Topic} topic @param {Entry[]} all */
function fillDifficulties(select, { difficulty = "" }, all) {
  const option = optionOf(difficulty);
  select.replaceChildren(option("", "Any", all.length), ...Object.entries(DIFFICULTIES).map(([id, text]) =>
    option(id, text, all.filter((entry) => entry.difficulty === id).length)));
}

/** @param {HTMLSelectElement} select @param {Topic} topic @param {(only: Topic["only"]) => number} count */
function fillFilters(select, { only }, count) {
  const option = optionOf(only ?? "");
  select.replaceChildren(option("", "All of them", count(undefined)),
    ...FILTERS.map(([id, text, why]) => option(id, text, count(id), why)));
}

/** Options that say how many questions they stand for; those without any cannot be picked and say why.
 * @param {string} chosen
 * @returns {(value: string, text: string, count: number, why?: string) => HTMLOptionElement} */
const optionOf = (chosen) => (value, text, count, why = "no questions") => h("option",
  { value, selected: value === chosen, disabled: !count && value !== "" }, `${text} (${count || why})`);

/** @param {string} text @param {HTMLSelectElement} select */
const field = (text, select) => h("div", { class: "mlp-field" }, h("label", { for: select.id }, text), select);
