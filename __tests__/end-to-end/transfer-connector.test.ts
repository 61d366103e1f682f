/** An SFTP connector of Transfer Family, made by the real Terraform, between the embedded AWS and a bank of this test's own. */
import { S3 } from "@aws-sdk/client-s3";
import { StartDirectoryListingCommand, StartFileTransferCommand, TransferClient } from "@aws-sdk/client-transfer";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Bank, openBank } from "../../local/bank/bank";
import { creditsTo, MONDAY_NOON } from "../local/bank/support/files";
import { account, cleanUpAll, makeQueue, makeRule, nextMessage, region, root, unique } from "../local/support/aws";
import { assumed, type Session } from "./support/session";
import { terraformOk } from "./support/terraform";
import { connectorStack } from "./support/transfer-stack";

const FILE = creditsTo("1234560000");
const name = unique("connector").slice(0, 40);
const transfer = new TransferClient(root);
const s3 = new S3({ ...root, forcePathStyle: true });

let folder: string;
let bank: Bank;
let connector: string;
let caller: Session;
let queue: string;

function writeStack(changes: { readonly tag?: string; readonly writable?: boolean } = {}): void {
  const { sftpUrl, hostKey, user } = bank.address;
  const secret = { Username: user, PrivateKey: bank.privateKey };
  const stack = connectorStack({ name, sftpUrl, hostKey, secret, tag: "1", writable: true, ...changes });
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(stack));
}

const plan = () => terraformOk(folder, "plan", "-input=false", "-no-color");
const apply = () => terraformOk(folder, "apply", "-auto-approve", "-input=false", "-no-color");

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "connector-"));
  bank = await openBank({ folder: path.join(folder, "bank"), log: () => {} });
  writeStack();
  await terraformOk(folder, "init", "-input=false", "-no-color");
  await apply();
  const outputs = JSON.parse(await terraformOk(folder, "output", "-json")) as Record<string, { value: string }>;
  connector = outputs["connector_id"]!.value;
  caller = await assumed(outputs["caller_arn"]!.value);
  const target = await makeQueue();
  queue = target.url;
  await makeRule({ source: ["aws.transfer"], detail: { "connector-id": [connector] } }, "ENABLED", target.arn);
  await s3.putObject({ Bucket: name, Key: "outgoing/a.ach", Body: FILE });
}, 300_000);

afterAll(async () => {
  await terraformOk(folder, "destroy", "-auto-approve", "-input=false", "-no-color");
  await cleanUpAll();
  await bank.close();
  rmSync(folder, { recursive: true });
}, 300_000);

/** The next event of the connector. */
async function nextEvent(): Promise<{
  type: string;
  account: string;
  region: string;
  detail: Record<string, unknown>;
}> {
  const event = JSON.parse(await nextMessage(queue)) as Record<string, unknown>;
  return {
    type: event["detail-type"] as string,
    account: event["account"] as string,
    region: event["region"] as string,
    detail: event["detail"] as Record<string, unknown>,
  };
}

const send = (client: TransferClient = transfer) =>
  client.send(
    new StartFileTransferCommand({
      ConnectorId: connector,
      SendFilePaths: [`/${name}/outgoing/a.ach`],
      RemoteDirectoryPath: "/inbox",
    }),
  );

describe("an SFTP connector", () => {
  it("plans empty once applied, takes a change in place, and plans empty again", async () => {
    expect(await plan()).toContain("No changes.");
    writeStack({ tag: "2" });
    expect(await apply()).toContain("0 added, 1 changed, 0 destroyed");
    expect(await plan()).toContain("No changes.");
  }, 300_000);

  it("carries a file to the bank and its answer back, and tells of both", async () => {
    const { TransferId } = await send();
    expect(await nextEvent()).toMatchObject({
      type: "SFTP Connector File Send Completed",
      account,
      region,
      detail: { "transfer-id": TransferId, "status-code": "COMPLETED", bytes: FILE.length },
    });
    await bank.turn(MONDAY_NOON);
    await transfer.send(
      new StartFileTransferCommand({
        ConnectorId: connector,
        RetrieveFilePaths: ["/outbox/a.ack.csv"],
        LocalDirectoryPath: `/${name}/incoming`,
      }),
    );
    expect(await nextEvent()).toMatchObject({ type: "SFTP Connector File Retrieve Completed" });
    const { Body } = await s3.getObject({ Bucket: name, Key: "incoming/a.ack.csv" });
    expect(await Body?.transformToString()).toContain("a.ach,accepted,,1,0,10000");
  });

  it("lists the bank's folder into the bucket", async () => {
    const { ListingId, OutputFileName } = await transfer.send(
      new StartDirectoryListingCommand({
        ConnectorId: connector,
        RemoteDirectoryPath: "/inbox",
        OutputDirectoryPath: `/${name}/listings`,
      }),
    );
    expect(await nextEvent()).toMatchObject({
      type: "SFTP Connector Directory Listing Completed",
      detail: { "listing-id": ListingId, "item-count": 1 },
    });
    const { Body } = await s3.getObject({ Bucket: name, Key: `listings/${OutputFileName ?? ""}` });
    expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({
      files: [{ filePath: "/inbox/a.ach", size: FILE.length }],
    });
  });

  it("is used by whom IAM lets use it, and by nobody else", async () => {
    const allowed = new TransferClient({ ...root, credentials: caller });
    await expect(send(allowed)).resolves.toMatchObject({ TransferId: expect.any(String) });
    await nextEvent();
    const listing = new StartDirectoryListingCommand({
      ConnectorId: connector,
      RemoteDirectoryPath: "/inbox",
      OutputDirectoryPath: `/${name}/listings`,
    });
    await expect(allowed.send(listing)).rejects.toMatchObject({ name: expect.stringContaining("AccessDenied") });
  });

  it("writes only what its access role may write", async () => {
    writeStack({ writable: false });
    await apply();
    await transfer.send(
      new StartFileTransferCommand({
        ConnectorId: connector,
        RetrieveFilePaths: ["/outbox/a.ack.csv"],
        LocalDirectoryPath: `/${name}/incoming`,
      }),
    );
    expect(await nextEvent()).toMatchObject({
      type: "SFTP Connector File Retrieve Failed",
      detail: { "failure-code": "S3_ERROR", "failure-message": expect.stringContaining("AccessDenied") },
    });
  }, 300_000);
});
