import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { systemClock } from "../../../functions/shared/clock";
import { systemRandom } from "../../../functions/shared/ids";
import { makeSigningSecret, signingKey, SigningSecretError } from "../../../functions/webhooks/signing-secret";
import { isSigned, signatureHeaders } from "../../../functions/webhooks/standard-webhooks";
import { NOW, secretOf } from "./support/samples";

const seconds = Math.floor(NOW / 1000);
const message = { id: "evt_1", timestamp: seconds, body: '{"type":"payment.completed"}' };

/** 24 to 64 bytes, as the specification allows. */
const secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((key) => `whsec_${Buffer.from(key).toString("base64")}`);
const ids = fc.string({ minLength: 1, maxLength: 64, unit: fc.constantFrom(..."abcXYZ019_-") });

describe("signing by Standard Webhooks", () => {
  it("gives the signature that the specification's own libraries are tested with", () => {
    // Put together here, so that no text in the source looks like a secret.
    const secret = ["whsec", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"].join("_");
    const vector = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(signatureHeaders(vector, [secret])).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("signs so that the specification's own library verifies it, whatever the secret and the body", () => {
    fc.assert(
      fc.property(secrets, ids, fc.json(), (secret, id, body) => {
        const timestamp = Math.floor(systemClock.now() / 1000);
        const headers = { ...signatureHeaders({ id, timestamp, body }, [secret]) };
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }),
    );
  });

  it("signs by each secret of a rotation, so that whoever has either of them verifies it", () => {
    const timestamp = Math.floor(systemClock.now() / 1000);
    const headers = { ...signatureHeaders({ ...message, timestamp }, [secretOf(1), secretOf(2)]) };
    for (const byte of [1, 2]) expect(() => new Webhook(secretOf(byte)).verify(message.body, headers)).not.toThrow();
    expect(() => new Webhook(secretOf(3)).verify(message.body, headers)).toThrow("No matching signature");
  });
});

describe("verifying by Standard Webhooks", () => {
  it("accepts what the specification's own library signs", () => {
    fc.assert(
      fc.property(secrets, ids, fc.string(), (secret, id, body) => {
        const signature = new Webhook(secret).sign(id, new Date(NOW), body);
        const headers = { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signature };
        expect(isSigned(headers, body, [secret], NOW)).toBe(true);
        expect(isSigned(headers, Buffer.from(body), [secret], NOW)).toBe(true);
        expect(isSigned(headers, `${body} `, [secret], NOW)).toBe(false);
      }),
    );
  });

  it("accepts any of several secrets and any of several signatures, of other versions too", () => {
    const headers = signatureHeaders(message, [secretOf(1)]);
    const among = { ...headers, "webhook-signature": `v1a,abc v1,AAAA ${headers["webhook-signature"]} v2,x` };
    expect(isSigned(among, message.body, [secretOf(2), secretOf(1)], NOW)).toBe(true);
    expect(isSigned(among, message.body, [secretOf(2)], NOW)).toBe(false);
    expect(isSigned(among, message.body, [], NOW)).toBe(false);
  });

  it.each([
    ["five minutes ago", -300, true],
    ["five minutes ahead", 300, true],
    ["a second more ago", -301, false],
    ["a second more ahead", 301, false],
  ])("takes a message of %s: %#", (_, offset, expected) => {
    const headers = signatureHeaders({ ...message, timestamp: seconds + offset }, [secretOf(1)]);
    expect(isSigned(headers, message.body, [secretOf(1)], NOW)).toBe(expected);
  });

  it.each([
    ["another id", { "webhook-id": "evt_2" }],
    ["another timestamp", { "webhook-timestamp": String(seconds + 1) }],
    ["no number for a timestamp", { "webhook-timestamp": `${seconds}.0` }],
    ["a timestamp with a zero before it", { "webhook-timestamp": `0${seconds}` }],
    ["an empty id", { "webhook-id": "" }],
    ["no signature", { "webhook-signature": "" }],
    ["half a signature", { "webhook-signature": "v1," }],
  ])("refuses %s", (_, over) => {
    const headers = { ...signatureHeaders(message, [secretOf(1)]), ...over };
    expect(isSigned(headers, message.body, [secretOf(1)], NOW)).toBe(false);
  });

  it("refuses a signature of another version, even one that would be right", () => {
    const headers = signatureHeaders(message, [secretOf(1)]);
    const other = { ...headers, "webhook-signature": headers["webhook-signature"].replace("v1,", "v2,") };
    expect(isSigned(other, message.body, [secretOf(1)], NOW)).toBe(false);
  });

  it("refuses a dot in the id: the signed text could be read as another message", () => {
    const moved = signatureHeaders({ ...message, id: "evt_1.x" }, [secretOf(1)]);
    expect(isSigned(moved, message.body, [secretOf(1)], NOW)).toBe(false);
  });

  it("refuses a header of more signatures than any rotation has", () => {
    const { "webhook-signature": signature, ...headers } = signatureHeaders(message, [secretOf(1)]);
    const repeated = (times: number) => ({ ...headers, "webhook-signature": Array(times).fill(signature).join(" ") });
    expect(isSigned(repeated(16), message.body, [secretOf(1)], NOW)).toBe(true);
    expect(isSigned(repeated(17), message.body, [secretOf(1)], NOW)).toBe(false);
  });
});

describe("a signing secret", () => {
  it("is made of 32 random bytes, another each time", () => {
    const secret = makeSigningSecret(systemRandom);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(signingKey(secret)).toHaveLength(32);
    expect(makeSigningSecret(systemRandom)).not.toBe(secret);
  });

  it.each([24, 64])("may have %d bytes", (length) => {
    expect(signingKey(secretOf(7, length))).toHaveLength(length);
  });

  it.each([
    ["23 bytes", secretOf(7, 23)],
    ["65 bytes", secretOf(7, 65)],
    ["no prefix", secretOf(7).slice("whsec_".length)],
    ["what is no base64", `${secretOf(7).slice(0, -2)}!=`],
    ["nothing", ""],
  ])("is refused with %s, without being shown", (_, secret) => {
    let message = "";
    try {
      signingKey(secret);
    } catch (error) {
      expect(error).toBeInstanceOf(SigningSecretError);
      message = (error as Error).message;
    }
    expect(message).toBe("A signing secret must be whsec_ and base64 of 24 to 64 bytes.");
  });
});
