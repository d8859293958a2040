// What holds whatever happens, in whatever order: thousands of random histories from a seeded die.
import assert from "node:assert/strict";
import test from "node:test";
import { choiceOrder, grade, reduce, startSession } from "../../docs/assets/quiz/core.mjs";
import { EXTRA, examView, reduceExam, startExam, timeLeft } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { answersTo } from "../../docs/assets/quiz/log.mjs";
import { mergeExams, mergeRecords } from "../../docs/assets/quiz/merge.mjs";
import { exportText, importText } from "../../docs/assets/quiz/portable.mjs";
import * as records from "../../docs/assets/quiz/record.mjs";
import { examReport } from "../../docs/assets/quiz/scoring.mjs";
import { bankOf, dice, freeze, indexOf, MINUTE, NOON, question } from "./bank.mjs";

const bank = bankOf(freeze(indexOf()));
const CHOICES = ["key", "one", "two", "three"];
const FORMS = ["A", "pool"].map((form, seed) => freeze(drawForm(bank.index, form, seed)));

/** What may happen next: mostly small steps of the clock, at times a leap ahead or back. */
function anything(roll, exam, now) {
  const leaps = [-300, -5, 20, 200];
  const then = Math.max(0, now + (roll(12) ? roll(150_000) : leaps[roll(4)] * MINUTE));
  const item = exam.items[roll(exam.items.length)];
  const kinds = [
    ...Array(6).fill({ type: "choose", question: question(item), choice: CHOICES[roll(4)], ...(roll(2) && { sure: !roll(2) }) }),
    { type: "sure", id: item.id, sure: !roll(2) },
    { type: "flag", id: item.id, on: !roll(2) },
    { type: "strike", id: item.id, choice: CHOICES[roll(4)], on: !roll(2) },
    { type: "go", to: ["next", "back", "review", roll(70) - 5][roll(4)] },
    { type: "timer", hidden: !roll(2) },
    { type: "told", minutes: [30, 10, 1][roll(3)] },
    { type: "tick" },
    { type: "sync", revisions: { ...bank.revisions(), ...(roll(2) && { [item.id]: `r${roll(4)}` }) } },
    ...(roll(60) ? [] : [{ type: roll(4) ? "handIn" : "discard" }]),
  ];
  return { ...kinds[roll(kinds.length)], now: then };
}

const begin = (roll) => freeze(startExam({ bank, form: FORMS[roll(2)], extra: EXTRA[roll(4)], now: NOON }));
const strip = (value) => JSON.parse(JSON.stringify(value));

test("whatever happens in a mock, no answer is lost, time never grows, and the score is a recount of the log", () => {
  let ended = 0;
  for (let seed = 0; seed < 4000; seed += 1) {
    const roll = dice(seed);
    let exam = begin(roll);
    let [now, left] = [NOON, timeLeft(exam, NOON)];
    const told = new Map(); // our own book: question → what was chosen last
    for (let length = roll(120); length > 0; length -= 1) {
      const event = freeze(anything(roll, exam, now));
      now = event.now;
      const before = exam;
      exam = freeze(reduceExam(before, event));
      if (event.type === "choose" && exam.finishedAt === undefined) told.set(event.question.id, event.choice);
      if (before.finishedAt !== undefined && event.type !== "discard") assert.equal(exam, before);
      assert.ok(timeLeft(exam, now) <= left, `seed ${seed}: time grew`);
      left = timeLeft(exam, now);
      assert.ok(exam.place >= 0 && exam.place <= 59);
      assert.deepEqual(exam.items.map(({ id }) => id), before.items.map(({ id }) => id));
    }
    assert.deepEqual(new Map(exam.items.flatMap(({ id, answer }) => (answer ? [[id, answer.choice]] : []))), new Map([...told].sort((one, other) =>
      exam.items.findIndex(({ id }) => id === one[0]) - exam.items.findIndex(({ id }) => id === other[0]))), `seed ${seed}`);
    const view = examView(exam, now);
    assert.equal(view.answered, told.size);
    assert.ok(exam.items.reduce((sum, { ms }) => sum + ms, 0) <= exam.deadline - exam.startedAt);
    const record = records.withExam(records.emptyRecord(), exam);
    assert.deepEqual(records.parseRecord(JSON.stringify(record)), { record: strip(record), problem: "" });
    if (exam.finishedAt === undefined) continue;
    ended += 1;
    assert.ok(exam.finishedAt <= exam.deadline && exam.finishedAt >= exam.startedAt);
    const report = examReport(exam, bank.index);
    assert.equal(report.right, [...told.values()].filter((choice) => choice === "key").length);
    const logged = exam.items.flatMap((item) => (item.answer ? answersTo(record, { id: item.id, revision: item.answer.revision }) : []));
    assert.equal(report.right, logged.filter(({ correct }) => correct).length);
    assert.equal(Object.values(report.lists).flat().length, report.total);
    assert.equal(report.domains.reduce((sum, { right }) => sum + right, 0), report.right);
    assert.equal(report.sections.reduce((sum, { total }) => sum + total, 0), report.total);
  }
  assert.ok(ended > 1000, `${ended} came to an end`);
});

/** The same exam in three tabs that have not heard of each other for a while. */
function tabs(roll) {
  let [exam, now] = [begin(roll), NOON];
  const on = (state, from, length) => {
    let [here, at] = [state, from];
    for (let step = 0; step < length; step += 1) {
      const event = anything(roll, here, at);
      at = event.now;
      here = reduceExam(here, event);
    }
    return freeze(here);
  };
  exam = on(exam, now, roll(20));
  now = exam.seenAt;
  return [1, 2, 3].map(() => on(exam, now, roll(25)));
}

test("merging one mock from several tabs: any order, any number of times, every answer, the earliest end, no more time", () => {
  for (let seed = 0; seed < 2000; seed += 1) {
    const roll = dice(seed);
    const [one, two, three] = tabs(roll);
    const all = freeze(mergeExams(mergeExams(one, two), three));
    assert.deepEqual(mergeExams(two, one), mergeExams(one, two), `seed ${seed}`);
    assert.deepEqual(mergeExams(one, mergeExams(two, three)), all, `seed ${seed}`);
    assert.deepEqual(mergeExams(all, all), all);
    for (const tab of [one, two, three]) assert.deepEqual(mergeExams(all, tab), all);
    all.items.forEach((item, at) => {
      const answers = [one, two, three].flatMap(({ items }) => items[at].answer ?? []);
      assert.equal(item.ms, Math.max(...[one, two, three].map(({ items }) => items[at].ms)));
      assert.equal(item.answer?.at, answers.length ? Math.max(...answers.map((answer) => answer.at)) : undefined);
    });
    const ends = [one, two, three].flatMap(({ finishedAt }) => finishedAt ?? []);
    assert.equal(all.finishedAt, ends.length ? Math.min(...ends) : undefined);
    const now = NOON + roll(200) * MINUTE;
    assert.ok(timeLeft(all, now) <= Math.min(...[one, two, three].map((tab) => timeLeft(tab, now))));
  }
});

/** A record that some reader could have. */
function anyRecord(roll, exams) {
  let record = { ...records.emptyRecord(), since: roll(20) ? 0 : roll(3) };
  const answer = () => ({ revision: `r${roll(2)}`, choice: CHOICES[roll(4)], sure: !roll(2), correct: !roll(2), at: NOON + roll(50) });
  for (let length = roll(30); length > 0; length -= 1) {
    const id = ["a", "b", "constructor"][roll(3)];
    switch (roll(6)) {
      case 0: record = records.withFlag(record, id, !roll(2), roll(30)); break;
      case 1: record = records.withForm(record, ["A", "B"][roll(2)], NOON + roll(9)); break;
      case 2: record = records.withSetting(record, ["examDate", "extra"][roll(2)], roll(5), roll(9)); break;
      case 3: record = records.withExam(record, exams[roll(exams.length)]); break;
      case 4: {
        const entries = ["a", "b", "c"].map((one) => ({ id: one, revision: "r1" }));
        let set = startSession({ key: ["practice", "check:one"][roll(2)], mode: "practice", topic: {}, seed: roll(2), entries, now: NOON + roll(2) });
        for (let step = roll(5); step > 0; step -= 1) {
          const now = NOON + roll(9);
          set = reduce(set, [{ type: "answer", question: question(entries[roll(3)]), choice: CHOICES[roll(4)], sure: true, now },
            { type: "next", now }, { type: "finish", now }][roll(3)]);
        }
        record = records.withSession(record, set);
        break;
      }
      default: record = records.withAnswer(record, id, answer());
    }
  }
  return freeze(record);
}
const words = ({ answers }) => new Set(Object.entries(answers).flatMap(([id, logs]) =>
  Object.entries(logs).flatMap(([revision, log]) => log.split(" ").map((word) => `${id} ${revision} ${word}`))));

test("merging records: any order, any number of times, and every answer of both", () => {
  for (let seed = 0; seed < 2000; seed += 1) {
    const roll = dice(seed);
    const exams = tabs(roll);
    const [one, two, three] = [1, 2, 3].map(() => anyRecord(roll, exams));
    const both = freeze(mergeRecords(one, two));
    const all = freeze(mergeRecords(both, three));
    assert.deepEqual(mergeRecords(two, one), both, `seed ${seed}`);
    assert.deepEqual(mergeRecords(one, mergeRecords(two, three)), all, `seed ${seed}`);
    assert.deepEqual(mergeRecords(all, all), all);
    assert.deepEqual(mergeRecords(all, one), all);
    if (one.since === two.since) assert.deepEqual(words(both), new Set([...words(one), ...words(two)]));
    assert.deepEqual(records.parseRecord(JSON.stringify(all)), { record: strip(all), problem: "" });
    assert.deepEqual(importText(exportText(all, NOON), NOON + 400 * MINUTE), { record: strip(all), problem: "" });
  }
});

test("whatever happens in a set, no answer is lost and none is changed", () => {
  for (let seed = 0; seed < 3000; seed += 1) {
    const roll = dice(seed);
    const entries = ["a", "b", "c", "d", "constructor"].slice(roll(4)).map((id) => ({ id, revision: "r1" }));
    let set = freeze(startSession({ key: "practice", mode: "practice", topic: {}, seed, entries, now: NOON }));
    const told = new Map();
    for (let length = roll(40); length > 0; length -= 1) {
      const revisions = Object.fromEntries(entries.map(({ id }) => [id, roll(9) ? "r1" : "r2"]).filter(() => roll(9)));
      const { id } = entries[roll(entries.length)];
      const asked = set.questions.find((one) => one.id === id);
      const event = [
        { type: "answer", question: question(asked ?? { id }), choice: CHOICES[roll(4)], sure: !roll(2) },
        { type: "next" }, { type: "finish" }, { type: "sync", revisions }, { type: "close" }][[0, 0, 0, 1, 1, 1, 3, roll(9) ? 1 : 2, roll(20) ? 0 : 4][roll(9)]];
      const before = set;
      set = freeze(reduce(set, { ...event, now: NOON + length }));
      if (event.type === "answer" && set !== before) told.set(`${id} ${asked.revision}`, event.choice);
      for (const [key, answer] of Object.entries(set.answers)) assert.equal(told.get(`${key} ${answer.revision}`), answer.choice, `seed ${seed}`);
      assert.ok(Object.keys(set.answers).length >= Object.keys(before.answers).length);
      assert.ok(set.position < Math.max(1, set.questions.length));
      assert.deepEqual(records.parseRecord(JSON.stringify(records.withSession(records.emptyRecord(), set))).problem, "");
    }
  }
});

test("a shuffle never changes which choice is right", () => {
  for (let seed = 0; seed < 3000; seed += 1) {
    const roll = dice(seed);
    const key = CHOICES[roll(4)];
    const asked = { ...question({ id: `q-${roll(1000)}` }), choices: CHOICES.map((id) => ({ id, text: "", why: "", ...(id === key && { correct: true }) })) };
    const shown = choiceOrder(freeze(asked), roll(2 ** 32));
    assert.deepEqual(shown.map(({ id }) => id).sort(), [...CHOICES].sort());
    assert.deepEqual(shown.filter(({ id }) => grade({ ...asked, choices: shown }, id)).map(({ id }) => id), [key]);
    assert.equal(grade(asked, key), true);
  }
});
