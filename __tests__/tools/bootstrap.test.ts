import { lockDifferences, nodeFault } from "../../tools/setup/bootstrap-decisions";

describe("the check of Node.js", () => {
  it.each(["20.0.0", "22.11.0", "100.1.0"])("passes %s", (version) => {
    expect(nodeFault(version)).toBeUndefined();
  });

  it.each(["18.19.1", "8.0.0"])("refuses %s, naming it, what is allowed and how to get it", (version) => {
    expect(nodeFault(version)).toMatch(
      new RegExp(`^Node.js ${version} is too old; allowed: 20 or newer\\. .*nvm install 20`),
    );
  });
});

describe("the comparison of the lock file with what is installed", () => {
  const locked = {
    packages: {
      "": {},
      "node_modules/zod": { version: "4.0.0" },
      "node_modules/a/node_modules/@b/c": { version: "1.0.0" },
    },
  };

  it("finds nothing to do where each locked package is installed", () => {
    expect(lockDifferences(locked, locked)).toEqual([]);
  });

  it("finds a package of another version", () => {
    const installed = { packages: { ...locked.packages, "node_modules/zod": { version: "3.9.0" } } };
    expect(lockDifferences(locked, installed)).toEqual(["zod"]);
  });

  it("finds a package that is not installed", () => {
    expect(lockDifferences(locked, { packages: { "node_modules/zod": { version: "4.0.0" } } })).toEqual(["@b/c"]);
  });

  it("leaves out optional packages, which are for some platforms only", () => {
    expect(
      lockDifferences({ packages: { "node_modules/x-win32": { version: "1.0.0", optional: true } } }, { packages: {} }),
    ).toEqual([]);
  });

  it("finds all missing where none was ever installed", () => {
    expect(lockDifferences(locked, undefined)).toEqual(["none is installed yet"]);
  });
});
