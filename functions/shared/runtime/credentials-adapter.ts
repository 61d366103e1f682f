import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * What a function's bundle holds in place of `@aws-sdk/credential-provider-node`: Lambda gives a role's credentials as
 * environment variables, always; where they are missing, the SDK says so. Profiles, single sign-on, web identities and the
 * metadata of machines are another machine's ways: a hundred kilobytes in each zip, and nothing that a payment should trust.
 */
export const defaultProvider = fromEnv;
