// The record as a file: it comes back whole, and what is wrong, foreign, huge, cut off or hostile is refused with the reason.
import assert from "node:assert/strict";
import test from "node:test";
import * as portable from "../../docs/assets/quiz/portable.mjs";
import { emptyRecord, withAnswer, withExam, withFlag, withSetting } from "../../docs/assets/quiz/record.mjs";
import { startExam } from "../../docs/assets/quiz/exam.mjs";
import { drawForm } from "../../docs/assets/quiz/forms.mjs";
import { bankOf, DAY, freeze, NOON } from "./bank.mjs";

const answer = (at) => ({ revision: "r1", choice: "key", sure: true, correct: true, at });
const record = freeze(withFlag(withSetting(withAnswer(emptyRecord(), "a", answer(NOON)), "examDate", "2027-01-30", NOON), "a", true, NOON));
const file = (change) => JSON.stringify({ ...JSON.parse(portable.exportText(record, NOON)), ...change });
const problem = (text, now = NOON) => portable.importText(text, now).problem;
const holding = (parts) => problem(file({ record: { ...emptyRecord(), ...parts } }));

test("a file names its format and its day, and comes back whole", () => {
  const { kind, format, exported } = JSON.parse(portable.exportText(record, NOON));
  assert.deepEqual([kind, format, exported], ["ml-professional-guide", 2, new Date(NOON).toISOString()]);
  assert.equal(portable.fileName(NOON), "ml-professional-guide-2027-01-04.json");
  assert.deepEqual(portable.importText(portable.exportText(record, NOON), NOON), { record, problem: "" });
});

test("two devices: every answer of both, the newest flag, also after one of them deleted everything", () => {
  const other = withFlag(withAnswer({ ...emptyRecord(), since: NOON - 5 }, "b", answer(NOON + 1)), "a", false, NOON + 1);
  const merged = portable.withImport(other, record);
  assert.deepEqual(Object.keys(merged.answers).sort(), ["a", "b"]);
  assert.equal(merged.flags.a, -NOON - 1);
  assert.equal(merged.since, NOON - 5);
  assert.deepEqual(portable.withImport(merged, record), merged);
});

for (const [name, text, reason] of [
  ["nothing", "", "json"], ["a cut-off file", file().slice(0, -20), "json"], ["a page", "<!doctype html><p>Log in", "json"],
  ["a script", "alert(1)", "json"], ["a number", "7", "foreign"], ["null", "null", "foreign"], ["a list", "[]", "foreign"],
  ["another program's file", '{"kind":"anki","format":2}', "foreign"], ["a bare record", JSON.stringify(record), "foreign"],
  ["a kind that is inherited", '{"__proto__":{"kind":"ml-professional-guide"},"format":2}', "foreign"],
  ["a newer file", file({ format: 3 }), "newer"], ["no record", file({ record: undefined }), "content"],
  ["a list for a record", file({ record: [] }), "content"], ["an older format", file({ record: { ...record, format: 1 } }), "content"],
]) {
  test(`${name} is refused: ${reason}`, () => assert.deepEqual(portable.importText(text, NOON), { problem: reason }));
}

test("a huge file is refused by its size, before it is parsed", () => {
  assert.equal(portable.isTooBig(8_000_001), true);
  assert.equal(problem(" ".repeat(8_000_001)), "size");
});

test("a million entries are refused by their number", () => {
  const flags = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`q${at}`, 1]));
  assert.equal(holding({ flags }), "count");
  assert.equal(holding({ answers: { a: { r1: Array(300_000).fill("k=1").join(" ") } } }), "count");
});

test("dates in the far future are refused, a clock that is a little fast is not", () => {
  for (const [ahead, reason] of [[DAY, ""], [30 * DAY, "future"]]) {
    const at = NOON + ahead;
    assert.equal(holding({ answers: { a: { r1: `key=${at.toString(36)}` } } }), reason);
    assert.equal(holding({ flags: { a: -at } }), reason);
    assert.equal(holding({ since: at }), reason);
  }
});

test("markup, scripts, inherited names and wrong kinds are refused, wherever they stand", () => {
  const bank = bankOf();
  const [exam] = Object.values(withExam(emptyRecord(), startExam({ bank, form: drawForm(bank.index, "A", 7), now: NOON })).exams);
  const item = { ...exam.items[0], answer: { ...answer(NOON), trap: "slip" } };
  const mock = (change) => holding({ exams: { [exam.id]: { ...exam, place: 0, items: [item], ...change } } });
  assert.equal(mock({}), "");
  for (const wrong of ["<img src=x onerror=alert(1)>", "javascript:alert(1)//", "__proto__", "", null, {}, [], true, -1, 1e999]) {
    for (const name of ["id", "form", "code", "items", "seed", "deadline"]) {
      assert.equal(mock({ [name]: wrong }), "content", `${name}: ${wrong}`);
    }
    for (const name of ["id", "revision", "domain", "section", "objective", "difficulty", "ms"]) {
      assert.equal(mock({ items: [{ ...item, [name]: wrong }] }), "content", `item ${name}: ${wrong}`);
    }
    assert.equal(mock({ items: [{ ...item, answer: { ...item.answer, trap: wrong } }] }), "content", `trap ${wrong}`);
    assert.equal(holding({ answers: { a: { r1: wrong } } }), "content");
  }
  for (const parts of ['{"answers":{"__proto__":{"r1":"key=1"}}}', '{"answers":{"a":{"__proto__":"key=1"}}}', '{"flags":{"__proto__":1}}',
    '{"sessions":{"__proto__":{}}}', '{"forms":{"<b>":1}}', '{"settings":{"examDate":{"value":"<b>","at":1}}}']) {
    assert.equal(holding(JSON.parse(parts)), "content", parts);
  }
});

test("what a file has too much of is left out, and no prototype is touched", () => {
  const text = file().replace('"record":{', '"record":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"html":"<b>",');
  assert.notEqual(text, file());
  assert.deepEqual(portable.importText(text, NOON), { record, problem: "" });
  assert.equal({}.polluted, undefined);
});

test("a file nested a hundred thousand deep is refused", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  assert.equal(problem(file().replace('"format":2,"exported"', `"x":${deep},"format":2,"exported"`)), "");
  assert.equal(problem(`{"kind":"ml-professional-guide","format":2,"record":{"format":2,"since":0,"answers":${deep}}}`), "content");
});
