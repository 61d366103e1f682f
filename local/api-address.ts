import { EmbeddedAwsError } from "./errors";

/** Where the platform's REST API is called on the embedded AWS. */
export interface ApiAddress {
  /** The stage's address, without a slash at its end. */
  readonly url: string;
  readonly key: string;
  /** The API's id, `{api-id}` of its own host name. */
  readonly id: string;
  readonly stage: string;
  /** Its own host name, which the embedded AWS answers to by the header `Host`, or as an HTTP proxy. */
  readonly host: string;
}

/**
 * The API of a deployed stack. The output `api_url` has its address on AWS, which no resolver knows here.
 *
 * @throws EmbeddedAwsError where the stack has no API.
 */
export function apiAddress(
  { endpoint, region }: { readonly endpoint: string; readonly region: string },
  outputs: Readonly<Record<string, string>>,
): ApiAddress {
  const id = stackOutput(outputs, "rest_api_id");
  const stage = stackOutput(outputs, "stage_name");
  return {
    url: `${endpoint}/restapis/${id}/${stage}/_user_request_`,
    key: stackOutput(outputs, "api_key"),
    id,
    stage,
    host: `${id}.execute-api.${region}.amazonaws.com`,
  };
}

/** An output that the stack must have. @throws EmbeddedAwsError */
export function stackOutput(outputs: Readonly<Record<string, string>>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new EmbeddedAwsError(`the stack has no output ${name}`);
  return value;
}
