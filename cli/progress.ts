import { SingleBar } from "cli-progress";
import { Writable } from "node:stream";
import type { Clock } from "../functions/shared/clock";
import type { Output } from "./surroundings";

/** Shows how far something is. */
export interface ProgressView {
  /** The new state as text; shown now or soon. */
  show(text: string): void;
  /** No more will come; what was shown last stays. */
  end(): void;
}

/** Between two lines in a log, milliseconds. */
const LINE_MS = 5000;

/** On a terminal one line that is written anew, with the time it has taken; elsewhere a plain line now and then. */
export function progressView(out: Output, clock: Clock): ProgressView {
  return out.isTTY === true && out instanceof Writable ? barView(out) : lineView(out, clock);
}

/** No total is known (a vault's table has no count that is up to date), so the line counts and has no share to draw. */
function barView(stream: Writable): ProgressView {
  const bar = new SingleBar({
    stream,
    format: "{text}  {duration_formatted}",
    // A second Ctrl-C ends the process at once: the terminal's own settings are left alone.
    hideCursor: null,
    linewrap: null,
    gracefulExit: false,
  });
  let started = false;
  return {
    show: (text) => {
      if (started) bar.update({ text });
      else bar.start(0, 0, { text });
      started = true;
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}

function lineView(out: Output, clock: Clock): ProgressView {
  let written: number | undefined;
  let waiting: string | undefined;
  return {
    show: (text) => {
      waiting = text;
      if (written !== undefined && clock.now() - written < LINE_MS) return;
      out.write(`${text}\n`);
      written = clock.now();
      waiting = undefined;
    },
    end: () => {
      if (waiting !== undefined) out.write(`${waiting}\n`);
      waiting = undefined;
    },
  };
}
