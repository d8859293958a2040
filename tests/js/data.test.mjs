// The bank: lookups over the index, chunks fetched once and only when needed.
import assert from "node:assert/strict";
import test from "node:test";
import { loadBank, openBank } from "../../docs/assets/quiz/data.mjs";

const index = {
  format: 1,
  domains: [{ id: "d1", title: "D1", weight: 44 }, { id: "d2", title: "D2", weight: 56 }],
  sections: [{ id: "s1", title: "S1", domain: "d1", url: "domains/s1/" }, { id: "s2", title: "S2", domain: "d2", url: "domains/s2/" }],
  objectives: [{ id: "o1", number: "1.1", title: "O1", section: "s1", url: "domains/s1/#o1" },
    { id: "o2", number: "2.1", title: "O2", section: "s2", url: "domains/s2/#o2" }],
  traps: {}, chunks: ["quiz/one.json", "quiz/two.json"],
  questions: [["q1", "o1", "pool", 0], ["q2", "o1", "A", 1], ["q3", "o2", "pool", 0]].map(([id, objective, form, chunk]) =>
    ({ id, objective, form, chunk, difficulty: "exam", revision: `${id}-r` })),
};
const chunks = { "quiz/one.json": { format: 1, questions: [{ id: "q1" }, { id: "q3" }] }, "quiz/two.json": { format: 1, questions: [] } };
const site = (answers, asked = []) => {
  globalThis.fetch = async (url) => {
    asked.push(url);
    const body = answers(url);
    return { ok: body !== undefined, status: body === undefined ? 404 : 200, json: async () => body };
  };
  return asked;
};

test("a topic narrows by domain, section and objective, and never leaves its form", () => {
  const bank = openBank(index, async () => chunks["quiz/one.json"], "https://example.org/guide/");
  const ids = (topic) => bank.entries(topic).map(({ id }) => id).join();
  assert.equal(ids({}), "q1,q3");
  assert.equal(ids({ form: "A" }), "q2");
  assert.equal(ids({ domain: "d1" }), "q1");
  assert.equal(ids({ section: "s2" }), "q3");
  assert.equal(ids({ objective: "o1", form: "A" }), "q2");
  assert.equal(ids({ difficulty: "exam" }), "q1,q3");
  assert.equal(ids({ difficulty: "hard" }), "");
  assert.deepEqual([bank.has("q1"), bank.has("constructor")], [true, false]);
  assert.equal(bank.place("q3").domain.id, "d2");
  assert.equal(bank.link("domains/s1/#o1"), "https://example.org/guide/domains/s1/#o1");
});

test("a chunk is fetched once, from the site's root", async () => {
  const asked = site((url) => (url.endsWith("index.json") ? index : chunks[url.replace("https://example.org/guide/", "")]));
  const bank = await loadBank("https://example.org/guide/quiz/index.json");
  await Promise.all([bank.question("q1"), bank.question("q3")]);
  assert.deepEqual(asked, ["https://example.org/guide/quiz/index.json", "https://example.org/guide/quiz/one.json"]);
});

test("a chunk without the question is a failure, and the next try begins anew", async () => {
  const url = "https://example.org/stale/quiz/index.json";
  site((one) => (one.endsWith("index.json") ? index : chunks["quiz/two.json"]));
  const bank = await loadBank(url);
  await assert.rejects(bank.question("q1"), /q1 is not in/);
  site(() => index);
  assert.notEqual(await loadBank(url), bank);
});

for (const [name, body] of [["a missing index", undefined], ["an index of another format", { format: 2 }]]) {
  test(`${name} is a failure, and a retry is one`, async () => {
    const url = `https://example.org/${name.replaceAll(" ", "-")}/quiz/index.json`;
    site(() => body);
    await assert.rejects(loadBank(url));
    site(() => index);
    assert.equal((await loadBank(url)).index, index);
  });
}
