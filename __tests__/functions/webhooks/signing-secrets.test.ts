import { firstSecrets, previousSecretsEnd, rotated, signingNow } from "../../../functions/webhooks/signing-secrets";

const at = (hour: number): string => `2026-11-15T${String(hour).padStart(2, "0")}:00:00.000Z`;
const first = firstSecrets("we_1", "one", at(0));

describe("an endpoint's secrets", () => {
  it("are one at first, which signs without an end", () => {
    expect(signingNow(first, "2999-01-01T00:00:00.000Z")).toEqual(["one"]);
    expect(previousSecretsEnd(first)).toBeUndefined();
  });

  it("are both the new and the old one until the old one ends", () => {
    const secrets = rotated(first, "two", at(1), at(5));
    expect(secrets.version).toBe(2);
    expect(signingNow(secrets, at(1))).toEqual(["two", "one"]);
    expect(signingNow(secrets, at(4))).toEqual(["two", "one"]);
    expect(signingNow(secrets, at(5))).toEqual(["two"]);
    expect(previousSecretsEnd(secrets)).toBe(at(5));
  });

  it("are the new one alone where the old ones end at once", () => {
    const secrets = rotated(rotated(first, "two", at(1), at(9)), "three", at(2), at(2));
    expect(secrets.secrets).toEqual([{ secret: "three", createdAt: at(2) }]);
    expect(previousSecretsEnd(secrets)).toBeUndefined();
  });

  it("keep their own end through a further rotation, or get an earlier one, never a later", () => {
    const twice = rotated(rotated(first, "two", at(1), at(5)), "three", at(2), at(9));
    expect([signingNow(twice, at(4)), signingNow(twice, at(5)), signingNow(twice, at(9))]).toEqual([
      ["three", "two", "one"],
      ["three", "two"],
      ["three"],
    ]);
    expect(previousSecretsEnd(twice)).toBe(at(9));
    const sooner = rotated(rotated(first, "two", at(1), at(9)), "three", at(2), at(3));
    expect(signingNow(sooner, at(3))).toEqual(["three"]);
  });

  it("are forgotten once they have ended", () => {
    const secrets = rotated(rotated(first, "two", at(1), at(2)), "three", at(3), at(9));
    expect(secrets.secrets.map(({ secret }) => secret)).toEqual(["three", "two"]);
  });

  it("are five at most: the oldest ends at once", () => {
    let secrets = first;
    for (const name of ["two", "three", "four", "five", "six"]) secrets = rotated(secrets, name, at(1), at(9));
    expect(signingNow(secrets, at(1))).toEqual(["six", "five", "four", "three", "two"]);
    expect(secrets.version).toBe(6);
  });
});
