/** What `make start` shows: plain lines everywhere, a line that counts up where there is a terminal. */

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const stamp = (milliseconds: number): string =>
  (milliseconds < 1000 ? `${String(milliseconds)} ms` : seconds(milliseconds)).padStart(8);

export class Terminal {
  private counting = false;

  constructor(private readonly out: NodeJS.WriteStream) {}

  line(text = ""): void {
    this.endCount();
    this.out.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line();
    this.line(text);
  }

  /** A step that took some time: a mark, the time, what it was, what came of it. */
  step(ok: boolean, milliseconds: number, what: string, result: string): void {
    this.line(`  ${ok ? "✓" : "✗"} ${stamp(milliseconds)}  ${what}`);
    if (result !== "") this.line(`              ${result}`);
  }

  /** A count that goes on; in a log a line each tenth. */
  count(what: string, done: number, planned: number | undefined): void {
    const text = `  … ${what}: ${String(done)}${planned === undefined ? "" : ` of ${String(planned)}`}`;
    if (this.out.isTTY) {
      this.out.write(`\r${text}`);
      this.counting = true;
    } else if (planned !== undefined && done % Math.ceil(planned / 10) === 0) this.line(text);
  }

  private endCount(): void {
    if (this.counting) this.out.write("\n");
    this.counting = false;
  }
}
