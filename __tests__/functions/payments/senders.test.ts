import { senderSecretsOf } from "../../../functions/payments/inbound/senders";
import { SecretError, SecretMissingError } from "../../../functions/shared/secrets";

describe("the senders' secrets", () => {
  const read = (text: string) => senderSecretsOf(async () => text, "arn", "acquirer");

  it("are JSON by sender, each a text or a list while one is rotated", async () => {
    expect(await read('{"acquirer":"a"}')).toEqual(["a"]);
    expect(await read('{"acquirer":["a","b"],"stripe":"c"}')).toEqual(["a", "b"]);
    expect(await read('{"bank":"a"}')).toEqual([]);
  });

  it("are none where the secret has no value yet; another failure is thrown as it is", async () => {
    const failing = (error: Error) => senderSecretsOf(() => Promise.reject(error), "arn", "acquirer");
    expect(await failing(new SecretMissingError("A secret has no value yet."))).toEqual([]);
    await expect(failing(new Error("denied"))).rejects.toThrow("denied");
  });

  it.each(["a", "[]", '{"acquirer":1}'])("that are %s are an error that shows nothing of them", async (text) => {
    await expect(read(text)).rejects.toThrow(SecretError);
    await expect(read(text)).rejects.toThrow(/must be JSON such as/);
  });
});
