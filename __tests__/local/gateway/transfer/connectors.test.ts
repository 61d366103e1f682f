import type { JsonObject } from "../../../../local/gateway/answers";
import { errorAnswer } from "../../../../local/gateway/answers";
import type { GatewayResponse } from "../../../../local/gateway/request";
import { transferConnectors } from "../../../../local/gateway/services/transfer/corrections";
import { bodyOf, fakeEmulator, fakeUpstream, jsonCall } from "../fake-upstream";

const ROLE = "arn:aws:iam::123456789012:role/connector";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:bank-abc123";
const HOST_KEY = "ecdsa-sha2-nistp256 AAAAE2VjZHNh";
const CONNECTOR: JsonObject = {
  Url: "sftp://bank.example.com",
  AccessRole: ROLE,
  SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: [HOST_KEY] },
  Tags: [{ Key: "a", Value: "1" }],
};

/** The emulator knows no connectors, and refuses what IAM refuses. */
function service(refusal?: string) {
  const upstream = fakeUpstream();
  const { handle } = transferConnectors({
    account: "123456789012",
    clock: () => 0,
    emulator: fakeEmulator().emulator,
    log: () => {},
  });
  return (operation: string, input: JsonObject = {}): Promise<GatewayResponse> => {
    const request = jsonCall("transfer", `TransferService.${operation}`, input);
    return handle(request, async (received) => {
      await upstream.forward(received);
      return errorAnswer(received, 400, refusal ?? "InvalidAction", `Unknown action: ${operation}`);
    });
  };
}

async function made(call: ReturnType<typeof service>, changes: JsonObject = {}): Promise<string> {
  return bodyOf(await call("CreateConnector", { ...CONNECTOR, ...changes }))["ConnectorId"] as string;
}

const described = async (call: ReturnType<typeof service>, id: string) =>
  bodyOf(await call("DescribeConnector", { ConnectorId: id }))["Connector"] as JsonObject;

describe("Transfer Family's SFTP connectors", () => {
  it("read back as made", async () => {
    const call = service();
    const id = await made(call);
    expect(id).toMatch(/^c-[0-9a-f]{17}$/);
    expect(await described(call, id)).toEqual({
      Arn: `arn:aws:transfer:us-east-1:123456789012:connector/${id}`,
      ConnectorId: id,
      Url: "sftp://bank.example.com",
      AccessRole: ROLE,
      SecurityPolicyName: "TransferSFTPConnectorSecurityPolicy-2024-03",
      SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: [HOST_KEY], MaxConcurrentConnections: 1 },
      ServiceManagedEgressIpAddresses: ["192.0.2.10", "192.0.2.11", "192.0.2.12"],
      EgressType: "SERVICE_MANAGED",
      Status: "ACTIVE",
      Tags: [{ Key: "a", Value: "1" }],
    });
  });

  it("keep what an update does not name", async () => {
    const call = service();
    const id = await made(call);
    await call("UpdateConnector", { ConnectorId: id, Url: "sftp://other.example.com:2222" });
    await call("UpdateConnector", { ConnectorId: id, SftpConfig: { MaxConcurrentConnections: 5 } });
    expect(await described(call, id)).toMatchObject({
      Url: "sftp://other.example.com:2222",
      AccessRole: ROLE,
      SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: [HOST_KEY], MaxConcurrentConnections: 5 },
    });
  });

  it("are not there once deleted", async () => {
    const call = service();
    const id = await made(call);
    expect((await call("DeleteConnector", { ConnectorId: id })).status).toBe(200);
    for (const operation of ["DescribeConnector", "UpdateConnector", "DeleteConnector", "StartFileTransfer"])
      expect(bodyOf(await call(operation, { ConnectorId: id }))).toMatchObject({ __type: "ResourceNotFoundException" });
  });

  it("are listed page by page", async () => {
    const call = service();
    const ids = [await made(call), await made(call), await made(call)];
    const first = bodyOf(await call("ListConnectors", { MaxResults: 2 }));
    const second = bodyOf(await call("ListConnectors", { MaxResults: 2, NextToken: first["NextToken"] }));
    const listed = [first, second].flatMap((page) => page["Connectors"] as JsonObject[]);
    expect(listed.map(({ ConnectorId }) => ConnectorId)).toEqual(ids);
    expect(second["NextToken"]).toBeUndefined();
  });

  it("have tags, which come and go", async () => {
    const call = service();
    const { Arn } = await described(call, await made(call));
    await call("TagResource", {
      Arn,
      Tags: [
        { Key: "a", Value: "2" },
        { Key: "b", Value: "3" },
      ],
    });
    await call("UntagResource", { Arn, TagKeys: ["a"] });
    expect(bodyOf(await call("ListTagsForResource", { Arn }))).toEqual({ Arn, Tags: [{ Key: "b", Value: "3" }] });
  });

  it.each<[string, JsonObject]>([
    ["another protocol", { Url: "ftp://bank.example.com" }],
    ["a path in the URL", { Url: "sftp://bank.example.com/inbox" }],
    ["no role", { AccessRole: "connector" }],
    ["a secret's name", { SftpConfig: { UserSecretId: "bank" } }],
    ["a host key with a comment", { SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: [`${HOST_KEY} comment x`] } }],
    ["a host key of another kind", { SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: ["ssh-ed25519 AAAA"] } }],
    ["too many connections", { SftpConfig: { UserSecretId: SECRET, MaxConcurrentConnections: 6 } }],
    ["AS2, which is not served", { As2Config: {} }],
  ])("are refused with %s", async (_what, changes) => {
    const answer = await service()("CreateConnector", { ...CONNECTOR, ...changes });
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)["__type"]).toBe("InvalidRequestException");
  });

  it("take a host key behind its host's name, as ssh-keyscan prints it", async () => {
    const keys = [`bank.example.com ${HOST_KEY}`];
    const call = service();
    const id = await made(call, { SftpConfig: { UserSecretId: SECRET, TrustedHostKeys: keys } });
    expect(await described(call, id)).toMatchObject({ SftpConfig: { TrustedHostKeys: keys } });
  });

  it.each<[string, JsonObject]>([
    ["nothing to transfer", {}],
    [
      "both directions at once",
      { SendFilePaths: ["/bucket/a"], RetrieveFilePaths: ["/a"], LocalDirectoryPath: "/bucket" },
    ],
    ["eleven paths", { SendFilePaths: Array.from({ length: 11 }, (_, index) => `/bucket/${index}`) }],
    ["a path without a key", { SendFilePaths: ["/bucket"] }],
    ["headers of AS2", { SendFilePaths: ["/bucket/a"], CustomHttpHeaders: [] }],
    ["no folder to retrieve into", { RetrieveFilePaths: ["/outbox/a"] }],
  ])("refuse a transfer with %s", async (_what, input) => {
    const call = service();
    const answer = await call("StartFileTransfer", { ConnectorId: await made(call), ...input });
    expect(bodyOf(answer)["__type"]).toBe("InvalidRequestException");
  });

  it.each<[string, JsonObject]>([
    ["no remote folder", { OutputDirectoryPath: "/bucket/listings" }],
    ["no output folder", { RemoteDirectoryPath: "/outbox" }],
    ["no items", { RemoteDirectoryPath: "/outbox", OutputDirectoryPath: "/bucket", MaxItems: 0 }],
  ])("refuse a listing with %s", async (_what, input) => {
    const call = service();
    const answer = await call("StartDirectoryListing", { ConnectorId: await made(call), ...input });
    expect(bodyOf(answer)["__type"]).toBe("InvalidRequestException");
  });

  it("pass on what IAM refuses", async () => {
    const answer = await service("AccessDeniedException")("CreateConnector", CONNECTOR);
    expect(bodyOf(answer)["__type"]).toBe("AccessDeniedException");
  });

  it("leave servers and users to the emulator, and refuse by name what nobody serves", async () => {
    const call = service();
    expect(bodyOf(await call("CreateServer"))["__type"]).toBe("InvalidAction");
    expect(bodyOf(await call("StartRemoteMove"))).toMatchObject({
      __type: "InvalidRequestException",
      message: "The embedded AWS does not serve transfer StartRemoteMove.",
    });
    expect(
      bodyOf(await call("ListTagsForResource", { Arn: "arn:aws:transfer:us-east-1:1:server/s-1" }))["__type"],
    ).toBe("InvalidRequestException");
  });
});
