// The time of a mock as a small chart, and the same in words.

/** @import {Report} from "./types.mjs" */
import { h, plural, svg } from "./dom.mjs";
import { lasting } from "./mock-parts.mjs";

const [WIDE, HIGH, FOOT] = [600, 150, 60];

/** How answers came in over time, and the time each question took.
 * @param {Report} report */
export function timeFigure(report) {
  const { items, pacing, total_ms } = report;
  const count = Math.max(1, items.length);
  const x = (/** @type {number} */ ms) => (Math.min(ms, total_ms) / total_ms) * WIDE;
  const y = (/** @type {number} */ answered) => HIGH - (answered / count) * HIGH;
  const steps = pacing.map(({ at, answered }) => `H${x(at).toFixed(1)}V${y(answered).toFixed(1)}`).join("");
  const longest = Math.max(60_000, ...items.map(({ ms }) => ms));
  const bars = items.map(({ ms, answer }, at) => {
    const [left, high] = [(at / count) * WIDE, (ms / longest) * FOOT];
    const place = { x: left + 1, y: HIGH + 24 + FOOT - high, width: WIDE / count - 2, height: high };
    const miss = { cx: left + WIDE / count / 2, cy: HIGH + FOOT + 31, r: 3 };
    return answer?.correct ? [svg("rect", place)] : [svg("rect", place), svg("circle", miss)];
  });
  return h("figure", { class: "mlp-chart" },
    svg("svg", { viewBox: `0 -6 ${WIDE} ${HIGH + FOOT + 48}`, "aria-hidden": "true" },
      svg("path", { d: `M0 0V${HIGH}H${WIDE}M0 ${HIGH + FOOT + 24}H${WIDE}` }),
      svg("path", { d: `M0 ${HIGH}L${WIDE} 0`, "stroke-dasharray": "4 4" }),
      svg("path", { d: `M0 ${HIGH}${steps}`, class: "mlp-mine" }),
      ...bars.flat()),
    h("figcaption", {}, ...inWords(report).map((text) => h("p", {}, text))));
}

/** @param {Report} report */
function inWords({ items, pacing, total_ms, used }) {
  const spent = items.map(({ ms }) => ms).sort((one, other) => one - other);
  const slow = [...items].sort((one, other) => other.ms - one.ms).slice(0, 3)
    .map(({ number, ms }) => `${number} (${lasting(ms)})`);
  const half = pacing[Math.ceil(pacing.length / 2) - 1];
  return [
    "Above: answers that stood over the whole time, as a line, beside an even pace, dashed. Below: the time on each " +
      "question in the order of the exam; a dot marks those that were wrong or open.",
    `You used ${lasting(used)} of ${lasting(total_ms)}.` +
      (half ? ` Half of your ${plural(pacing.length, "answer")} stood after ${lasting(half.at)}.` : ""),
    `Half of the questions took you ${lasting(spent[Math.floor(spent.length / 2)] ?? 0)} or less. ` +
      `Longest: ${slow.join(", ")}.`,
  ];
}
