// Every type of the practice engine, for the type checker and the reader. No page loads this file.

/**
 * @typedef {"check" | "practice" | "mock"} Mode
 * @typedef {"pool" | string} Form                  "pool", or the letter of a mock exam
 *
 * The index (quiz/index.json): what there is, without its content. Every URL is relative to the site root.
 * @typedef {{id: string, title: string, weight: number}} Domain
 * @typedef {{id: string, title: string, domain: string, url: string}} Section
 * @typedef {{id: string, number: string, title: string, section: string, url: string}} Objective
 * @typedef {{id: string, objective: string, form: Form, difficulty: string, chunk: number, revision: string}} Entry
 * @typedef {{format: 1, domains: Domain[], sections: Section[], objectives: Objective[],
 *   traps: Record<string, string>, chunks: string[], questions: Entry[]}} Index
 *
 * A chunk: the content of questions. Markup in it was sanitised when the site was built.
 * @typedef {{id: string, text: string, correct?: boolean, trap?: string, why: string}} Choice
 * @typedef {{title: string, url: string, read: string}} Source
 * @typedef {{id: string, text: string, sources: Source[]}} Claim
 * @typedef {{id: string, revision: string, stem: string, pinned: boolean, choices: Choice[], claims: Claim[],
 *   report: string | null}} Question
 *
 * What to draw from; an empty topic is everything.
 * @typedef {{domain?: string, section?: string, objective?: string, form?: Form, length?: number}} Topic
 * @typedef {{entry: Entry, objective: Objective, section: Section, domain: Domain}} Place
 * @typedef {{index: Index, entries: (topic: Topic) => Entry[], place: (id: string) => Place,
 *   revisions: () => Record<string, string>, question: (id: string) => Promise<Question>,
 *   link: (url: string) => string}} Bank
 *
 * The record in localStorage. Every time is in milliseconds since 1970.
 * @typedef {{revision: string, choice: string, sure: boolean, correct: boolean, at: number}} Answer
 * @typedef {{key: string, mode: Mode, topic: Topic, seed: number, startedAt: number, changedAt: number,
 *   questions: {id: string, revision: string}[], position: number, answers: Record<string, Answer>,
 *   finishedAt?: number, closedAt?: number}} Session
 * @typedef {{id: string, answer: Answer}} Told       an answer of a session, with the question's id
 * @typedef {{format: 1, answers: Record<string, Answer[]>, sessions: Record<string, Session>,
 *   forms: Record<string, {takenAt: number}>}} StoredRecord
 * @typedef {"" | "blocked" | "newer" | "unreadable"} Problem   why nothing is saved; "" while saving works
 *
 * What can happen to a session. `now` comes from the edge.
 * @typedef {{now: number} & (
 *   {type: "answer", question: Question, choice: string, sure: boolean} |
 *   {type: "next"} | {type: "finish"} | {type: "close"} |
 *   {type: "sync", revisions: Record<string, string>})} SessionEvent
 * @typedef {"question" | "feedback" | "summary" | "closed"} Phase
 *
 * A screen: its nodes, the keys it handles, what is announced, and what to do when another tab has saved something.
 * The node marked data-focus takes the focus, unless `focus` is false.
 * @typedef {{nodes: Node[], keys?: Record<string, () => void>, say?: string, focus?: boolean,
 *   changed?: () => void}} Screen
 *
 * What a mode brings: its first screen and its last. See check.mjs and practice.mjs.
 * @typedef {import("./practice-quiz.mjs").PracticeQuiz} Quiz
 * @typedef {{home: (quiz: Quiz) => Screen | Promise<Screen>,
 *   summary: (quiz: Quiz, bank: Bank, session: Session, answers: Told[]) => Screen | Promise<Screen>}} ModeScreens
 */

export {};
