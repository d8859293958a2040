// What may be asked: never a form that was not taken, and a missed objective as another question.
import assert from "node:assert/strict";
import test from "node:test";
import { practisable } from "../../docs/assets/quiz/core.mjs";
import * as drawing from "../../docs/assets/quiz/drawing.mjs";
import { reduceExam, startExam } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { emptyRecord, withAnswer, withExam, withFlag, withForm, withSetting } from "../../docs/assets/quiz/record.mjs";
import { dayOf } from "../../docs/assets/quiz/schedule.mjs";
import { bankOf, DAY, dice, freeze, indexOf, NOON } from "./bank.mjs";

const bank = bankOf(freeze(indexOf({ forms: ["A", "B"] })));
const TODAY = dayOf(NOON);
const empty = freeze(emptyRecord());
const told = (record, id, correct, sure = true, at = NOON) =>
  withAnswer(record, id, { revision: "r1", choice: "key", sure, correct, at });
const ids = (entries) => entries.map(({ id }) => id);
const forms = (record) => [...new Set(practisable(bank, record).map(({ form }) => form))].sort();
const mock = (form, now = NOON) => startExam({ bank, form: drawForm(bank.index, form, 7), now });
const only = (record, which, topic = {}, day = TODAY) => ids(drawing.candidates(bank, record, { ...topic, only: which }, day)).sort();

test("practice draws from the pool, and from a form only when it was handed in", () => {
  assert.deepEqual(forms(empty), ["pool"]);
  const running = withExam(empty, mock("A"));
  assert.deepEqual(forms(running), ["pool"]);
  const over = withExam(empty, reduceExam(mock("A"), { type: "handIn", now: NOON + 1 }));
  assert.deepEqual(forms(over), ["A", "pool"]);
  assert.deepEqual(forms(withExam(over, mock("A", NOON + 9))), ["pool"], "while it is taken again, it is not practised");
  assert.deepEqual(forms(withForm(empty, "B", NOON)), ["B", "pool"], "spent in format 1");
});

test("while a random mock runs, its questions are not practised", () => {
  const exam = mock("pool");
  const open = ids(practisable(bank, withExam(empty, exam)));
  assert.equal(open.length, 80 - 59);
  assert.ok(exam.items.every(({ id }) => !open.includes(id)));
});

test("a topic and what was done narrow what is drawn", () => {
  let record = told(told(told(empty, "p-one-o0-0", true), "p-one-o0-1", false, true), "p-two-o1-0", false, false);
  record = freeze(withFlag(withFlag(record, "p-one-o1-0", true, 1), "a-one-0", true, 1));
  assert.equal(only(record, undefined).length, 80);
  assert.equal(only(record, "unseen").length, 77);
  assert.deepEqual(only(record, "missed"), ["p-one-o0-1", "p-two-o1-0"]);
  assert.deepEqual(only(record, "missed", { domain: "two" }), ["p-two-o1-0"]);
  assert.deepEqual(only(record, "sure-wrong"), ["p-one-o0-1"]);
  assert.deepEqual(only(record, "flagged"), ["p-one-o1-0"], "the form was not taken");
  assert.equal(only(record, undefined, { section: "three-s1" }).length, 8);
  assert.equal(only(record, undefined, { objective: "one-o3" }).length, 4);
  assert.deepEqual(only(record, undefined, { difficulty: "hard" }), []);
  assert.deepEqual(only(told(record, "p-one-o0-1", true, true, NOON + 1), "sure-wrong"), [], "put right since");
});

test("due are whole objectives, a day later when wrong, later when right", () => {
  const record = freeze(told(told(empty, "p-one-o0-0", false), "p-two-o1-0", true));
  const due = (day) => drawing.dueOn(drawing.agenda(bank, record, day), day).map(({ objective }) => objective);
  assert.deepEqual([due(TODAY), due(TODAY + 1), due(TODAY + 2)], [[], ["one-o0"], ["one-o0", "two-o1"]]);
  assert.deepEqual(only(record, "due", {}, TODAY + 1), [0, 1, 2, 3].map((at) => `p-one-o0-${at}`));
  const [first, second] = drawing.agenda(bank, record, TODAY + 1);
  assert.deepEqual([first.missed, second.missed], [true, false]);
  assert.ok(first.recall < second.recall);
});

test("nothing is due later than the day before the exam", () => {
  let record = empty;
  for (const [at, right] of [[0, true], [2, true], [10, true], [40, true]]) record = told(record, "p-one-o0-0", right, true, NOON + at * DAY);
  const [{ due }] = drawing.agenda(bank, record, TODAY + 40);
  assert.ok(due > TODAY + 100);
  const dated = withSetting(record, "examDate", new Date(NOON + 60 * DAY).toISOString().slice(0, 10), NOON);
  assert.equal(drawing.agenda(bank, dated, TODAY + 40)[0].due, TODAY + 59);
  assert.equal(drawing.examDay(withSetting(record, "examDate", "soon", NOON)), undefined);
});

test("answers to an older revision are no memory", () => {
  const record = withAnswer(empty, "p-one-o0-0", { revision: "r0", choice: "key", sure: true, correct: false, at: NOON });
  assert.deepEqual(drawing.agenda(bank, record, TODAY), []);
});

test("a missed objective returns as another question; as the same one only if there is no other", () => {
  const single = bankOf(indexOf({ pool: (id) => (id === "one-o0" ? 1 : 3) }));
  for (let seed = 0; seed < 1000; seed += 1) {
    const roll = dice(seed);
    let record = empty;
    const last = new Map();
    for (let at = roll(30); at > 0; at -= 1) {
      const { id, objective } = single.index.questions[roll(20)];
      record = told(record, id, !roll(3), !roll(2), NOON - at * DAY);
      last.set(objective, id);
    }
    const day = TODAY + 400;
    const entries = drawing.reviewEntries(single, record, { day, seed });
    assert.deepEqual(entries.map(({ objective }) => objective).sort(), [...last.keys()].sort());
    for (const { id, objective } of entries) {
      assert.equal(id === last.get(objective), objective === "one-o0", `seed ${seed}: ${id}`);
    }
  }
});

test("a review is as long as asked for, what is most likely forgotten first", () => {
  const record = freeze(told(told(empty, "p-one-o0-0", true), "p-two-o1-0", false));
  const entries = drawing.reviewEntries(bank, record, { day: TODAY + 9, seed: 1, length: 1 });
  assert.deepEqual(entries.map(({ objective }) => objective), ["two-o1"]);
});
