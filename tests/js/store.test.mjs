// The record survives blocked, full, foreign and newer storage, and two tabs.
import assert from "node:assert/strict";
import test from "node:test";
import { emptyRecord, KEY, mergeRecords, openStore, parseRecord, withAnswer, withForm, withSession } from "../../docs/assets/quiz/store.mjs";

const answer = (at, choice = "key") => ({ revision: "r1", choice, sure: true, correct: true, at });
const session = (seed, changedAt, answers = {}) => ({
  key: "practice", mode: "practice", topic: {}, seed, startedAt: 1, changedAt, questions: [], position: 0, answers });
const memory = (text) => {
  const items = new Map(text === undefined ? [] : [[KEY, text]]);
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
};

test("nothing stored is an empty record", () => {
  assert.deepEqual(parseRecord(null), { record: emptyRecord(), problem: "" });
});

test("a record reads back as it was written", () => {
  const record = withForm(withSession(withAnswer(emptyRecord(), "a", answer(1)), session(1, 1)), "A", 5);
  assert.deepEqual(parseRecord(JSON.stringify(record)).record, record);
});

for (const [name, text, problem] of [
  ["no JSON", "{", "unreadable"], ["null", "null", "unreadable"], ["a list", "[]", "unreadable"], ["a number", "7", "unreadable"],
  ["no format", "{}", "unreadable"], ["another format", '{"format":"x"}', "unreadable"], ["a newer one", '{"format":2,"all":"else"}', "newer"],
  ["foreign answers", '{"format":1,"answers":[]}', "unreadable"], ["answers of another kind", '{"format":1,"answers":{"a":[{}]}}', "unreadable"],
  ["foreign sessions", '{"format":1,"sessions":{"practice":{"seed":1}}}', "unreadable"], ["foreign forms", '{"format":1,"forms":{"A":1}}', "unreadable"],
]) {
  test(`${name}: works in memory, says why, and leaves the stored text alone`, () => {
    const storage = memory(text);
    const store = openStore(() => storage);
    store.save((record) => withAnswer(record, "a", answer(1)));
    assert.equal(store.problem, problem);
    assert.equal(store.record.answers.a.length, 1);
    assert.equal(storage.items.get(KEY), text);
  });
}

test("parts that this code does not know are kept", () => {
  const storage = memory('{"format":1,"calendar":{"date":"2027-01-30"}}');
  openStore(() => storage).save((record) => withAnswer(record, "a", answer(1)));
  assert.equal(JSON.parse(storage.items.get(KEY)).calendar.date, "2027-01-30");
});

test("blocked storage is a working session with a reason", () => {
  const store = openStore(() => { throw new Error("denied"); });
  store.save((record) => withAnswer(record, "a", answer(1)));
  assert.equal(store.problem, "blocked");
  assert.equal(store.record.answers.a.length, 1);
});

test("what full storage refused is written once there is room", () => {
  const storage = memory();
  const { setItem } = storage;
  storage.setItem = () => { throw new Error("quota"); };
  const store = openStore(() => storage);
  store.save((record) => withAnswer(record, "a", answer(1)));
  assert.equal(store.problem, "blocked");
  storage.setItem = setItem;
  store.save((record) => withAnswer(record, "b", answer(2)));
  assert.equal(store.problem, "");
  assert.deepEqual(Object.keys(JSON.parse(storage.items.get(KEY)).answers), ["a", "b"]);
});

test("two tabs that write in turn lose no answer of each other", () => {
  const storage = memory();
  const [one, other] = [openStore(() => storage), openStore(() => storage)];
  one.save((record) => withAnswer(record, "a", answer(1)));
  other.save((record) => withAnswer(record, "a", answer(2, "wrong")));
  one.save((record) => withAnswer(record, "b", answer(3)));
  const saved = JSON.parse(storage.items.get(KEY)).answers;
  assert.deepEqual(saved.a.map(({ at }) => at), [1, 2]);
  assert.equal(saved.b.length, 1);
});

test("what another tab wrote is taken in; what it deleted is gone", () => {
  const store = openStore(() => memory());
  store.receive(JSON.stringify(withAnswer(emptyRecord(), "a", answer(1))));
  assert.equal(store.record.answers.a.length, 1);
  store.receive(null);
  assert.deepEqual(store.record, emptyRecord());
});

test("merging is the same both ways, and twice", () => {
  const one = withForm(withSession(withAnswer(emptyRecord(), "a", answer(1)), session(1, 5, { a: answer(1) })), "A", 9);
  const other = withForm(withSession(withAnswer(emptyRecord(), "a", answer(2)), session(1, 6, { b: answer(2) })), "A", 4);
  const merged = mergeRecords(one, other);
  assert.deepEqual(mergeRecords(other, one), merged);
  assert.deepEqual(mergeRecords(merged, other), merged);
  assert.deepEqual(Object.keys(merged.sessions.practice.answers).sort(), ["a", "b"]);
  assert.equal(merged.sessions.practice.changedAt, 6);
  assert.equal(merged.forms.A.takenAt, 4);
});

test("of two different sessions the later stands", () => {
  const merged = mergeRecords(withSession(emptyRecord(), session(1, 5, { a: answer(1) })), withSession(emptyRecord(), session(2, 6)));
  assert.deepEqual([merged.sessions.practice.seed, merged.sessions.practice.answers], [2, {}]);
});

test("a change that changes nothing writes nothing", () => {
  const storage = memory();
  openStore(() => storage).save((record) => record);
  assert.equal(storage.items.size, 0);
});
