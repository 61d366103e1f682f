import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

describe("what the README shows of make start", () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const shown = /What `make start` shows[\s\S]*?```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const titles = [...shown.matchAll(/^ {2}✓ +[\d.]+ m?s {2}(.*)$/gm)].map(([, title = ""]) => title);
  const sources = readdirSync(path.join(ROOT, "local"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join(ROOT, "local", file), "utf8"))
    .join("\n");

  it("has steps, each under a title that the journey has", () => {
    expect(titles.length).toBeGreaterThan(5);
    // The stack's name stands in the source as an expression.
    const unknown = titles.filter((title) => !title.startsWith("cdktf deploy ") && !sources.includes(`"${title}"`));
    expect(unknown).toEqual([]);
  });

  it("has no count that grows with the platform", () => {
    expect(shown).not.toMatch(/\d+ (resources|webhooks|journals)\b/);
  });
});
