import { HOUSE_RULES } from "../../tools/house-rules";
import { ALLOWANCES, withoutAllowed } from "../../tools/house-rules/allowances";
import { repositoryFiles } from "../../tools/house-rules/repository-files";
import { findingText } from "../../tools/house-rules/rule";
import { repositoryRoot } from "../../tools/shared/root";

describe("the repository keeps the house rules", () => {
  const files = repositoryFiles(repositoryRoot());
  const results = HOUSE_RULES.map(({ name, check }) => ({ name, ...withoutAllowed(name, check(files), ALLOWANCES) }));

  it("has files to look at", () => {
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(["package.json", "tsconfig.json"]));
  });

  it.each(results)("$name", ({ left }) => {
    expect(left.map(findingText)).toEqual([]);
  });

  it("has no allowance that excuses nothing", () => {
    const used = results.flatMap((result) => result.used);
    expect(ALLOWANCES.map(({ id }) => id).filter((id) => !used.includes(id))).toEqual([]);
  });

  it("has each allowance under an id of its own, with a reason", () => {
    expect(new Set(ALLOWANCES.map(({ id }) => id)).size).toBe(ALLOWANCES.length);
    expect(ALLOWANCES.filter(({ id, reason }) => !/^HR-\d{3}$/.test(id) || reason.length < 20)).toEqual([]);
  });
});
