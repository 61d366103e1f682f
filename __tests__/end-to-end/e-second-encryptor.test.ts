/** The AWS Encryption SDK behind the same port: loaded from its own chunk of the deployed zip, under the roles as they are. */
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { TEST_CARDS } from "../../local/journey/vault-journey";
import { output, readPlatform, settingsOf, vaultOf } from "./support/platform";
import { Twins } from "./support/twin";

const platform = readPlatform();
const twins = new Twins(platform);
const vault = vaultOf(platform);
const dynamodb = new DynamoDBClient(settingsOf(platform));

/** The first byte of an envelope says what made it. */
const MADE_BY = { lean: 1, encryptionSdk: 2 } as const;

async function madeBy(token: string): Promise<number | undefined> {
  const key = { pk: { S: `TOKEN#${token}` }, sk: { S: "CARD" } };
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: output(platform, "vault_table_name"), Key: key }),
  );
  return Item?.envelope?.B?.[0];
}

afterAll(() => {
  twins.close();
  vault.close();
  dynamodb.destroy();
});

describe("a card sealed by the AWS Encryption SDK", () => {
  const customerId = `cust_${randomUUID().slice(0, 8)}`;
  const card = { number: TEST_CARDS.amex, expMonth: 6, expYear: 2035 };
  let token = "";

  it("is tokenised under the same role", async () => {
    const changed = () => ({ ENCRYPTOR: "aws-encryption-sdk" });
    const [outcome] = await twins.run("vault-tokenise-local", "vault/tokenise", [{ customerId, card }], changed);
    expect(outcome).toMatchObject({ payload: { ok: true, created: true } });
    token = (outcome as { payload: { token: string } }).payload.token;
    expect(await madeBy(token)).toBe(MADE_BY.encryptionSdk);
  });

  it("is recognised and opened by functions that write the lean envelope", async () => {
    expect(await vault.tokenise({ customerId, card })).toMatchObject({ ok: true, token, created: false });
    const request = { token, customerId, reason: "second encryptor", requestedBy: "test" };
    expect(await vault.detokenise(request)).toMatchObject({ ok: true, number: TEST_CARDS.amex.replaceAll(" ", "") });
  });

  it("becomes a lean envelope when the vault is re-encrypted", async () => {
    expect(await vault.reEncrypt({ job: `back-${randomUUID().slice(0, 8)}`, kind: "data-keys" })).toMatchObject({
      ok: true,
      failed: 0,
    });
    expect(await madeBy(token)).toBe(MADE_BY.lean);
  });
});
