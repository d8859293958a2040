// A mock exam in this tab: takes events to the state machine, the result to the record, and shows the screen it is on.

/** @import {Exam, ExamEvent, ExamView, Quiz, Screen} from "./types.mjs" */
import { examView, inTab, reduceExam } from "./exam.mjs";
import { own } from "./log.mjs";
import { lasting } from "./mock-parts.mjs";
import { withExam } from "./record.mjs";

const SAVE = 30_000; // at most so much of the time spent on a question can be lost

/** @typedef {ExamEvent extends infer E ? E extends {now: number} ? Omit<E, "now"> : never : never} Happening */
/** @typedef {Screen & {paint: (view: ExamView) => void}} RunScreen  `paint` follows what changed in place */

/** One mock in one tab. */
export class Run {
  #saved = 0;
  /** @type {(view: ExamView) => void} */ #paint = () => {};

  /** @param {Quiz} quiz @param {Exam} exam */
  constructor(quiz, exam) {
    this.quiz = quiz;
    this.exam = exam;
  }

  /** @returns {ExamView} */
  get view() {
    return examView(this.exam, Date.now());
  }

  /** Whether everything was deleted meanwhile, here or in another tab. */
  get deleted() {
    return !own(this.quiz.store.record.exams, this.exam.id);
  }

  /** Brings the event to the exam as it is by now, other tabs included, and saves it.
   * @param {Happening} event */
  send(event) {
    this.quiz.store.save((record) => {
      const saved = own(record.exams, this.exam.id);
      if (!saved) return record; // what was deleted stays so
      this.exam = reduceExam(inTab(saved, this.exam), { ...event, now: Date.now() });
      return this.exam === saved ? record : withExam(record, this.exam);
    });
    this.#saved = Date.now();
    this.quiz.warn();
  }

  /** A change that stays on the screen.
   * @param {Happening} event */
  act(event) {
    this.send(event);
    if (this.deleted || this.exam.finishedAt !== undefined) this.show();
    else this.#paint(this.view);
  }

  /** A change that leads to another screen.
   * @param {"next" | "back" | "review" | number} to */
  go(to) {
    this.send({ type: "go", to });
    this.show();
  }

  show() {
    this.quiz.attempt(() => this.screen());
  }

  /** The screen that the exam is on; every screen of a running one has a clock that beats, and takes the focus.
   * @returns {Promise<Screen>} */
  async screen() {
    const { quiz } = this;
    if (this.deleted) return (await import("./mock.mjs")).home(quiz);
    if (this.exam.finishedAt !== undefined) return this.#report();
    const { current } = this.view;
    const screen = await (current ? this.#question(current) : this.#review());
    this.#paint = screen.paint;
    screen.paint(this.view);
    return { focus: true, ...screen, changed: () => this.#changed(), tick: () => this.#tick(), rest: () => this.#rest() };
  }

  /** @param {NonNullable<ExamView["current"]>} current */
  async #question({ id, gone }) {
    const bank = await this.quiz.bank();
    const question = gone ? undefined : await bank.question(id);
    return (await import("./mock-question.mjs")).questionScreen(this, question);
  }

  async #review() {
    return (await import("./mock-review.mjs")).reviewScreen(this);
  }

  async #report() {
    history.replaceState(history.state, "", `?exam=${this.exam.id}`); // a reload shows the same report
    return (await import("./mock-report.mjs")).reportScreen(this.quiz, await this.quiz.bank(), this.exam);
  }

  #tick() {
    const { view } = this;
    const { over, announce, left } = view;
    // Also after a clock that was set back: the exam's own goes on from the latest time it has seen
    if (over || Math.abs(Date.now() - this.#saved) > SAVE) this.send({ type: "tick" });
    if (this.deleted || this.exam.finishedAt !== undefined) return this.show();
    this.#paint(view);
    if (announce === undefined) return;
    this.send({ type: "told", minutes: announce });
    this.quiz.say(`${lasting(left)} left.`);
  }

  #rest() {
    if (!this.deleted && this.exam.finishedAt === undefined) this.send({ type: "tick" });
  }

  /** Another tab has saved something. */
  #changed() {
    const saved = own(this.quiz.store.record.exams, this.exam.id);
    if (saved) this.exam = inTab(saved, this.exam);
    if (!saved || saved.finishedAt !== undefined) this.show();
    else this.#paint(this.view);
  }
}

/** Fetches what the rest of the exam needs, so that it goes on where the connection ends.
 * @param {Run} run */
export async function fetchAll({ quiz, exam }) {
  const bank = await quiz.bank();
  for (const { id } of exam.items) if (bank.has(id)) bank.question(id).catch(() => {}); // asked for again in its turn
}
