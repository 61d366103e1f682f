/** A piece of HTML; only this file makes one, so that no text gets into a page unescaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Part[];

/**
 * HTML of a template: texts are escaped, pieces and lists of pieces stand as they are, what is undefined is left out. The
 * template's own line breaks are kept, its indentation is not.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const own = strings.map((text) => text.replaceAll(/\s*\n\s*/g, "\n"));
  const markup = own.map((text, index) => text + markupOf(parts[index])).join("");
  // A blank at the end stands for a line break: the formatter makes it one.
  return { markup: markup.replace(/> $/, ">\n") };
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return "markup" in part ? part.markup : part.map(markupOf).join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** What descriptions may hold of Markdown: `code`, **bold**, and paragraphs between blank lines. */
export function prose(text: string | undefined): Html[] {
  const paragraphs = (text ?? "").trim().split(/\n\s*\n/);
  return paragraphs.filter((paragraph) => paragraph !== "").map((paragraph) => html`<p>${inline(paragraph)}</p> `);
}

/** The same within a line. */
export function inline(text: string | undefined): Html[] {
  return (text ?? "").split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((piece) => {
    if (piece.startsWith("`")) return html`<code>${piece.slice(1, -1)}</code>`;
    return piece.startsWith("**") ? html`<strong>${piece.slice(2, -2)}</strong>` : html`${piece}`;
  });
}
