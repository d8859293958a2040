// Where someone stands, what is missing, and what to do next: figures and reasons; the sentences are the screens'.

/** @import {Bank, Entry, MockResult, Missing, NextStep, Readiness, StoredRecord, Tally} from "./types.mjs" */
import { practisable } from "./core.mjs";
import { agenda, dueOn, examDay, isSureWrong } from "./drawing.mjs";
import { counts } from "./exam.mjs";
import { formsOffered } from "./forms.mjs";
import { firstSeen, lastAnswer, own } from "./log.mjs";
import { openStep } from "./next.mjs";
import { dayOf } from "./schedule.mjs";
import { examScore } from "./scoring.mjs";

const SOON = 14; // days before the exam from which a mock comes before more practice

/** Seen, right and sure for each domain, section and objective, by the last answer to each question as it reads today;
 * `all` is what practice may show.
 * @param {Bank} bank @param {StoredRecord} record
 * @returns {Record<"domains" | "sections" | "objectives", Tally[]>} */
export function tallies(bank, record) {
  const entries = practisable(bank, record);
  const by = (/** @type {{id: string}[]} */ groups, /** @type {(entry: Entry) => string} */ of) => {
    const inside = Map.groupBy(entries, of);
    return groups.map(({ id }) => tally(record, id, inside.get(id) ?? []));
  };
  return {
    domains: by(bank.index.domains, ({ id }) => bank.place(id).domain.id),
    sections: by(bank.index.sections, ({ id }) => bank.place(id).section.id),
    objectives: by(bank.index.objectives, ({ objective }) => objective),
  };
}

/** @param {StoredRecord} record @param {string} id @param {Entry[]} entries @returns {Tally} */
function tally(record, id, entries) {
  const seen = entries.flatMap((entry) => lastAnswer(record, entry) ?? []);
  const right = seen.filter(({ correct }) => correct);
  return { id, all: entries.length, seen: seen.length, right: right.length,
    sure: right.filter(({ sure }) => sure).length };
}

/** Every mock that is over and was not put away, oldest first.
 * @param {Bank} bank @param {StoredRecord} record
 * @returns {MockResult[]} */
export function mockResults({ index }, record) {
  const over = Object.values(record.exams).filter((exam) => exam.finishedAt !== undefined && !exam.discardedAt);
  return over.sort((one, other) => one.startedAt - other.startedAt).map((exam) => {
    const { id, form, code, startedAt, finishedAt = startedAt, by, items } = exam;
    const begun = own(record.forms, form) ?? startedAt;
    return {
      ...examScore(exam, index), id, form, code, at: startedAt, used: finishedAt - startedAt,
      unseen: begun >= startedAt && items.every((item) => firstSeen(record, item.id) >= startedAt),
      inTime: by !== "time" || items.filter(counts).every(({ answer }) => answer),
    };
  });
}

/** The gate of data/exam.yml: so many unseen mocks at the line or better, no domain under its floor over all of them,
 * inside the time. Of more mocks than it needs, the latest; with what is missing, the mocks themselves first.
 * @param {Bank} bank @param {MockResult[]} results
 * @returns {Readiness} */
export function readiness({ index: { exam: { readiness: rule } } }, results) {
  const unseen = results.filter((mock) => mock.unseen);
  const chosen = unseen.filter(({ right, total }) => total && right * 100 >= rule.score * total)
    .sort((one, other) => Number(other.inTime) - Number(one.inTime) || other.at - one.at).slice(0, rule.mocks);
  const best = unseen.length ? { best: Math.max(...unseen.map(({ share }) => share)) } : {};
  /** @type {Missing[]} */
  const missing = chosen.length < rule.mocks
    ? [{ kind: "mocks", have: chosen.length, need: rule.mocks, score: rule.score, ...best }]
    : [...weakDomains(chosen, rule.domain_floor),
      ...chosen.flatMap(({ id, inTime }) => (inTime ? [] : [/** @type {Missing} */ ({ kind: "time", exam: id })]))];
  return { ready: !missing.length, mocks: chosen.map(({ id }) => id), missing };
}

/** @param {MockResult[]} mocks @param {number} floor @returns {Missing[]} */
function weakDomains(mocks, floor) {
  const rows = Map.groupBy(mocks.flatMap(({ domains }) => domains), ({ id }) => id);
  return [...rows].flatMap(([domain, parts]) => {
    const right = parts.reduce((sum, part) => sum + part.right, 0);
    const total = parts.reduce((sum, part) => sum + part.total, 0);
    return right * 100 < floor * total ? [{ kind: "domain", domain, share: right / total, floor }] : [];
  });
}

/** Everything the progress screen shows.
 * @param {Bank} bank @param {StoredRecord} record @param {number} now */
export function progressOf(bank, record, now) {
  const day = dayOf(now);
  const exam = examDay(record);
  const mocks = mockResults(bank, record);
  const due = dueOn(agenda(bank, record, day), day);
  const parts = { ...tallies(bank, record), mocks, due, readiness: readiness(bank, mocks),
    daysLeft: exam === undefined ? undefined : exam - day };
  return { ...parts, next: nextStep(bank, record, parts) };
}

/** The one best thing to do now: go on with what is open, then what is due, then what is wrong and felt right, then a
 * mock once everything was met or the exam is near, then practice where most is to be gained.
 * @param {Bank} bank @param {StoredRecord} record
 * @param {ReturnType<typeof tallies> & {due: unknown[], readiness: Readiness, daysLeft?: number}} parts
 * @returns {NextStep} */
export function nextStep(bank, record, { objectives, sections, due, readiness: { ready }, daysLeft = Infinity }) {
  const open = openStep(record);
  if (open) return open;
  if (objectives.every(({ seen }) => !seen)) return { step: "start" };
  if (due.length) return { step: "review", count: due.length };
  const wrong = practisable(bank, record).filter((entry) => isSureWrong(record, entry)).length;
  if (wrong) return { step: "repair", count: wrong };
  const form = formsOffered(bank.index).find((one) => !Object.hasOwn(record.forms, one));
  const met = objectives.every(({ seen, all }) => seen || !all);
  if (form && !ready && (met || (daysLeft >= 0 && daysLeft <= SOON))) return { step: "mock", form };
  return ready ? { step: "ready" } : { step: "practise", ...weakest(bank, sections) };
}

/** The section where most of the exam is still to be gained.
 * @param {Bank} bank @param {Tally[]} sections
 * @returns {{section: string, why: "unseen" | "weak"}} */
function weakest({ index }, sections) {
  const count = (/** @type {string} */ id) => index.objectives.filter(({ section }) => section === id).length;
  const [first] = sections.filter(({ all }) => all)
    .map((tally) => ({ ...tally, gain: count(tally.id) * (1 - tally.right / tally.all) }))
    .sort((one, other) => other.gain - one.gain);
  return { section: first?.id ?? "", why: first && first.seen < first.all ? "unseen" : "weak" };
}
