// The question bank as the site serves it: one index, and chunks of content that are fetched as they are needed.

/** @import {Bank, Entry, Index, Question, Topic} from "./types.mjs" */

/** @type {Map<string, Promise<Bank>>} */
const banks = new Map();

/** The bank behind an index URL, fetched once for each page load; a failure is forgotten, so that a retry is one.
 * @param {string} url absolute
 * @returns {Promise<Bank>} */
export function loadBank(url) {
  const root = new URL("..", url).href;
  const forget = (/** @type {unknown} */ error) => {
    banks.delete(url);
    throw error;
  };
  const load = (/** @type {string} */ path) => fetchJson(new URL(path, root).href, "default");
  const open = (/** @type {Index} */ index) => {
    const bank = openBank(index, load, root);
    return { ...bank, question: (/** @type {string} */ id) => bank.question(id).catch(forget) };
  };
  // The index keeps its name from one deploy to the next, so it is revalidated; chunk names carry their hash.
  if (!banks.has(url)) banks.set(url, fetchJson(url, "no-cache").then(open).catch(forget));
  return /** @type {Promise<Bank>} */ (banks.get(url));
}

/** @param {string} url @param {RequestCache} cache */
async function fetchJson(url, cache) {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const data = await response.json();
  if (data.format !== 1) throw new Error(`${url}: format ${data.format}`);
  return data;
}

/** A bank over an index.
 * @param {Index} index
 * @param {(path: string) => Promise<{questions: Question[]}>} load fetches a chunk
 * @param {string} root the site's root, ending in "/"
 * @returns {Bank} */
export function openBank(index, load, root) {
  const byId = (/** @type {{id: string}[]} */ list) => new Map(list.map((one) => [one.id, /** @type {any} */ (one)]));
  const [domains, sections, objectives, questions] =
    [index.domains, index.sections, index.objectives, index.questions].map(byId);
  /** @type {Map<number, Promise<{questions: Question[]}>>} */
  const chunks = new Map();
  const place = (/** @type {string} */ id) => {
    const entry = questions.get(id);
    const objective = objectives.get(entry.objective);
    const section = sections.get(objective.section);
    return { entry, objective, section, domain: domains.get(section.domain) };
  };
  const inside = (/** @type {Entry} */ entry, /** @type {Topic} */ { domain, section, objective, difficulty }) => {
    const at = place(entry.id);
    return (!domain || at.domain.id === domain) && (!section || at.section.id === section) &&
      (!objective || at.objective.id === objective) && (!difficulty || entry.difficulty === difficulty);
  };
  return {
    index,
    place,
    inside,
    has: (id) => questions.has(id),
    entries: (topic) => index.questions.filter((entry) => entry.form === (topic.form ?? "pool") && inside(entry, topic)),
    revisions: () => Object.fromEntries(index.questions.map(({ id, revision }) => [id, revision])),
    link: (url) => new URL(url, root).href,
    async question(id) {
      const { chunk } = questions.get(id);
      if (!chunks.has(chunk)) chunks.set(chunk, load(index.chunks[chunk]));
      const found = (await chunks.get(chunk))?.questions.find((question) => question.id === id);
      if (!found) throw new Error(`${id} is not in ${index.chunks[chunk]}`);
      return found;
    },
  };
}
