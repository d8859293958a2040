// The rules of practice: pure, seeded, and never changing what they are given.
import assert from "node:assert/strict";
import test from "node:test";
import * as core from "../../docs/assets/quiz/core.mjs";
import { emptyRecord, withAnswer } from "../../docs/assets/quiz/record.mjs";
import { freeze } from "./bank.mjs";

const entry = (id, revision = "r1") => ({ id, revision, objective: "o", form: "pool", difficulty: "exam", chunk: 0 });
const question = (id) => ({
  id, revision: "r1", stem: "", pinned: false, claims: [], report: null,
  choices: ["key", "one", "two", "three"].map((choice) => ({ id: choice, text: "", why: "", correct: choice === "key" || undefined })),
});
const begin = (ids = ["a", "b", "c"]) =>
  core.startSession({ key: "practice", mode: "practice", topic: {}, seed: 7, entries: ids.map((id) => entry(id)), now: 1 });
const answer = (id, choice, now, sure = true) => ({ type: "answer", question: question(id), choice, sure, now });
const run = (session, ...events) => events.reduce(core.reduce, session);
const all = { a: "r1", b: "r1", c: "r1" };

test("a shuffle depends on its seed alone, loses nothing and leaves the list alone", () => {
  const list = freeze([1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(core.shuffle(list, 42), core.shuffle(list, 42));
  assert.notDeepEqual(core.shuffle(list, 42), core.shuffle(list, 43));
  assert.deepEqual(core.shuffle(list, 42).sort(), list);
});

test("every place is as likely as any other", () => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 8000; seed += 1) counts[core.shuffle([0, 1, 2, 3], core.hash(`${seed}`)).indexOf(0)] += 1;
  for (const count of counts) assert.ok(Math.abs(count - 2000) < 150, `${counts}`);
});

test("the order of choices is the session's and the question's, unless the question pins it", () => {
  const order = (id, seed) => core.choiceOrder(question(id), seed).map((choice) => choice.id).join();
  assert.equal(order("a", 7), order("a", 7));
  assert.ok(new Set([1, 2, 3, 4, 5, 6].map((seed) => order("a", seed))).size > 1);
  assert.ok(new Set(["a", "b", "c", "d", "e"].map((id) => order(id, 7))).size > 1);
  assert.equal(core.choiceOrder({ ...question("a"), pinned: true }, 7)[0].id, "key");
});

test("only the key is right, and an unknown choice is wrong", () => {
  assert.equal(core.grade(question("a"), "key"), true);
  assert.equal(core.grade(question("a"), "one"), false);
  assert.equal(core.grade(question("a"), "gone"), false);
});

test("a draw takes unseen questions first, then missed ones, then the rest", () => {
  const told = (correct, revision = "r1") => ({ revision, choice: "x", sure: true, correct, at: 1 });
  const answers = { a: told(true), b: told(false), c: told(true, "older") };
  const record = Object.entries(answers).reduce((before, [id, one]) => withAnswer(before, id, one), emptyRecord());
  const drawn = core.draw(["a", "b", "c", "d"].map((id) => entry(id)), record, 7, 3).map(({ id }) => id);
  assert.deepEqual(drawn.slice(0, 2).sort(), ["c", "d"]);
  assert.equal(drawn[2], "b");
  assert.equal(core.draw([entry("a")], emptyRecord(), 7, 10).length, 1);
});

test("a set goes question, feedback, question … summary", () => {
  let session = freeze(begin(["a", "b"]));
  const phases = [core.phase(session)];
  for (const event of [answer("a", "key", 2), { type: "next", now: 3 }, answer("b", "one", 4, false), { type: "next", now: 5 }]) {
    session = freeze(core.reduce(session, event));
    phases.push(core.phase(session));
  }
  assert.deepEqual(phases, ["question", "feedback", "question", "feedback", "summary"]);
  assert.deepEqual(core.answersOf(session).map(({ answer: { correct, sure, at } }) => [correct, sure, at]), [[true, true, 2], [false, false, 4]]);
  assert.equal(session.changedAt, 5);
  assert.deepEqual(JSON.parse(JSON.stringify(session)), session);
});

test("once the key was shown, a second answer changes nothing", () => {
  const session = core.reduce(begin(), answer("a", "one", 2));
  assert.equal(core.reduce(session, answer("a", "key", 3)), session);
  assert.equal(core.reduce(session, answer("not in the set", "key", 3)), session);
});

test("a set ended early has a summary only if something was answered", () => {
  assert.equal(core.phase(core.reduce(begin(), { type: "finish", now: 2 })), "closed");
  assert.equal(core.phase(run(begin(), answer("a", "key", 2), { type: "finish", now: 3 })), "summary");
});

test("a set is unchanged, the very same object, when the bank is", () => {
  const session = begin();
  assert.equal(core.reduce(session, { type: "sync", revisions: all, now: 2 }), session);
});

test("a question whose content changed is asked again, after the others; the rest stands", () => {
  const answered = run(begin(), answer("a", "key", 2), { type: "next", now: 3 }, answer("b", "key", 4));
  const session = core.reduce(answered, { type: "sync", revisions: { ...all, a: "r2" }, now: 5 });
  assert.equal(core.phase(session), "feedback");
  assert.deepEqual(core.answersOf(session).map(({ id }) => id), ["b"]);
  const later = run(session, { type: "next", now: 6 }, answer("c", "key", 7), { type: "next", now: 8 });
  assert.equal(later.questions[later.position].id, "a");
  assert.equal(core.answersOf(core.reduce(later, answer("a", "key", 9))).length, 3);
});

test("a question that is gone is dropped, and the reader stays where they were", () => {
  const session = run(begin(), answer("a", "key", 2), { type: "next", now: 3 });
  const { a: _, ...rest } = all;
  const synced = core.reduce(session, { type: "sync", revisions: rest, now: 4 });
  assert.deepEqual(synced.questions.map(({ id }) => id), ["b", "c"]);
  assert.equal(synced.questions[synced.position].id, "b");
  assert.equal(core.phase(core.reduce(session, { type: "sync", revisions: {}, now: 4 })), "closed");
});

test("a finished set drops what changed instead of asking it again", () => {
  const ended = run(begin(["a", "b"]), answer("a", "key", 2), answer("b", "one", 3), { type: "finish", now: 4 });
  const synced = core.reduce(ended, { type: "sync", revisions: { a: "r2", b: "r1" }, now: 5 });
  assert.deepEqual(core.answersOf(synced).map(({ id }) => id), ["b"]);
  assert.deepEqual(synced.questions.map(({ id }) => id), ["b"]);
  assert.equal(core.phase(synced), "summary");
});
