// What the progress page says: the next step, and what is missing to be ready, a sentence each.

/** @import {Bank, Missing, MockResult, NextStep} from "./types.mjs" */
import { plural } from "./dom.mjs";

/** The next step: why, what its link says, and where it goes.
 * @param {Bank} bank @param {NextStep} next
 * @returns {[string, string, string]} */
export function stepWords({ index }, next) {
  switch (next.step) {
    case "exam": return ["A mock exam is running, and so is its clock.", "Go on with the mock", "mock/"];
    case "set": return next.key === "review" ? ["A review is still open.", "Go on with the review", "review/"]
      : ["A practice set is still open.", "Go on with the set", ""];
    case "start": return ["You have not answered anything yet. Five questions show how this works, and what you know.",
      "Start with five questions", ""];
    case "review": return [`${plural(next.count, "objective")} ${next.count === 1 ? "is" : "are"} due today: ask again before it is forgotten.`,
      "Review what is due", "review/"];
    case "repair": return [`You were sure of ${plural(next.count, "answer")} that ${next.count === 1 ? "is" : "are"} wrong. ` +
      "Nothing costs more in an exam.", "Mend what felt right", "?only=sure-wrong"];
    case "mock": return [`Time for a mock that you have not seen: form ${next.form}.`, "Sit a mock exam", "mock/"];
    case "practise": return [`Most is to be gained in “${index.sections.find(({ id }) => id === next.section)?.title}”: ` +
      (next.why === "unseen" ? "there are questions on it that you have not seen." : "it has the most wrong answers for its weight."),
    "Practise this section", `?section=${next.section}`];
    case "ready": return ["You have passed the gate below. Keep it warm until the exam.", "Review", "review/"];
  }
}

/** What "ready" means here.
 * @param {Bank} bank */
export function ruleWords({ index: { exam: { readiness } } }) {
  const { mocks, score, domain_floor } = readiness;
  return `Ready means here: ${plural(mocks, "mock")} that you had not seen at ${score}\u00a0% or more, no domain under ${domain_floor}\u00a0% ` +
    "over them, inside the time. It is this guide's line, not a pass mark.";
}

/** One thing that is missing.
 * @param {Bank} bank @param {MockResult[]} mocks @param {Missing} missing */
export function missingWords({ index }, mocks, missing) {
  switch (missing.kind) {
    case "mocks": {
      const { have, need, score, best } = missing;
      const more = `${plural(need - have, have ? "more unseen mock" : "unseen mock")} at ${score}\u00a0% or more.`;
      return more + (best === undefined ? " You have not sat one yet." : ` Your best so far: ${short(best)}.`);
    }
    case "domain": {
      const title = index.domains.find(({ id }) => id === missing.domain)?.title ?? missing.domain;
      return `${title}: ${short(missing.share)} over the mocks that count; ${missing.floor}\u00a0% is the least.`;
    }
    case "time": {
      const mock = mocks.find(({ id }) => id === missing.exam);
      return `A mock inside the time: ${mock ? mockName(mock) : "one"} ran out with questions open.`;
    }
  }
}

/** A share beside a line that it has to reach: never rounded up to it.
 * @param {number} share 0 to 1 */
const short = (share) => `${Math.floor(share * 100 + 1e-9)}\u00a0%`;

/** @param {Pick<MockResult, "form" | "at">} mock */
export function mockName({ form, at }) {
  const day = new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return form === "pool" ? `random form of ${day}` : `form ${form} of ${day}`;
}
