import { textIn } from "../../answers";
import type { GatewayRequest } from "../../request";
import { addressOf, mapped } from "./addresses";
import type { Configuration, Stage } from "./configuration";
import type { RestApis } from "./registry";

/** Where a request goes: a stage of an API, and the rest of its path. */
export interface Place {
  readonly apiId: string;
  readonly region: string;
  /** Undefined where there is no such stage, or none that may be reached by this address. */
  readonly stage: Stage | undefined;
  readonly path: string;
  /** A custom domain's path, base path and all. */
  readonly domainPath?: string;
}

/** Finds the place that a request is for; undefined where it is no call of a REST API that is known here. */
export async function findPlace(
  request: GatewayRequest,
  apis: RestApis,
  configurationIn: (region: string) => Configuration,
): Promise<Place | undefined> {
  const address = addressOf(request);
  if (address === undefined) return undefined;
  if ("domain" in address) return findByDomain(address, apis, configurationIn);
  const { apiId, path } = address;
  const region = apis.regionOf(apiId);
  if (region === undefined) return undefined;
  const configuration = configurationIn(region);
  const open = !address.own || (await configuration.hasOwnEndpoint(apiId));
  return { apiId, region, path, stage: open ? await configuration.stage(apiId, address.stage) : undefined };
}

async function findByDomain(
  address: { readonly domain: string; readonly path: string },
  apis: RestApis,
  configurationIn: (region: string) => Configuration,
): Promise<Place | undefined> {
  for (const region of apis.regions()) {
    const configuration = configurationIn(region);
    const domain = (await configuration.domains()).find(({ name }) => name.toLowerCase() === address.domain);
    if (domain === undefined) continue;
    const mappings = domain.mappings.map(({ basePath, restApiId, stage }) => ({
      basePath: textIn(basePath) === "(none)" ? "" : textIn(basePath),
      apiId: textIn(restApiId),
      stage: textIn(stage),
    }));
    const to = mapped(mappings, address.path);
    if (to === undefined) return { apiId: "", region, path: address.path, stage: undefined };
    const stage = await configuration.stage(to.apiId, to.stage);
    return { apiId: to.apiId, region, path: to.path, stage, domainPath: address.path };
  }
  return undefined;
}
