import { createHash, createHmac } from "node:crypto";

/** Keys that a call is signed with. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A POST to the root of a JSON service. */
export interface JsonPost {
  readonly host: string;
  readonly service: string;
  readonly region: string;
  /** Value of X-Amz-Target. */
  readonly target: string;
  readonly body: string;
}

/** The headers of a signed call. Source: AWS Signature Version 4, for the one form of call that the pumps make. */
export function signedHeaders(post: JsonPost, keys: SigningKeys, milliseconds: number): Record<string, string> {
  const moment = new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${moment.slice(0, 8)}/${post.region}/${post.service}/aws4_request`;
  const signed = {
    "content-type": "application/x-amz-json-1.0",
    host: post.host,
    "x-amz-date": moment,
    "x-amz-security-token": keys.sessionToken,
    "x-amz-target": post.target,
  };
  const names = Object.keys(signed).join(";");
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["POST", "/", "", lines.join(""), names, sha256(post.body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", moment, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${keys.secretAccessKey}`));
  const signature = hmac(key, toSign).toString("hex");
  const credential = `${keys.accessKeyId}/${scope}`;
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
