/** How an environment meets its bank: what the functions read as `ODFI_SETTINGS`, and what only the module takes. */
import * as z from "zod";
import { isRoutingNumber } from "../functions/ach/nacha/routing-number";
import { REMOTE_FOLDER, SECRET_ARN, SFTP_URL, SSH_HOST_KEY } from "../modules/shared";
import { text, whole } from "./fields";

const NUMBER = "a routing number: nine digits, the last of which checks the others";
const routingNumber = z.string(NUMBER).refine(isRoutingNumber, NUMBER);
const printable = (longest: number) =>
  text(
    new RegExp(`^[\\x21-\\x7e]([\\x20-\\x7e]{0,${String(longest - 2)}}[\\x21-\\x7e])?$`),
    `1 to ${String(longest)} printable characters, no blank at either end`,
  );
const day = text(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31");
/** Nacha: ten digits an entry. */
const entryCents = whole(1, 9_999_999_999);
const debitsMin = whole(1, 1_000_000);
const mills = whole(0, 1_000_000);

/** Routing numbers that no bank has: Stripe documents the first for tests. */
const TEST_ROUTING_NUMBERS: readonly string[] = ["110000000"];

/** The bank, the company, windows, limits and prices; how files get to the bank, and how long they are kept. */
export const ach = z.strictObject({
  /** The originating bank. */
  odfi: z.strictObject({
    routingNumber,
    name: printable(23),
    /** Where files go, and who sends them, where the bank wants others than itself. */
    immediateDestination: z.optional(routingNumber),
    immediateOrigin: z.optional(text(/^(\d{9}|[\x21-\x7e]{10})$/, "9 digits, or 10 characters that the bank assigned")),
  }),
  /** Who originates, as receivers read it. */
  company: z.strictObject({ name: printable(16), identification: printable(10) }),
  windows: z.strictObject({
    /** How long before the operator's time the bank wants a file. */
    leadMinutes: whole(0, 600),
    /** Banking days from processing to settlement of standard credits. */
    standardCreditDays: z.literal([1, 2], "1 or 2"),
  }),
  batches: z.strictObject({ entriesMax: whole(1, 999_000), fileRecordsMax: whole(10, 999_990) }),
  /** The bank account of ours that balances each batch. Without one, the bank does. */
  offsetBankAccountId: z.optional(text(/^ba_[0-9a-f-]{36}$/, "the id of a bank account")),
  /** Of one entry, and of one owner a day. */
  limits: z.strictObject({
    creditCentsMax: entryCents,
    debitCentsMax: entryCents,
    perDay: z.strictObject({ countMax: whole(1, 1_000_000), sumCentsMax: whole(1, 99_999_999_999_999) }),
  }),
  /** Whether payouts go to accounts that nobody verified. */
  creditVerification: z.enum(["required", "optional"], "required or optional"),
  /** How long what a debit brought waits for its return. */
  debitHoldBankingDays: whole(0, 60),
  /** How long the bank may take to acknowledge a file that it got. */
  acknowledgedWithinMinutes: whole(5, 2880),
  /** Banking days behind its date from which on an entry that neither settled nor came back is missing. */
  missingAfterBankingDays: whole(1, 30),
  /** Debits within 60 days below which a return rate raises no alarm. */
  returnRateDebitsMin: z.strictObject({ unauthorised: debitsMin, administrative: debitsMin, overall: debitsMin }),
  /** What the bank takes, in order of time: tenths of a cent. */
  prices: z
    .array(
      z.strictObject({
        from: day,
        source: text(/^.{1,128}$/, "where the prices stand"),
        fileMills: mills,
        batchMills: mills,
        entryMills: mills,
      }),
    )
    .min(1, "at least one price list"),
  files: z.strictObject({
    retentionDays: whole(365, 36_500),
    /** Days in which nobody can delete or change a file; 0 for no lock. */
    objectLockDays: whole(0, 36_500),
  }),
  /** Transfers that came back within an hour that are too many when there are more. */
  returnsAlarmThreshold: whole(0, 1_000_000),
  /** The bank's SFTP server. Without one, the bank fetches files from the bucket. */
  sftp: z.optional(
    z.strictObject({
      url: text(SFTP_URL, "an address such as sftp://bank.example.com"),
      trustedHostKeys: z.array(text(SSH_HOST_KEY, "a type and base64, such as ssh-rsa AAAA...")).min(1, "at least one"),
      secretArn: text(SECRET_ARN, "the ARN of a secret"),
      inbox: text(REMOTE_FOLDER, "a folder such as /inbox"),
      outbox: text(REMOTE_FOLDER, "a folder such as /outbox"),
    }),
  ),
});

/** One environment's settings of ACH. */
type AchSettings = z.infer<typeof ach>;

/** What the functions read of them, as JSON. */
export function odfiSettingsOf({
  files: _files,
  returnsAlarmThreshold: _threshold,
  sftp: _sftp,
  ...odfi
}: AchSettings): string {
  return JSON.stringify(odfi);
}

/** What they must be together, in an environment of a name. */
export function achFaultsTogether(name: string, { odfi, sftp }: AchSettings): string[] {
  const isTest = TEST_ROUTING_NUMBERS.includes(odfi.routingNumber);
  const seen = `ach.odfi.routingNumber is "${odfi.routingNumber}"`;
  if (name === "local" && !isTest)
    return [`${seen}; allowed in local: one that no bank has, ${TEST_ROUTING_NUMBERS.join(", ")}.`];
  if (name !== "local" && isTest && sftp !== undefined)
    return [`${seen}, which no bank has; allowed with ach.sftp: the number of the bank whose server it is.`];
  return [];
}
