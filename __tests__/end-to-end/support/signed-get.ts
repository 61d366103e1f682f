import { createHash, createHmac } from "node:crypto";

/** Keys of a role's session. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Gets an address of an API as a signed caller (AWS Signature Version 4, service execute-api). */
export async function signedGet(address: string, region: string, keys: SessionKeys): Promise<Response> {
  const { host, pathname } = new URL(address);
  const moment = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const scope = `${moment.slice(0, 8)}/${region}/execute-api/aws4_request`;
  const signed = { host, "x-amz-date": moment, "x-amz-security-token": keys.sessionToken ?? "" };
  const names = Object.keys(signed).join(";");
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["GET", pathname, "", lines.join(""), names, hash("")].join("\n");
  const key = scope.split("/").reduce<Buffer | string>(keyed, `AWS4${keys.secretAccessKey}`);
  const signature = keyed(key, ["AWS4-HMAC-SHA256", moment, scope, hash(canonical)].join("\n")).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const { host: _own, ...headers } = signed;
  return fetch(address, { headers: { ...headers, authorization } });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function keyed(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
