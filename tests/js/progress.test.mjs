// Where someone stands, what is missing, and the next step.
import assert from "node:assert/strict";
import test from "node:test";
import { reduceExam, startExam } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import * as progress from "../../docs/assets/quiz/progress.mjs";
import { emptyRecord, withAnswer, withExam, withForm, withSession, withSetting } from "../../docs/assets/quiz/record.mjs";
import { startSession } from "../../docs/assets/quiz/core.mjs";
import { bankOf, DAY, freeze, indexOf, MINUTE, NOON, question } from "./bank.mjs";

const bank = bankOf(freeze(indexOf({ forms: ["A", "B", "C"] })));
const empty = freeze(emptyRecord());
const told = (record, id, correct, sure = true, at = NOON) =>
  withAnswer(record, id, { revision: "r1", choice: "key", sure, correct, at });

/** A mock with so many wrong in each domain; `open` of them not answered. */
function mock(form, { wrong = {}, at = NOON, open = 0, by = "handIn" } = {}) {
  let exam = startExam({ bank, form: drawForm(bank.index, form, 7), now: at });
  const left = { ...wrong };
  exam.items.slice(open).forEach((item) => {
    const choice = (left[item.domain] ?? 0) > 0 ? "one" : "key";
    if (choice === "one") left[item.domain] -= 1;
    exam = reduceExam(exam, { type: "choose", question: question(item), choice, now: at + MINUTE });
  });
  return freeze(reduceExam(exam, by === "handIn" ? { type: "handIn", now: at + 60 * MINUTE } : { type: "tick", now: at + 500 * MINUTE }));
}
const after = (...exams) => freeze(exams.reduce(withExam, empty));
const gate = (record) => progress.readiness(bank, progress.mockResults(bank, record));
const step = (record, now = NOON) => progress.progressOf(bank, record, now).next;

test("seen, right and sure by the last answer, for what practice may show", () => {
  const record = told(told(told(told(empty, "p-one-o0-0", false), "p-one-o0-0", true, true, NOON + 1), "p-one-o0-1", true, false), "a-one-0", true);
  const { domains, sections, objectives } = progress.tallies(bank, record);
  assert.deepEqual(domains[0], { id: "one", all: 32, seen: 2, right: 2, sure: 1 });
  assert.deepEqual(sections[0], { id: "one-s1", all: 16, seen: 2, right: 2, sure: 1 });
  assert.deepEqual(objectives[0], { id: "one-o0", all: 4, seen: 2, right: 2, sure: 1 });
  assert.equal(objectives.length, 20);
});

test("mocks are listed in their order, with score and interval; what was put away is not", () => {
  const away = reduceExam(mock("C", { at: NOON + 5 * DAY }), { type: "discard", now: NOON + 6 * DAY });
  const running = startExam({ bank, form: drawForm(bank.index, "pool", 7), now: NOON + 7 * DAY });
  const results = progress.mockResults(bank, after(mock("B", { at: NOON + DAY, wrong: { one: 5 } }), mock("A"), away, running));
  assert.deepEqual(results.map(({ form, right, total, unseen, inTime, used }) => [form, right, total, unseen, inTime, used]),
    [["A", 59, 59, true, true, 60 * MINUTE], ["B", 54, 59, true, true, 60 * MINUTE]]);
  assert.ok(results[1].interval[0] < 54 / 59 && results[1].interval[1] > 54 / 59);
});

test("a mock is unseen if neither its form nor any of its questions was met before", () => {
  const unseen = (record) => progress.mockResults(bank, record).map((one) => one.unseen);
  assert.deepEqual(unseen(after(mock("A"), mock("A", { at: NOON + DAY }))), [true, false]);
  assert.deepEqual(unseen(withExam(withForm(empty, "A", NOON - 1), mock("A"))), [false], "spent in format 1");
  assert.deepEqual(unseen(after(mock("pool"), mock("A", { at: NOON + DAY }))), [true, true]);
  const { items } = mock("pool");
  assert.deepEqual(unseen(withExam(told(empty, items[3].id, true, true, NOON - 1), mock("pool"))), [false]);
  assert.deepEqual(unseen(withExam(told(empty, items[3].id, true, true, NOON + 999 * MINUTE), mock("pool"))), [true]);
});

test("ready: two unseen mocks at the line, no domain under its floor over both, inside the time", () => {
  assert.deepEqual(gate(empty), { ready: false, mocks: [], missing: [{ kind: "mocks", have: 0, need: 2, score: 85 }] });
  const [a, b] = [mock("A", { wrong: { one: 8 } }), mock("B", { at: NOON + DAY, wrong: { two: 8 } })];
  assert.equal(gate(after(a, b)).ready, true);
  assert.deepEqual(gate(after(a, b)).mocks, [b.id, a.id]);
  assert.deepEqual(gate(after(a)).missing, [{ kind: "mocks", have: 1, need: 2, score: 85, best: 51 / 59 }]);
  const under = mock("B", { at: NOON + DAY, wrong: { one: 9 } });
  assert.deepEqual(gate(after(a, under)).missing.map(({ kind, have, best }) => [kind, have, best]), [["mocks", 1, 51 / 59]], "50 of 59 is 84.7 %");
  const again = mock("A", { at: NOON + DAY });
  assert.deepEqual(gate(after(a, again)).missing.map(({ kind }) => kind), ["mocks"], "the second time it is not unseen");
});

test("a domain counts over both mocks", () => {
  const three = (form, wrong, at) => mock(form, { wrong: { three: wrong }, at: NOON + at * DAY });
  assert.equal(gate(after(three("A", 4, 0), three("B", 0, 1))).ready, true);
  assert.deepEqual(gate(after(three("A", 4, 0), three("B", 1, 1))).missing, [{ kind: "domain", domain: "three", share: 9 / 14, floor: 70 }]);
  assert.equal(gate(after(three("A", 4, 0), three("B", 1, 1), three("C", 0, 2))).ready, true, "the latest two count");
});

test("on the line is at the line", () => {
  const rule = { index: { exam: { readiness: { mocks: 1, score: 60, domain_floor: 50 } } } };
  const result = (right, inside) => [{ id: "m", right, total: 10, share: right / 10, at: 1, unseen: true, inTime: true,
    domains: [{ id: "one", right: inside, total: 4 }] }];
  const kinds = (...figures) => progress.readiness(rule, result(...figures)).missing.map(({ kind }) => kind);
  assert.deepEqual([kinds(6, 2), kinds(5, 2), kinds(6, 1)], [[], ["mocks"], ["domain"]]);
});

test("who ran out of time with questions open was not inside the time", () => {
  const late = mock("B", { at: NOON + DAY, open: 3, by: "time" });
  assert.deepEqual(gate(after(mock("A"), late)).missing, [{ kind: "time", exam: late.id }]);
  assert.equal(gate(after(mock("A"), late, mock("C", { at: NOON + MINUTE }))).ready, true);
  assert.equal(gate(after(mock("A"), mock("B", { at: NOON + DAY, by: "time" }))).ready, true, "all were answered");
});

test("the next step: what is open, what is due, what is wrong and felt right, what is missing", () => {
  assert.deepEqual(step(empty), { step: "start" });
  const running = startExam({ bank, form: drawForm(bank.index, "A", 7), now: NOON });
  assert.deepEqual(step(after(running)), { step: "exam", exam: running.id });
  const set = startSession({ key: "practice", mode: "practice", topic: {}, seed: 1, entries: bank.index.questions.slice(0, 3), now: NOON });
  assert.deepEqual(step(withSession(empty, set)), { step: "set", key: "practice" });
  assert.deepEqual(step(withSession(empty, { ...set, closedAt: NOON })), { step: "start" });
  assert.deepEqual(step(withSession(empty, { ...set, key: "check:one", mode: "check" })), { step: "start" });
  const wrong = told(empty, "p-one-o0-0", false);
  assert.deepEqual(step(wrong, NOON + 2 * DAY), { step: "review", count: 1 });
  assert.deepEqual(step(wrong), { step: "repair", count: 1 });
  const some = told(empty, "p-one-o0-0", true);
  assert.deepEqual(step(some), { step: "practise", section: "two-s1", why: "unseen" });
  assert.deepEqual(step(withSetting(some, "examDate", "2027-01-10", NOON)), { step: "mock", form: "A" });
  const all = bank.index.questions.filter(({ form }) => form === "pool").reduce((record, { id }) => told(record, id, true), empty);
  assert.deepEqual(step(all), { step: "mock", form: "A" });
  assert.deepEqual(step(after(mock("A"), mock("B", { at: NOON + 1 })), NOON + 2), { step: "ready" });
});

test("progress has what is due, the days left and the gate in one", () => {
  const record = withSetting(told(empty, "p-one-o0-0", false), "examDate", "2027-01-30", NOON);
  const { due, daysLeft, readiness, mocks } = progress.progressOf(bank, record, NOON + DAY);
  assert.deepEqual([due.map(({ objective }) => objective), daysLeft, readiness.ready, mocks], [["one-o0"], 25, false, []]);
  assert.equal(progress.progressOf(bank, empty, NOON).daysLeft, undefined);
});
