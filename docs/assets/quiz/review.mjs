// Review mode: what is due today, as questions that were not seen lately.

/** @import {Quiz, Screen} from "./types.mjs" */
import { h } from "./dom.mjs";

/** @param {Quiz} quiz @returns {Screen} */
export const home = (quiz) => ({ nodes: [h("div", { class: "mlp-card" }, quiz.heading("Due today"))] });
