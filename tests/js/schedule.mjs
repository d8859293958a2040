// For tests/test_schedule.py: histories in, as JSON on stdin, [[rating, day], …] each; what we make of them out.
import { text } from "node:stream/consumers";
import { interval, review } from "../../docs/assets/quiz/schedule.mjs";

const follow = (history) => {
  let memory;
  return history.map(([rating, day]) => {
    memory = review(memory, rating, day);
    return [memory.stability, memory.difficulty, interval(memory)];
  });
};
console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(follow)));
