// Mock forms: the fixed ones of the bank and random ones from its pool, each with the exam's own number of questions for
// every domain, and a short code that gives the same questions, in the same order, to someone else.

/** @import {CodeProblem, DrawnForm, Entry, Form, Index} from "./types.mjs" */
import { hash, shuffle } from "./core.mjs";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
const RANDOM = "pool";

/** Domain → the entries of a form, in the order of their ids: neither data nor file order may change a code.
 * @param {Index} index @param {Form} form
 * @returns {Map<string, Entry[]>} */
function byDomain(index, form) {
  const section = new Map(index.sections.map((one) => [one.id, one.domain]));
  const domain = new Map(index.objectives.map((one) => [one.id, section.get(one.section)]));
  const entries = index.questions.filter((entry) => entry.form === form)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return new Map(index.domains.map(({ id }) => [id, entries.filter((entry) => domain.get(entry.objective) === id)]));
}

/** The forms that can be taken: fixed ones that are complete, and "pool" once a random one can be drawn.
 * @param {Index} index
 * @returns {Form[]} */
export function formsOffered(index) {
  const letters = [...new Set(index.questions.map(({ form }) => form))].sort();
  return letters.filter((form) => {
    const domains = byDomain(index, form);
    return index.domains.every(({ id }) => {
      const [have, need] = [domains.get(id)?.length ?? 0, index.exam.counts[id]];
      return form === RANDOM ? have >= need : have === need;
    });
  });
}

/** A form in the order of its seed, with its code. The form has to be one that is offered.
 * @param {Index} index
 * @param {Form} form a letter, or "pool" for a random one
 * @param {number} seed of 32 bits; 30 of them are used, as many as a code has room for
 * @returns {DrawnForm} */
export function drawForm(index, form, seed) {
  seed = (seed >>> 0) % 2 ** 30;
  const entries = [...byDomain(index, form)].flatMap(([domain, all]) =>
    (form === RANDOM ? spread(all, index.exam.counts[domain], seed ^ hash(domain)) : all));
  return { form, seed, code: codeOf(index, form, seed), entries: shuffle(entries, seed) };
}

/** So many entries, taken in turns from the objectives: none has two more than another that could have given one.
 * @param {Entry[]} entries @param {number} count @param {number} seed */
function spread(entries, count, seed) {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  for (const entry of shuffle(entries, seed)) groups.set(entry.objective, [...groups.get(entry.objective) ?? [], entry]);
  const lists = shuffle([...groups.values()], seed);
  const rounds = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: rounds }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1)));
  return turns.flat().slice(0, count);
}

/** Form, seed and a print of the questions it is drawn from, as letters: "A123-4567-89BC".
 * @param {Index} index @param {Form} form @param {number} seed */
function codeOf(index, form, seed) {
  const kind = form === RANDOM ? 0 : form.charCodeAt(0) - 64;
  const digits = [kind, ...fives(seed, 6), ...fives(print(index, form), 4)];
  return [...digits, checksum(digits)].map((digit) => LETTERS[digit]).join("").replace(/....(?=.)/g, "$&-");
}

/** A number as so many digits of five bits.
 * @param {number} value @param {number} length */
const fives = (value, length) => Array.from({ length }, (_, at) => (value >>> (5 * (length - 1 - at))) & 31);

/** 20 bits that change with every question a form is drawn from, and with the shape of the exam.
 * @param {Index} index @param {Form} form */
function print(index, form) {
  const entries = [...byDomain(index, form)].map(([domain, all]) =>
    [domain, index.exam.counts[domain], ...all.map(({ id, revision, objective }) => `${id} ${revision} ${objective}`)]);
  return hash(JSON.stringify(entries)) >>> 12;
}

/** A check digit that tells every single wrong letter and every two letters that changed places: the digits as a
 * polynomial over GF(32), at a generator (x⁵ + x² + 1).
 * @param {number[]} digits */
const checksum = (digits) => digits.reduce((sum, digit) => {
  const next = sum ^ digit;
  return (next << 1) ^ (next & 16 ? 0x25 : 0);
}, 0);

/** The form behind a code, or why there is none: letters that no code has, a wrong length, a slip of the pen, a form
 * that is not offered here, or a bank that has changed since.
 * @param {Index} index
 * @param {string} typed in any case, with or without hyphens and blanks
 * @returns {{form: DrawnForm, problem: ""} | {form?: undefined, problem: CodeProblem}} */
export function formOfCode(index, typed) {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const digits = [...letters].map((letter) => LETTERS.indexOf(letter));
  if (digits.includes(-1)) return { problem: "letters" };
  if (digits.length !== 12) return { problem: "length" };
  if (checksum(digits.slice(0, 11)) !== digits[11]) return { problem: "mistyped" };
  const form = digits[0] ? String.fromCharCode(64 + digits[0]) : RANDOM;
  if (!formsOffered(index).includes(form)) return { problem: "form" };
  const drawn = drawForm(index, form, digits.slice(1, 7).reduce((sum, digit) => sum * 32 + digit, 0));
  return drawn.code === letters.replace(/....(?=.)/g, "$&-") ? { form: drawn, problem: "" } : { problem: "bank" };
}
