// What the screens of a running mock share: its clock, its map, and times in words.

/** @import {ExamView, MapCell} from "./types.mjs" */
import { bar, button, h, plural } from "./dom.mjs";

/** @typedef {import("./mock-run.mjs").Run} Run */
/** @typedef {{node: HTMLElement, paint: (view: ExamView) => void}} Part */

/** @param {string} form */
export const formName = (form) => (form === "pool" ? "Random form" : `Form ${form}`);

/** A time in words, to the minute, and to the second below one: "1 hour 43 minutes".
 * @param {number} ms */
export function lasting(ms) {
  if (ms < 60_000) return plural(Math.ceil(ms / 1000), "second");
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && plural(hours, "hour"), (rest || !hours) && plural(rest, "minute")].filter(Boolean).join(" ");
}

/** A time as digits: "1:43:12".
 * @param {number} ms */
export function digits(ms) {
  const seconds = Math.ceil(ms / 1000);
  const two = (/** @type {number} */ value) => `${value % 60}`.padStart(2, "0");
  return [Math.floor(seconds / 3600), two(Math.floor(seconds / 60)), two(seconds)].join(":");
}

/** The time that is left, which can be hidden, and how far one is beside an even pace.
 * @param {Run} run @returns {Part & {toggle: () => void}} */
export function clock(run) {
  const time = h("span", { role: "timer" });
  const hide = button("", () => toggle(), "plain");
  const pace = h("span");
  const line = bar(0);
  const warning = h("p", { class: "mlp-notice", hidden: true });
  const toggle = () => run.act({ type: "timer", hidden: !run.view.timerHidden });
  line.classList.add("mlp-pace");
  const node = h("div", {}, line, h("div", { class: "mlp-clock" }, time, hide, pace), warning);
  const paint = (/** @type {ExamView} */ view) => {
    const { left, answered, length, timerHidden, announce } = view;
    time.hidden = timerHidden;
    time.textContent = `${digits(left)} left`;
    time.ariaLabel = `${lasting(left)} left`;
    hide.textContent = timerHidden ? "Show the time" : "Hide the time";
    pace.textContent = timerHidden ? `${answered} answered` : `${answered} answered, an even pace would be ${view.pace}`;
    line.style.setProperty("--mlp-pace", timerHidden ? "-1" : `${view.pace / length}`);
    /** @type {HTMLElement} */ (line.firstChild).style.setProperty("--mlp-part", `${answered / length}`);
    if (announce === undefined) return;
    warning.hidden = false;
    warning.textContent = `${lasting(left)} left.`;
  };
  return { node, paint, toggle };
}

/** What a cell says besides its number.
 * @param {MapCell} cell */
const stateOf = ({ answered, flagged, gone }) =>
  [gone ? "withdrawn" : answered ? "answered" : "open", flagged && "flagged"].filter(Boolean).join(", ");

/** A button for each question, as a map.
 * @param {Run} run
 * @param {string} label
 * @param {(cell: MapCell) => boolean} [shown] all, if left out
 * @returns {Part} */
export function questionMap(run, label, shown = () => true) {
  const buttons = run.view.cells.map(({ number }) =>
    h("button", { type: "button", class: "mlp-cell", onclick: () => run.go(number - 1) }, `${number}`));
  const paint = (/** @type {ExamView} */ { cells }) => {
    for (const [place, cell] of cells.entries()) {
      const node = buttons[place];
      node.hidden = !shown(cell);
      node.ariaLabel = `Question ${cell.number}, ${stateOf(cell)}`;
      node.ariaCurrent = cell.current ? "step" : null;
      node.className = `mlp-cell ${cell.answered ? "mlp-done" : ""} ${cell.flagged ? "mlp-flagged" : ""}`;
    }
  };
  return { node: h("div", { class: "mlp-cells", role: "group", "aria-label": label }, ...buttons), paint };
}
