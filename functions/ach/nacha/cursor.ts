import { textOf } from "./bytes";
import type { FindingLog } from "./findings";
import type { Field } from "./layout";
import { shownText } from "./record-view";
import type { RuleCode } from "./rules";

/** The record under the reader's eye, and the way from its checks to the findings. */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  record = 0;
  line = 0;
  isDeformed = false;

  constructor(readonly log: FindingLog) {}

  /** The text of columns, from 1, both included. */
  text(first: number, last: number): string {
    return textOf(this.bytes, this.at + first - 1, this.at + last);
  }

  /** Tells a breach in a field, with what stands there. */
  fault(code: RuleCode, field: Field, expected?: string | number): void {
    const value = shownText(field, this.bytes, this.at, this.isDeformed);
    this.log.add(code, { record: this.record, line: this.line, field, value, expected });
  }

  /** Tells a breach of the record as a whole. */
  recordFault(code: RuleCode, value?: string, expected?: string | number): void {
    this.log.add(code, { record: this.record, line: this.line, value, expected });
  }
}
