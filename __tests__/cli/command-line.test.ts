import { TestSurroundings } from "./support/surroundings";

describe("the command line", () => {
  it("tells its commands when asked for help, and that is a success", async () => {
    const around = new TestSurroundings();
    expect(await around.run("--help")).toBe(0);
    expect(around.out.text).toContain("Usage: ecosystemaws");
    expect(around.out.text).toContain("vault");
    expect(around.err.text).toBe("");
  });

  it("shows examples and exit codes in a command's help", async () => {
    const around = new TestSurroundings();
    expect(await around.run("vault re-encrypt --help")).toBe(0);
    expect(around.out.text).toContain("$ ecosystemaws vault re-encrypt --job");
    expect(around.out.text).toContain("Exit code: 0");
  });

  it.each([
    ["no command", "", "Usage: ecosystemaws"],
    ["no command of a group", "vault", "re-encrypt"],
    ["an unknown command", "vualt", "unknown command 'vualt'"],
    ["an unknown command of a group", "vault encrypt", "unknown command 'encrypt'"],
    ["an unknown option", "vault re-encrypt --job a --fast", "unknown option '--fast'"],
    ["a missing option", "vault re-encrypt", "required option '--job <name>'"],
    ["one thing too many", "vault re-encrypt --job a b", "too many arguments"],
    [
      "a kind that does not exist",
      "vault re-encrypt --job a --kind keys",
      "Allowed choices are data-keys, fingerprints",
    ],
    ["a page of nothing", "vault re-encrypt --job a --page-size 0", "a whole number from 1 to 1000"],
    ["too large a page", "vault re-encrypt --job a --page-size 1001", "a whole number from 1 to 1000"],
    ["a page size that is no number", "vault re-encrypt --job a --page-size 1e2", "a whole number from 1 to 1000"],
    ["two places for one function", "vault re-encrypt --job a --function f --environment e", "cannot be used with"],
  ])("refuses %s: it says why on the error output and calls nothing", async (_, line, why) => {
    const around = new TestSurroundings();
    expect(await around.run(line)).toBe(2);
    expect(around.err.text).toContain(why);
    expect(around.out.text).toBe("");
    expect(around.calls).toEqual([]);
  });

  it("keeps the trace of what is a bug", async () => {
    const around = new TestSurroundings(() => Promise.reject(new RangeError("a bug")));
    expect(await around.run("vault re-encrypt --job a --function f")).toBe(2);
    expect(around.err.text).toMatch(/RangeError: a bug\n +at /);
  });
});
