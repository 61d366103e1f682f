import { BLANK, isPrintable } from "./bytes";
import { RECORD_SIZE } from "./layout";
import type { RuleCode } from "./rules";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const END_OF_FILE_MARK = 0x1a;
const BYTE_ORDER_MARK = 0xfeff;
/** Stands in a record for a character that has no byte of its own; it is not allowed anyway. */
const SUBSTITUTE = 0x1a;

/** What a framer gives on. */
export interface FrameSink {
  /**
   * One record of 94 characters, a byte each, valid during the call. `isPlain`: all are printable ASCII. `isDeformed`: its
   * line had not 94 characters, so what stands in a column may be another field's.
   */
  frame(bytes: Buffer, at: number, line: number, isPlain: boolean, isDeformed: boolean): void;
  /** How a line deviates; `value` says what was seen. Told behind the line's record. */
  deviation(code: RuleCode, line: number, value?: string): void;
}

/** Where in a line the framer is: in its record, behind it, in what is too much, or behind a carriage return. */
type State = "record" | "behind" | "overlong" | "return";

/** Cuts bytes, in chunks of any size, into records, however a bank separated them. It holds one record at most. */
export class Framer {
  private readonly pending = Buffer.alloc(RECORD_SIZE, BLANK);
  /** Characters of the pending record. */
  private filled = 0;
  private state: State = "record";
  private line = 1;
  private hasBreaks = false;
  private hasTail = false;
  /** Records follow each other without line breaks. */
  private isUnbroken = false;
  /** The line has an end-of-file mark, so that it is not blank. */
  private hasMark = false;
  private isFirstCharacter = true;
  /** Bytes of a UTF-8 character that is not complete. */
  private readonly partial: number[] = [];
  private partialLength = 0;

  constructor(private readonly sink: FrameSink) {}

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      const next =
        this.state === "record" && this.filled === 0 && this.partialLength === 0 ? this.whole(chunk, at) : at;
      if (next > at) at = next;
      else this.byte(chunk[at++] ?? 0);
    }
  }

  end(): void {
    this.flushPartial();
    if (this.state === "return") this.lineEnds("line_ends_with_cr");
    if (this.filled === 0) return;
    if (this.state !== "overlong") this.emit(this.lengthDeviation());
    if (this.hasBreaks) this.sink.deviation("last_line_break_missing", this.line);
  }

  /** The way of nearly all records: 94 plain characters and a line break, taken from the chunk as they lie. Gives where the next begins. */
  private whole(chunk: Buffer, at: number): number {
    const end = at + RECORD_SIZE;
    if (end + 2 > chunk.length || chunk[at] === BLANK || !isPrintable(chunk, at, end)) return at;
    if (chunk[end] === LINE_FEED) return this.wholeLine(chunk, at, end + 1);
    if (chunk[end] !== CARRIAGE_RETURN || chunk[end + 1] !== LINE_FEED) return at;
    const next = this.wholeLine(chunk, at, end + 2);
    this.sink.deviation("line_ends_with_crlf", this.line - 1);
    return next;
  }

  private wholeLine(chunk: Buffer, at: number, next: number): number {
    this.isFirstCharacter = false;
    this.hasBreaks = true;
    this.sink.frame(chunk, at, this.line++, true, false);
    return next;
  }

  private byte(byte: number): void {
    if (this.state === "return") {
      this.lineEnds(byte === LINE_FEED ? "line_ends_with_crlf" : "line_ends_with_cr");
      if (byte === LINE_FEED) return;
    }
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      this.flushPartial();
      if (byte === LINE_FEED) this.lineEnds();
      else this.state = "return";
      return;
    }
    this.decode(byte);
  }

  /** Positions are characters, not bytes: a UTF-8 sequence is one; a byte that belongs to none is one by itself (Latin-1). */
  private decode(byte: number): void {
    if (this.partialLength > 0 && (byte & 0xc0) === 0x80) {
      this.partial.push(byte);
      if (this.partial.length < this.partialLength) return;
      const character = Buffer.from(this.partial).toString("utf8");
      this.partialLength = 0;
      this.partial.length = 0;
      this.character(character.codePointAt(0) ?? SUBSTITUTE);
      return;
    }
    this.flushPartial();
    this.partialLength = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? (byte < 0xf0 ? 3 : 0) : byte >= 0xc2 ? 2 : 0;
    if (this.partialLength > 0) this.partial.push(byte);
    else this.character(byte);
  }

  private flushPartial(): void {
    if (this.partialLength === 0) return;
    const bytes = [...this.partial];
    this.partialLength = 0;
    this.partial.length = 0;
    for (const byte of bytes) this.character(byte);
  }

  private character(code: number): void {
    const isFirst = this.isFirstCharacter;
    this.isFirstCharacter = false;
    if (isFirst && code === BYTE_ORDER_MARK) {
      this.sink.deviation("byte_order_mark", this.line);
      return;
    }
    if (code === END_OF_FILE_MARK && (this.state === "behind" || (this.state === "record" && this.filled === 0))) {
      this.endOfFileMark();
      return;
    }
    if (this.state === "behind") this.characterBehind(code);
    if (this.state !== "record") return;
    this.pending[this.filled++] = code > 0xff ? SUBSTITUTE : code;
    if (this.filled === RECORD_SIZE) this.state = "behind";
  }

  /** A mark may stand on a line of its own or right behind the last record. */
  private endOfFileMark(): void {
    if (this.filled > 0) this.emit(this.lengthDeviation());
    this.sink.deviation("end_of_file_mark", this.line);
    this.hasMark = true;
    this.state = "record";
  }

  /** Blanks are a tail; another record follows on the same line where the file has no line breaks; all else is too much. */
  private characterBehind(code: number): void {
    if (!this.hasBreaks && (this.isUnbroken || (!this.hasTail && isRecordType(code)))) {
      this.emit();
      this.sink.deviation("line_breaks_missing", this.line);
      // From here on any character begins a record: one of a wrong type takes no other with it.
      this.isUnbroken = true;
      this.state = "record";
    } else if (code === BLANK) this.hasTail = true;
    else {
      this.emit("line_too_long");
      this.filled = RECORD_SIZE;
      this.state = "overlong";
    }
  }

  private lineEnds(deviation?: "line_ends_with_crlf" | "line_ends_with_cr"): void {
    if (this.state === "overlong") this.filled = 0;
    else if (this.filled > 0) this.emit(this.lengthDeviation());
    else if (!this.hasMark) this.sink.deviation("line_blank", this.line);
    if (deviation !== undefined) this.sink.deviation(deviation, this.line);
    this.hasBreaks = true;
    this.hasTail = false;
    this.hasMark = false;
    this.state = "record";
    this.line++;
  }

  private lengthDeviation(): "line_short" | "line_with_blank_tail" | undefined {
    if (this.filled < RECORD_SIZE) return "line_short";
    return this.hasTail ? "line_with_blank_tail" : undefined;
  }

  /** Gives the pending record on and begins another. */
  private emit(deviation?: RuleCode): void {
    const length = this.filled;
    this.filled = 0;
    if (this.pending.subarray(0, length).every((byte) => byte === BLANK)) {
      this.sink.deviation("line_blank", this.line);
      return;
    }
    this.pending.fill(BLANK, length);
    const isPlain = isPrintable(this.pending, 0, RECORD_SIZE);
    this.sink.frame(this.pending, 0, this.line, isPlain, deviation === "line_short" || deviation === "line_too_long");
    if (deviation === undefined) return;
    const seen = length < RECORD_SIZE ? `${length} characters` : `more than ${RECORD_SIZE} characters`;
    this.sink.deviation(deviation, this.line, seen);
  }
}

function isRecordType(code: number): boolean {
  return code === 0x31 || (code >= 0x35 && code <= 0x39);
}
