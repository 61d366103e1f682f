import { changelogForm } from "../../../tools/house-rules/changelog";
import { liveLinks, moduleReadmes } from "../../../tools/house-rules/documents";
import { anchorsOf, linksOf } from "../../../tools/house-rules/markdown";
import { treeMessages } from "./sample";

describe("the links of a Markdown text", () => {
  it("are its links, pictures and references", () => {
    const text = '[a](a.md) ![b](b.png "title") [c](<c.md>)\n\n[d]: d.md\n';
    expect(linksOf(text).map(({ target }) => target)).toEqual(["a.md", "b.png", "c.md", "d.md"]);
  });

  it("are not looked for in code", () => {
    expect(linksOf("`[a](a.md)`\n```\n[b](b.md)\n```\n[c](c.md)\n")).toEqual([{ target: "c.md", line: 5 }]);
  });
});

describe("the anchors of a Markdown text", () => {
  it("are its headings in GitHub's spelling", () => {
    expect(anchorsOf("# `make start`: what it does\n## Where it runs\n## Where it runs\n")).toEqual([
      "make-start-what-it-does",
      "where-it-runs",
      "where-it-runs-1",
    ]);
  });

  it("take the text of a link in a heading", () => {
    expect(anchorsOf("## [The vault](vault.md)\n")).toEqual(["the-vault"]);
  });

  it("include those that are named in HTML", () => {
    expect(anchorsOf('<a id="here"></a>\n')).toEqual(["here"]);
  });

  it("leave out comments in code", () => {
    expect(anchorsOf("```sh\n# not a heading\n```\n")).toEqual([]);
  });
});

describe("live links", () => {
  it("passes links to files, folders, headings and other sites", () => {
    const readme = "[a](docs/a.md) [b](docs/) [c](docs/a.md#the-part) [d](#here) [e](https://example.com)\n# Here\n";
    expect(treeMessages(liveLinks, { "README.md": readme, "docs/a.md": "## The part\n" })).toEqual([]);
  });

  it("follows a link from the folder of its document", () => {
    expect(treeMessages(liveLinks, { "docs/adr/0001.md": "[up](../../README.md)\n", "README.md": "x\n" })).toEqual([]);
  });

  it("finds a link to a file that is not there", () => {
    expect(treeMessages(liveLinks, { "README.md": "\n[a](gone.md)\n" })).toEqual([
      "README.md:2 links to gone.md, which is not in the repository.",
    ]);
  });

  it("finds a link to a heading that is not there", () => {
    expect(treeMessages(liveLinks, { "README.md": "[a](docs/a.md#gone)\n", "docs/a.md": "# Here\n" })).toEqual([
      "README.md:1 links to #gone, which is no heading of docs/a.md.",
    ]);
  });
});

describe("module READMEs", () => {
  it("passes a module with one", () => {
    expect(treeMessages(moduleReadmes, { "modules/ach/index.ts": "", "modules/ach/README.md": "" })).toEqual([]);
  });

  it("finds a module without one", () => {
    expect(treeMessages(moduleReadmes, { "modules/ach/index.ts": "" })).toEqual([
      "modules/ach/README.md:1 is missing: every module has a README.",
    ]);
  });
});

describe("changelog form", () => {
  const changelog = (text: string): string[] => treeMessages(changelogForm, { "CHANGELOG.md": text });

  it.each(["none", "update in place", "replace", "replace (the audit table)"])(
    "passes an entry with the plan impact %s",
    (impact) => {
      expect(
        changelog(`# Changelog\n\n## Unreleased\n\n### Added\n\n- A key.\n  It rotates. Plan: ${impact}.\n`),
      ).toEqual([]);
    },
  );

  it("finds an entry without a plan impact", () => {
    expect(changelog("## 1.0.0 - 2026-11-21\n### Fixed\n- A key.\n- Another. Plan: none.\n")).toEqual([
      expect.stringMatching(/^CHANGELOG\.md:3 .*plan impact/),
    ]);
  });

  it("finds a version in another form", () => {
    expect(changelog("## v1.0\n")).toEqual([expect.stringContaining("another heading")]);
  });

  it("finds a kind of change that is none", () => {
    expect(changelog("## Unreleased\n### Stuff\n")).toEqual([expect.stringContaining("Added, Changed")]);
  });

  it("finds that there is none", () => {
    expect(treeMessages(changelogForm, {})).toEqual(["CHANGELOG.md:1 is missing."]);
  });
});
