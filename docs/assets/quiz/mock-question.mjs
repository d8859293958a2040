// A question of a running mock: choose, doubt, flag, strike out, move. Nothing in here knows what is right.

/** @import {ExamView, Question} from "./types.mjs" */
import { choiceOrder } from "./core.mjs";
import { button, h } from "./dom.mjs";
import { clock, questionMap } from "./mock-parts.mjs";
import { choiceRow, keyLine, scrollable, stem } from "./question.mjs";

/** @typedef {import("./mock-run.mjs").Run} Run */
/** @typedef {import("./mock-run.mjs").RunScreen} RunScreen */

let mapOpen = matchMedia("(min-width: 60em) and (min-height: 45em)").matches;

/** @param {Run} run
 * @param {Question} [question] none if it was withdrawn from the bank
 * @returns {RunScreen} */
export function questionScreen(run, question) {
  const { quiz, view: { place, length } } = run;
  const time = clock(run);
  const map = questionMap(run, "Map of questions");
  const choices = question && choiceList(run, question);
  const flag = marker("Flag", () => run.act({ type: "flag", id: run.exam.items[place].id, on: !here(run).flagged }));
  const last = place === length - 1;
  const back = () => run.go("back");
  const next = () => run.go("next");
  const told = (/** @type {HTMLElement} */ button, /** @type {string} */ on, /** @type {string} */ off) => () => {
    button.click();
    quiz.say(button.ariaPressed === "true" ? on : off);
  };
  const folded = h("details", { class: "mlp-item", open: mapOpen, ontoggle: () => (mapOpen = folded.open) },
    h("summary", {}, "Map of questions"), map.node,
    h("p", { class: "mlp-hint" }, "Filled: answered. Empty: open. With a flag: to come back to."));
  const fold = () => {
    folded.open = !folded.open;
    if (folded.open) /** @type {HTMLElement} */ (folded.querySelector("[aria-current]")).focus();
  };
  return {
    nodes: [h("article", { class: "mlp-card mlp-question mlp-mock" },
      h("div", { class: "mlp-head" }, quiz.heading(`Question ${place + 1} of ${length}`), flag), time.node,
      ...(question && choices ? [stem(question, place + 1), choices.node] : [withdrawn(run)]),
      h("div", { class: "mlp-actions" }, place > 0 && button("Back", back),
        button(last ? "Review" : "Next", next, "primary"), choices?.unsure),
      ...(choices ? [choices.hint] : []), folded,
      h("div", { class: "mlp-head" },
        keyLine(...(choices ? choices.help : []), ["flag", "F"], ["next", "N", "Enter"], ["back", "B"], ["map", "M"],
          ["time", "T"], ["review and hand in", "R"]),
        button("Review and hand in", () => run.go("review"), "plain")))],
    keys: { ...choices?.keys, ...(choices && { u: told(choices.unsure, "Not sure.", "Sure.") }),
      f: told(flag, "Flagged.", "Not flagged any more."), n: next, Enter: next, ...(place > 0 && { b: back }),
      m: fold, t: time.toggle, r: () => run.go("review") },
    paint(view) {
      time.paint(view);
      map.paint(view);
      flag.ariaPressed = `${view.current?.flagged === true}`;
      choices?.paint(view);
    },
  };
}

/** @param {Run} run @returns {NonNullable<ExamView["current"]>} */
const here = (run) => /** @type {NonNullable<ExamView["current"]>} */ (run.view.current);

/** A button that is on or off.
 * @param {string} text @param {() => void} onclick */
function marker(text, onclick) {
  const node = button(text, onclick);
  node.ariaPressed = "false";
  return node;
}

/** @param {Run} run */
const withdrawn = (run) => h("p", {}, "This question has been withdrawn since you began. ",
  here(run).choice ? "Your answer still counts as it was." : "It does not count.");

/** The choices, each with a way to strike it out, and how sure one is.
 * @param {Run} run @param {Question} question */
function choiceList(run, question) {
  const { quiz, exam } = run;
  const order = choiceOrder(question, exam.seed);
  const rows = order.map((choice, at) => {
    const row = choiceRow(choice, at, "mlp-mock-choice");
    const input = /** @type {HTMLInputElement} */ (row.firstChild);
    const struck = h("em", { class: "mlp-out" }, "Struck out");
    const strike = button("", () => run.act(
      { type: "strike", id: question.id, choice: choice.id, on: !here(run).struck.includes(choice.id) }), "plain");
    input.onchange = () => run.act({ type: "choose", question, choice: choice.id });
    /** @type {HTMLElement} */ (row.lastChild).prepend(struck); // inside what names the radio button
    row.append(strike);
    return { row, input, struck, strike, choice };
  });
  const hint = h("p", { class: "mlp-hint" });
  const unsure = marker("Not sure", () => {
    const { choice, sure } = here(run);
    if (choice) return run.act({ type: "sure", id: question.id, sure: !sure });
    hint.textContent = "Pick an answer first.";
    quiz.say(hint.textContent);
  });
  let striking = false;
  const press = (/** @type {typeof rows[0]} */ { input, strike }, /** @type {number} */ number) => {
    if (striking) {
      strike.click();
      quiz.say(strike.textContent === "Undo" ? `Choice ${number} struck out.` : `Choice ${number} is back.`);
    } else {
      input.click();
      input.focus();
    }
    striking = false;
  };
  return {
    node: scrollable(h("fieldset", { class: "mlp-choices" }, h("legend", { class: "mlp-sr" }, "Your answer"),
      ...rows.map(({ row }) => row)), "the choices"),
    unsure,
    hint,
    help: [["pick", `1–${rows.length}`], ["strike out", `X 1–${rows.length}`], ["not sure", "U"]],
    keys: {
      ...Object.fromEntries(rows.map((row, at) => [at + 1, () => press(row, at + 1)])),
      x: () => {
        striking = !striking;
        quiz.say(striking ? "Strike out: press the number of a choice." : "");
      },
    },
    paint(/** @type {ExamView} */ { current }) {
      if (!current) return;
      for (const [at, { row, input, struck, strike, choice }] of rows.entries()) {
        const out = current.struck.includes(choice.id);
        input.checked = current.choice === choice.id;
        row.classList.toggle("mlp-struck", out);
        struck.hidden = !out;
        strike.textContent = out ? "Undo" : "Strike";
        strike.ariaLabel = out ? `Undo: bring choice ${at + 1} back` : `Strike choice ${at + 1} out`;
      }
      unsure.ariaPressed = `${current.sure === false}`;
      hint.textContent = !current.choice ? "Not answered yet." : current.sure ? "Saved as sure." : "Saved as not sure.";
    },
  };
}
