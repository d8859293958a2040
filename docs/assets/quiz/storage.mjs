// Where the record lives: its key, and the browser's storage.

export const KEY = "ml-professional-guide";

/** The browser's storage, or an error where it is blocked: the page then has one that forgets (overrides/main.html).
 * @returns {Storage} */
export function browserStorage() {
  if ("forgets" in localStorage) throw new Error("storage is blocked");
  return localStorage;
}
