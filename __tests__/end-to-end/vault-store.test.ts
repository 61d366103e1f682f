import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { systemClock } from "../../functions/shared/clock";
import { idMaker, systemRandom } from "../../functions/shared/ids";
import { openNumber } from "../../functions/vault/card-envelope";
import { connectEncryptor } from "../../functions/vault/connect";
import { Fingerprinter } from "../../functions/vault/fingerprint";
import { keyIdOf } from "../../functions/vault/key-management";
import { awsKeyManagement } from "../../functions/vault/kms";
import { dynamoStore } from "../../functions/vault/store";
import { tokenise, type TokeniseParts, type TokeniseResult } from "../../functions/vault/tokenise";
import { describeStore } from "../functions/vault/support/store-rules";
import { testTable } from "./support/test-table";

/*
 * The vault's store and its tokenise on a real engine: the one that `AWS_ENDPOINT_URL` names. The table and the keys are
 * this test's own and are given up at its end.
 */

const VISA = "4242424242424242";
const makeId = idMaker(systemClock, systemRandom);
const { dynamo, tableName } = testTable("vault-store-test");
const kmsClient = new KMSClient({});
const keyArns: string[] = [];

async function createKey(spec: "SYMMETRIC_DEFAULT" | "HMAC_256"): Promise<string> {
  const usage = spec === "HMAC_256" ? "GENERATE_VERIFY_MAC" : "ENCRYPT_DECRYPT";
  const { KeyMetadata } = await kmsClient.send(new CreateKeyCommand({ KeySpec: spec, KeyUsage: usage }));
  const arn = KeyMetadata?.Arn;
  if (arn === undefined) throw new Error("KMS made a key without an ARN.");
  keyArns.push(arn);
  return arn;
}

afterAll(async () => {
  for (const KeyId of keyArns) await kmsClient.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  kmsClient.destroy();
});

describeStore(
  "a real engine",
  () => dynamoStore(dynamo, tableName),
  () => makeId("evt"),
);

describe("tokenising on a real engine", () => {
  it("gives fifty attempts at one card at once, on instances of their own, one token", async () => {
    const [vaultKeyArn, fingerprintKeyArn] = [await createKey("SYMMETRIC_DEFAULT"), await createKey("HMAC_256")];
    const kms = awsKeyManagement(kmsClient);
    const store = dynamoStore(dynamo, tableName);
    const settings = { VAULT_TABLE_NAME: tableName, VAULT_KEY_ARN: vaultKeyArn, DATA_KEY_SECONDS: 300 };
    const instance = (): TokeniseParts => ({
      store,
      encryptor: connectEncryptor(kms, settings),
      fingerprinter: new Fingerprinter(kms, systemClock, [{ version: 1, keyArn: fingerprintKeyArn }], 300),
      acquirer: undefined,
      vaultKeyId: keyIdOf(vaultKeyArn),
      clock: systemClock,
      random: systemRandom,
      makeToken: () => makeId("tok"),
    });
    const event = {
      customerId: "cus_1",
      card: { number: VISA, expMonth: 12, expYear: new Date(systemClock.now()).getUTCFullYear() + 3 },
    };
    const attempts = Array.from({ length: 50 }, (_, index) => tokenise(instance(), event, `request-${index}`));
    const results = (await Promise.all(attempts)).filter(isAccepted);
    expect(results).toHaveLength(50);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    const [token, ...others] = new Set(results.map((result) => result.token));
    expect(others).toEqual([]);

    const stored = token === undefined ? undefined : await store.find(token);
    if (!stored) throw new Error("The token is not in the table.");
    expect(await openNumber(connectEncryptor(kms, settings), stored)).toBe(VISA);
  }, 60_000);
});

function isAccepted(result: TokeniseResult): result is Extract<TokeniseResult, { ok: true }> {
  return result.ok;
}
