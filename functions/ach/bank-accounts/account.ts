import type { Day } from "../calendar";
import { verifiableAnew } from "../incoming/return-consequences";

/** Whose account it is. */
export interface AccountOwner {
  readonly kind: "customer" | "provider";
  readonly id: string;
}

/** `blocked`: no new entries go to it. */
export const ACCOUNT_STATUSES = ["unverified", "pending_verification", "verified", "blocked"] as const;
/** One of the statuses. */
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** How it is shown that an account is there, and whose it is. */
export const VERIFICATION_METHODS = ["prenote", "micro_deposits"] as const;
/** One of the methods. */
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];

/** A verification that was begun. */
export interface Verification {
  readonly method: VerificationMethod;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** How often one was begun, this one counted. */
  readonly starts: number;
  /** Wrong amounts that were given for this one. */
  readonly attempts: number;
  /** MAC of the two amounts; they themselves are never shown. */
  readonly amountsMac?: string;
  /** The first banking day for live entries behind a prenote, once it has settled. */
  readonly liveFrom?: Day;
}

/** A bank account: a token stands for its number, which is sealed. */
export interface BankAccount {
  /** `ba_` and a UUIDv7. */
  readonly id: string;
  readonly owner: AccountOwner;
  /** Up to 22 characters, as entries have it. */
  readonly holderName: string;
  readonly holderType: "person" | "company";
  /** 9 digits. */
  readonly routingNumber: string;
  readonly accountType: "checking" | "savings";
  /** Up to four characters: of a short number fewer, of one of four none. */
  readonly lastFour: string;
  /** Envelope of the account number, base64url. */
  readonly envelope: string;
  /** Keyed hash of owner, routing and account number. */
  readonly fingerprint: string;
  readonly status: AccountStatus;
  /** A return code, or why else it is blocked, in snake_case. */
  readonly blockedReason?: string;
  readonly verification?: Verification;
  /** The change code that was applied last, such as `C02`. */
  readonly changeCode?: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly region: string;
  readonly epoch: number;
}

/** What anybody is given leave to debit an account by; kept two years past its end. */
export interface Authorisation {
  /** `aut_` and a UUIDv7. */
  readonly id: string;
  readonly bankAccountId: string;
  /** How it was given: `online` makes debits WEB, the others PPD; those of companies are CCD. */
  readonly method: "written" | "online";
  /** For one debit, or for any number. */
  readonly use: "single" | "recurring";
  /** Cents of one debit at most. @default any */
  readonly amountCentsMax?: number;
  /** Where the evidence is, in the caller's words. */
  readonly evidence: string;
  /** ISO 8601 UTC. */
  readonly givenAt: string;
  readonly revokedAt?: string;
  /** The transfer that used one for a single debit. */
  readonly usedBy?: string;
  readonly createdAt: string;
  readonly version: number;
}

/** An account's status on a day: a prenote that settled and did not come back verifies it when its waiting days are over. */
export function statusOn({ status, verification }: BankAccount, day: Day): AccountStatus {
  const liveFrom = verification?.method === "prenote" ? verification.liveFrom : undefined;
  return status === "pending_verification" && liveFrom !== undefined && day >= liveFrom ? "verified" : status;
}

/** Whether a blocked account may be verified anew: what blocked it says nothing for good. */
export function mayBeVerifiedAnew({ status, blockedReason = "" }: BankAccount): boolean {
  return status === "blocked" && verifiableAnew(blockedReason);
}

/** The last characters of an account number that may be shown: never more than half of them. */
export function lastFourOf(accountNumber: string): string {
  const shown = Math.min(4, Math.floor(accountNumber.length / 2));
  return accountNumber.length <= 4 ? "" : accountNumber.slice(-shown);
}

/** An owner as texts have it: `provider:prov_1`. */
export function ownerName({ kind, id }: AccountOwner): string {
  return `${kind}:${id}`;
}
