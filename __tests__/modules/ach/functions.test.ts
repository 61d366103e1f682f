import "../support/code-stand-in";
import { ach, ODFI_SETTINGS, plainAch, REQUIRED_BY_ACH, serverAch } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import type { JsonObject, Terraform } from "../support/terraform";

const plain = plainAch("plain");
const withServer = serverAch("with a server");

const variablesOf = (terraform: Terraform, id: string): JsonObject =>
  (terraform.at(`aws_lambda_function.ach_${id}`)["environment"] as { variables: JsonObject }).variables;

/** What a role may do, as `sid: actions`, without what every function may. */
const mayDo = (terraform: Terraform, role: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    statementsIn(terraform, `role_${role}_grants`)
      .filter(({ sid }) => sid !== "WriteLogs" && sid !== "WriteTraces")
      .map(({ sid, actions }) => [sid, actions]),
  );

const READ_KEY = ["kms:Decrypt", "kms:DescribeKey"];
const WRITING = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];
const KEEPING = [...WRITING.slice(0, 3), "dynamodb:Query"];
const LISTING = [...KEEPING, "dynamodb:UpdateItem"];
const INDEXED = { AchTransfersIndexes: ["dynamodb:Query"], AchTransfersKey: READ_KEY };
const LEAVE = { LeaveWindows: ["dynamodb:DeleteItem"], LeaveWindowsKey: READ_KEY };
const GIVEN = { EscrowAccounts: ["dynamodb:UpdateItem"], EscrowAccountsKey: READ_KEY };
const OWED = { EscrowAccounts: ["dynamodb:GetItem", "dynamodb:UpdateItem"], EscrowAccountsKey: READ_KEY };
const BOOKS = { BookForPayments: ["dynamodb:UpdateItem"], BookForPaymentsKey: READ_KEY };
const HMAC = { RecogniseRequests: ["kms:GenerateMac"] };
const SEAL = { SealAccountNumbers: ["kms:GenerateDataKey"] };
const OPEN = { OpenAccountNumbers: ["kms:Decrypt"] };
const FAILURES = {
  KeepFailedEvents: ["sqs:SendMessage"],
  KeepFailedEventsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
};
const NOTICES = {
  Notices: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  NoticesKey: ["kms:Decrypt"],
};
const reading = (sid: string, actions = ["s3:GetObject"]) => ({ [sid]: actions, [`${sid}Key`]: ["kms:Decrypt"] });
const putting = (sid: string, actions = ["s3:GetObject", "s3:PutObject"]) => ({
  [sid]: actions,
  [`${sid}Key`]: ["kms:Decrypt", "kms:GenerateDataKey"],
});
const CONNECTOR = { UseConnector: ["transfer:StartDirectoryListing", "transfer:StartFileTransfer"] };
const SEE = { SeeFiles: ["s3:ListBucket"] };
const INCOMING = {
  AchTransfers: LISTING,
  ...SEE,
  ...INDEXED,
  ...OWED,
  ...BOOKS,
  ...HMAC,
  ...SEAL,
  ...OPEN,
  ...NOTICES,
  ...FAILURES,
  ...reading("ReadFiles", ["s3:GetObject", "s3:GetObjectVersion"]),
  ...putting("KeepCopies", ["s3:PutObject"]),
};
const DELIVERY = { AchTransfers: LISTING, ...INDEXED, ...NOTICES, ...FAILURES, ...SEE };

describe("the functions of ach", () => {
  it.each([
    ["accounts", "bank-account-verifier-test", 20, 1024],
    ["transfers", "ach-transfer-manager-test", 20, 1024],
    ["rail", "ach-debit-rail-test", 20, 1024],
    ["optimizer", "ach-batch-optimizer-test", 900, 1024],
    ["delivery", "ach-file-delivery-test", 55, 512],
    ["incoming", "ach-incoming-test", 300, 1024],
    ["reconciler", "ach-reconciler-test", 900, 1024],
  ])("%s is %s, has %d seconds and %d MB, and a role of its own", (id, name, timeout, memory) => {
    expect(plain.at(`aws_lambda_function.ach_${id}`)).toMatchObject({
      function_name: name,
      timeout,
      memory_size: memory,
      kms_key_arn: REQUIRED_BY_ACH.achEncryptionKeyArn,
      role: `\${aws_iam_role.role_${id}.arn}`,
    });
  });

  it("keep every call that comes by a schedule; a call of the API, which may hold an account number, is not kept", () => {
    const kept = plain
      .all("aws_lambda_function_event_invoke_config")
      .filter(({ attributes }) => "destination_config" in attributes)
      .map(({ address }) => address.replace("aws_lambda_function_event_invoke_config.ach_", ""));
    expect(kept.sort()).toEqual(["delivery_events", "incoming_events", "optimizer_events", "reconciler_events"]);
  });
});

describe("what the functions are told", () => {
  it.each(["accounts", "transfers", "rail", "optimizer", "delivery", "incoming", "reconciler"])(
    "%s: table and bank, and the account number's key only where it seals or opens",
    (id) => {
      const told = variablesOf(plain, id);
      expect(told).toMatchObject({ ACH_TRANSFERS_TABLE_NAME: "ach-transfers-test", ODFI_SETTINGS });
      const seals = ["accounts", "optimizer", "incoming"].includes(id);
      expect(told["ACH_KEY_ARN"]).toBe(seals ? REQUIRED_BY_ACH.achEncryptionKeyArn : undefined);
      const recognises = ["accounts", "transfers", "incoming"].includes(id);
      expect(told["ACH_HMAC_KEY_ARN"]).toBe(recognises ? "${aws_kms_key.hmac_key.arn}" : undefined);
      const usesFiles = ["optimizer", "delivery", "incoming", "reconciler"].includes(id);
      const books = ["rail", "optimizer", "incoming"].includes(id);
      expect(told["PAYMENT_TRANSACTIONS_TABLE_NAME"]).toBe(books ? "payment-transactions-test" : undefined);
      expect(told["ACH_FILES_BUCKET_NAME"]).toBe(usesFiles ? "${aws_s3_bucket.files.bucket}" : undefined);
    },
  );

  it("delivery and incoming: the connector and the bank's folders, where there is a server", () => {
    const id = "${aws_transfer_connector.sftp_connector.id}";
    expect(variablesOf(withServer, "delivery")).toMatchObject({ SFTP_CONNECTOR_ID: id, SFTP_INBOX: "/inbox" });
    expect(variablesOf(withServer, "incoming")).toMatchObject({ SFTP_CONNECTOR_ID: id, SFTP_OUTBOX: "/outbox" });
    expect([variablesOf(plain, "delivery"), variablesOf(plain, "incoming")]).toMatchObject([
      { SFTP_CONNECTOR_ID: "" },
      { SFTP_CONNECTOR_ID: "" },
    ]);
    const elsewhere = ach({ sftpInbox: "/to/bank", sftpOutbox: "/from/bank" });
    expect(variablesOf(elsewhere, "delivery")["SFTP_INBOX"]).toBe("/to/bank");
    expect(variablesOf(elsewhere, "incoming")["SFTP_OUTBOX"]).toBe("/from/bank");
  });
});

describe("what the functions may do", () => {
  it.each<[string, Terraform, Record<string, readonly string[]>]>([
    ["accounts", plain, { AchTransfers: KEEPING, AchTransfersKey: READ_KEY, ...HMAC, ...SEAL }],
    ["transfers", plain, { AchTransfers: WRITING, ...INDEXED, ...LEAVE, ...OWED, ...HMAC }],
    ["rail", plain, { AchTransfers: LISTING, AchTransfersKey: READ_KEY, ...LEAVE, ...BOOKS }],
    [
      "optimizer",
      plain,
      { AchTransfers: LISTING, ...INDEXED, ...LEAVE, ...GIVEN, ...BOOKS, ...OPEN, ...FAILURES, ...putting("PutFiles") },
    ],
    ["delivery", plain, { ...DELIVERY, ...reading("ReadFiles"), ...putting("HandFilesOver") }],
    ["delivery", withServer, { ...DELIVERY, ...reading("ReadListings"), ...CONNECTOR }],
    ["incoming", plain, INCOMING],
    ["incoming", withServer, { ...INCOMING, ...CONNECTOR }],
    [
      "reconciler",
      plain,
      {
        AchTransfers: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
        ...INDEXED,
        KeepCounts: ["dynamodb:PutItem"],
        KeepCountsKey: READ_KEY,
        ...FAILURES,
        ...putting("PutReports", ["s3:PutObject"]),
      },
    ],
    [
      "schedules",
      plain,
      {
        CallWindows: ["lambda:InvokeFunction"],
        CallLeftOver: ["lambda:InvokeFunction"],
        CallDeliveries: ["lambda:InvokeFunction"],
        CallCollect: ["lambda:InvokeFunction"],
        CallReport: ["lambda:InvokeFunction"],
        KeepCalls: ["sqs:SendMessage"],
        KeepCallsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
      },
    ],
  ])("%s", (role, terraform, expected) => {
    expect(mayDo(terraform, role)).toEqual(expected);
  });

  it.each([
    ["optimizer", "PutFiles", ["outgoing"]],
    ["delivery", "HandFilesOver", ["pickup"]],
    ["delivery", "ReadFiles", ["outgoing"]],
    ["incoming", "ReadFiles", ["incoming", "listings"]],
    ["incoming", "KeepCopies", ["unmatched"]],
    ["reconciler", "PutReports", ["reports"]],
  ])("%s, %s: in its own folders of the bucket", (role, sid, folders) => {
    expect(statementIn(plain, `role_${role}_grants`, sid).resources).toEqual(
      folders.map((folder) => `\${aws_s3_bucket.files.arn}/${folder}/*`),
    );
    expect(statementIn(plain, `role_${role}_grants`, `${sid}Key`).conditions).toEqual([
      { test: "StringEquals", variable: "kms:ViaService", values: ["s3.us-west-2.amazonaws.com"] },
    ]);
  });

  it.each(["rail", "optimizer", "incoming"])(
    "%s: books for payments in one account of theirs, and nowhere else",
    (role) => {
      const { resources, conditions } = statementIn(plain, `role_${role}_grants`, "BookForPayments");
      expect(resources).toEqual([REQUIRED_BY_ACH.paymentTransactionsTableArn]);
      expect(conditions).toEqual([
        {
          test: "ForAllValues:StringLike",
          variable: "dynamodb:LeadingKeys",
          values: ["BALANCE#clearing/ach-debit/*"],
        },
      ]);
    },
  );

  it("asks the indexes that are named, and no others", () => {
    const indexes = (role: string): readonly string[] =>
      statementIn(plain, `role_${role}_grants`, "AchTransfersIndexes").resources.map((arn) =>
        arn.replace(`${REQUIRED_BY_ACH.achTransfersTableArn}/index/`, ""),
      );
    expect(["transfers", "optimizer", "delivery", "incoming", "reconciler"].map(indexes)).toEqual([
      ["by_provider", "listed"],
      ["due"],
      ["due"],
      ["due"],
      ["due"],
    ]);
  });

  it("recognises by a key that nobody else uses", () => {
    expect(statementIn(plain, "hmac_key_policy", "RecogniseRequests").conditions).toEqual([
      {
        test: "ArnEquals",
        variable: "aws:PrincipalArn",
        values: ["accounts", "transfers", "incoming"].map((role) => `\${aws_iam_role.role_${role}.arn}`),
      },
    ]);
    expect(plain.at("aws_kms_alias.hmac_key_alias")["name"]).toBe("alias/ach-hmac-test");
  });
});
