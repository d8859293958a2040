// The history of mocks as a small chart with intervals, and the same in words.

/** @import {Bank, MockResult} from "./types.mjs" */
import { h, svg } from "./dom.mjs";
import { mockName } from "./progress-words.mjs";
import { percent } from "./words.mjs";

const [STEP, MOST, HIGH, LEFT] = [64, 10, 130, 48];

/** Every mock that is over; in the chart the latest ones.
 * @param {Bank} bank @param {MockResult[]} mocks oldest first
 * @returns {Node[]} */
export function mockHistory(bank, mocks) {
  if (!mocks.length) {
    return [h("p", {}, "No mock yet. The first one shows where you stand; sit it when you have met every domain, or now, to know."),
      h("p", {}, h("a", { href: bank.link("practice/mock/") }, "What a mock is, and the start of one"))];
  }
  const row = (/** @type {MockResult} */ mock) => h("li", {},
    h("a", { href: `${bank.link("practice/mock/")}?exam=${mock.id}` }, sentence(mockName(mock))), `: ${inWords(mock)}`);
  return [
    h("figure", { class: "mlp-chart" }, chart(mocks.slice(-MOST), bank.index.exam.readiness.score / 100),
      h("figcaption", { class: "mlp-hint" }, "Score of each mock with its 95 % interval, oldest first; a hollow diamond if you had met it before. " +
        `Dashed: ${bank.index.exam.readiness.score} %.`)),
    h("ul", {}, ...mocks.toReversed().map(row)),
  ];
}

/** @param {MockResult} mock */
function inWords({ right, total, share, interval: [low, high], unseen, inTime, used }) {
  return `${right} of ${total} right, ${percent(share)} (95 % interval ${percent(low)} to ${percent(high)}), ` +
    `${Math.round(used / 60_000)} minutes${inTime ? "" : ", out of time"}${unseen ? "" : ", met before"}`;
}

/** @param {MockResult[]} mocks @param {number} line */
function chart(mocks, line) {
  const wide = LEFT + mocks.length * STEP;
  const y = (/** @type {number} */ share) => (20 + (1 - share) * HIGH).toFixed(1);
  const marks = mocks.flatMap(({ share, interval: [low, high], unseen }, at) => {
    const x = LEFT + (at + 0.5) * STEP;
    const whiskers = svg("path", { d: `M${x} ${y(low)}V${y(high)}M${x - 6} ${y(low)}h12M${x - 6} ${y(high)}h12` });
    const dot = unseen ? svg("rect", { x: x - 6, y: Number(y(share)) - 6, width: 12, height: 12, rx: 6 })
      : svg("path", { d: `M${x - 6} ${y(share)}l6 -6l6 6l-6 6z` });
    return [whiskers, dot];
  });
  const scale = [0, 0.5, 1].map((share) =>
    svg("text", { x: LEFT - 8, y: Number(y(share)) + 4, "text-anchor": "end", "font-size": 12, fill: "currentcolor" }, percent(share)));
  return svg("svg", { viewBox: `0 0 ${wide} ${HIGH + 30}`, width: wide, height: HIGH + 30, "aria-hidden": "true" },
    svg("path", { d: `M${LEFT} ${y(1)}V${y(0)}H${wide}` }),
    svg("path", { d: `M${LEFT} ${y(line)}H${wide}`, "stroke-dasharray": "4 4" }), ...scale, ...marks);
}

/** @param {string} text */
const sentence = (text) => text[0].toUpperCase() + text.slice(1);
