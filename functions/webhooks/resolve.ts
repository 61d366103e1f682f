import { Resolver } from "node:dns/promises";
import type { Resolve } from "./target";

/** A server that does not answer is asked once more; a delivery has ten seconds in all. */
const RESOLUTION = { timeout: 1500, tries: 2 };

/** What a resolver says where a host has no address, or nobody could tell; anything else is a bug of ours. */
const UNRESOLVED =
  /^(ENODATA|ENOTFOUND|EFORMERR|ESERVFAIL|ENOTIMP|EREFUSED|ETIMEOUT|ECONNREFUSED|EBADNAME|EBADRESP|ECANCELLED)$/;

/**
 * Resolves by DNS alone: the machine's own list of hosts names what is not public. `servers` are those of the machine
 * where none are given.
 */
export function dnsResolve(servers?: readonly string[]): Resolve {
  const resolver = new Resolver(RESOLUTION);
  if (servers) resolver.setServers(servers);
  return async (host) => {
    const found = await Promise.all([orNone(() => resolver.resolve4(host)), orNone(() => resolver.resolve6(host))]);
    return found.flat();
  };
}

async function orNone(ask: () => Promise<string[]>): Promise<readonly string[]> {
  try {
    return await ask();
  } catch (error) {
    if (UNRESOLVED.test(codeOf(error))) return [];
    throw error;
  }
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
  return hasCode ? (error.code as string) : "";
}
