import { callerOf } from "../../../functions/api/caller";

const caller = (identity: object, authorizer?: object) =>
  callerOf({ identity, authorizer } as unknown as Parameters<typeof callerOf>[0]);

describe("the caller", () => {
  it("is the principal of a Lambda authoriser", () => {
    expect(caller({ apiKeyId: "k" }, { principalId: "user-1" })).toBe("principal:user-1");
  });

  it("is the subject of Cognito's claims", () => {
    expect(caller({ apiKeyId: "k" }, { claims: { sub: "user-2" } })).toBe("principal:user-2");
  });

  it("is the IAM user, or the role whatever its session", () => {
    expect(caller({ userArn: "arn:aws:iam::123456789012:user/shop" })).toBe("arn:aws:iam::123456789012:user/shop");
    const role = "arn:aws:sts::123456789012:assumed-role/shop";
    expect(caller({ userArn: `${role}/session-1` })).toBe(role);
    expect(caller({ userArn: `${role}/session-2` })).toBe(role);
  });

  it("is the API key where nothing else is known", () => {
    expect(caller({ apiKeyId: "k" }, { principalId: "" })).toBe("key:k");
    expect(caller({ apiKeyId: "k" }, {})).toBe("key:k");
  });

  it("is anonymous where an operation is open", () => {
    expect(caller({ apiKeyId: null, userArn: null })).toBe("anonymous");
  });
});
