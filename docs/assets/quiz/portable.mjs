// The record as a file: out, and in again. A file is anybody's: it is taken in whole or refused with the reason, and then
// nothing has changed.

/** @import {ImportProblem, StoredRecord} from "./types.mjs" */
import { own } from "./log.mjs";
import { mergeRecords } from "./merge.mjs";
import { isObject, readRecord } from "./record.mjs";

const KIND = "ml-professional-guide";
const FORMAT = 2;
const LONGEST = 8_000_000; // characters; more than a browser's storage holds
const MOST = 250_000; // answers, questions and whatever else is counted
const AHEAD = 7 * 86_400_000; // what another device's clock may be fast

/** Whether a file is too big to be read at all: look before you load it.
 * @param {number} size in bytes */
export const isTooBig = (size) => size > LONGEST;

/** The text of a file with everything in it.
 * @param {StoredRecord} record @param {number} now */
export const exportText = (record, now) =>
  JSON.stringify({ kind: KIND, format: FORMAT, exported: new Date(now).toISOString(), record }, null, 1);

/** @param {number} now */
export const fileName = (now) => `${KIND}-${new Date(now).toISOString().slice(0, 10)}.json`;

/** The record of a file, ready to be merged into this one, or the reason why it is refused.
 * @param {string} text
 * @param {number} now
 * @returns {{record: StoredRecord, problem: ""} | {record?: undefined, problem: ImportProblem}} */
export function importText(text, now) {
  if (isTooBig(text.length)) return { problem: "size" };
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: "json" };
  }
  if (!isObject(data) || own(data, "kind") !== KIND) return { problem: "foreign" };
  if (Number(own(data, "format")) > FORMAT) return { problem: "newer" };
  try {
    return { record: readRecord(own(data, "record"), { until: now + AHEAD, most: MOST }), problem: "" };
  } catch (error) {
    const reason = /** @type {ImportProblem} */ (/** @type {Error} */ (error).message);
    return { problem: reason === "count" || reason === "future" ? reason : "content" };
  }
}

/** The record with what an imported one has; an old file brings back what was deleted since.
 * @param {StoredRecord} record @param {StoredRecord} imported */
export const withImport = (record, imported) => mergeRecords(record, { ...imported, since: record.since });
