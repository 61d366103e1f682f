import fc from "fast-check";
import { isPublicAddress } from "../../../functions/webhooks/addresses";

const ipv4 = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
const ipv6 = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(":");

const octet = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff });
const anyIpv4 = fc.integer({ min: 0, max: 0xffffffff });
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });

/** Addresses that begin with these groups, whatever comes after. */
const beginningWith = (...first: number[]) => groups(8 - first.length).map((rest) => ipv6([...first, ...rest]));

/** The ranges that nothing is sent to, as first and last address: written apart from the code, by RFC. */
const REFUSED_IPV4 = [
  ["RFC 791, this network", "0.0.0.0", "0.255.255.255"],
  ["RFC 1918, private", "10.0.0.0", "10.255.255.255"],
  ["RFC 6598, carrier-grade NAT", "100.64.0.0", "100.127.255.255"],
  ["RFC 1122, loopback", "127.0.0.0", "127.255.255.255"],
  ["RFC 3927, link-local and metadata", "169.254.0.0", "169.254.255.255"],
  ["RFC 1918, private", "172.16.0.0", "172.31.255.255"],
  ["RFC 6890, IETF protocols", "192.0.0.0", "192.0.0.255"],
  ["RFC 5737, documentation", "192.0.2.0", "192.0.2.255"],
  ["RFC 7526, 6to4 relays", "192.88.99.0", "192.88.99.255"],
  ["RFC 1918, private", "192.168.0.0", "192.168.255.255"],
  ["RFC 2544, benchmarks", "198.18.0.0", "198.19.255.255"],
  ["RFC 5737, documentation", "198.51.100.0", "198.51.100.255"],
  ["RFC 5737, documentation", "203.0.113.0", "203.0.113.255"],
  ["RFC 5771, multicast", "224.0.0.0", "239.255.255.255"],
  ["RFC 1112, reserved, and broadcast", "240.0.0.0", "255.255.255.255"],
] as const;

const numberOf = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

describe("an IPv4 address", () => {
  it.each(REFUSED_IPV4)("of %s (%s to %s) is not public", (_, first, last) => {
    const [from, to] = [numberOf(first), numberOf(last)];
    expect([first, last].map(isPublicAddress)).toEqual([false, false]);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (number) => {
        expect(isPublicAddress(ipv4(number))).toBe(false);
      }),
    );
  });

  it("beside such a range is public", () => {
    const outside = ["1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"];
    const more = ["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255"];
    const last = ["192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "8.8.8.8"];
    expect([...outside, ...more, ...last].filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it("is not public in another form than four decimal numbers", () => {
    fc.assert(
      fc.property(anyIpv4, (number) => {
        const forms = [String(number), `0x${number.toString(16)}`, `0${number.toString(8)}`, `${ipv4(number)}.`];
        for (const form of forms) expect(isPublicAddress(form)).toBe(false);
      }),
    );
  });
});

describe("an IPv6 address", () => {
  it.each([
    ["documentation", beginningWith(0x2001, 0xdb8)],
    ["6to4, which carries an IPv4 address", beginningWith(0x2002)],
    ["Teredo, which carries an IPv4 address", beginningWith(0x2001, 0)],
    ["ORCHID", beginningWith(0x2001, 0x20)],
    ["unique local", fc.integer({ min: 0xfc00, max: 0xfdff }).chain((first) => beginningWith(first))],
    ["link-local", fc.integer({ min: 0xfe80, max: 0xfebf }).chain((first) => beginningWith(first))],
    ["site-local", fc.integer({ min: 0xfec0, max: 0xfeff }).chain((first) => beginningWith(first))],
    ["multicast", fc.integer({ min: 0xff00, max: 0xffff }).chain((first) => beginningWith(first))],
    ["IPv4-mapped", beginningWith(0, 0, 0, 0, 0, 0xffff)],
    ["IPv4-compatible", beginningWith(0, 0, 0, 0, 0, 0)],
    ["NAT64", beginningWith(0x64, 0xff9b, 0, 0, 0, 0)],
    ["NAT64 of a network's own", beginningWith(0x64, 0xff9b, 1)],
    ["discard-only", beginningWith(0x100, 0, 0, 0)],
    ["segment routing", beginningWith(0x5f00)],
    ["not yet given out", fc.integer({ min: 0x4000, max: 0xfbff }).chain((first) => beginningWith(first))],
  ])("that is %s is not public", (_, addresses) => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(isPublicAddress(address)).toBe(false);
      }),
    );
  });

  it("is not public with an IPv4 address in it, however that is written", () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        for (const prefix of ["::ffff:", "::", "64:ff9b::"]) {
          expect(isPublicAddress(prefix + octets.join("."))).toBe(false);
        }
      }),
    );
  });

  it("of the ranges that are given out is public", () => {
    const given = ["2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "2001:4860:4860::8888", "2001:200::1"];
    expect(given.filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it("with a zone is not public", () => {
    expect(isPublicAddress("2606:4700:4700::1111%eth0")).toBe(false);
  });

  it.each(["::", "::1", "fd00:ec2::254"])("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

it("a text that is no address is not public", () => {
  expect(["", "localhost", "example.com", "1.2.3", "1.2.3.4/8", "[2606::1]"].filter(isPublicAddress)).toEqual([]);
});
