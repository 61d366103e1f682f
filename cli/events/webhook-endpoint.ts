import * as z from "zod";
import { OperatorError } from "../errors";

/** The platform's REST API: its address with the stage, and a key. */
export interface ApiAddress {
  readonly url: string;
  readonly key: string;
}

/** A webhook endpoint that was made for listening. */
export interface ListeningEndpoint {
  /** What its deliveries are signed by (Standard Webhooks). */
  readonly secret: string;
  /** Takes it away. */
  remove(): Promise<void>;
}

/** By this an endpoint is known that was left behind. */
const DESCRIPTION = "ecosystemaws listen";
/** Such an endpoint that is older was left behind. */
const STALE_MS = 86_400_000;

const made = z.object({ endpoint_id: z.string(), secret: z.string() });
const there = z.object({
  data: z.array(z.object({ endpoint_id: z.string(), description: z.string(), created_at: z.string() })),
});

/** Takes away endpoints that processes left behind which were killed. @throws OperatorError with the API's own words. */
export async function removeStaleEndpoints(
  fetch: typeof globalThis.fetch,
  api: ApiAddress,
  now: number,
): Promise<void> {
  const read = there.safeParse(await call(fetch, api, "GET", "?limit=100"));
  if (!read.success) throw new OperatorError(`${api.url}/webhook-endpoints answered something else than endpoints.`);
  for (const { endpoint_id: id, description, created_at: madeAt } of read.data.data)
    if (description === DESCRIPTION && Date.parse(madeAt) < now - STALE_MS) await remove(fetch, api, id);
}

/** Makes a webhook endpoint for all events. @throws OperatorError with the API's own words. */
export async function makeEndpoint(
  fetch: typeof globalThis.fetch,
  api: ApiAddress,
  url: string,
): Promise<ListeningEndpoint> {
  const answer = await call(fetch, api, "POST", "", { url, description: DESCRIPTION });
  const read = made.safeParse(answer);
  if (!read.success) throw new OperatorError(`${api.url}/webhook-endpoints answered something else than an endpoint.`);
  const { endpoint_id: id, secret } = read.data;
  return { secret, remove: () => remove(fetch, api, id) };
}

async function remove(fetch: typeof globalThis.fetch, api: ApiAddress, id: string): Promise<void> {
  await call(fetch, api, "DELETE", `/${encodeURIComponent(id)}`);
}

async function call(
  fetch: typeof globalThis.fetch,
  { url, key }: ApiAddress,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const address = `${url.replace(/\/$/, "")}/webhook-endpoints${path}`;
  const headers = { "x-api-key": key, "content-type": "application/json" };
  const response = await fetch(address, { method, headers, body: body && JSON.stringify(body) }).catch(
    (error: unknown) => {
      throw new OperatorError(`The API could not be called at ${address}. Is it still up (make start)?`, {
        cause: error,
      });
    },
  );
  const text = await response.text();
  if (!response.ok)
    throw new OperatorError(`${method} ${address} was answered with ${response.status}: ${text.slice(0, 500)}`);
  return text === "" ? undefined : JSON.parse(text);
}
