/** The README's tables, in the form of the source documents; a test holds each module's README against them. */
import { type Inputs, type Output, snake } from "./table";

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
/** A bar would end a Markdown cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

/** Variables: name, type, default (`-` where it must be given), description with what is allowed. */
export const inputTable = (inputs: Inputs): string =>
  [
    row("Variable", "Type", "Default", "Description"),
    row("---", "---", "---", "---"),
    ...Object.entries(inputs).map(([name, { type, default: otherwise, description, checks }]) =>
      row(
        `\`${snake(name)}\``,
        type,
        otherwise === undefined ? "-" : `\`${JSON.stringify(otherwise)}\``,
        cell([description, ...checks.map((check) => check.allowed)].join(" ")),
      ),
    ),
  ].join("\n");

/** Outputs: name, description. */
export const outputTable = (outputs: Readonly<Record<string, Pick<Output<never>, "description">>>): string =>
  [
    row("Output", "Description"),
    row("---", "---"),
    ...Object.entries(outputs).map(([name, { description }]) => row(`\`${snake(name)}\``, cell(description))),
  ].join("\n");
