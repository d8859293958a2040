// Before handing in: what is answered, open and flagged, and a warning where something is open.

/** @import {ExamView, MapCell} from "./types.mjs" */
import { button, h, plural } from "./dom.mjs";
import { clock, questionMap } from "./mock-parts.mjs";
import { keyLine } from "./question.mjs";

/** @typedef {import("./mock-run.mjs").Run} Run */
/** @typedef {import("./mock-run.mjs").RunScreen} RunScreen */

/** The parts of the list, those that need a look first.
 * @type {[string, (cell: MapCell) => boolean][]} */
const PARTS = [
  ["Open", ({ answered, gone }) => !answered && !gone],
  ["Flagged", ({ flagged }) => flagged],
  ["Withdrawn", ({ answered, gone }) => gone && !answered],
  ["Answered", ({ answered }) => answered],
];

/** @param {Run} run @returns {RunScreen} */
export function reviewScreen(run) {
  const { quiz } = run;
  const time = clock(run);
  const state = h("p");
  const asked = h("div", { class: "mlp-notice", role: "alert", hidden: true });
  const parts = PARTS.map(([title, shown]) => {
    const map = questionMap(run, title, shown);
    return { shown, map, heading: quiz.heading(title, 1), title };
  });
  const ask = (/** @type {string} */ text, /** @type {HTMLButtonElement[]} */ ...ways) => {
    asked.hidden = false;
    asked.replaceChildren(h("p", {}, text), h("div", { class: "mlp-ways" }, ...ways));
    ways[0].focus();
  };
  const handIn = () => run.act({ type: "handIn" });
  const done = () => {
    const { open, cells } = run.view;
    if (!open) return handIn();
    ask(`${plural(open, "question")} ${open === 1 ? "is" : "are"} open, and counted as wrong if you hand in now.`,
      button("Go to the first open one", () => run.go(cells.findIndex(PARTS[0][1])), "primary"),
      button("Hand in all the same", handIn));
  };
  const giveUp = () => ask("Put this mock away without a score? It counts nowhere, and its form stays spent.",
    button("Keep it", () => run.show(), "primary"),
    button("Put it away", () => {
      run.send({ type: "discard" });
      quiz.home();
    }));
  const back = () => run.go("back");
  return {
    nodes: [h("article", { class: "mlp-card mlp-question mlp-mock" },
      h("div", { class: "mlp-head" }, quiz.heading("Before you hand in")), time.node, state,
      ...parts.flatMap(({ heading, map }) => [heading, map.node]),
      asked,
      // One level down, so that it does not stick and lie over the numbers
      h("div", {}, h("div", { class: "mlp-actions" }, button("Back", back), button("Hand in", done, "primary"))),
      h("div", { class: "mlp-head" }, keyLine(["back", "B"], ["hand in", "H"], ["time", "T"]),
        button("Put this mock away", giveUp, "plain")),
      h("p", { class: "mlp-hint" }, `Form code ${run.exam.code}`))],
    keys: { b: back, h: done, t: time.toggle },
    paint(/** @type {ExamView} */ view) {
      time.paint(view);
      state.textContent = `${view.answered} answered, ${view.open} open, ${view.flagged} flagged. ` +
        "Nothing is told before you hand in; after it you can change nothing.";
      for (const { shown, map, heading, title } of parts) {
        const count = view.cells.filter(shown).length;
        heading.hidden = map.node.hidden = !count;
        heading.textContent = `${title} (${count})`;
        map.paint(view);
      }
    },
  };
}
