// What a stored text may be, and what every record of format 1 becomes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { startExam, reduceExam } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { answersTo } from "../../docs/assets/quiz/log.mjs";
import * as records from "../../docs/assets/quiz/record.mjs";
import { bankOf, freeze, NOON, question } from "./bank.mjs";

const answer = (at, choice = "key", revision = "r1") => ({ revision, choice, sure: true, correct: true, at });
const session = (changedAt, answers = {}) => ({ key: "practice", mode: "practice", topic: {}, seed: 3, startedAt: 1, changedAt,
  questions: [{ id: "a", revision: "r1" }], position: 0, answers });

/** A record with something of everything. */
export function fullRecord() {
  const bank = bankOf();
  let exam = startExam({ bank, form: drawForm(bank.index, "A", 7), extra: 1.25, now: NOON });
  const [{ id }] = exam.items;
  for (const event of [{ type: "choose", question: question(exam.items[0]), choice: "one" }, { type: "flag", id, on: true },
    { type: "strike", id, choice: "two", on: true }, { type: "sync", revisions: {} }, { type: "go", to: "review" }]) {
    exam = reduceExam(exam, { ...event, now: NOON + 5 });
  }
  let record = records.withExam(records.emptyRecord(), exam);
  record = records.withExam(record, reduceExam({ ...exam, id: "other" }, { type: "discard", now: NOON + 6 }));
  record = records.withSession(records.withAnswer(record, "a", answer(1)), { ...session(1, { a: answer(1) }), finishedAt: 9, closedAt: 10,
    topic: { domain: "one", section: "one-s1", objective: "one-o1", difficulty: "hard", form: "A", only: "sure-wrong", length: 0 } });
  record = records.withForm(records.withFlag(record, "a", false, 7), "B", 8);
  return freeze(["2027-01-30", 1.5, true].reduce((before, value, at) => records.withSetting(before, "abc"[at], value, 5), record));
}

test("nothing stored is an empty record", () => {
  assert.deepEqual(records.parseRecord(null), { record: records.emptyRecord(), problem: "" });
});

test("a record reads back as it was written", () => {
  const record = fullRecord();
  assert.deepEqual(records.parseRecord(JSON.stringify(record)), { record, problem: "" });
});

test("parts that this code does not know are kept", () => {
  const { record } = records.parseRecord(JSON.stringify({ ...records.emptyRecord(), calendar: { date: "2027-01-30" } }));
  assert.deepEqual(record.calendar, { date: "2027-01-30" });
});

for (const text of ["", "{", "null", "[]", "7", '"text"', "{}", '{"format":"x"}', '{"format":0}', '{"format":2}']) {
  test(`${text || "nothing"} is no record`, () => assert.deepEqual(records.parseRecord(text), { problem: "unreadable" }));
}

test("a newer record is one, even if all else is different", () => {
  assert.deepEqual(records.parseRecord('{"format":3,"all":"else"}'), { problem: "newer" });
});

/** Every place in a value, as a path. */
function* places(value, path = []) {
  yield path;
  if (typeof value === "object" && value !== null) for (const key of Object.keys(value)) yield* places(value[key], [...path, key]);
}
const replaced = (value, [key, ...rest], change) => (key === undefined ? change
  : Array.isArray(value) ? value.map((one, at) => (`${at}` === key ? replaced(one, rest, change) : one))
    : { ...value, [key]: replaced(value[key], rest, change) });

test("a record with anything of a wrong kind anywhere is unreadable, and never a crash", () => {
  const record = JSON.parse(JSON.stringify(fullRecord()));
  record.exams = Object.fromEntries(Object.entries(record.exams).map(([id, exam]) => [id, { ...exam, place: 0, items: exam.items.slice(0, 2) }]));
  assert.equal(records.parseRecord(JSON.stringify(record)).problem, "");
  let tried = 0;
  for (const path of places(record)) {
    for (const wrong of ["<img src=x onerror=alert(1)>", -1e300, 0.123, "-5", { "<b>": 1 }, null, [[]]]) {
      if (path[0] === "settings" && path[2] === "value" && (typeof wrong === "number" || wrong === "-5")) continue;
      if (wrong === 0.123 && path.at(-1) === "told") continue;
      if (path.at(-1) === "topic" && wrong?.["<b>"]) continue; // a topic may be empty; what is unknown in it is left out
      const { problem } = records.parseRecord(JSON.stringify(replaced(record, path, wrong)));
      assert.equal(problem, "unreadable", `${path.join(".")} = ${JSON.stringify(wrong)}`);
      tried += 1;
    }
  }
  assert.ok(tried > 500, `${tried}`);
});

test("what is unknown inside a part is left out", () => {
  const record = records.withSession(records.emptyRecord(), { ...session(1), topic: { "<b>": 1 }, html: "<b>" });
  assert.deepEqual(records.parseRecord(JSON.stringify(record)).record.sessions.practice, session(1));
});

test("a set that points behind its questions is refused, and so is a mock", () => {
  const record = records.withSession(records.emptyRecord(), { ...session(1), position: 1 });
  assert.equal(records.parseRecord(JSON.stringify(record)).problem, "unreadable");
  const full = fullRecord();
  const [exam] = Object.values(full.exams);
  for (const wrong of [{ place: 60 }, { items: [], place: 0 }]) {
    assert.equal(records.parseRecord(JSON.stringify({ ...full, exams: { [exam.id]: { ...exam, ...wrong } } })).problem, "unreadable");
  }
});

test("a form is spent from its first beginning, and a random one is none", () => {
  const spent = records.withForm(records.withForm(records.emptyRecord(), "A", 5), "A", 9);
  assert.deepEqual(spent.forms, { A: 5 });
  assert.deepEqual(records.withForm(spent, "pool", 9), spent);
});

test("a setting is always newer than the one before", () => {
  const record = records.withSetting(records.withSetting(records.emptyRecord(), "examDate", "2027-01-30", 9), "examDate", "", 3);
  assert.deepEqual(record.settings.examDate, { value: "", at: 10 });
});

// Written by core.mjs and store.mjs of the three commits that had a format 1 of their own: 1 878946f, 2 c186ebe, 3 21960a0.
const folder = new URL("records/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8").trim()]);

for (const [name, text] of fixtures) {
  test(`format 1, ${name}: every answer, set and form is there in format 2`, () => {
    const old = JSON.parse(text);
    const { record, problem } = records.parseRecord(text);
    assert.equal(problem, "");
    assert.equal(record.format, 2);
    for (const [id, answers] of Object.entries(old.answers)) {
      const found = [...new Set(answers.map(({ revision }) => revision))].flatMap((revision) => answersTo(record, { id, revision }));
      assert.deepEqual(found.sort((one, other) => one.at - other.at), answers);
    }
    assert.deepEqual(Object.keys(record.answers), Object.keys(old.answers));
    assert.deepEqual(record.sessions, old.sessions);
    assert.deepEqual(record.forms, Object.fromEntries(Object.entries(old.forms).map(([form, { takenAt }]) => [form, takenAt])));
    assert.deepEqual(records.parseRecord(JSON.stringify(record)), { record, problem: "" });
  });
}

test("there are fixtures", () => assert.ok(fixtures.length >= 5));

for (const [name, text] of [
  ["foreign answers", '{"format":1,"answers":[]}'], ["answers of another kind", '{"format":1,"answers":{"a":[{}]}}'],
  ["an answer that is no list", '{"format":1,"answers":{"a":7}}'], ["foreign sessions", '{"format":1,"sessions":{"practice":{"seed":1}}}'],
  ["foreign forms", '{"format":1,"forms":{"A":1}}'], ["forms of another kind", '{"format":1,"forms":7}'],
]) {
  test(`format 1 with ${name} is unreadable`, () => assert.deepEqual(records.parseRecord(text), { problem: "unreadable" }));
}
