import type { IncomingHttpHeaders } from "node:http";
import { pathOf } from "./request";

interface CallParts {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly service: string;
}

/** REST calls that have a name here, by service: method, path, name. Others are named by method and path. */
const REST_OPERATIONS: Readonly<Record<string, readonly (readonly [string, RegExp, string])[]>> = {
  lambda: [
    ["POST", /^\/2015-03-31\/functions\/[^/]+\/invocations$/, "Invoke"],
    ["POST", /^\/2015-03-31\/functions$/, "CreateFunction"],
    ["GET", /^\/2015-03-31\/functions\/[^/]+$/, "GetFunction"],
    ["DELETE", /^\/2015-03-31\/functions\/[^/]+$/, "DeleteFunction"],
    ["PUT", /^\/2015-03-31\/functions\/[^/]+\/code$/, "UpdateFunctionCode"],
    ["PUT", /^\/2015-03-31\/functions\/[^/]+\/configuration$/, "UpdateFunctionConfiguration"],
    ["GET", /^\/2020-06-30\/functions\/[^/]+\/code-signing-config$/, "GetFunctionCodeSigningConfig"],
    ["POST", /^\/2015-03-31\/event-source-mappings\/?$/, "CreateEventSourceMapping"],
    ["GET", /^\/2015-03-31\/event-source-mappings\/?$/, "ListEventSourceMappings"],
    ["GET", /^\/2015-03-31\/event-source-mappings\/[^/]+$/, "GetEventSourceMapping"],
    ["PUT", /^\/2015-03-31\/event-source-mappings\/[^/]+$/, "UpdateEventSourceMapping"],
    ["DELETE", /^\/2015-03-31\/event-source-mappings\/[^/]+$/, "DeleteEventSourceMapping"],
  ],
};

/** The API's name of a call, whichever protocol carries it: JSON target, form action, or REST path. */
export function operationOf(call: CallParts): string {
  const target = call.headers["x-amz-target"];
  if (typeof target === "string") return target.slice(target.lastIndexOf(".") + 1);
  const path = pathOf(call.target);
  const action = formAction(call);
  if (action !== null) return action;
  const named = REST_OPERATIONS[call.service]?.find(
    ([method, pattern]) => method === call.method && pattern.test(path),
  );
  return named?.[2] ?? `${call.method} ${path}`;
}

function formAction(call: CallParts): string | null {
  if (!(call.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) return null;
  return new URLSearchParams(call.body.toString("utf8")).get("Action");
}
