// The edge to storage: one record under one key. Whatever storage does (blocked, full, cleared, damaged, newer), practice
// goes on in memory and `problem` says why nothing is saved.

/** @import {Problem, StoredRecord} from "./types.mjs" */
import { mergeRecords } from "./merge.mjs";
import { emptyRecord, parseRecord } from "./record.mjs";
import { KEY } from "./storage.mjs";

export { KEY, browserStorage } from "./storage.mjs";

/** Why writing failed; browsers have two names for a storage without room.
 * @param {unknown} error @returns {Problem} */
const refusal = (error) => (/quota/i.test(/** @type {Error} */ (error)?.name ?? "") ? "full" : "blocked");

/** Holds the record and writes every change, merged with what other tabs wrote.
 * @param {() => Storage} storage asked for each time, because merely touching it throws where it is blocked */
export function openStore(storage) {
  let record = emptyRecord();
  /** What storage held when we last looked, so that reading it again is one comparison.
   * @type {string | null | undefined} */
  let seen;
  let said = /** @type {Problem} */ (""); // what is wrong with `seen`
  let problem = said;
  const read = (/** @type {string | null} */ text) => {
    if (text !== seen) {
      const found = parseRecord(text);
      [seen, said] = [text, found.problem];
      if (found.record) record = mergeRecords(found.record, record);
    }
    problem = said;
  };
  const load = () => {
    try {
      read(storage().getItem(KEY));
    } catch {
      problem = "blocked";
    }
  };
  const write = () => {
    try {
      const text = JSON.stringify(record);
      storage().setItem(KEY, text);
      [seen, said, problem] = [text, "", ""];
    } catch (error) {
      problem = refusal(error);
    }
  };
  load();
  return {
    get record() { return record; },
    get problem() { return problem; },
    /** What is stored, also where it cannot be read: a reader may want to keep it. */
    get text() { return seen ?? ""; },
    /** Applies a pure change to all that is known by now, other tabs included, and saves it if it can be saved.
     * @param {(record: StoredRecord) => StoredRecord} change gives back the same record for no change */
    save(change) {
      load();
      const before = record;
      record = change(before);
      if (!problem && record !== before) write();
    },
    /** Deletes everything, here, in storage and in every other tab; also a record that cannot be read.
     * @param {number} now */
    clear(now) {
      load();
      record = { ...emptyRecord(), since: Math.max(now, record.since + 1) };
      write();
    },
    /** Takes in what storage holds by now. */
    refresh: load,
    /** Takes in what another tab wrote. `null`, storage cleared from outside, takes nothing away: what was answered is
     * kept while the page lives, and written again with the next change.
     * @param {string | null} text */
    receive(text) {
      read(text);
    },
  };
}
