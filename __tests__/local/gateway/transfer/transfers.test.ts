import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Bank, openBank } from "../../../../local/bank/bank";
import { emptyAnswer, errorAnswer, jsonAnswer, type JsonObject } from "../../../../local/gateway/answers";
import type { GatewayRequest, GatewayResponse } from "../../../../local/gateway/request";
import { pathOf } from "../../../../local/gateway/request";
import type { Connector } from "../../../../local/gateway/services/transfer/connectors";
import { startDirectoryListing, startFileTransfer } from "../../../../local/gateway/services/transfer/transfers";
import { creditsTo, MONDAY_NOON } from "../../bank/support/files";
import { fakeEmulator } from "../fake-upstream";

const FILE = creditsTo("1234560000");
const SENT = { SendFilePaths: ["/files/outgoing/a.ach"], RemoteDirectoryPath: "/inbox" };

let folder: string;
let bank: Bank;
let objects: Map<string, Buffer>;
let secret: object;
let log: string[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "bank-"));
  bank = await openBank({ folder, log: () => {} });
  objects = new Map([["/files/outgoing/a.ach", FILE]]);
  secret = { Username: bank.address.user, PrivateKey: bank.privateKey };
  log = [];
});

afterEach(async () => {
  await bank.close();
  rmSync(folder, { recursive: true });
});

/** S3 and Secrets Manager, as far as a connector asks them. */
function upstream(request: GatewayRequest): GatewayResponse {
  expect(request.accessKeyId).toBe("AKIDOFROLE");
  if (request.service === "secretsmanager") return jsonAnswer(200, { SecretString: JSON.stringify(secret) });
  const name = pathOf(request.target);
  if (request.method === "PUT") {
    objects.set(name, request.body);
    return emptyAnswer(200);
  }
  const body = objects.get(name);
  return body === undefined
    ? errorAnswer(request, 404, "NoSuchKey", "none")
    : { status: 200, headers: { "content-type": "text/plain" }, body };
}

function connector(changes: Partial<Connector> = {}): Connector {
  return {
    id: "c-01234567890abcdef",
    arn: "arn:aws:transfer:us-east-1:123456789012:connector/c-01234567890abcdef",
    region: "us-east-1",
    url: bank.address.sftpUrl,
    accessRole: "arn:aws:iam::123456789012:role/connector",
    loggingRole: undefined,
    securityPolicy: "",
    userSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:bank-abc123",
    trustedHostKeys: [bank.address.hostKey],
    maxConnections: 1,
    tags: [],
    ...changes,
  };
}

/** Starts something and waits for its end. @returns its answer and its events. */
async function run(start: typeof startFileTransfer, input: JsonObject, changes: Partial<Connector> = {}) {
  const Credentials = { AccessKeyId: "AKIDOFROLE", SecretAccessKey: "secret", SessionToken: "token" };
  const { emulator, calls } = fakeEmulator((target) => (target.endsWith("AssumeRole") ? { Credentials } : {}));
  const parts = {
    send: async (request: GatewayRequest) => upstream(request),
    emulator,
    clock: () => 0,
    log: (line: string) => void log.push(line),
  };
  const { answer, done } = start(parts, connector(changes), input);
  await done;
  const events = calls
    .filter(({ target }) => target === "AWSEvents.PutEvents")
    .map(({ input: put }) => (put["Entries"] as JsonObject[])[0]!)
    .map(({ DetailType, Source, Resources, Detail }) => ({
      type: DetailType,
      source: Source,
      resources: Resources,
      detail: JSON.parse(Detail as string) as JsonObject,
    }));
  return { answer, events };
}

const COMMON = {
  "connector-id": "c-01234567890abcdef",
  "start-timestamp": "1970-01-01T00:00:00.000Z",
  "end-timestamp": "1970-01-01T00:00:00.000Z",
};

describe("a connector that sends", () => {
  it("writes the object's bytes into the server's folder, and tells of it", async () => {
    const { answer, events } = await run(startFileTransfer, SENT);
    expect(readFileSync(path.join(folder, "inbox", "a.ach"))).toEqual(FILE);
    expect(events).toEqual([
      {
        type: "SFTP Connector File Send Completed",
        source: "aws.transfer",
        resources: ["arn:aws:transfer:us-east-1:123456789012:connector/c-01234567890abcdef"],
        detail: {
          ...COMMON,
          operation: "SEND",
          url: bank.address.sftpUrl,
          "transfer-id": answer["TransferId"],
          "file-transfer-id": expect.stringContaining(`${String(answer["TransferId"])}/`),
          "file-path": "/files/outgoing/a.ach",
          "remote-directory-path": "/inbox",
          "local-file-location": { domain: "S3", bucket: "files", key: "outgoing/a.ach" },
          "status-code": "COMPLETED",
          bytes: FILE.length,
        },
      },
    ]);
  });

  it("tells of each file on its own", async () => {
    const SendFilePaths = ["/files/outgoing/none.ach", "/files/outgoing/a.ach"];
    const { events } = await run(startFileTransfer, { ...SENT, SendFilePaths });
    expect(events.map(({ type, detail }) => [type, detail["failure-code"]])).toEqual([
      ["SFTP Connector File Send Failed", "SEND_FILE_NOT_FOUND"],
      ["SFTP Connector File Send Completed", undefined],
    ]);
  });

  it.each([
    ["refused_login", "CONNECTION_ERROR", "Authentication failed"],
    ["wrong_host_key", "CONNECTION_ERROR", "Host key verification failed"],
    ["full_disk", "REMOTE_SERVER_ERROR", "No space left on device"],
    ["half_a_file", "CONNECTION_ERROR", "Connection lost"],
    ["connection_lost", "CONNECTION_ERROR", "Connection lost"],
  ])("fails at the bank's %s with %s: %s; the next time it arrives", async (effect, code, message) => {
    await fetch(`${bank.address.control}/faults`, { method: "POST", body: JSON.stringify({ effect }) });
    const failed = await run(startFileTransfer, SENT);
    expect(failed.events).toMatchObject([
      {
        type: "SFTP Connector File Send Failed",
        detail: { "status-code": "FAILED", "failure-code": code, "failure-message": message, bytes: 0 },
      },
    ]);
    expect(log).toEqual([expect.stringContaining(`${code} ${message}`)]);
    expect((await run(startFileTransfer, SENT)).events).toMatchObject([{ type: "SFTP Connector File Send Completed" }]);
  });

  it.each<[string, () => Partial<Connector>, string]>([
    ["a key that it does not trust", () => ({ trustedHostKeys: ["ssh-rsa AAAA"] }), "Host key verification failed"],
    ["no trusted key at all", () => ({ trustedHostKeys: [] }), "Host key verification failed"],
    ["nobody behind its address", () => ({ url: "sftp://127.0.0.1:1" }), "Connection refused"],
  ])("fails with %s", async (_what, changes, message) => {
    const { events } = await run(startFileTransfer, SENT, changes());
    expect(events).toMatchObject([{ detail: { "failure-code": "CONNECTION_ERROR", "failure-message": message } }]);
  });

  it.each([
    ["no key", { Username: "x" }],
    ["a key that is none", { Username: "x", PrivateKey: "x" }],
  ])("fails with %s in its secret, and shows nothing of it", async (_what, value) => {
    secret = value;
    const { events } = await run(startFileTransfer, SENT);
    expect(events).toMatchObject([{ detail: { "failure-code": "SECRET_ERROR" } }]);
  });
});

describe("a connector that retrieves", () => {
  it("writes the server's files into the bucket's folder, and tells of each", async () => {
    await run(startFileTransfer, SENT);
    await bank.turn(MONDAY_NOON);
    const { answer, events } = await run(startFileTransfer, {
      RetrieveFilePaths: ["/outbox/a.ack.csv", "/outbox/none.csv"],
      LocalDirectoryPath: "/files/incoming",
    });
    const content = objects.get("/files/incoming/a.ack.csv")?.toString();
    expect(content).toContain("a.ach,accepted");
    expect(events).toMatchObject([
      {
        type: "SFTP Connector File Retrieve Completed",
        detail: {
          ...COMMON,
          operation: "RETRIEVE",
          "transfer-id": answer["TransferId"],
          "file-path": "/outbox/a.ack.csv",
          "local-directory-path": "/files/incoming",
          "local-file-location": { domain: "S3", bucket: "files", key: "incoming/a.ack.csv" },
          "status-code": "COMPLETED",
          bytes: content?.length,
        },
      },
      { type: "SFTP Connector File Retrieve Failed", detail: { "failure-code": "RETRIEVE_FILE_NOT_FOUND", bytes: 0 } },
    ]);
  });
});

describe("a connector that lists", () => {
  const LISTED = { RemoteDirectoryPath: "/inbox", OutputDirectoryPath: "/files/listings" };
  const list = (input: JsonObject) => run(startDirectoryListing, input);

  it("writes what is in the folder, with sizes and times, and tells where", async () => {
    await run(startFileTransfer, SENT);
    const { answer, events } = await list(LISTED);
    const name = answer["OutputFileName"] as string;
    expect(name).toBe(`c-01234567890abcdef-${String(answer["ListingId"])}.json`);
    expect(JSON.parse(objects.get(`/files/listings/${name}`)!.toString())).toEqual({
      files: [
        {
          filePath: "/inbox/a.ach",
          modifiedTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          size: FILE.length,
        },
      ],
      paths: [],
      truncated: "false",
    });
    expect(events).toMatchObject([
      {
        type: "SFTP Connector Directory Listing Completed",
        detail: {
          ...COMMON,
          "listing-id": answer["ListingId"],
          "max-items": 1000,
          "output-directory-path": "/files/listings",
          "remote-directory-path": "/inbox",
          "item-count": 1,
          truncated: false,
          "output-file-location": { domain: "S3", bucket: "files", key: `listings/${name}` },
          "status-code": "COMPLETED",
        },
      },
    ]);
  });

  it("says where there was more", async () => {
    const { answer, events } = await list({ ...LISTED, RemoteDirectoryPath: "/", MaxItems: 1 });
    const content = objects.get(`/files/listings/${String(answer["OutputFileName"])}`)!.toString();
    expect(JSON.parse(content)).toEqual({ files: [], paths: [{ path: "/inbox" }], truncated: "true" });
    expect(events).toMatchObject([{ detail: { truncated: true, "item-count": 1 } }]);
  });

  it("fails where there is no such folder", async () => {
    const { events } = await list({ ...LISTED, RemoteDirectoryPath: "/elsewhere" });
    expect(events).toMatchObject([
      {
        type: "SFTP Connector Directory Listing Failed",
        detail: {
          "status-code": "FAILED",
          "failure-code": "DIRECTORY_NOT_FOUND",
          "remote-directory-path": "/elsewhere",
        },
      },
    ]);
  });
});
