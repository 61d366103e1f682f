import fc from "fast-check";
import { addressFaults, checkTarget, type Resolve } from "../../../functions/webhooks/target";

const HOST_FAULT = ["must name a host of the public Internet"];
const ADDRESS_FAULT = ["must name a host, not an IP address"];

const resolving =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses;

describe("the address of an endpoint", () => {
  it.each([
    "https://example.com",
    "https://hooks.example.com/a/b?c=d",
    "https://hooks.example.com:443/",
    "https://hooks.example.com:8443/webhooks",
    "https://EXAMPLE.com/",
    "https://münchen.example.com/",
    "https://_hooks.example-shop.co.uk/",
    "https://local.example.com/",
  ])("may be %s", (url) => {
    expect(addressFaults(url, "public")).toEqual([]);
  });

  it.each([
    ["http://example.com", ["must begin with https://"]],
    ["ftp://example.com", ["must begin with https://"]],
    ["https://user@example.com", ["must hold no user name and no password"]],
    ["https://:pass@example.com", ["must hold no user name and no password"]],
    ["https://example.com/#part", ["must hold no fragment (#)"]],
    ["https://example.com:444", ["must be at port 443 or 8443"]],
    ["https://example.com:22", ["must be at port 443 or 8443"]],
  ])("is refused as %s", (url, faults) => {
    expect(addressFaults(url, "public")).toEqual(faults);
  });

  it.each([
    "",
    "example.com",
    "https://",
    "https://exa mple.com",
    "https://[::1",
    `https://example.com/${"a".repeat(2048)}`,
  ])("is refused where it is none: %s", (url) => {
    expect(addressFaults(url, "public")).toEqual([
      "must be an address such as https://example.com/webhooks, of at most 2048 characters",
    ]);
  });

  it("is told all its faults at once", () => {
    expect(addressFaults("http://a:b@localhost:80/#x", "public")).toEqual([
      "must begin with https://",
      "must hold no user name and no password",
      "must hold no fragment (#)",
      ...HOST_FAULT,
    ]);
  });

  it.each([
    "https://localhost",
    "https://example.com.",
    "https://intranet",
    "https://printer.local",
    "https://db.prod.internal",
    "https://metadata.google.internal/computeMetadata/v1",
    "https://instance-data.ec2.internal",
    "https://metadata",
    "https://router.home.arpa",
    "https://shop.test",
    "https://a..b.com",
    "https://-a.com",
  ])("names a host of the public Internet, not %s", (url) => {
    expect(addressFaults(url, "public")).toEqual(HOST_FAULT);
  });

  it.each(["https://8.8.8.8", "https://[2606:4700::1111]/", "https://[::ffff:127.0.0.1]/", "https://127.1/"])(
    "names a host, not an IP address: %s",
    (url) => {
      expect(addressFaults(url, "public")).toEqual(ADDRESS_FAULT);
    },
  );

  it("is no IP address in any form that a parser takes for one: decimal, octal, hexadecimal, fewer parts", () => {
    const part = (value: number) =>
      fc.constantFrom(String(value), `0x${value.toString(16)}`, `0${value.toString(8)}`, `0X${value.toString(16)}`);
    const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));
    const forms = octets.chain(([a = 0, b = 0, c = 0, d = 0]) =>
      fc.oneof(
        fc.tuple(part(a), part(b), part(c), part(d)),
        fc.tuple(part(a), part(b), part(c * 256 + d)),
        fc.tuple(part(a), part((b * 256 + c) * 256 + d)),
        fc.tuple(part(((a * 256 + b) * 256 + c) * 256 + d)),
      ),
    );
    fc.assert(
      fc.property(forms, (parts) => {
        expect(addressFaults(`https://${parts.join(".")}/`, "public")).toEqual(ADDRESS_FAULT);
      }),
    );
  });
});

describe("a target", () => {
  const URL_TEXT = "https://hooks.example.com/webhooks";

  it("is the address with everything that its host resolves to", async () => {
    const check = await checkTarget(URL_TEXT, "public", resolving("93.184.216.34", "2606:4700::1111"));
    expect(check).toMatchObject({ ok: true, target: { addresses: ["93.184.216.34", "2606:4700::1111"] } });
    if (check.ok) expect(check.target.url.href).toBe(URL_TEXT);
  });

  it("is refused where one of its host's addresses is not public, wherever it stands among them", async () => {
    const inner = fc.constantFrom(
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "fd00:ec2::254",
      "::ffff:10.0.0.1",
    );
    const outer = fc.array(fc.constantFrom("93.184.216.34", "8.8.8.8", "2606:4700::1111"), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(outer, inner, outer, async (before, address, after) => {
        const check = await checkTarget(URL_TEXT, "public", resolving(...before, address, ...after));
        expect(check).toEqual({ ok: false, reason: "not_allowed" });
      }),
    );
  });

  it("is unresolved where its host has no address", async () => {
    expect(await checkTarget(URL_TEXT, "public", resolving())).toEqual({ ok: false, reason: "unresolved" });
  });

  it("is refused before anything is resolved where its address tells enough", async () => {
    const resolve = jest.fn(resolving("8.8.8.8"));
    expect(await checkTarget("https://db.internal", "public", resolve)).toEqual({ ok: false, reason: "not_allowed" });
    expect(resolve).not.toHaveBeenCalled();
  });
});

describe("a target on this machine", () => {
  it.each(["http://127.0.0.1:8080/hook", "http://localhost:9000/", "https://localhost:9443/x"])(
    "is taken where the environment allows it, and goes to 127.0.0.1 whatever the name resolves to: %s",
    async (url) => {
      expect(addressFaults(url, "local")).toEqual([]);
      const check = await checkTarget(url, "local", resolving("10.0.0.1"));
      expect(check).toMatchObject({ ok: true, target: { addresses: ["127.0.0.1"] } });
    },
  );

  it.each(["http://127.0.0.1:8080/hook", "http://localhost:9000/", "https://localhost/x"])(
    "is refused everywhere else: %s",
    async (url) => {
      expect(await checkTarget(url, "public", resolving("127.0.0.1"))).toEqual({ ok: false, reason: "not_allowed" });
    },
  );

  it.each(["http://127.0.0.2/", "http://[::1]/", "http://example.com/", "http://10.0.0.1/", "https://db.internal/"])(
    "is nothing but 127.0.0.1 and localhost: %s",
    (url) => {
      expect(addressFaults(url, "local")).not.toEqual([]);
    },
  );

  it("carries no credentials, and speaks HTTP", () => {
    expect(addressFaults("http://a:b@localhost/", "local")).toEqual(["must hold no user name and no password"]);
    expect(addressFaults("ftp://localhost/", "local")).toEqual(["must begin with https://"]);
  });
});
