// Mock exams: start one, go on with a running one, or read the report of one that is over.

/** @import {Quiz, Screen} from "./types.mjs" */
import { h } from "./dom.mjs";

/** @param {Quiz} quiz @returns {Screen} */
export const home = (quiz) => ({ nodes: [h("div", { class: "mlp-card" }, quiz.heading("A new mock exam"))] });
