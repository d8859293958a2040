// Forms: shaped like the exam, spread evenly, the same for the same code, and refused with the reason.
import assert from "node:assert/strict";
import test from "node:test";
import { drawForm, formOfCode, formsOffered } from "../../docs/assets/quiz/forms.mjs";
import { bankOf, COUNTS, dice, freeze, indexOf } from "./bank.mjs";

const index = freeze(indexOf());
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ids = ({ entries }) => entries.map(({ id }) => id);
const shape = (bank, { entries }) => Object.fromEntries(Object.keys(COUNTS).map((domain) =>
  [domain, entries.filter(({ id }) => bank.place(id).domain.id === domain).length]));

test("a form is offered when it is complete, a random one when the pool can fill it", () => {
  assert.deepEqual(formsOffered(indexOf({ forms: ["B", "A"] })), ["A", "B", "pool"]);
  const short = indexOf({ forms: ["A", "B"] });
  short.questions = short.questions.filter(({ id }) => id !== "b-two-3");
  assert.deepEqual(formsOffered(short), ["A", "pool"]);
  assert.deepEqual(formsOffered(indexOf({ pool: (id) => (id.startsWith("three") ? 2 : 4) })), ["A"]);
  const long = indexOf({ forms: ["A"], pool: 0 });
  long.questions = [...long.questions, { ...long.questions[0], id: "one-more" }];
  assert.deepEqual(formsOffered(long), []);
});

test("a fixed form is all of its questions, in the order of the seed", () => {
  const [one, two] = [drawForm(index, "A", 1), drawForm(index, "A", 2)];
  assert.deepEqual(ids(one).sort(), index.questions.filter(({ form }) => form === "A").map(({ id }) => id).sort());
  assert.notDeepEqual(ids(one), ids(two));
  assert.deepEqual(ids(one), ids(drawForm(index, "A", 1)));
});

test("each random form has the exam's counts, no question twice, and objectives spread as evenly as the pool allows", () => {
  const roll = dice(5);
  for (let round = 0; round < 2000; round += 1) {
    const uneven = indexOf({ forms: [], pool: (id) => (id.startsWith("three") ? 3 : 3) + roll(9) });
    const bank = bankOf(uneven);
    const form = drawForm(uneven, "pool", roll(2 ** 30));
    assert.deepEqual(shape(bank, form), COUNTS);
    assert.equal(new Set(ids(form)).size, 59);
    assert.ok(form.entries.every((entry) => entry.form === "pool"));
    const taken = Object.groupBy(form.entries, ({ objective }) => objective);
    const there = Object.groupBy(uneven.questions, ({ objective }) => objective);
    for (const domain of Object.keys(COUNTS)) {
      const rows = uneven.objectives.filter(({ id }) => id.startsWith(`${domain}-`))
        .map(({ id }) => [taken[id]?.length ?? 0, there[id].length]);
      const most = Math.max(...rows.map(([have]) => have));
      for (const [have, all] of rows) assert.ok(have >= most - 1 || have === all, `${domain} ${rows}`);
    }
  }
});

test("a code gives the same form to someone else, however it is typed", () => {
  const roll = dice(9);
  for (let round = 0; round < 300; round += 1) {
    const form = drawForm(index, ["pool", "A"][round % 2], roll(2 ** 32));
    assert.match(form.code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const shuffled = { ...index, questions: [...index.questions].reverse() };
    for (const typed of [form.code, form.code.toLowerCase().replaceAll("-", " "), form.code.replaceAll("0", "o").replaceAll("1", "l")]) {
      const { form: found, problem } = formOfCode(shuffled, typed);
      assert.equal(problem, "");
      assert.deepEqual(found, form);
    }
  }
});

test("every single wrong letter and every swap of neighbours is told", () => {
  const plain = drawForm(index, "pool", 123456789).code.replaceAll("-", "");
  for (let at = 0; at < 12; at += 1) {
    for (const letter of LETTERS) {
      if (letter === plain[at]) continue;
      assert.equal(formOfCode(index, plain.slice(0, at) + letter + plain.slice(at + 1)).problem, "mistyped");
    }
    const swapped = plain.slice(0, at) + (plain[at + 1] ?? "") + plain[at] + plain.slice(at + 2);
    if (swapped !== plain) assert.equal(formOfCode(index, swapped).problem, "mistyped");
  }
});

test("a code that cannot be followed is refused with the reason", () => {
  const { code } = drawForm(index, "pool", 42);
  const problem = (typed, bank = index) => formOfCode(bank, typed).problem;
  for (const typed of ["", "  ", code.slice(1), `${code}0`]) assert.equal(problem(typed), "length");
  for (const typed of [`U${code.slice(1)}`, `<${code.slice(1)}`, `é${code.slice(1)}`, "😀"]) assert.equal(problem(typed), "letters");
  assert.equal(problem(code, indexOf({ revision: "r2" })), "bank");
  const edited = indexOf();
  edited.questions[3] = { ...edited.questions[3], revision: "other" };
  assert.equal(problem(code, edited), "bank");
  assert.equal(problem(drawForm(index, "A", 42).code, edited), "", "another form's questions do not matter");
  assert.equal(problem(code, indexOf({ pool: 1 })), "form");
  assert.equal(problem(drawForm(indexOf({ forms: ["A", "B"] }), "B", 4).code), "form");
});
