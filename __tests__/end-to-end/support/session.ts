import { STS } from "@aws-sdk/client-sts";
import { root } from "../../local/support/aws";

/** The keys of a session of a role. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Takes a role that the account may take. */
export async function assumed(roleArn: string): Promise<Session> {
  const { Credentials } = await new STS(root).assumeRole({ RoleArn: roleArn, RoleSessionName: "test" });
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}
