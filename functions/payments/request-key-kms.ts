import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { CONNECTION } from "../shared/connection";
import { PlatformError } from "../shared/errors";

/** KMS answered without a MAC. */
export class RequestKeyError extends PlatformError {
  readonly code = "kms_answer_incomplete";
}

/** The key as this function's environment makes it. */
export function connectRequestKey(keyArn: string): Promise<Uint8Array> {
  return requestKey(new KMSClient(CONNECTION), keyArn);
}

/** What the key is made from; another text would make another key. */
const LABEL = "ecosystemaws/request-fingerprint/1";

/**
 * The key that fingerprints of requests are made under: a MAC of a fixed text, the same in all instances, so that a
 * payment needs no call of KMS. Action: `kms:GenerateMac`.
 */
export async function requestKey(client: KMSClient, keyArn: string): Promise<Uint8Array> {
  const { Mac } = await client.send(
    new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from(LABEL) }),
  );
  if (!Mac || Mac.length === 0) throw new RequestKeyError("KMS GenerateMac answered without Mac.");
  return Mac;
}
