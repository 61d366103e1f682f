import type { EmbeddedAws } from "./up";

/** Settings of every SDK client that talks to the embedded AWS. */
export interface SdkSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The root user of the embedded account. */
export const sdkSettings = ({
  endpoint,
  region,
  environment,
}: Pick<EmbeddedAws, "endpoint" | "region" | "environment">): SdkSettings => ({
  endpoint,
  region,
  credentials: {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
  },
});
