// What a check says when it is not content: one line a problem, no stack.

/** Thrown by checks; `problems` are whole sentences, each naming its place. */
export class Problems extends Error {
  constructor(problems) {
    super(problems.join('\n'));
    this.problems = problems;
    this.hint = true;
  }
}

/** @param {string[]} problems @throws {Problems} if there are any */
export function failOn(problems) {
  if (problems.length > 0) throw new Problems(problems);
}
