import { type Refusal, refuse } from "./results";

/** How many entries a page has where the request does not say. */
export const PAGE_DEFAULT = 20;

/** The opaque text by which a list goes on after an id. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}

/** The id that a cursor stands for; nothing where there is no cursor. */
export function readCursor(
  cursor: string | undefined,
  form: RegExp,
): { readonly ok: true; readonly after?: string } | Refusal {
  if (cursor === undefined) return { ok: true };
  const after = Buffer.from(cursor, "base64url").toString();
  if (form.test(after)) return { ok: true, after };
  return refuse({
    code: "cursor_invalid",
    param: "cursor",
    message: "cursor: must be one that a list of this kind gave.",
  });
}
