/** A link in a Markdown text. */
export interface Link {
  readonly target: string;
  /** From 1. */
  readonly line: number;
}

const FENCE = /^\s*(```|~~~)/;
const INLINE_LINK = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const REFERENCE = /^\s*\[[^\]]+\]:\s*<?(\S+?)>?(\s|$)/;
const HEADING = /^#{1,6}\s+(.+?)\s*#*\s*$/;

/** Every link and picture of a Markdown text; code is not searched. */
export function linksOf(markdown: string): Link[] {
  return proseLines(markdown).flatMap(({ text, line }) => {
    const reference = REFERENCE.exec(text)?.[1];
    const inline = [...text.replaceAll(/`[^`]*`/g, "``").matchAll(INLINE_LINK)].map((match) => match[1]);
    return [...inline, reference].flatMap((target) => (target === undefined ? [] : [{ target, line }]));
  });
}

/** The anchors that GitHub gives to the headings of a Markdown text, in order. */
export function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  return proseLines(markdown).flatMap(({ text }) => {
    const heading = HEADING.exec(text)?.[1];
    const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? "");
    if (heading === undefined) return named;
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return [...named, times === 0 ? slug : `${slug}-${times}`];
  });
}

/** GitHub's rule: markup off, lower case, punctuation off, blanks to hyphens. */
function slugOf(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

function proseLines(markdown: string): { text: string; line: number }[] {
  let fenced = false;
  return markdown.split("\n").flatMap((text, index) => {
    if (FENCE.test(text)) {
      fenced = !fenced;
      return [];
    }
    return fenced ? [] : [{ text, line: index + 1 }];
  });
}
