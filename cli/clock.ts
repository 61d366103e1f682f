import { Command } from "commander";
import * as z from "zod";
import { isDay } from "../functions/ach/calendar/day";
import { ENVIRONMENT_FILE, localPlatform } from "./environment-file";
import { OperatorError } from "./errors";
import { ExitCode } from "./exit-code";
import { httpAddress } from "./http-address";
import type { CommandFactory, Surroundings } from "./surroundings";

interface Options {
  readonly endpoint?: string;
  readonly json: boolean;
}

const HELP = `
Functions see the moved time, and schedules that have become due by the move fire once, within about a second. Everything else keeps the
machine's time: the moment of tokens' expiry, messages' delays, items' time to live. The clock goes forward alone; reset takes it back.

Where the embedded AWS is:
  --endpoint, else .local/environment.json in the current folder, which make start writes. AWS itself has no such clock.

Examples:
  $ ecosystemaws clock
  $ ecosystemaws clock +3d
  $ ecosystemaws clock +1d12h
  $ ecosystemaws clock 2026-12-24T10:00Z
  $ ecosystemaws clock reset

Exit code: 0 the clock shows what was asked for; 2 it does not.`;

/** `ecosystemaws clock`. */
export const clockCommand: CommandFactory = (surroundings, end) =>
  new Command("clock")
    .summary("show or move the clock of the embedded AWS")
    .description("Show or move the clock that functions and schedules of the embedded AWS see.")
    .argument(
      "[move]",
      "+<time> (s, m, h, d, w), a moment with its zone (ISO 8601), or reset; without it the clock is shown",
    )
    .option("--endpoint <url>", "where the embedded AWS is", httpAddress)
    .option("--json", "write the clock as JSON", false)
    .addHelpText("after", HELP)
    .action(async (move: string | undefined, options: Options) => end(await runClock(surroundings, move, options)));

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** What is asked of the clock: the call of its control endpoint. */
export function clockRequest(move: string | undefined): { readonly method: string; readonly body?: object } {
  if (move === undefined) return { method: "GET" };
  if (move === "reset") return { method: "DELETE" };
  if (/^\+(\d{1,6}[smhdw])+$/.test(move)) {
    const parts = [...move.matchAll(/(\d+)([smhdw])/g)];
    const forwardMs = parts.reduce((sum, [, count = "", unit = ""]) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
    if (forwardMs > 0) return { method: "POST", body: { forwardMs } };
  }
  const [, day = ""] = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(move) ?? [];
  // A day that its month does not have would become one of the next.
  const moment = isDay(day) ? Date.parse(move) : NaN;
  if (!Number.isNaN(moment)) return { method: "POST", body: { now: new Date(moment).toISOString() } };
  throw new OperatorError(
    `The clock cannot be moved by "${move}"; allowed: +3d, +1d12h (s, m, h, d, w), 2026-12-24T10:00Z, or reset.`,
  );
}

const face = z.object({ now: z.string(), aheadMs: z.number() });
const refusal = z.object({ message: z.string() });

async function runClock(
  { out, folder, fetch }: Surroundings,
  move: string | undefined,
  options: Options,
): Promise<ExitCode> {
  const { method, body } = clockRequest(move);
  const endpoint = options.endpoint ?? localPlatform(folder)?.connection.endpoint;
  if (endpoint === undefined)
    throw new OperatorError(
      `Which embedded AWS? --endpoint is not given, and the current folder (${folder}) has no ${ENVIRONMENT_FILE}, which make start writes.`,
    );
  const address = new URL("/_local/clock", endpoint);
  const response = await fetch(address, { method, body: body && JSON.stringify(body) }).catch((error: unknown) => {
    throw new OperatorError(`Nothing answers at ${endpoint}: make start starts the embedded AWS.`, { cause: error });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const shown = face.safeParse(answer);
  if (!response.ok || !shown.success) {
    const told = refusal.safeParse(answer);
    throw new OperatorError(
      told.success ? told.data.message : `${endpoint} is no embedded AWS: it answered ${response.status}.`,
    );
  }
  out.write(options.json ? `${JSON.stringify(shown.data)}\n` : `${shown.data.now}  ${aheadText(shown.data.aheadMs)}\n`);
  return ExitCode.success;
}

function aheadText(aheadMs: number): string {
  if (aheadMs === 0) return "the machine's time";
  let left = Math.round(aheadMs / 1000) * 1000;
  const parts = (["d", "h", "m", "s"] as const).flatMap((unit) => {
    const size = UNIT_MS[unit] ?? 1;
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return `${parts.join("") || "less than a second"} ahead of the machine's time`;
}
