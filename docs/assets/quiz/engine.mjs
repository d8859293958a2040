// Runs a session of any mode: takes events to the core, the result to the record, and shows what comes next.

/** @import {Bank, Entry, Quiz, Screen, Session, SessionEvent, StoredRecord, Topic} from "./types.mjs" */
import { answersOf, draw, phase, practisable, reduce, startSession } from "./core.mjs";
import { h } from "./dom.mjs";
import { feedbackScreen, questionScreen } from "./question.mjs";
import { withAnswer, withSession } from "./record.mjs";

/** @typedef {SessionEvent extends infer E ? E extends {now: number} ? Omit<E, "now"> : never : never} Happening */

/** The first screen of a new set: of exactly these questions, or drawn from these entries, or from all of the topic. Never
 * of a question that has to stay unseen.
 * @param {Quiz} quiz
 * @param {Topic} topic
 * @param {{ids?: string[], from?: Entry[]}} [what]
 * @returns {Promise<Screen>} */
export async function start(quiz, topic, { ids, from } = {}) {
  const bank = await quiz.bank();
  const { record } = quiz.store;
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const open = practisable(bank, record);
  const entries = ids ? ids.flatMap((id) => open.find((entry) => entry.id === id) ?? []) :
    draw(from ?? open.filter((entry) => bank.inside(entry, topic)), record, seed, topic.length || Infinity);
  if (!entries.length) return noted("There are no questions here yet.", await (await quiz.screens()).home(quiz));
  const session = startSession({ key: quiz.key, mode: quiz.mode, topic, seed, entries, now: Date.now() });
  quiz.store.save((before) => withSession(before, session));
  return play(quiz, session);
}

/** The screen a session is on, after following what changed in the bank since.
 * @param {Quiz} quiz
 * @param {Session} session
 * @returns {Promise<Screen>} */
export async function play(quiz, session) {
  const bank = await quiz.bank();
  const now = update(quiz, session, { type: "sync", revisions: bank.revisions() });
  const screen = await screenOf(quiz, bank, now);
  const changed = JSON.stringify(now.questions) !== JSON.stringify(session.questions);
  return changed ? noted("Some questions have changed since you began. They start afresh; the rest stands.", screen)
    : screen;
}

/** The mode's first screen, after the session has been put away.
 * @param {Quiz} quiz
 * @param {Session} session
 * @returns {Promise<Screen>} */
export async function close(quiz, session) {
  update(quiz, session, { type: "close" });
  return (await quiz.screens()).home(quiz);
}

/** The screen with a notice above it.
 * @param {string} text @param {Screen} screen @returns {Screen} */
const noted = (text, screen) => ({ ...screen, nodes: [h("p", { class: "mlp-notice" }, text), ...screen.nodes] });

/** @param {Quiz} quiz @param {Bank} bank @param {Session} session @returns {Promise<Screen>} */
async function screenOf(quiz, bank, session) {
  const screens = await quiz.screens();
  if (phase(session) === "closed" || !screens.summary) return screens.home(quiz);
  if (phase(session) === "summary") return screens.summary(quiz, bank, session, answersOf(session));
  const { id } = session.questions[session.position];
  const question = await bank.question(id);
  prefetch(bank, session);
  const dispatch = (/** @type {Happening} */ event) => {
    const next = update(quiz, session, event);
    quiz.attempt(() => play(quiz, next));
  };
  const view = phase(session) === "feedback" ? feedbackScreen : questionScreen;
  return {
    ...view({ quiz, bank, session, question, dispatch }),
    changed() {
      const latest = latestOf(quiz.store.record, session);
      if (phase(latest) !== phase(session)) quiz.attempt(() => play(quiz, latest));
    },
  };
}

/** @param {Bank} bank @param {Session} session */
function prefetch(bank, session) {
  const next = session.questions[session.position + 1];
  if (next) bank.question(next.id).catch(() => {}); // it is asked for again, and told, when its turn comes
}

/** The session as the record has it, other tabs included; the reader stays where they are in this tab.
 * @param {StoredRecord} record @param {Session} session @returns {Session} */
function latestOf(record, session) {
  const saved = record.sessions[session.key];
  if (saved?.seed !== session.seed || saved.startedAt !== session.startedAt) return session;
  return { ...saved, position: Math.min(session.position, saved.questions.length - 1) };
}

/** The session after the event, saved together with the answer where it was one.
 * @param {Quiz} quiz @param {Session} session @param {Happening} event */
function update(quiz, session, event) {
  let after = session;
  quiz.store.save((record) => {
    const before = latestOf(record, session);
    after = reduce(before, { ...event, now: Date.now() });
    if (after === before) return record;
    const told = event.type === "answer" ? event.question.id : "";
    const saved = withSession(record, after);
    return told ? withAnswer(saved, told, after.answers[told]) : saved;
  });
  return after;
}
