import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EVENT_TYPES } from "../../functions/shared/events";
import { ToolError } from "../shared/errors";
import { eventIndex, eventSchema, type Resources } from "./schemas";

const FOLDER = "docs/events";
const DOCUMENT = "functions/api/generated/openapi.json";

/**
 * Writes the schemas of all events and their index, and takes away what is none of them; with `check` it writes nothing.
 *
 * @throws ToolError where something is stale and is only checked.
 */
export function updateCatalogue(root: string, { check }: { readonly check: boolean }): string {
  const files = catalogueFiles(root);
  const folder = path.join(root, FOLDER);
  mkdirSync(folder, { recursive: true });
  const there = readdirSync(folder);
  const surplus = there.filter((name) => !files.has(name));
  const stale = [...files].filter(
    ([name, text]) => !there.includes(name) || readFileSync(path.join(folder, name), "utf8") !== text,
  );
  const changed = [...stale.map(([name]) => name), ...surplus];
  if (changed.length === 0) return `${FOLDER} is current: ${files.size} files.`;
  if (check) {
    throw new ToolError(`${FOLDER} is stale (${changed.join(", ")}); run: node tools/run.mjs tools/events/main.ts`);
  }
  for (const [name, text] of stale) writeFileSync(path.join(folder, name), text);
  for (const name of surplus) rmSync(path.join(folder, name));
  return `${FOLDER}: wrote ${stale.length}, took away ${surplus.length} of ${files.size} files.`;
}

/** The catalogue's files, by their names in its folder. */
function catalogueFiles(root: string): ReadonlyMap<string, string> {
  const document = JSON.parse(readFileSync(path.join(root, DOCUMENT), "utf8")) as {
    readonly components: { readonly schemas: Resources };
  };
  const files = new Map<string, string>([["README.md", eventIndex()]]);
  for (const type of EVENT_TYPES) {
    const text = JSON.stringify(eventSchema(type, document.components.schemas), undefined, 2);
    files.set(`${type}.json`, `${text}\n`);
  }
  return files;
}
