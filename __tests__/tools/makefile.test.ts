import { accessSync, constants, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../tools/shared/root";

describe("the Makefile", () => {
  const text = readFileSync(path.join(repositoryRoot(), "Makefile"), "utf8");
  const targets = [...text.matchAll(/^([a-z]+):(?!=)/gm)].map((match) => match[1]);

  it("has what a day needs", () => {
    expect(targets).toEqual(
      expect.arrayContaining(["help", "start", "stop", "test", "check", "synth", "modules", "bench", "fmt", "setup"]),
    );
  });

  it("says of every target in a line what it does", () => {
    const described = [...text.matchAll(/^([a-z]+):.*## \S/gm)].map((match) => match[1]);
    expect(described).toEqual(targets);
  });

  it("takes no file for a target", () => {
    const phony = /^\.PHONY: (.*)$/m.exec(text)?.[1]?.split(" ");
    expect(phony?.sort()).toEqual([...targets].sort());
  });
});

describe("what CI runs", () => {
  it("can be executed", () => {
    expect(() => accessSync(path.join(repositoryRoot(), ".ci", "run"), constants.X_OK)).not.toThrow();
  });
});
