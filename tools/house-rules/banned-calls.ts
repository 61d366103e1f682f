import ts from "typescript";
import type { FileRule, TextFile } from "./rule";
import { calledName, dottedName, syntaxFindings, type NodeCheck } from "./syntax";

/** A call that is not made, with what is used instead. */
interface Ban {
  /** Dotted names; one that begins with a dot is a method of anything. */
  readonly calls: readonly string[];
  readonly instead: string;
  /** Where the ban holds. @default everywhere */
  readonly within?: RegExp;
  /** The port that may make the call, and nothing else. */
  readonly port?: RegExp;
}

/** Where a clock port meets the machine's clock; an end-to-end test asks a running system about now. */
const CLOCKS = /(^|\/)(clock|ports)\.ts$|^__tests__\/end-to-end\//;

const BANS: readonly Ban[] = [
  {
    calls: ["Date.now"],
    port: CLOCKS,
    instead: "take the Clock port (functions/shared/clock); to measure a duration, performance.now()",
  },
  {
    calls: ["Math.random"],
    port: /(^|\/)(ids|random)\.ts$/,
    instead: "take ids from functions/shared/ids, random bytes from node:crypto",
  },
  {
    calls: ["parseFloat", "Number.parseFloat"],
    instead: "parse amounts with functions/shared/money, whole numbers with Number.parseInt",
  },
  {
    calls: [".toFixed"],
    within: /^functions\//,
    port: /\/money\.ts$/,
    instead: "format amounts with functions/shared/money",
  },
  {
    calls: ["console.log", "console.error", "console.warn", "console.info", "console.debug"],
    within: /^functions\//,
    instead: "log with functions/shared/logging, which masks card numbers",
  },
  {
    calls: ["console.log", "console.error", "console.warn", "console.info"],
    within: /^modules\//,
    instead: "throw, or add an annotation to the construct",
  },
  {
    calls: [".localeCompare", ".toLocaleString", ".toLocaleDateString"],
    instead: "compare with < and >, format in ISO 8601: a locale changes the bytes",
  },
  { calls: ["eval", "Function"], instead: "write the code out" },
  {
    calls: ["exec", "execSync", "child_process.exec", "child_process.execSync"],
    instead: "use execFile or spawn: a shell takes names apart",
  },
  { calls: ["Buffer"], instead: "use Buffer.from or Buffer.alloc" },
  { calls: ["atob", "btoa", "escape", "unescape"], instead: "use Buffer.from(text, encoding)" },
];

/** Readers of the environment: each room's environment.ts, the typed settings, what people start, and tests, which set it. */
const ENVIRONMENT_READERS =
  /(^|\/)environment\.ts$|^(environments|__tests__)\/|^(main|bootstrap)\.ts$|^(local\/(start|up|down|settings)|cli\/main)\.ts$|\.(js|mjs)$/;

const MONEY_WORDS = /amount|cents|price|fee|balance|total/i;

/** A call that goes around one of our ports, or that is wrong wherever it stands, is not made. */
export const bannedCalls: FileRule = {
  name: "banned calls",
  check: (file) => syntaxFindings(file, [bannedName, currentDate, environmentRead, moneyAsFloat, policyAsJson]),
};

const bannedName: NodeCheck = (node, file) => {
  const name = calledName(node);
  if (name === undefined) return undefined;
  const ban = BANS.find(({ calls, within, port }) => isCalled(name, calls) && holds(file, within, port));
  return ban === undefined ? undefined : `calls ${name}: ${ban.instead}.`;
};

/** A date made from given numbers is a value; one made from nothing is the clock. */
const currentDate: NodeCheck = (node, file) => {
  if (!ts.isNewExpression(node) || dottedName(node.expression) !== "Date" || (node.arguments?.length ?? 0) > 0)
    return undefined;
  return CLOCKS.test(file.path)
    ? undefined
    : "reads the time with new Date(): take the Clock port (functions/shared/clock).";
};

const environmentRead: NodeCheck = (node, file) => {
  if (dottedName(node) !== "process.env" || ENVIRONMENT_READERS.test(file.path)) return undefined;
  return "reads process.env: take the values from the room's environment.ts (tools: tools/shared/environment).";
};

const moneyAsFloat: NodeCheck = (node, file) => {
  if (calledName(node) !== "Number" || !ts.isCallExpression(node) || !/^(functions|cli)\//.test(file.path))
    return undefined;
  const argument = node.arguments[0];
  if (argument === undefined || !MONEY_WORDS.test(argument.getText()) || file.path.endsWith("/money.ts"))
    return undefined;
  return `turns ${argument.getText()} into a floating-point number: use functions/shared/money.`;
};

/** `JSON.stringify` leaves `${aws:username}` to be taken for Terraform's own interpolation. */
const policyAsJson: NodeCheck = (node, file) => {
  if (!file.path.startsWith("modules/") || calledName(node) !== "JSON.stringify" || !ts.isCallExpression(node))
    return undefined;
  const isPolicy =
    /\bStatement\b/.test(node.arguments[0]?.getText() ?? "") || /policy/i.test(propertyAbove(node) ?? "");
  return isPolicy ? "writes a policy with JSON.stringify: use a policy document (modules/shared/policy)." : undefined;
};

function propertyAbove(node: ts.Node): string | undefined {
  for (let above: ts.Node = node.parent; !ts.isBlock(above) && !ts.isSourceFile(above); above = above.parent) {
    if (ts.isPropertyAssignment(above)) return above.name.getText();
  }
  return undefined;
}

function isCalled(name: string, calls: readonly string[]): boolean {
  return calls.some((call) => name === call || (call.startsWith(".") && name.endsWith(call)));
}

function holds(file: TextFile, within: RegExp | undefined, port: RegExp | undefined): boolean {
  return (within?.test(file.path) ?? true) && !(port?.test(file.path) ?? false);
}
