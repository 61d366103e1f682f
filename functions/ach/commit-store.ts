import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { journalWrites, type LedgerTables } from "../ledger";
import type { Item, LabelledWrite } from "../shared/dynamodb";
import { writeRecord } from "../shared/idempotency-items";
import { writeOutbox } from "../shared/outbox-items";
import { nextTraceKey, writeEntry, writeFile, writeRange, writeState } from "./batch-items";
import { counterKey, pointerKey, writeAccount, writeAuthorisation, writeClaim, writeTransfer } from "./items";
import type { AchCommit, AchLabel, SequenceRange, TransferChange } from "./ports";
import type { OwnerCounterChange, OwnerCounterReturn } from "./transfers/limits";
import type { AchTransfer } from "./transfers/transfer";

type Write = LabelledWrite<AchLabel>;
type Condition = Omit<NonNullable<TransactWriteItem["Put"]>, "Item" | "TableName">;

const ABSENT: Condition = { ConditionExpression: "attribute_not_exists(pk)" };

function equals(name: string, value: number): Condition {
  return {
    ConditionExpression: "#name = :value",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: { ":value": { N: String(value) } },
  };
}

const overVersion = (version: number): Condition => (version === 1 ? ABSENT : equals("version", version - 1));

/** All writes of a commit, for one transaction of at most 100 items. */
export function writesOf(tableName: string, ledger: LedgerTables, commit: AchCommit): Write[] {
  const { transfers = [], account, claim, authorisation, record, journals = [], counter, givenBack } = commit;
  const { file, entries = [], sequences, window, events = [] } = commit;
  const put = (label: AchLabel, Item: Item, condition: Condition): Write => ({
    label,
    write: { Put: { TableName: tableName, Item, ...condition } },
  });
  return [
    ...transfers.flatMap((change) => transferWrites(tableName, change)),
    ...(account ? [put("account", writeAccount(account), overVersion(account.version))] : []),
    ...(claim ? [put("claim", writeClaim(claim), ABSENT)] : []),
    ...(authorisation
      ? [put("authorisation", writeAuthorisation(authorisation), overVersion(authorisation.version))]
      : []),
    ...(record ? [put("record", writeRecord(record), ABSENT)] : []),
    ...journals.flatMap((journal) => journalWrites(ledger, journal)),
    ...(counter ? [counterWrite(tableName, counter)] : []),
    ...(givenBack ? [giveBackWrite(tableName, givenBack)] : []),
    ...(file ? [put("file", writeFile(file), overVersion(file.version))] : []),
    ...entries.map((entry) => put("entry", writeEntry(entry), ABSENT)),
    ...(sequences && file ? sequenceWrites(tableName, sequences, file.id) : []),
    ...(window ? [put("window", writeState(window), overVersion(window.version))] : []),
    ...events.map((event) => put("event", writeOutbox(event), ABSENT)),
  ];
}

/**
 * The writes of a transfer over the version that was read. While it is queued it stands in its window's partition, and
 * leaves it in the transaction that takes it elsewhere: whatever is killed when, a queued transfer stands in exactly one.
 */
export function transferWrites(tableName: string, { before, after }: TransferChange): Write[] {
  const condition = before ? equals("version", before.version) : ABSENT;
  const writes: Write[] = [
    { label: "transfer", write: { Put: { TableName: tableName, Item: writeTransfer(after), ...condition } } },
  ];
  const [left, entered] = [before && placeOf(before), placeOf(after)];
  if (left && !isSame(left, entered)) {
    const condition = { ConditionExpression: "attribute_exists(pk)" };
    writes.push({ label: "pointer", write: { Delete: { TableName: tableName, Key: left, ...condition } } });
  }
  if (entered && !isSame(entered, left)) {
    writes.push({ label: "pointer", write: { Put: { TableName: tableName, Item: entered, ...ABSENT } } });
  }
  return writes;
}

function placeOf(transfer: AchTransfer): Item | undefined {
  return transfer.detail === "queued" ? pointerKey(transfer) : undefined;
}

function isSame(left: Item, right: Item | undefined): boolean {
  return left.pk?.S === right?.pk?.S && left.sk?.S === right?.sk?.S;
}

/** How long a day's counters are kept. */
const COUNTER_KEPT_SECONDS = 3 * 24 * 60 * 60;

/** Whether a change is beyond a limit by itself: a first use has no item for a condition to be judged by. */
export function isTooMuchAtOnce({ cents, limit }: OwnerCounterChange): boolean {
  return limit.countMax < 1 || cents > limit.sumCentsMax;
}

function counterWrite(tableName: string, change: OwnerCounterChange): Write {
  const { cents, day, limit } = change;
  const write: TransactWriteItem = {
    Update: {
      TableName: tableName,
      Key: counterKey(change),
      UpdateExpression: "SET #expires = :expires ADD #transfers :one, #sum :cents",
      ConditionExpression: "attribute_not_exists(#transfers) OR (#transfers <= :countBefore AND #sum <= :centsBefore)",
      ExpressionAttributeNames: { "#expires": "expiresAt", "#transfers": "transfers", "#sum": "sumCents" },
      ExpressionAttributeValues: {
        ":expires": { N: String(Date.parse(day) / 1000 + COUNTER_KEPT_SECONDS) },
        ":one": { N: "1" },
        ":cents": { N: String(cents) },
        ":countBefore": { N: String(limit.countMax - 1) },
        ":centsBefore": { N: String(limit.sumCentsMax - cents) },
      },
    },
  };
  return { label: "limit", write };
}

/** A counter never falls below nothing, and is never made by what goes back to it. */
function giveBackWrite(tableName: string, givenBack: OwnerCounterReturn): Write {
  const { cents } = givenBack;
  const write: TransactWriteItem = {
    Update: {
      TableName: tableName,
      Key: counterKey(givenBack),
      UpdateExpression: "ADD #transfers :oneLess, #sum :centsLess",
      ConditionExpression: "#transfers >= :one AND #sum >= :cents",
      ExpressionAttributeNames: { "#transfers": "transfers", "#sum": "sumCents" },
      ExpressionAttributeValues: {
        ":one": { N: "1" },
        ":oneLess": { N: "-1" },
        ":cents": { N: String(cents) },
        ":centsLess": { N: String(-cents) },
      },
    },
  };
  return { label: "limit", write };
}

function sequenceWrites(tableName: string, range: SequenceRange, fileId: string): Write[] {
  const { odfi, seen, last } = range;
  const next: Item = { ...nextTraceKey(odfi), next: { N: String(last + 1) } };
  const condition = seen === 0 ? ABSENT : equals("next", seen);
  return [
    { label: "sequence", write: { Put: { TableName: tableName, Item: next, ...condition } } },
    { label: "sequence", write: { Put: { TableName: tableName, Item: writeRange(range, fileId), ...ABSENT } } },
  ];
}
