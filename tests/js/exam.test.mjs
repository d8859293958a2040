// A mock exam: its clock, its moves, and that nothing tells what is right before the end.
import assert from "node:assert/strict";
import test from "node:test";
import * as exams from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { bankOf, freeze, MINUTE, NOON, question } from "./bank.mjs";

const bank = bankOf();
const begin = (extra = 1) =>
  freeze(exams.startExam({ bank, form: drawForm(bank.index, "A", 7), extra, now: NOON }));
const run = (exam, ...events) => events.reduce((state, event) => freeze(exams.reduceExam(state, event)), exam);
const at = (minutes) => NOON + minutes * MINUTE;
const choose = (exam, place, choice, now, sure) =>
  ({ type: "choose", question: question(exam.items[place]), choice, now, ...(sure !== undefined && { sure }) });
const see = (exam, now) => exams.examView(exam, now);

test("a mock begins at its first question, with the exam's own time or more of it", () => {
  for (const extra of exams.EXTRA) {
    const exam = begin(extra);
    assert.equal(exam.deadline, at(120 * extra));
    assert.equal(exams.timeLeft(exam, at(20)), (120 * extra - 20) * MINUTE);
    const view = see(exam, NOON);
    assert.deepEqual([view.place, view.length, view.open, view.answered, view.over], [0, 59, 59, 0, false]);
  }
  const [item] = begin().items;
  assert.deepEqual(Object.keys(item).sort(), ["difficulty", "domain", "id", "ms", "objective", "revision", "section"]);
  assert.match(begin().id, /^[a-z0-9-]+$/);
});

test("an answer can be changed until the end; sure is kept, and said apart", () => {
  let exam = run(begin(), choose(begin(), 0, "one", at(1)));
  const { id } = exam.items[0];
  const current = () => see(exam, at(5)).current;
  assert.deepEqual([current().choice, current().sure], ["one", true]);
  exam = run(exam, { type: "sure", id, sure: false, now: at(2) });
  assert.equal(current().sure, false);
  exam = run(exam, choose(exam, 0, "key", at(3)));
  assert.deepEqual([current().choice, current().sure], ["key", false]);
  exam = run(exam, choose(exam, 0, "two", at(4), true), choose(exam, 0, "none such", at(5)));
  assert.deepEqual([current().choice, current().sure, see(exam, at(5)).answered], ["two", true, 1]);
  assert.equal(run(exam, { type: "sure", id: exam.items[1].id, sure: false, now: at(6) }).items[1].answer, undefined);
});

test("the answer is graded as it was read, by id, with the trap it fell for", () => {
  const exam = run(begin(), choose(begin(), 0, "one", at(1)), choose(begin(), 1, "key", at(2)), choose(begin(), 2, "three", at(3)));
  assert.deepEqual(exam.items.slice(0, 3).map(({ answer: { correct, trap } }) => [correct, trap]),
    [[false, "slip"], [true, undefined], [false, undefined]]);
});

test("flags, strikes and the timer go on and off; choosing what was struck brings it back", () => {
  const { id } = begin().items[0];
  let exam = run(begin(), { type: "flag", id, on: true, now: at(1) }, { type: "strike", id, choice: "one", on: true, now: at(1) },
    { type: "strike", id, choice: "two", on: true, now: at(1) }, { type: "timer", hidden: true, now: at(1) });
  let view = see(exam, at(1));
  assert.deepEqual([view.flagged, view.current.flagged, view.current.struck, view.timerHidden], [1, true, ["one", "two"], true]);
  exam = run(exam, { type: "flag", id, on: false, now: at(1) }, { type: "strike", id, choice: "two", on: false, now: at(1) },
    choose(exam, 0, "one", at(1)), { type: "timer", hidden: false, now: at(1) });
  view = see(exam, at(1));
  assert.deepEqual([view.flagged, view.current.struck, view.timerHidden], [0, [], false]);
});

test("next, back and jump stay inside; the review is behind the last question", () => {
  const go = (exam, to) => run(exam, { type: "go", to, now: at(1) });
  let exam = go(begin(), "back");
  assert.equal(exam.place, 0);
  exam = go(go(exam, 58), "next");
  assert.deepEqual([exam.place, see(exam, at(1)).review, see(exam, at(1)).current], [59, true, undefined]);
  assert.equal(go(exam, "next").place, 59);
  assert.equal(go(exam, "back").place, 58);
  assert.equal(go(begin(), "review").place, 59);
  for (const to of [NaN, 1.5, Infinity, "away", undefined]) assert.equal(go(go(begin(), 3), to).place, 3);
  assert.deepEqual([go(exam, -4).place, go(exam, 400).place], [0, 59]);
});

test("time is counted for the question on screen, but not while the reader was away", () => {
  const exam = run(begin(), { type: "tick", now: at(1) }, { type: "go", to: 5, now: at(2) }, { type: "tick", now: at(3) },
    { type: "tick", now: at(60) }, { type: "go", to: "review", now: at(61) }, { type: "tick", now: at(62) });
  assert.equal(exam.items[0].ms, 2 * MINUTE);
  assert.equal(exam.items[5].ms, 2 * MINUTE);
  assert.equal(exam.items.reduce((sum, { ms }) => sum + ms, 0), 4 * MINUTE);
});

test("at the deadline it is handed in, also when that is found much later, and nothing more is taken", () => {
  const exam = run(begin(), choose(begin(), 0, "key", at(10)));
  assert.equal(see(exam, at(119)).over, false);
  for (const late of [120, 121, 9000]) {
    const ended = run(exam, choose(exam, 1, "key", at(late)));
    assert.deepEqual([ended.finishedAt, ended.by], [at(120), "time"]);
    assert.equal(ended.items[1].answer, undefined);
    assert.deepEqual([see(ended, at(late)).over, see(ended, at(late)).left], [true, 0]);
    assert.equal(run(ended, choose(exam, 1, "key", at(5)), { type: "handIn", now: at(6) }), ended);
  }
  assert.equal(see(exam, at(9000)).over, true);
});

test("handing in ends it where it is", () => {
  const ended = run(begin(), choose(begin(), 0, "key", at(10)), { type: "handIn", now: at(30) });
  assert.deepEqual([ended.finishedAt, ended.by, exams.timeLeft(ended, at(31))], [at(30), "reader", 0]);
});

test("a clock that is put back gives no time, and time goes on", () => {
  let exam = run(begin(), { type: "tick", now: at(50) }, { type: "tick", now: at(-600) });
  assert.equal(exams.timeLeft(exam, at(-600)), 70 * MINUTE);
  assert.equal(exams.timeLeft(exam, at(-590)), 60 * MINUTE);
  exam = run(exam, choose(exam, 3, "key", at(-580)));
  assert.equal(exams.timeLeft(exam, at(-580)), 50 * MINUTE);
  assert.equal(exam.items[3].answer.at, at(70));
  const ended = run(exam, { type: "tick", now: at(-530) });
  assert.deepEqual([ended.finishedAt, ended.by], [at(120), "time"]);
});

test("a change is always newer than the one before, also within a millisecond", () => {
  const exam = run(begin(), choose(begin(), 0, "one", at(1)), choose(begin(), 0, "two", at(1)));
  assert.equal(exam.items[0].answer.at, at(1) + 1);
});

test("time left is announced at 30, 10 and 1 minutes, each once, and only the last of those slept through", () => {
  let exam = begin();
  const announced = [];
  for (let minute = 0; minute < 120; minute += 0.5) {
    const { announce } = see(exam, at(minute));
    if (announce === undefined) continue;
    announced.push([announce, 120 - minute]);
    exam = run(exam, { type: "told", minutes: announce, now: at(minute) });
  }
  assert.deepEqual(announced, [[30, 30], [10, 10], [1, 1]]);
  assert.equal(see(begin(), at(112)).announce, 10);
  assert.equal(see(run(begin(), { type: "told", minutes: 10, now: at(112) }), at(113)).announce, undefined);
  assert.equal(see(run(begin(), { type: "handIn", now: at(113) }), at(113)).announce, undefined);
});

test("the pacing mark is where an even pace would be", () => {
  assert.deepEqual([0, 60, 119].map((minute) => see(begin(), at(minute)).pace), [0, 29, 58]);
  assert.equal(see(begin(2), at(60)).pace, 14);
});

test("nothing that a running exam shows depends on what is right", () => {
  const other = (place) => ({ ...question(begin().items[place]), choices: question(begin().items[place]).choices
    .map(({ correct, trap, ...choice }) => ({ ...choice, ...(choice.id === "three" ? { correct: true } : { trap: "trip" }) })) });
  const moves = (make) => run(begin(), ...["key", "one", "two", "three"].map((choice, place) =>
    ({ type: "choose", question: make(place), choice, now: at(place + 1) })));
  const [one, two] = [moves((place) => question(begin().items[place])), moves(other)];
  assert.notDeepEqual(one.items, two.items);
  for (const minute of [5, 119]) assert.deepEqual(see(one, at(minute)), see(two, at(minute)));
  assert.doesNotMatch(JSON.stringify(see(one, at(5))), /correct|trap|slip|trip/);
});

test("a question that changes is asked as it reads now; what was answered stands as it was read", () => {
  const revisions = { ...bank.revisions() };
  const [answered, open, gone, lost] = begin().items.map(({ id }) => id);
  Object.assign(revisions, { [answered]: "r2", [open]: "r2" });
  delete revisions[gone];
  delete revisions[lost];
  const before = run(begin(), choose(begin(), 0, "key", at(1)), choose(begin(), 3, "one", at(2)));
  const exam = run(before, { type: "sync", revisions, now: at(3) });
  assert.deepEqual(exam.items.slice(0, 4).map((item) => [item.revision, item.answer?.revision, item.gone]),
    [["r1", "r1", undefined], ["r2", undefined, undefined], ["r1", undefined, true], ["r1", "r1", true]]);
  assert.deepEqual([see(exam, at(3)).open, see(exam, at(3)).answered], [56, 2]);
  assert.deepEqual(exam.items.filter((item) => !exams.counts(item)).map(({ id }) => id), [gone]);
  const again = run(exam, { type: "choose", question: question({ id: answered, revision: "r2" }), choice: "one", now: at(4) });
  assert.deepEqual([again.items[0].revision, again.items[0].answer.revision, again.items[0].answer.correct], ["r2", "r2", false]);
  assert.equal(run(exam, { type: "sync", revisions: bank.revisions(), now: at(5) }).items[2].gone, undefined);
  const over = run(exam, { type: "handIn", now: at(6) });
  assert.equal(run(over, { type: "sync", revisions: {}, now: at(7) }), over);
});

test("a mock that is put away is over, and stays what it was", () => {
  const away = run(begin(), { type: "discard", now: at(5) });
  assert.deepEqual([away.finishedAt, away.discardedAt], [at(5), at(5)]);
  assert.equal(run(away, { type: "discard", now: at(6) }), away);
  const ended = run(begin(), { type: "handIn", now: at(30) }, { type: "discard", now: at(500) });
  assert.deepEqual([ended.finishedAt, ended.discardedAt], [at(30), at(500)]);
  assert.equal(run(begin(), { type: "discard", now: at(500) }).finishedAt, at(120));
});

test("a tab stays where it is while another one moves on", () => {
  const ours = run(begin(), { type: "go", to: 7, now: at(1) });
  const saved = run(begin(), choose(begin(), 2, "key", at(2)), { type: "go", to: 9, now: at(3) });
  const merged = exams.inTab(saved, ours);
  assert.deepEqual([merged.place, merged.since, merged.items[2].answer.choice], [7, at(1), "key"]);
  assert.equal(exams.inTab(saved), saved);
  assert.equal(exams.inTab(saved, { ...ours, id: "other" }), saved);
});
