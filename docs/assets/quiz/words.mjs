// Days and shares as people say them.

const DAY = 86_400_000;

/** A calendar day in full.
 * @param {number} day since 1970 */
export const dateOf = (day) => new Date(day * DAY)
  .toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** How far away a day is.
 * @param {number} days */
export const inDays = (days) => (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);

/** A share as a whole number of per cent.
 * @param {number} share 0 to 1 */
export const percent = (share) => `${Math.round(share * 100)}\u00a0%`;
