/** What a connector reads and writes in the account, under its access role: IAM decides about each call. */
import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Readable } from "node:stream";
import { assumeRole } from "../../../pumps/role-session";
import { parseObject, textIn } from "../../answers";
import type { EmulatorClient } from "../../emulator-client";
import type { Forward } from "../../request";
import { readRequest } from "../../request";
import type { Connector } from "./connectors";
import { TransferFailure } from "./failure";

/** An object of a bucket. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** A connector's side in the account; each call throws TransferFailure. */
export interface ConnectorStorage {
  user(): Promise<{ readonly username: string; readonly privateKey: string }>;
  read(place: ObjectPlace): Promise<Buffer>;
  write(place: ObjectPlace, bytes: Buffer): Promise<void>;
}

/** What storage is made from. */
export interface StorageParts {
  readonly send: Forward;
  readonly emulator: EmulatorClient;
}

/** The storage of a connector, in a session of its role of its own. @throws TransferFailure where the role cannot be taken. */
export async function connectorStorage(parts: StorageParts, connector: Connector): Promise<ConnectorStorage> {
  const { region, accessRole, userSecretArn, id } = connector;
  const credentials = await assumeRole(parts.emulator, region, accessRole, id).catch((error: unknown) => {
    throw new TransferFailure("ASSUME_ROLE_ERROR", `Cannot assume ${accessRole}: ${String(error)}`);
  });
  const settings = {
    region,
    credentials,
    endpoint: "http://127.0.0.1",
    maxAttempts: 1,
    requestHandler: { handle: (request: SdkRequest) => sent(parts.send, request) },
  };
  const s3 = new S3Client({
    ...settings,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const secrets = new SecretsManagerClient(settings);
  return {
    user: async () => {
      const { SecretString = "" } = await secrets
        .send(new GetSecretValueCommand({ SecretId: userSecretArn }))
        .catch((error: unknown) => {
          throw new TransferFailure("SECRET_ERROR", `Cannot read the secret ${userSecretArn}: ${String(error)}`);
        });
      const secret = parseObject(SecretString);
      const username = textIn(secret["Username"]);
      const privateKey = textIn(secret["PrivateKey"]);
      if (username === "" || privateKey === "")
        throw new TransferFailure("SECRET_ERROR", `The secret ${userSecretArn} has no Username or no PrivateKey.`);
      return { username, privateKey };
    },
    read: async ({ bucket, key }) => {
      const { Body } = await s3
        .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        .catch((error: unknown) => Promise.reject(s3Failure(error, `read ${bucket}/${key}`)));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    write: async ({ bucket, key }, bytes) => {
      await s3
        .send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }))
        .catch((error: unknown) => Promise.reject(s3Failure(error, `write ${bucket}/${key}`)));
    },
  };
}

function s3Failure(error: unknown, what: string): TransferFailure {
  const isMissing = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
  return new TransferFailure(isMissing ? "SEND_FILE_NOT_FOUND" : "S3_ERROR", `Cannot ${what}: ${String(error)}`);
}

/** A signed request as the SDK hands it to what sends it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | Uint8Array | string;
}

/** Sends a request of the SDK to the emulator, past the front door's own port. */
async function sent(send: Forward, { method, path, query = {}, headers, body = "" }: SdkRequest): Promise<object> {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === null || typeof value === "string"
      ? [[name, value ?? ""] as const]
      : value.map((each) => [name, each] as const),
  );
  const text = parameters.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  const response = await send(
    readRequest({
      method,
      url: text === "" ? path : `${path}?${text}`,
      headers,
      rawHeaders: Object.entries(headers).flat(),
      body: typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    }),
  );
  return {
    response: { statusCode: response.status, headers: response.headers, body: Readable.from([response.body]) },
  };
}
