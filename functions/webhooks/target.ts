import { isIP } from "node:net";
import { isPublicAddress } from "./addresses";

/*
 * The guard against requests that an endpoint's owner would have us send into our own network (server-side request
 * forgery). It stands twice: where an endpoint's address is given, and before every delivery, because a name may point
 * elsewhere by then. What it resolved is what is connected to, so that a name cannot change in between.
 */

/** Which targets are allowed: the public Internet's, or besides this machine's own, for development. */
export type TargetMode = "public" | "local";

/** The port to name resolution: all addresses of a host, none where it has none or nobody could say. */
export type Resolve = (host: string) => Promise<readonly string[]>;

declare const checked: unique symbol;

/** Where a delivery goes: made by the guard alone, so that nothing is sent to what was not checked. */
export interface Target {
  readonly url: URL;
  /** The only addresses that may be connected to: all those of the host, each checked. At least one. */
  readonly addresses: readonly string[];
  readonly [checked]: true;
}

/** `not_allowed`: the address, or one that it resolves to, is none that we send to. `unresolved`: its host has no address. */
export type TargetCheck =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly reason: "not_allowed" | "unresolved" };

const URL_CHARACTERS_MAX = 2048;
/** Ports of HTTPS; what listens elsewhere is seldom a web server. */
const PORTS = ["", "8443"];
const LOCAL_HOSTS = ["127.0.0.1", "localhost"];
const LOOPBACK = "127.0.0.1";

/** A name of the public DNS: two or more labels (RFC 1123), no dot at its end. */
const PUBLIC_NAME = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Last labels that are never public: RFC 6761, RFC 8375, RFC 9476, ICANN's `internal`, and what networks commonly use at
 * home. The clouds' names for their metadata (`metadata.google.internal`, `instance-data.ec2.internal`) are among them.
 */
const PRIVATE_SUFFIXES =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|alt|onion|invalid|test|example|home\.arpa)$/;

/** What is wrong with an endpoint's address, as far as it tells itself; each as `must ...`. No value is shown. */
export function addressFaults(text: string, mode: TargetMode): readonly string[] {
  if (text.length > URL_CHARACTERS_MAX || !URL.canParse(text)) {
    return [`must be an address such as https://example.com/webhooks, of at most ${URL_CHARACTERS_MAX} characters`];
  }
  const url = new URL(text);
  const faults: string[] = [];
  const isHere = isLocal(url, mode);
  if (url.protocol !== "https:" && !(isHere && url.protocol === "http:")) faults.push("must begin with https://");
  if (url.username !== "" || url.password !== "") faults.push("must hold no user name and no password");
  if (url.hash !== "") faults.push("must hold no fragment (#)");
  if (isHere) return faults;
  if (!PORTS.includes(url.port)) faults.push("must be at port 443 or 8443");
  if (isAddress(url.hostname)) faults.push("must name a host, not an IP address");
  else if (!PUBLIC_NAME.test(url.hostname) || PRIVATE_SUFFIXES.test(url.hostname)) {
    faults.push("must name a host of the public Internet");
  }
  return faults;
}

/** Checks an endpoint's address and every address that its host resolves to now. */
export async function checkTarget(text: string, mode: TargetMode, resolve: Resolve): Promise<TargetCheck> {
  if (addressFaults(text, mode).length > 0) return { ok: false, reason: "not_allowed" };
  const url = new URL(text);
  if (isLocal(url, mode)) return { ok: true, target: targetOf(url, [LOOPBACK]) };
  const addresses = await resolve(url.hostname);
  if (addresses.length === 0) return { ok: false, reason: "unresolved" };
  // One private address among public ones is reason enough: which of them is connected to is chance.
  if (!addresses.every(isPublicAddress)) return { ok: false, reason: "not_allowed" };
  return { ok: true, target: targetOf(url, addresses) };
}

function targetOf(url: URL, addresses: readonly string[]): Target {
  return { url, addresses } as Target;
}

function isLocal({ hostname }: URL, mode: TargetMode): boolean {
  return mode === "local" && LOCAL_HOSTS.includes(hostname);
}

/** The URL parser has by now written decimal, octal and hexadecimal forms as four decimal numbers. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || isIP(hostname) !== 0;
}
