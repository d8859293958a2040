// The log: an answer is a word, a question's answers are a text, and what mocks know is added when it is asked for.
import assert from "node:assert/strict";
import test from "node:test";
import * as log from "../../docs/assets/quiz/log.mjs";
import { emptyRecord, withAnswer, withFlag } from "../../docs/assets/quiz/record.mjs";
import { freeze } from "./bank.mjs";

const answer = (at, choice = "key", correct = true, sure = true, revision = "r1") => ({ revision, choice, sure, correct, at });
const with_ = (...answers) => freeze(answers.reduce((record, one) => withAnswer(record, "a", one), emptyRecord()));
const mock = (finishedAt, item) => ({ exams: { m: { id: "m", finishedAt, items: [{ id: "a", ...item }] } } });

test("what goes in comes out, oldest first, each once", () => {
  const answers = [1, 2, 3, 4].map((at) => answer(at * 1e12, `c-${at}`, at % 2 === 0, at > 2));
  const record = with_(answers[2], answers[0], answers[3], answers[1], answers[0]);
  assert.deepEqual(log.answersTo(record, { id: "a", revision: "r1" }), answers);
  assert.deepEqual(log.lastAnswer(record, { id: "a", revision: "r1" }), answers[3]);
  assert.match(record.answers.a.r1, log.LOG);
});

test("answers to another revision do not count, and are not lost", () => {
  const record = with_(answer(1), answer(2, "one", false, true, "r2"));
  assert.equal(log.standing(record, { id: "a", revision: "r1" }), "known");
  assert.equal(log.standing(record, { id: "a", revision: "r2" }), "missed");
  assert.equal(log.standing(record, { id: "a", revision: "r3" }), "unseen");
  assert.equal(log.firstSeen(record, "a"), 1);
  assert.equal(log.firstSeen(record, "b"), Infinity);
});

test("the last answer decides what is known", () => {
  assert.equal(log.standing(with_(answer(1, "one", false), answer(2)), { id: "a", revision: "r1" }), "known");
  assert.equal(log.standing(with_(answer(1), answer(2, "one", false)), { id: "a", revision: "r1" }), "missed");
});

test("ids that objects inherit are ids like any other", () => {
  for (const id of ["constructor", "__proto__"]) {
    const entry = { id, revision: "constructor" };
    assert.equal(log.standing(emptyRecord(), entry), "unseen");
    const record = withAnswer(emptyRecord(), id, answer(1, "key", true, true, "constructor"));
    assert.equal(log.standing(record, entry), "known");
    assert.equal(log.isFlagged(withFlag(record, id, true, 1), id), true);
  }
  assert.equal({}.r1, undefined);
});

test("answers in a mock count when it is over, in their place in time", () => {
  const item = { answer: { ...answer(5, "one", false), trap: "slip" } };
  const practised = with_(answer(3), answer(9));
  const at = (record) => log.answersTo(record, { id: "a", revision: "r1" }).map((one) => one.at);
  assert.deepEqual(at({ ...practised, ...mock(undefined, item) }), [3, 9]);
  assert.deepEqual(at({ ...practised, ...mock(6, item) }), [3, 5, 9]);
  const alone = { ...emptyRecord(), ...mock(6, item) };
  assert.equal(log.standing(alone, { id: "a", revision: "r1" }), "missed");
  assert.equal(log.standing(alone, { id: "a", revision: "r2" }), "unseen");
  assert.equal(log.firstSeen({ ...practised, ...mock(6, { answer: answer(1) }) }, "a"), 1);
});

test("the newest flag counts, wherever it was set, and can be taken back whatever the clock says", () => {
  const flagged = withFlag(emptyRecord(), "a", true, 10);
  assert.equal(log.isFlagged(flagged, "a"), true);
  assert.equal(log.isFlagged(withFlag(flagged, "a", false, 5), "a"), false);
  assert.equal(log.isFlagged({ ...flagged, ...mock(20, { flag: -12 }) }, "a"), false);
  assert.equal(log.isFlagged({ ...flagged, ...mock(20, { flag: -8 }) }, "a"), true);
  assert.equal(log.isFlagged({ ...emptyRecord(), ...mock(20, { flag: 12 }) }, "a"), true);
  assert.equal(log.isFlagged({ ...emptyRecord(), ...mock(undefined, { flag: 12 }) }, "a"), false);
});
