// A bank for tests, made to measure: the shape of the exam, as many questions as a test asks for, and a seeded die.
import { openBank } from "../../docs/assets/quiz/data.mjs";

export const COUNTS = { one: 26, two: 26, three: 7 };
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const NOON = Date.UTC(2027, 0, 4, 12);

/** A seeded source of numbers: dice(7)(6) is 0 to 5, always the same. */
export function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const objectives = { one: 8, two: 9, three: 3 };

/** An index with forms of exactly COUNTS (by letter) and a pool of `pool` questions an objective. */
export function indexOf({ forms = ["A"], pool = 4, revision = "r1", traps = { slip: "Slip", trip: "Trip" } } = {}) {
  const domains = Object.keys(COUNTS);
  const sections = domains.flatMap((domain) => [1, 2].map((at) => ({ id: `${domain}-s${at}`, title: "", domain, weight: 10, url: "" })));
  const list = domains.flatMap((domain) => Array.from({ length: objectives[domain] }, (_, at) =>
    ({ id: `${domain}-o${at}`, number: "1.1", title: "", section: `${domain}-s${(at % 2) + 1}`, url: "" })));
  const entry = (id, objective, form) => ({ id, objective, form, difficulty: "exam", chunk: 0, revision });
  const fixed = forms.flatMap((form) => domains.flatMap((domain) => Array.from({ length: COUNTS[domain] }, (_, at) =>
    entry(`${form.toLowerCase()}-${domain}-${at}`, `${domain}-o${at % objectives[domain]}`, form))));
  const loose = list.flatMap(({ id }) => Array.from({ length: typeof pool === "function" ? pool(id) : pool }, (_, at) =>
    entry(`p-${id}-${at}`, id, "pool")));
  return {
    format: 1,
    exam: { questions: 59, minutes: 120, counts: COUNTS, readiness: { mocks: 2, score: 85, domain_floor: 70 } },
    domains: domains.map((id, at) => ({ id, title: "", weight: [44, 44, 12][at] })),
    sections, objectives: list, traps, chunks: [], questions: [...loose, ...fixed],
  };
}

/** The bank over an index. */
export const bankOf = (index = indexOf()) => openBank(index, async () => ({ questions: [] }), "https://example.org/");

/** The content behind an entry: the right choice is "key", two of the wrong ones name a trap. */
export const question = ({ id, revision = "r1" }) => ({
  id, revision, stem: "", pinned: false, claims: [], report: null,
  choices: [{ id: "key", correct: true }, { id: "one", trap: "slip" }, { id: "two", trap: "trip" }, { id: "three" }]
    .map((choice) => ({ text: "", why: "", ...choice })),
});

/** Deeply frozen: whoever changes it fails the test. */
export function freeze(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
