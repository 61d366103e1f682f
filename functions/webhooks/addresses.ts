import { BlockList, isIPv4, isIPv6 } from "node:net";

/*
 * Which addresses a webhook may be sent to. Sources: the IANA special-purpose address registries for IPv4 and IPv6
 * (RFC 6890 and its updates), the multicast and reserved ranges of IPv4 (RFC 1112), and IPv6's only range of global
 * unicast addresses (RFC 4291).
 */

/** IPv4 ranges that are somebody's own, nobody's, or of special use. */
const IPV4_REFUSED: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8], // this network; 0.0.0.0 reaches the machine itself
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, with the clouds' metadata services
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // IETF protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.31.196.0", 24], // AS112
  ["192.52.193.0", 24], // AMT
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["192.175.48.0", 24], // AS112
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, and broadcast
];

/**
 * The global unicast range of IPv6. Outside of it lie loopback, unspecified, IPv4-mapped, NAT64 (64:ff9b::/96 and
 * 64:ff9b:1::/48), unique local, link-local, site-local and multicast addresses.
 */
const IPV6_GLOBAL = ["2000::", 3] as const;

/** Ranges in it that are of special use: some of them carry an IPv4 address, public or not. */
const IPV6_REFUSED: readonly (readonly [network: string, prefix: number])[] = [
  ["2001::", 23], // IETF protocol assignments: Teredo, benchmarks, ORCHID and others
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["2620:4f:8000::", 48], // AS112
  ["3fff::", 20], // documentation
];

// A list of each family's own: a list that holds ::ffff:0:0/96 takes every IPv4 address for one of its own.
const refusedIpv4 = listOf(IPV4_REFUSED, "ipv4");
const refusedIpv6 = listOf(IPV6_REFUSED, "ipv6");
const globalIpv6 = listOf([IPV6_GLOBAL], "ipv6");

function listOf(ranges: readonly (readonly [string, number])[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

/** Whether an address is one of the public Internet's; a text that is no address, or one with a zone, is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refusedIpv4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return globalIpv6.check(address, "ipv6") && !refusedIpv6.check(address, "ipv6");
}
