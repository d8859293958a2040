// The progress page: where I stand, and my data.

/** @import {Quiz, Screen} from "./types.mjs" */
import { h } from "./dom.mjs";

/** @param {Quiz} quiz @returns {Screen} */
export const home = (quiz) => ({ nodes: [h("div", { class: "mlp-card" }, quiz.heading("Where you stand"))] });
