import type { JsonObject } from "../gateway/answers";
import { isSuccess, objectIn, parseObject, textIn } from "../gateway/answers";
import type { EmulatorClient } from "../gateway/emulator-client";
import { EmulatorCallError } from "../gateway/emulator-client";
import type { Clock } from "../gateway/ports";
import type { Forward } from "../gateway/request";
import { readRequest } from "../gateway/request";
import type { SourceCall } from "./pump";
import { type SigningKeys, signedHeaders } from "./signature";

/** A session holds an hour; it is taken anew well before. */
const SESSION_MS = 45 * 60 * 1000;

/** What calls under a role are made from. */
export interface RoleParts {
  readonly send: Forward;
  readonly emulator: EmulatorClient;
  readonly clock: Clock;
}

/**
 * Calls services in a Region as a function's role: IAM decides about each call, as it does about those of Lambda's pollers.
 * @param sessionName name of the session, as a trail would show it.
 */
export function callAsRole(
  { send, emulator, clock }: RoleParts,
  region: string,
  roleArn: string,
  sessionName: string,
): SourceCall {
  let session: { readonly keys: Promise<SigningKeys>; readonly until: number } | undefined;

  function keysNow(): Promise<SigningKeys> {
    if (session === undefined || session.until <= clock()) {
      const keys = assumeRole(emulator, region, roleArn, sessionName);
      session = { keys, until: clock() + SESSION_MS };
      // One that could not be had is asked for again.
      keys.catch(() => (session = undefined));
    }
    return session.keys;
  }

  return async (service, target, input) => {
    const body = JSON.stringify(input);
    const post = { host: "127.0.0.1", service, region, target, body };
    const headers = signedHeaders(post, await keysNow(), clock());
    const rawHeaders = Object.entries(headers).flat();
    const response = await send(
      readRequest({ method: "POST", url: "/", headers, rawHeaders, body: Buffer.from(body) }),
    );
    if (!isSuccess(response)) throw new EmulatorCallError(target, response.status, response.body.toString("utf8"));
    return parseObject(response.body);
  };
}

/** The keys of a session of a role. @throws EmulatorCallError where it cannot be taken. */
export async function assumeRole(
  emulator: EmulatorClient,
  region: string,
  RoleArn: string,
  RoleSessionName: string,
): Promise<SigningKeys> {
  const input: JsonObject = { RoleArn, RoleSessionName };
  const answer = await emulator.json("sts", region, "AWSSecurityTokenServiceV20110615.AssumeRole", input);
  const credentials = objectIn(answer["Credentials"]);
  return {
    accessKeyId: textIn(credentials["AccessKeyId"]),
    secretAccessKey: textIn(credentials["SecretAccessKey"]),
    sessionToken: textIn(credentials["SessionToken"]),
  };
}
