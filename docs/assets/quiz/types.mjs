// Every type of the practice engine, for the type checker and the reader. No page loads this file.

/**
 * @typedef {"check" | "practice" | "review" | "mock" | "progress"} Mode
 *   what a page is for; the first three are also what a set is for. A mock exam is an Exam, not a set
 * @typedef {"pool" | string} Form                  "pool", or the letter of a mock exam
 *
 * The index (quiz/index.json): what there is, without its content. Every URL is relative to the site root.
 * @typedef {{id: string, title: string, weight: number}} Domain
 * @typedef {{id: string, title: string, domain: string, weight: number, url: string}} Section
 *   `weight`: our estimate, in per cent of the exam; objectives of a domain weigh the same
 * @typedef {{id: string, number: string, title: string, section: string, url: string}} Objective
 * @typedef {{id: string, objective: string, form: Form, difficulty: string, chunk: number, revision: string}} Entry
 * @typedef {{mocks: number, score: number, domain_floor: number}} Rule    when someone is ready, in per cent
 * @typedef {{questions: number, minutes: number, counts: Record<string, number>, readiness: Rule}} ExamFacts
 *   `counts`: domain → questions of a form
 * @typedef {{format: 1, exam: ExamFacts, domains: Domain[], sections: Section[], objectives: Objective[],
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
 * @typedef {"unseen" | "missed" | "flagged" | "due" | "sure-wrong"} Only
 * @typedef {{domain?: string, section?: string, objective?: string, difficulty?: string, form?: Form, only?: Only,
 *   length?: number}} Topic
 * @typedef {{entry: Entry, objective: Objective, section: Section, domain: Domain}} Place
 * @typedef {{index: Index, entries: (topic: Topic) => Entry[], place: (id: string) => Place,
 *   inside: (entry: Entry, topic: Topic) => boolean, has: (id: string) => boolean, revisions: () => Record<string, string>,
 *   question: (id: string) => Promise<Question>, link: (url: string) => string}} Bank
 *
 * A form ready to be taken: its questions in the order of the exam, and the code that gives the same to someone else.
 * @typedef {{form: Form, seed: number, code: string, entries: Entry[]}} DrawnForm   form "pool": a random one
 * @typedef {"letters" | "length" | "mistyped" | "form" | "bank"} CodeProblem
 *
 * The record in localStorage. Every time is in milliseconds since 1970.
 * @typedef {{revision: string, choice: string, sure: boolean, correct: boolean, at: number}} Answer
 * @typedef {{key: string, mode: Mode, topic: Topic, seed: number, startedAt: number, changedAt: number,
 *   questions: {id: string, revision: string}[], position: number, answers: Record<string, Answer>,
 *   finishedAt?: number, closedAt?: number}} Session
 * @typedef {{id: string, answer: Answer}} Told       an answer of a session, with the question's id
 *
 * Something that is on or off: the time of its last change, negative for off, so that the newest one wins a merge.
 * @typedef {number} Stamp
 *
 * A mock exam. An item carries all that its report needs, so that it can be read when the bank has moved on.
 * @typedef {Answer & {trap?: string}} ExamAnswer
 * @typedef {{id: string, revision: string, objective: string, section: string, domain: string, difficulty: string,
 *   ms: number, answer?: ExamAnswer, flag?: Stamp, struck?: Record<string, Stamp>, gone?: boolean}} ExamItem
 * @typedef {{id: string, form: Form, code: string, seed: number, extra: number, startedAt: number, deadline: number,
 *   seenAt: number, skew: number, told: number, timer: Stamp, place: number, since: number, items: ExamItem[],
 *   finishedAt?: number, by?: "reader" | "time", discardedAt?: number}} Exam
 *   `seenAt` latest time seen, on the exam's clock · `skew` what the exam's clock is ahead of the computer's ·
 *   `told` the last announcement, in minutes left · `timer` on: hidden · `since` when time was last counted
 *
 * @typedef {{value: string | number | boolean, at: number}} Setting
 * @typedef {Record<string, Record<string, string>>} Log    question → revision → answers (see log.mjs)
 * @typedef {{format: 2, since: number, answers: Log, sessions: Record<string, Session>, exams: Record<string, Exam>,
 *   forms: Record<string, number>, flags: Record<string, Stamp>, settings: Record<string, Setting>}} StoredRecord
 *   `since` when everything was last deleted · `forms` letter → when it was first begun
 * @typedef {"" | "blocked" | "full" | "newer" | "unreadable"} Problem   why nothing is saved; "" while saving works
 * @typedef {"size" | "json" | "foreign" | "newer" | "content" | "count" | "future"} ImportProblem
 *
 * What can happen to a session. `now` comes from the edge.
 * @typedef {{now: number} & (
 *   {type: "answer", question: Question, choice: string, sure: boolean} |
 *   {type: "next"} | {type: "finish"} | {type: "close"} |
 *   {type: "sync", revisions: Record<string, string>})} SessionEvent
 * @typedef {"question" | "feedback" | "summary" | "closed"} Phase
 *
 * What can happen to a mock exam.
 * @typedef {{now: number} & (
 *   {type: "choose", question: Question, choice: string, sure?: boolean} |
 *   {type: "sure", id: string, sure: boolean} |
 *   {type: "flag", id: string, on: boolean} |
 *   {type: "strike", id: string, choice: string, on: boolean} |
 *   {type: "go", to: "next" | "back" | "review" | number} |
 *   {type: "timer", hidden: boolean} | {type: "told", minutes: number} | {type: "tick"} |
 *   {type: "sync", revisions: Record<string, string>} | {type: "handIn"} | {type: "discard"})} ExamEvent
 *
 * A running mock as its screens show it. Nothing in here depends on which choices are right.
 * @typedef {{id: string, number: number, answered: boolean, flagged: boolean, current: boolean, gone: boolean}} MapCell
 * @typedef {{over: boolean, left: number, total: number, place: number, length: number, review: boolean,
 *   answered: number, open: number, flagged: number, pace: number, timerHidden: boolean, announce?: number,
 *   cells: MapCell[],
 *   current?: {id: string, choice?: string, sure?: boolean, flagged: boolean, struck: string[], gone: boolean}}} ExamView
 *
 * What a finished mock says.
 * @typedef {{right: number, total: number, share: number, interval: [number, number]}} Score   shares are 0 to 1
 * @typedef {Score & {id: string, weight: number}} ScoreRow
 * @typedef {ExamItem & {number: number}} ReportItem
 * @typedef {Score & {domains: ScoreRow[], sections: ScoreRow[],
 *   lists: Record<"sureWrong" | "unsureWrong" | "guessed" | "known" | "unanswered", ReportItem[]>,
 *   items: ReportItem[], traps: {id: string, count: number}[], used: number, total_ms: number,
 *   pacing: {at: number, answered: number}[]}} Report
 *
 * Spaced repetition of one objective, in whole days since 1970.
 * @typedef {1 | 2 | 3 | 4} Rating                    again, hard, good, easy
 * @typedef {{stability: number, difficulty: number, day: number}} Memory
 * @typedef {{objective: string, memory: Memory, due: number, recall: number, missed: boolean}} Agendum
 *
 * Where someone stands.
 * @typedef {{id: string, all: number, seen: number, right: number, sure: number}} Tally
 * @typedef {Score & {id: string, form: Form, code: string, at: number, used: number, unseen: boolean, inTime: boolean,
 *   domains: ScoreRow[]}} MockResult
 * @typedef {{kind: "mocks", have: number, need: number, score: number, best?: number} |
 *   {kind: "domain", domain: string, share: number, floor: number} |
 *   {kind: "time", exam: string}} Missing
 * @typedef {{ready: boolean, mocks: string[], missing: Missing[]}} Readiness
 * @typedef {{step: "exam", exam: string} | {step: "set", key: string} | {step: "start"} |
 *   {step: "review", count: number} | {step: "repair", count: number} |
 *   {step: "mock", form: Form} | {step: "practise", section: string, why: "unseen" | "weak"} |
 *   {step: "ready"}} NextStep
 *
 * A screen: its nodes, the keys it handles, what is announced, what to do when another tab has saved something, and what
 * to do every second, and when the page goes out of sight. The node marked data-focus takes the focus, unless `focus` is
 * false.
 * @typedef {{nodes: Node[], keys?: Record<string, () => void>, say?: string, focus?: boolean,
 *   changed?: () => void, tick?: () => void, rest?: () => void}} Screen
 *
 * What a mode brings: its first screen and, where it has sets, the last of a set. See check.mjs and practice.mjs.
 * @typedef {import("./practice-quiz.mjs").PracticeQuiz} Quiz
 * @typedef {{home: (quiz: Quiz) => Screen | Promise<Screen>,
 *   summary?: (quiz: Quiz, bank: Bank, session: Session, answers: Told[]) => Screen | Promise<Screen>}} ModeScreens
 */

export {};
