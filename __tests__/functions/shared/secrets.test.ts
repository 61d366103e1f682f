import {
  type GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { SecretMissingError } from "../../../functions/shared/secrets";
import { connectSecrets, SECRET_KEPT_MS, secretsManager } from "../../../functions/shared/secrets-adapter";
import { ManualClock } from "../vault/support/seeded";

const ARN = "arn:aws:secretsmanager:us-west-2:123456789012:secret:senders-AbCdEf";

function start(values: (string | undefined)[]) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const send = async ({ input }: GetSecretValueCommand) => {
    asked.push(input.SecretId ?? "");
    return { SecretString: values.length > 1 ? values.shift() : values[0] };
  };
  return { clock, asked, read: secretsManager({ send } as unknown as SecretsManagerClient, clock) };
}

describe("a secret", () => {
  it("is read once, and again after five minutes, so that a rotation is taken up", async () => {
    const { clock, asked, read } = start(["one", "two"]);
    expect([await read(ARN), await read(ARN)]).toEqual(["one", "one"]);
    clock.milliseconds += SECRET_KEPT_MS - 1;
    expect(await read(ARN)).toBe("one");
    clock.milliseconds += 1;
    expect(await read(ARN)).toBe("two");
    expect(asked).toEqual([ARN, ARN]);
  });

  it("is kept for itself alone", async () => {
    const { read } = start(["one", "two"]);
    expect([await read(ARN), await read(`${ARN}2`)]).toEqual(["one", "two"]);
  });

  it.each([undefined, ""])("without a text is an error, and asked for again", async (empty) => {
    const { read } = start([empty, "one"]);
    await expect(read(ARN)).rejects.toThrow(SecretMissingError);
    expect(await read(ARN)).toBe("one");
  });

  it("that was never given a value is an error that says so; any other failure is thrown as it is", async () => {
    const failing = (error: Error) =>
      secretsManager({ send: () => Promise.reject(error) } as unknown as SecretsManagerClient, new ManualClock());
    const none = new ResourceNotFoundException({ message: "no value", $metadata: {} });
    await expect(failing(none)(ARN)).rejects.toThrow(SecretMissingError);
    await expect(failing(new Error("denied"))(ARN)).rejects.toThrow("denied");
  });

  it("is connected to without a call", () => {
    expect(connectSecrets(new ManualClock())).toBeInstanceOf(Function);
  });
});
