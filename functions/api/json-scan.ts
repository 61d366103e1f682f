import type { ApiFault } from "./problem";

/** No body of ours is nested deeper than this by far; a parser's stack is. */
const DEPTH_MAX = 16;

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/**
 * What the parser does not tell: objects and lists nested too deeply, and a field that stands twice in one object, also
 * with the same value. The text need not be well-formed.
 */
export function scanFaults(text: string): ApiFault[] {
  const open: (Set<string> | undefined)[] = [];
  let word: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const names = open.at(-1);
    if (token === "{" || token === "[") {
      if (open.length === DEPTH_MAX) return [tooDeep()];
      open.push(token === "{" ? new Set() : undefined);
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ":" && names && word !== undefined) {
      const name = nameOf(word);
      if (names.has(name)) return [duplicate()];
      names.add(name);
    }
    word = token.startsWith('"') ? token : undefined;
  }
  return [];
}

/** The name that a text in quotes is, escapes read; as it is written where it is no JSON. */
function nameOf(word: string): string {
  if (!word.includes("\\")) return word.slice(1, -1);
  try {
    return String(JSON.parse(word));
  } catch {
    return word;
  }
}

function tooDeep(): ApiFault {
  const message = `the request: is nested deeper than ${DEPTH_MAX} objects and lists.`;
  return { code: "too_deep", param: "", message };
}

// Not named: the name is text from outside, and which of the two was meant is not ours to guess.
function duplicate(): ApiFault {
  return { code: "duplicate_field", param: "", message: "the request: has a field twice in one object." };
}
