// <practice-quiz index="…/quiz/index.json" [mode="mock"] [section="lifecycle" | objective="unit-tests"] [level="2"]>: the
// frame around every mode. It keeps the fallback, shows screens, moves focus, speaks, and hands keys, seconds and storage
// events to the screen. What the screens are comes from the mode's own module; questions and grading are fetched only once
// a set is running (engine.mjs).

/** @import {Bank, Mode, ModeScreens, Problem, Screen, Topic} from "./types.mjs" */
import { button, h } from "./dom.mjs";
import { KEY, browserStorage, openStore } from "./store.mjs";

const store = openStore(browserStorage);

/** The module that brings the screens of a mode.
 * @type {Record<Mode, () => Promise<ModeScreens>>} */
const SCREENS = {
  check: () => import("./check.mjs"),
  practice: () => import("./practice.mjs"),
  review: () => import("./review.mjs"),
  mock: () => import("./mock.mjs"),
  progress: () => import("./progress-screen.mjs"),
};

/** @type {Record<Problem, string>} */
const PROBLEMS = {
  "": "",
  blocked: "This browser does not let the site save anything. You can practise, but a reload forgets it.",
  full: "This browser has no room left to save anything. Everything is kept while this page is open; a reload forgets it.",
  newer: "A newer version of this site wrote your saved progress. It stays untouched; this visit is not saved.",
  unreadable: "Your saved progress cannot be read. It stays untouched; this visit is not saved.",
};

export class PracticeQuiz extends HTMLElement {
  store = store;
  /** @type {Node[]} */ #fallback = [];
  /** @type {Screen} */ #screen = { nodes: [] };
  #turn = 0;
  #index = "";
  #listening = new AbortController();
  #notice = h("p", { class: "mlp-notice", role: "note" });
  #status = h("p", { class: "mlp-sr", role: "status" });
  #body = h("div", { class: "mlp-body" });

  /** Registers the element; a second call is harmless.
   * @param {string} [tag] */
  static define(tag = "practice-quiz") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("keydown", this, { signal });
    window.addEventListener("storage", this, { signal });
    // A page that comes back from the back/forward cache has heard nothing of other tabs meanwhile
    window.addEventListener("pageshow", this, { signal });
    document.addEventListener("visibilitychange", this, { signal });
    const beat = setInterval(() => this.#screen.tick?.(), 1000);
    signal.addEventListener("abort", () => clearInterval(beat));
    if (this.#index) return;
    // Instant navigation changes the page's address later on: what is relative is resolved now.
    this.#index = new URL(this.getAttribute("index") ?? "", document.baseURI).href;
    this.#fallback = [...this.childNodes];
    this.home(false); // a page that opens leaves the focus where it is, unless something is running
  }

  disconnectedCallback() {
    this.#screen.rest?.();
    this.#listening.abort();
  }

  /** What a "check yourself" is about, empty in the other modes.
   * @returns {Topic} */
  get topic() {
    const [section, objective] = [this.getAttribute("section"), this.getAttribute("objective")];
    return objective ? { objective } : section ? { section } : {};
  }

  /** This element's place in the record: one open session for each key. */
  get key() {
    const [about] = Object.values(this.topic);
    return about ? `check:${about}` : this.mode;
  }

  /** What this element is for: its screens and its key in the record follow from it.
   * @returns {Mode} */
  get mode() {
    const mode = this.getAttribute("mode") ?? "";
    if (Object.hasOwn(SCREENS, mode)) return /** @type {Mode} */ (mode);
    return Object.keys(this.topic).length ? "check" : "practice";
  }

  /** Back to the mode's first screen.
   * @param {boolean} [focus] */
  home(focus = true) {
    this.attempt(async () => ({ focus, ...await (await this.screens()).home(this) }));
  }

  /** The first and the last screen of this mode. */
  screens() {
    return SCREENS[this.mode]();
  }

  /** @returns {Promise<Bank>} */
  async bank() {
    return (await import("./data.mjs")).loadBank(this.#index);
  }

  /** A heading at this element's place in the page's outline, or `down` levels below it.
   * @param {string} text
   * @param {number} [down] the first level takes the focus when the screen is shown */
  heading(text, down = 0) {
    const level = Number(this.getAttribute("level") ?? (this.mode === "check" ? 3 : 2)) + down;
    const tag = /** @type {"h2"} */ (`h${level}`);
    return h(tag, down ? {} : { class: "mlp-title", tabindex: -1, "data-focus": true }, text);
  }

  /** Shows the screen that a task makes, unless a later task has begun; if it fails, the fallback and a way to retry.
   * @param {() => Screen | Promise<Screen>} task */
  async attempt(task) {
    const turn = (this.#turn += 1);
    this.ariaBusy = "true";
    try {
      const screen = await task();
      if (turn === this.#turn) this.#show(screen);
    } catch (error) {
      console.warn(error);
      if (turn === this.#turn) this.#show(this.#failure(task));
    }
    if (turn === this.#turn) this.ariaBusy = null;
  }

  /** Tells assistive technology, politely.
   * @param {string} text */
  say(text) {
    this.#status.textContent = text;
  }

  /** Says why nothing is saved, as soon as it is known. */
  warn() {
    this.#notice.textContent = PROBLEMS[store.problem];
    this.#notice.hidden = !store.problem;
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) this.#press(event);
    else if (event instanceof StorageEvent) this.#heard(event);
    else if (document.hidden) this.#screen.rest?.();
    else this.#woken();
  }

  /** @param {Screen} screen */
  #show(screen) {
    this.#screen = screen;
    this.warn();
    this.#body.replaceChildren(...screen.nodes);
    if (this.#body.parentNode !== this) this.replaceChildren(this.#notice, this.#status, this.#body);
    this.dataset.ready = "";
    this.say(screen.say ?? "");
    if (screen.focus === false) return;
    const targets = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-focus]"));
    const target = [...targets].at(-1); // an explained question has its heading and, later, what is new
    target?.focus({ preventScroll: true });
    (this.querySelector("[data-scroll]") ?? target)?.scrollIntoView({ block: "nearest" });
  }

  /** @param {() => Screen | Promise<Screen>} task @returns {Screen} */
  #failure(task) {
    const text = "The questions could not be loaded. Check your connection and try again.";
    const retry = button("Try again", () => this.attempt(task), "primary");
    const alert = h("div", { class: "mlp-card", role: "alert" }, h("p", {}, text), retry);
    return { nodes: [alert, ...this.#fallback], focus: false };
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const typed = event.key.length === 1 || event.key === "Enter";
    if (!typed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // the theme listens on window: f, s and / search, n and p leave the page
    const target = /** @type {Element} */ (event.target);
    if (target.matches("select, textarea, input:not([type=radio], [type=checkbox])")) return; // typing is typing
    const enter = event.shiftKey ? "Shift+Enter" : "Enter";
    const act = this.#screen.keys?.[event.key === "Enter" ? enter : event.key.toLowerCase()];
    const native = event.shiftKey ? "a" : "a, button, summary, select";
    if (!act || event.repeat || (event.key === "Enter" && target.closest(native))) return;
    event.preventDefault();
    act();
  }

  /** Back on screen: background tabs get few seconds, sleeping ones none. */
  #woken() {
    store.refresh();
    this.#screen.changed?.();
    this.#screen.tick?.();
  }

  /** @param {StorageEvent} event */
  #heard({ key, newValue }) {
    if (key !== null && key !== KEY) return;
    store.receive(newValue);
    this.#screen.changed?.();
  }
}

PracticeQuiz.define();
