import type * as z from "zod/mini";
import type * as vault from "./vault/environment";

/** Given to every function by the function construct; a schema may ask for them, a module need not supply them. */
export interface Common {
  /** The function's name in logs and metrics. */
  readonly POWERTOOLS_SERVICE_NAME: string;
  /** The CloudWatch namespace of the platform's metrics. */
  readonly POWERTOOLS_METRICS_NAMESPACE: string;
  /** The environment's name: dev, staging, prod, local or a short-lived one. */
  readonly ENVIRONMENT: string;
}

/** What must stand in the environment for a schema to read it: text, and only what has a default may be missing. */
type Variables<Schema extends z.ZodMiniObject> = {
  readonly [Name in keyof z.input<Schema> as Exclude<Name, keyof Common>]: string;
};

/**
 * Every function of the platform, by its entry (`functions/<entry>.handler.ts`), with the environment it needs. Types
 * alone: importing this brings none of a function's code. A test holds it against the handler files on disk.
 */
export interface Contracts {
  readonly "vault/tokenise": Variables<typeof vault.tokenise>;
  readonly "vault/detokenise": Variables<typeof vault.detokenise>;
  readonly "vault/rail-egress": Variables<typeof vault.railEgress>;
  readonly "vault/re-encrypt": Variables<typeof vault.reEncrypt>;
}
