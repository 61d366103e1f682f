import { fieldPath, shownName } from "./fields";
import type { ApiFault } from "./problem";

/** No body of ours is nested deeper than this by far; a parser's stack is. */
const DEPTH_MAX = 16;

/** A text that never ends is taken to the end of all: looked for from each of its quotes anew it would cost the square of its length. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]/gs;

/** An object that is open, with the names that it had so far, or a list with the place in it. */
interface Open {
  readonly path: string;
  readonly names?: Set<string>;
  name: string;
  place: number;
}

/**
 * What the parser does not tell: objects and lists nested too deeply, and a field that stands twice in one object, also
 * with the same value. The text need not be well-formed.
 */
export function scanFaults(text: string): ApiFault[] {
  const open: Open[] = [];
  let word: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === "{" || token === "[") {
      if (open.length === DEPTH_MAX) return [tooDeep()];
      open.push({ path: pathIn(inner), name: "", place: 0, ...(token === "{" && { names: new Set() }) });
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === "," && inner) {
      inner.place++;
    } else if (token === ":" && inner?.names && word !== undefined) {
      inner.name = nameOf(word);
      if (inner.names.has(inner.name)) return [duplicate(pathIn(inner))];
      inner.names.add(inner.name);
    }
    word = token.startsWith('"') ? token : undefined;
  }
  return [];
}

/** The path of what stands now in an object or a list; of the whole where nothing is open. */
function pathIn(inner: Open | undefined): string {
  if (!inner) return "";
  return inner.names ? fieldPath(inner.path, inner.name) : `${inner.path}[${inner.place}]`;
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

function duplicate(path: string): ApiFault {
  const param = shownName(path);
  return { code: "duplicate_field", param, message: `${param}: stands twice in one object.` };
}
