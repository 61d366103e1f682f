import type { GatewayRequest } from "../../request";
import { pathOf } from "../../request";

/** Which stage of which API a request is for, before anything is looked up. */
export type Address =
  | {
      /** By the API's id. `own` is whether the caller used the API's own host name. */
      readonly apiId: string;
      readonly own: boolean;
      readonly stage: string;
      readonly path: string;
    }
  | {
      /** By a host name, which may be a custom domain's. */
      readonly domain: string;
      readonly path: string;
    };

const BY_PATH =
  /^\/(?:restapis\/([a-z0-9]+)\/([\w-]+)\/_user_request_|_aws\/execute-api\/([a-z0-9]+)\/([\w-]+))(\/.*)?$/;
const BY_HOST = /^([a-z0-9]+)\.execute-api\.[\w-]+\.amazonaws\.com$/;

/**
 * Reads where a request goes: `/restapis/{id}/{stage}/_user_request_/{path}`, `Host: {id}.execute-api.{region}.amazonaws.com` with
 * `/{stage}/{path}`, or a custom domain's name. Undefined for what is no call of an API.
 */
export function addressOf(request: Pick<GatewayRequest, "headers" | "target">): Address | undefined {
  const path = pathOf(request.target);
  const [, apiId, stage = "", otherId, otherStage = "", rest] = BY_PATH.exec(path) ?? [];
  const named = apiId ?? otherId;
  if (named !== undefined)
    return { apiId: named, own: false, stage: apiId === undefined ? otherStage : stage, path: rest ?? "/" };
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  const own = BY_HOST.exec(host)?.[1];
  if (own !== undefined) {
    const [, first = "", remainder = "/"] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
    return { apiId: own, own: true, stage: first, path: remainder };
  }
  return /^\d+(\.\d+){3}$/.test(host) || !host.includes(".") ? undefined : { domain: host, path };
}

/** A mapping of a custom domain. */
export interface Mapping {
  /** Empty for the whole domain. */
  readonly basePath: string;
  readonly apiId: string;
  /** Empty where the path's next part names it. */
  readonly stage: string;
}

/** What a domain's mappings make of a path: the longest base path that fits decides. */
export function mapped(
  mappings: readonly Mapping[],
  path: string,
): { readonly apiId: string; readonly stage: string; readonly path: string } | undefined {
  const fits = ({ basePath }: Mapping): boolean =>
    basePath === "" || path === `/${basePath}` || path.startsWith(`/${basePath}/`);
  const found = mappings.filter(fits).sort((one, other) => other.basePath.length - one.basePath.length)[0];
  if (found === undefined) return undefined;
  const rest = (found.basePath === "" ? path : path.slice(found.basePath.length + 1)) || "/";
  if (found.stage !== "") return { apiId: found.apiId, stage: found.stage, path: rest };
  const [, stage = "", remainder = "/"] = /^\/([^/]*)(\/.*)?$/.exec(rest) ?? [];
  return { apiId: found.apiId, stage, path: remainder };
}
