/** A link in Markdown that is no image: its text, and where it leads. */
const LINK = /(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g;
const WEB = /^https?:|^#/;

/**
 * A module's README for its folder among the exported modules: links to what is not there (sources, documents) become
 * their text, links into the page, to the web and to other exported modules stay.
 *
 * @param modules the names of all exported modules.
 */
export function exportedReadme(readme: string, modules: readonly string[]): string {
  const siblings = new Set(modules.map((name) => `../${name}/README.md`));
  return readme.replaceAll(LINK, (link: string, text: string, target: string) =>
    WEB.test(target) || siblings.has(target.replace(/#.*$/, "")) ? link : text,
  );
}
