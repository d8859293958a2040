// My data: out as a file, in again from one, and away for good.

/** @import {ImportProblem, Quiz, StoredRecord} from "./types.mjs" */
import { button, h, plural } from "./dom.mjs";
import { exportText, fileName, importText, isTooBig, withImport } from "./portable.mjs";

/** Why a file is not taken.
 * @type {Record<ImportProblem, string>} */
const REFUSED = {
  size: "it is bigger than anything this site writes",
  json: "it is cut off, or was not written by this site",
  foreign: "it was not written by this site",
  newer: "a newer version of this site wrote it; reload this page and try again",
  content: "a part of it is not what this site writes",
  count: "it holds more than years of practice",
  future: "it has answers from days to come; check the clock of this device",
};

/** Out, in and away, with a line that says what happened.
 * @param {Quiz} quiz @param {() => void} changed called when the record has become another
 * @returns {Node[]} */
export function dataParts(quiz, changed) {
  const told = h("p", { role: "status" });
  const asked = h("div");
  const tell = (/** @type {string} */ text) => {
    told.textContent = text;
    quiz.warn();
  };
  const input = h("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": "File to bring in" });
  input.onchange = async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    tell(await bringIn(quiz, file));
    input.value = ""; // the same file may be picked again
    changed();
  };
  const close = () => {
    asked.replaceChildren();
    remove.focus();
  };
  const remove = button("Delete everything", () => {
    const question = confirmation(quiz, close, () => {
      quiz.store.clear(Date.now());
      close();
      tell(quiz.store.problem ? "Forgotten on this page; the browser's storage could not be reached." : "Everything is deleted.");
      changed();
    });
    asked.replaceChildren(question);
    question.focus();
  });
  return [
    h("p", {}, "All of this is in this browser and nowhere else. A file takes it to another device, or keeps it safe. What you " +
      "bring in is added to what is here."),
    h("div", { class: "mlp-actions" }, button("Save as a file", () => save(quiz)),
      button("Bring in a file", () => input.click()), input, remove),
    asked, told,
  ];
}

/** Offers the file; what cannot be read here is handed out as it is stored.
 * @param {Quiz} quiz */
function save({ store }) {
  const unread = store.problem === "newer" || store.problem === "unreadable";
  const text = unread ? store.text : exportText(store.record, Date.now());
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href, download: fileName(Date.now()) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // the download has begun by then
}

/** Adds what a file holds, or says why not.
 * @param {Quiz} quiz @param {File} file */
async function bringIn({ store }, file) {
  const { record, problem } = isTooBig(file.size) ? { problem: /** @type {const} */ ("size") }
    : importText(await file.text().catch(() => ""), Date.now());
  if (!record) return `“${file.name}” was refused: ${REFUSED[/** @type {ImportProblem} */ (problem)]}. Nothing has changed.`;
  const before = size(store.record);
  store.save((mine) => withImport(mine, record));
  const more = size(store.record).map((count, at) => count - before[at]);
  return `Brought in: ${plural(more[0], "answer")} and ${plural(more[1], "mock")} that were not here before.`;
}

/** How many answers of practice, and how many mocks.
 * @param {StoredRecord} record */
const size = ({ answers, exams }) => [
  Object.values(answers).flatMap((logs) => Object.values(logs)).reduce((sum, log) => sum + log.split(" ").length, 0),
  Object.keys(exams).length];

/** @param {Quiz} quiz @param {() => void} keep @param {() => void} remove */
function confirmation({ store }, keep, remove) {
  const [answers, mocks] = size(store.record);
  return h("div", { class: "mlp-notice", role: "group", tabindex: -1, "aria-label": "Delete everything?" },
    h("p", {}, `Delete ${plural(answers, "answer")}, ${plural(mocks, "mock")}, flags and the date of the exam from this browser? ` +
      "Only a file that you saved can bring them back."),
    h("div", { class: "mlp-actions" }, button("Keep it all", keep, "primary"), button("Yes, delete", remove)));
}
