import { dnsResolve } from "../../../functions/webhooks/resolve";
import { dnsServer } from "./support/dns-server";

describe("resolving a host", () => {
  let server: Awaited<ReturnType<typeof dnsServer>>;
  beforeAll(async () => {
    server = await dnsServer({
      "hooks.example.com": { a: ["93.184.216.34", "10.0.0.1"] },
      "empty.example.com": {},
      "silent.example.com": { silent: true },
      "format.example.com": { code: 1 },
      "failing.example.com": { code: 2 },
      "unknown.example.com": { code: 4 },
      "refusing.example.com": { code: 5 },
    });
  });
  afterAll(() => server.close());

  it("gives all its addresses, whichever they are: judging them is the guard's", async () => {
    expect(await dnsResolve([server.address])("hooks.example.com")).toEqual(["93.184.216.34", "10.0.0.1"]);
  });

  it.each(["empty.example.com", "nobody.example.com"])("gives none where it has none: %s", async (host) => {
    expect(await dnsResolve([server.address])(host)).toEqual([]);
  });

  it.each(["format", "failing", "unknown", "refusing"])("gives none where a server fails: %s", async (name) => {
    expect(await dnsResolve([server.address])(`${name}.example.com`)).toEqual([]);
  });

  it("gives none where nobody says, well before a delivery's time is over", async () => {
    const began = performance.now();
    expect(await dnsResolve([server.address])("silent.example.com")).toEqual([]);
    expect(performance.now() - began).toBeLessThan(9000);
  }, 15_000);

  it("does not look into the machine's own list of hosts", async () => {
    expect(await dnsResolve([server.address])("localhost.example.com")).toEqual([]);
  });

  it("asks the machine's servers where none are given", () => {
    expect(() => dnsResolve()).not.toThrow();
  });

  it("throws what is a bug of ours", async () => {
    await expect(dnsResolve([server.address])(undefined as unknown as string)).rejects.toThrow();
  });
});
