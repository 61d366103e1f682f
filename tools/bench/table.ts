import { type Figure, type Findings, isMet } from "./figure";

/** A benchmark's figures as lines for a person: what, how much, the goal, whether it is met; then the notes. */
export function tableLines({ figures, notes = [] }: Findings): string[] {
  const rows = figures.map(rowOf);
  const width = (of: (row: Row) => string): number => Math.max(0, ...rows.map((row) => of(row).length));
  const widths = {
    what: width((row) => row.what),
    amount: width((row) => row.amount),
    unit: width((row) => row.unit),
    goal: width((row) => row.goal),
  };
  const lines = rows.map(({ what, amount, unit, goal, verdict }) =>
    [
      `  ${what.padEnd(widths.what)} `,
      `${amount.padStart(widths.amount)} ${unit.padEnd(widths.unit)} `,
      `${goal.padEnd(widths.goal)} `,
      verdict,
    ]
      .join(" ")
      .trimEnd(),
  );
  return [...lines, ...notes.map((note) => `  (${note})`)];
}

interface Row {
  readonly what: string;
  readonly amount: string;
  readonly unit: string;
  readonly goal: string;
  readonly verdict: string;
}

function rowOf(figure: Figure): Row {
  const { what, value, unit, spread, goal } = figure;
  // Half of the samples lie within the spread, so half of it stands to either side.
  const around = spread === undefined ? "" : ` ± ${numberText(spread / 2)}`;
  const amount = `${numberText(value)}${around}`;
  if (goal === undefined) return { what, amount, unit, goal: "", verdict: "" };
  const verdict = isMet(figure) === true ? "met" : "NOT MET";
  return { what, amount, unit, goal: `goal ${goal.rule} ${numberText(goal.value)}`, verdict };
}

/** Three digits that count, and all digits of whole numbers beyond a thousand. */
export function numberText(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) >= 100) return String(Math.round(value));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toFixed(Math.min(decimals, 6));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
