// What a finished mock says.
import assert from "node:assert/strict";
import test from "node:test";
import { reduceExam, startExam } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { examReport, wilson } from "../../docs/assets/quiz/scoring.mjs";
import { bankOf, freeze, MINUTE, NOON, question } from "./bank.mjs";

const bank = bankOf();

/** A mock whose n-th question was answered like this, a minute each. */
function taken(answers, last = { type: "handIn" }) {
  let exam = startExam({ bank, form: drawForm(bank.index, "A", 7), now: NOON });
  answers.forEach(([choice, sure], at) => {
    const now = NOON + (at + 1) * MINUTE;
    if (choice) exam = reduceExam(exam, { type: "choose", question: question(exam.items[at]), choice, sure, now });
    exam = reduceExam(exam, { type: "go", to: "next", now });
  });
  return freeze(reduceExam(exam, { now: NOON + 60 * MINUTE, ...last }));
}

test("the interval is Wilson's: the shares that lie 1.96 of their own standard errors away", () => {
  for (let total = 1; total <= 59; total += 1) {
    for (let right = 0; right <= total; right += 1) {
      const [low, high] = wilson(right, total);
      for (const end of [low, high]) {
        const away = (right / total - end) ** 2 / ((end * (1 - end)) / total);
        if (end > 1e-12 && end < 1 - 1e-12) assert.ok(Math.abs(Math.sqrt(away) - 1.959964) < 1e-5, `${right} of ${total}`);
      }
      assert.ok(low >= 0 && low <= right / total + 1e-12 && right / total <= high + 1e-12 && high <= 1);
    }
  }
  assert.deepEqual(wilson(0, 0), [0, 1]);
});

test("every question is in one list, by right and sure", () => {
  const { lists, right, total, share } = examReport(taken([["key", true], ["key", false], ["one", true], ["two", false], [""]]), bank.index);
  const numbers = (list) => list.map(({ number }) => number);
  assert.deepEqual([numbers(lists.known), numbers(lists.guessed), numbers(lists.sureWrong), numbers(lists.unsureWrong)], [[1], [2], [3], [4]]);
  assert.equal(lists.unanswered.length, 55);
  assert.deepEqual([right, total, share], [2, 59, 2 / 59]);
});

test("domains and sections stand beside their weights, and one that is gone from the exam is still shown", () => {
  const exam = taken(Array(59).fill(["key", true]));
  const { domains, sections } = examReport(exam, bank.index);
  assert.deepEqual(domains.map(({ id, right, total, weight }) => [id, right, total, weight]),
    [["one", 26, 26, 44], ["two", 26, 26, 44], ["three", 7, 7, 12]]);
  assert.equal(sections.length, 6);
  assert.equal(sections.reduce((sum, { total }) => sum + total, 0), 59);
  const smaller = { ...bank.index, domains: bank.index.domains.slice(1) };
  assert.deepEqual(examReport(exam, smaller).domains.map(({ id, weight }) => [id, weight]), [["two", 44], ["three", 12], ["one", 0]]);
});

test("traps are counted, the most frequent first; falling for none is not a trap", () => {
  const { traps } = examReport(taken([["two", true], ["one", true], ["two", false], ["three", true], ["key", true]]), bank.index);
  assert.deepEqual(traps, [{ id: "trip", count: 2 }, { id: "slip", count: 1 }]);
});

test("time is told for each question and as a pace", () => {
  const report = examReport(taken([["key", true], [""], ["one", true]]), bank.index);
  assert.deepEqual(report.items.slice(0, 3).map(({ ms }) => ms), [MINUTE, MINUTE, MINUTE]);
  assert.deepEqual(report.pacing, [{ at: MINUTE, answered: 1 }, { at: 3 * MINUTE, answered: 2 }]);
  assert.deepEqual([report.used, report.total_ms], [60 * MINUTE, 120 * MINUTE]);
});

test("what vanished before it was answered is no part of the score; what was answered is", () => {
  const exam = taken([["key", true], [""]]);
  const items = exam.items.map((item, at) => (at < 2 ? { ...item, gone: true } : item));
  const { total, right, items: kept } = examReport({ ...exam, items }, bank.index);
  assert.deepEqual([total, right, kept.length, kept[1].number], [58, 1, 58, 3]);
});

test("a report needs nothing of the bank but names and weights", () => {
  const exam = taken(Array(59).fill(["key", true]));
  assert.equal(examReport(exam, { ...bank.index, questions: [], objectives: [] }).right, 59);
});
