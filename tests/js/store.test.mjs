// The store survives blocked, full, cleared, foreign and newer storage, and two tabs.
import assert from "node:assert/strict";
import test from "node:test";
import { emptyRecord, withAnswer } from "../../docs/assets/quiz/record.mjs";
import { KEY, openStore } from "../../docs/assets/quiz/store.mjs";
import { answersTo } from "../../docs/assets/quiz/log.mjs";

const answer = (at, choice = "key") => ({ revision: "r1", choice, sure: true, correct: true, at });
const given = (id, at, choice) => (record) => withAnswer(record, id, answer(at, choice));
const times = (record, id) => answersTo(record, { id, revision: "r1" }).map(({ at }) => at);
const memory = (text) => {
  const items = new Map(text === undefined ? [] : [[KEY, text]]);
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
};
const saved = ({ items }) => JSON.parse(items.get(KEY));
const quota = () => { throw new DOMException("no room", "QuotaExceededError"); };
const denied = () => { throw new DOMException("denied", "SecurityError"); };

for (const [name, text, problem] of [["no JSON", "{", "unreadable"], ["another format", '{"format":"x"}', "unreadable"],
  ["a newer one", '{"format":3,"all":"else"}', "newer"], ["damaged", '{"format":2,"answers":{"a":{"r1":"key=<b>"}}}', "unreadable"]]) {
  test(`${name}: works in memory, says why, leaves the stored text alone, and gives it to whoever wants it`, () => {
    const storage = memory(text);
    const store = openStore(() => storage);
    for (const at of [1, 2]) {
      store.save(given("a", at));
      assert.equal(store.problem, problem);
    }
    assert.deepEqual(times(store.record, "a"), [1, 2]);
    assert.equal(storage.items.get(KEY), text);
    assert.equal(store.text, text);
  });
}

test("a record of format 1 is taken over with the first change, and not before", () => {
  const text = '{"format":1,"answers":{"a":[{"revision":"r1","choice":"key","sure":true,"correct":true,"at":1}]}}';
  const storage = memory(text);
  const store = openStore(() => storage);
  assert.equal(storage.items.get(KEY), text);
  store.save(given("a", 2));
  assert.equal(saved(storage).format, 2);
  assert.deepEqual(times(saved(storage), "a"), [1, 2]);
});

test("parts that this code does not know are kept", () => {
  const storage = memory(JSON.stringify({ ...emptyRecord(), calendar: { date: "2027-01-30" } }));
  openStore(() => storage).save(given("a", 1));
  assert.equal(saved(storage).calendar.date, "2027-01-30");
});

test("blocked storage is a working session with a reason", () => {
  const store = openStore(denied);
  store.save(given("a", 1));
  assert.equal(store.problem, "blocked");
  assert.deepEqual(times(store.record, "a"), [1]);
});

for (const [name, refuse, problem] of [["full", quota, "full"], ["suddenly blocked", denied, "blocked"]]) {
  test(`what ${name} storage refused is written once it can be`, () => {
    const storage = memory();
    const store = openStore(() => storage);
    store.save(given("a", 1));
    const { setItem } = storage;
    storage.setItem = refuse;
    for (const at of [2, 3]) {
      store.save(given("a", at));
      assert.equal(store.problem, problem);
    }
    assert.deepEqual(times(saved(storage), "a"), [1]);
    storage.setItem = setItem;
    store.save(given("b", 4));
    assert.equal(store.problem, "");
    assert.deepEqual(times(saved(storage), "a"), [1, 2, 3]);
    assert.deepEqual(times(saved(storage), "b"), [4]);
  });
}

test("two tabs that write in turn lose no answer of each other", () => {
  const storage = memory();
  const [one, other] = [openStore(() => storage), openStore(() => storage)];
  one.save(given("a", 1));
  other.save(given("a", 2, "wrong"));
  one.save(given("b", 3));
  assert.deepEqual(times(saved(storage), "a"), [1, 2]);
  assert.deepEqual(times(saved(storage), "b"), [3]);
});

test("what another tab wrote is taken in", () => {
  const store = openStore(() => memory());
  store.receive(JSON.stringify(given("a", 1)(emptyRecord())));
  assert.deepEqual(times(store.record, "a"), [1]);
});

test("storage cleared in the middle: what was answered is kept, and written again with the next answer", () => {
  const storage = memory();
  const store = openStore(() => storage);
  store.save(given("a", 1));
  storage.items.clear();
  store.receive(null);
  assert.deepEqual(times(store.record, "a"), [1]);
  store.save(given("b", 2));
  assert.deepEqual([times(saved(storage), "a"), times(saved(storage), "b")], [[1], [2]]);
});

test("deleting everything deletes it in every tab, told or not, and what comes after stays", () => {
  const storage = memory();
  const [one, told, untold] = [1, 2, 3].map(() => openStore(() => storage));
  one.save(given("a", 1));
  told.save(given("b", 2));
  untold.save(given("c", 3));
  one.clear(9);
  assert.deepEqual(saved(storage), { ...emptyRecord(), since: 9 });
  told.receive(storage.items.get(KEY));
  assert.deepEqual(told.record, one.record);
  untold.save(given("d", 10));
  assert.deepEqual(Object.keys(saved(storage).answers), ["d"]);
  one.clear(3);
  assert.deepEqual(saved(storage), { ...emptyRecord(), since: 10 });
});

for (const text of ["{", '{"format":3}']) {
  test(`deleting everything also deletes ${text}`, () => {
    const storage = memory(text);
    const store = openStore(() => storage);
    store.clear(9);
    assert.deepEqual([store.problem, saved(storage).format], ["", 2]);
  });
}

test("a change that changes nothing writes nothing", () => {
  const storage = memory();
  openStore(() => storage).save((record) => record);
  assert.equal(storage.items.size, 0);
});
