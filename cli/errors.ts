/** What the operator can put right: its message says what was looked for, what was seen, and what to do. No stack trace. */
export class OperatorError extends Error {
  override readonly name: string = "OperatorError";
}
