import { Writable } from "node:stream";
import { progressView } from "../../cli/progress";
import { ManualClock } from "../functions/vault/support/seeded";
import { Transcript } from "./support/surroundings";

/** A terminal of 80 columns that keeps what is written to it. */
class FakeTerminal extends Writable {
  readonly isTTY = true;
  readonly columns = 80;
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

describe("progress in a log", () => {
  it("is a line at once, then one every five seconds, and the last in any case", () => {
    const [out, clock] = [new Transcript(), new ManualClock()];
    const view = progressView(out, clock);
    for (let second = 0; second <= 12; second++) {
      view.show(`second ${second}`);
      clock.milliseconds += 1000;
    }
    view.end();
    expect(out.text).toBe("second 0\nsecond 5\nsecond 10\nsecond 12\n");
  });

  it("does not say the last line twice", () => {
    const out = new Transcript();
    const view = progressView(out, new ManualClock());
    view.show("all");
    view.end();
    view.end();
    expect(out.text).toBe("all\n");
  });

  it("is nothing where there was none", () => {
    const out = new Transcript();
    progressView(out, new ManualClock()).end();
    expect(out.text).toBe("");
  });
});

describe("progress on a terminal", () => {
  it("is one line that is written anew, with the time it has taken", () => {
    const terminal = new FakeTerminal();
    const view = progressView(terminal, new ManualClock());
    view.show("10 cards");
    view.show("20 cards");
    view.end();
    expect(terminal.text).toContain("10 cards  0s");
    expect(terminal.text).toContain("20 cards  0s");
    expect(terminal.text.split("\n")).toHaveLength(2);
    expect(terminal.text.endsWith("\n")).toBe(true);
  });

  it("leaves cursor and line wrapping as they are, for who presses Ctrl-C", () => {
    const terminal = new FakeTerminal();
    const view = progressView(terminal, new ManualClock());
    view.show("10 cards");
    view.end();
    expect(terminal.text).not.toContain("\u001b[?25l");
    const wrapping = terminal.text.match(/\u001b\[\?7[lh]/g) ?? [];
    expect(wrapping.at(-1) ?? "\u001b[?7h").toBe("\u001b[?7h");
  });

  it("is nothing where there was none", () => {
    const terminal = new FakeTerminal();
    progressView(terminal, new ManualClock()).end();
    expect(terminal.text).toBe("");
  });
});
