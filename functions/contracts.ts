import type * as z from "zod/mini";
import type * as ach from "./ach/environment";
import type * as api from "./api/environment";
import type * as escrow from "./escrow/environment";
import type * as payments from "./payments/environment";
import type * as vault from "./vault/environment";
import type * as webhooks from "./webhooks/environment";

/** Given to every function by the function construct; a schema may ask for them, a module need not supply them. */
export interface Common {
  /** The function's name in logs and metrics. */
  readonly POWERTOOLS_SERVICE_NAME: string;
  /** The CloudWatch namespace of the platform's metrics. */
  readonly POWERTOOLS_METRICS_NAMESPACE: string;
  /** The environment's name: dev, staging, prod, local or a short-lived one. */
  readonly ENVIRONMENT: string;
}

/** What nobody needs to supply: what the construct gives every function, and the Region, which Lambda itself gives. */
type Given = keyof Common | "AWS_REGION";

/** What must stand in the environment for a schema to read it: text, and only what has a default may be missing. */
type Variables<Schema extends z.ZodMiniObject> = {
  readonly [Name in keyof z.input<Schema> as Exclude<Name, Given>]: string;
};

/**
 * Every function of the platform, by its entry (`functions/<entry>.handler.ts`), with the environment it needs. Types
 * alone: importing this brings none of a function's code. A test holds it against the handler files on disk.
 */
export interface Contracts {
  readonly "ach/bank-accounts": Variables<typeof ach.bankAccounts>;
  readonly "ach/delivery": Variables<typeof ach.delivery>;
  readonly "ach/incoming": Variables<typeof ach.incoming>;
  readonly "ach/optimizer": Variables<typeof ach.optimizer>;
  readonly "ach/rail": Variables<typeof ach.debitRail>;
  readonly "ach/reconciler": Variables<typeof ach.reconciler>;
  readonly "ach/transfers": Variables<typeof ach.transfers>;
  readonly "api/jwt-authoriser": Variables<typeof api.jwtAuthoriser>;
  readonly "api/status": Variables<typeof api.status>;
  readonly "escrow/accruer": Variables<typeof escrow.accruer>;
  readonly "escrow/manager": Variables<typeof escrow.manager>;
  readonly "escrow/payouts": Variables<typeof escrow.payouts>;
  readonly "escrow/releaser": Variables<typeof escrow.releaser>;
  readonly "payments/parties": Variables<typeof payments.parties>;
  readonly "payments/processor": Variables<typeof payments.processor>;
  readonly "payments/publisher": Variables<typeof payments.publisher>;
  readonly "payments/reader": Variables<typeof payments.reader>;
  readonly "payments/recovery": Variables<typeof payments.recovery>;
  readonly "payments/refunds": Variables<typeof payments.refunds>;
  readonly "payments/tokens": Variables<typeof payments.tokens>;
  readonly "payments/validator": Variables<typeof payments.validator>;
  readonly "payments/webhook-processor": Variables<typeof payments.webhookProcessor>;
  readonly "vault/tokenise": Variables<typeof vault.tokenise>;
  readonly "vault/detokenise": Variables<typeof vault.detokenise>;
  readonly "vault/rail-egress": Variables<typeof vault.railEgress>;
  readonly "vault/re-encrypt": Variables<typeof vault.reEncrypt>;
  readonly "webhooks/deliverer": Variables<typeof webhooks.deliverer>;
  readonly "webhooks/dispatcher": Variables<typeof webhooks.dispatcher>;
  readonly "webhooks/endpoints": Variables<typeof webhooks.endpoints>;
}
