// The progress page: what to do next, what is missing to be ready, the mocks, what is known, and my data.

/** @import {Bank, Quiz, Screen} from "./types.mjs" */
import { h } from "./dom.mjs";
import { examDay } from "./drawing.mjs";
import { own } from "./log.mjs";
import { dataParts } from "./progress-data.mjs";
import { mockHistory } from "./progress-mocks.mjs";
import { domainParts, figures } from "./progress-tally.mjs";
import { missingWords, ruleWords, stepWords } from "./progress-words.mjs";
import { progressOf } from "./progress.mjs";
import { withSetting } from "./record.mjs";
import { dayNumber, dayOf } from "./schedule.mjs";
import { dateOf, inDays } from "./words.mjs";

/** @param {Quiz} quiz @returns {Promise<Screen>} */
export async function home(quiz) {
  const bank = await quiz.bank();
  const [standing, known] = [h("div"), h("div")];
  const date = dateField(quiz, () => fill());
  let shown = quiz.store.record;
  const fill = () => {
    shown = quiz.store.record;
    const parts = standingParts(quiz, bank);
    standing.replaceChildren(...parts.first);
    known.replaceChildren(...parts.rest);
    date.show();
  };
  fill();
  return {
    nodes: [standing, h("section", { class: "mlp-card" }, title(quiz, "Your exam"), ...date.nodes), known,
      h("section", { class: "mlp-card" }, title(quiz, "Your data"), ...dataParts(quiz, fill))],
    changed: () => {
      if (quiz.store.record !== shown) fill();
    },
  };
}

/** What depends on the record: what comes before the date of the exam, and what after it.
 * @param {Quiz} quiz @param {Bank} bank */
function standingParts(quiz, bank) {
  const { domains, sections, objectives, mocks, due, readiness, daysLeft, next } =
    progressOf(bank, quiz.store.record, Date.now());
  const tallies = { domains, sections, objectives };
  const [why, label, to] = stepWords(bank, next);
  const any = domains.some(({ seen }) => seen);
  const card = (/** @type {(Node | false)[]} */ ...parts) => h("section", { class: "mlp-card" }, ...parts);
  return {
    first: [card(quiz.heading("What to do next"), h("p", {}, why),
      h("div", { class: "mlp-actions" }, h("a", { class: "mlp-button mlp-primary", href: bank.link(`practice/${to}`) }, label)),
      any && figures(tallies, due.length, daysLeft))],
    rest: [
      card(title(quiz, readiness.ready ? "You are ready" : "Not ready yet"), h("p", {}, ruleWords(bank)),
        !readiness.ready && h("p", {}, h("strong", {}, "Still missing:")),
        h("ul", {}, ...readiness.missing.map((one) => h("li", {}, missingWords(bank, mocks, one))))),
      card(title(quiz, "Your mocks"), ...mockHistory(bank, mocks)),
      card(title(quiz, "What you know"),
        h("p", { class: "mlp-hint" }, any ? "By the last answer to each question. In a bar, what you have seen is pale, what was right darker, what was right and sure full."
          : "Nothing yet. It fills with your first answers: a bar for each domain, section and objective."),
        ...(any ? domainParts(bank, tallies, (text) => quiz.heading(text, 1)) : [])),
    ],
  };
}

/** A heading beside the first one: it does not take the focus.
 * @param {Quiz} quiz @param {string} text */
function title(quiz, text) {
  const heading = quiz.heading(text);
  heading.removeAttribute("data-focus");
  return heading;
}

/** The date of the exam, saved as soon as it is one, and what it does.
 * @param {Quiz} quiz @param {() => void} changed */
function dateField(quiz, changed) {
  const hint = h("p", { class: "mlp-hint", role: "status" });
  const input = h("input", { type: "date", id: "mlp-exam-date" });
  const stored = () => `${own(quiz.store.record.settings, "examDate")?.value ?? ""}`;
  input.onchange = () => {
    if (input.value === stored() || (input.value && dayNumber(input.value) === undefined)) return;
    quiz.store.save((record) => withSetting(record, "examDate", input.value, Date.now()));
    quiz.warn();
    changed();
  };
  const show = () => {
    if (input.value !== stored()) input.value = stored();
    hint.textContent = dateWords(examDay(quiz.store.record), dayOf(Date.now()));
  };
  return { nodes: [h("div", { class: "mlp-fields" },
    h("div", { class: "mlp-field" }, h("label", { for: input.id }, "Date of the exam"), input)), hint], show };
}

/** @param {number | undefined} exam @param {number} day */
function dateWords(exam, day) {
  if (exam === undefined) return "With a date, review lets nothing wait beyond the day before it, and a mock comes first when it is near.";
  if (exam < day) return `${dateOf(exam)} has passed. Clear the date, or set the next one.`;
  return `${dateOf(exam)}, ${inDays(exam - day)}. Nothing in review waits beyond the day before.`;
}
