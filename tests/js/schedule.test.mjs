// The calendar around the scheduler; its arithmetic is compared with py-fsrs in tests/test_schedule.py.
import assert from "node:assert/strict";
import test from "node:test";
import * as schedule from "../../docs/assets/quiz/schedule.mjs";
import { DAY, freeze } from "./bank.mjs";

test("wrong is again, right and unsure is hard, right and sure is good", () => {
  const rating = (correct, sure) => schedule.ratingOf({ correct, sure });
  assert.deepEqual([rating(false, true), rating(false, false), rating(true, false), rating(true, true)], [1, 1, 2, 3]);
});

test("what is known better comes back later", () => {
  const due = [1, 2, 3, 4].map((rating) => schedule.interval(schedule.review(undefined, rating, 0)));
  assert.deepEqual(due, [1, 1, 2, 8]);
  const memory = freeze(schedule.review(undefined, 3, 100));
  const again = schedule.review(memory, 3, 102);
  assert.ok(schedule.interval(again) > schedule.interval(memory));
  assert.ok(schedule.interval(schedule.review(memory, 1, 102)) <= 1);
  assert.ok(Math.abs(schedule.recall(memory, 100 + memory.stability) - 0.9) < 1e-12);
  assert.equal(schedule.recall(memory, 90), 1);
});

test("it is due before the exam, but not on the day it was answered, and the cap ends with the exam", () => {
  const memory = { stability: 30, difficulty: 5, day: 100 };
  const due = (exam) => schedule.dueDay(memory, exam);
  assert.deepEqual([due(undefined), due(500), due(131), due(110), due(102), due(101)], [130, 130, 130, 109, 101, 101]);
  assert.deepEqual([due(100), due(50)], [130, 130]);
});

test("a day is the reader's calendar day", () => {
  const noon = new Date(2027, 0, 30, 12).getTime();
  assert.equal(schedule.dayOf(noon), schedule.dayNumber("2027-01-30"));
  assert.equal(schedule.dayOf(new Date(2027, 0, 30, 0, 1).getTime()), schedule.dayOf(new Date(2027, 0, 30, 23, 59).getTime()));
  assert.equal(schedule.dayOf(noon + DAY), schedule.dayOf(noon) + 1);
  for (const wrong of ["", "2027-1-3", "2027-13-01", "tomorrow", 20270130, undefined]) assert.equal(schedule.dayNumber(wrong), undefined);
});
