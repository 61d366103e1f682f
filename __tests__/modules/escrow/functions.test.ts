import "../support/code-stand-in";
import { Escrow } from "../../../modules/escrow";
import { PlatformRole } from "../../../modules/shared";
import { escrow, plainEscrow, REQUIRED_BY_ESCROW, synthesise } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import { asText, type JsonObject, type Terraform } from "../support/terraform";

const plain = plainEscrow("plain");
const STRIPE = "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3";
const withStripe = escrow({ stripeSecretArn: STRIPE, defaultRail: "simulator", escrowSettings: '{"holdDays":7}' });
const FUNCTIONS = ["manager", "releaser", "interest_accruer", "payouts"];

const variablesOf = (terraform: Terraform, id: string): JsonObject =>
  (terraform.at(`aws_lambda_function.escrow_${id}`)["environment"] as { variables: JsonObject }).variables;

/** What a role may do, as `sid: actions`, without what every function may. */
const mayDo = (terraform: Terraform, role: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    statementsIn(terraform, `role_${role}_grants`)
      .filter(({ sid }) => sid !== "WriteLogs" && sid !== "WriteTraces")
      .map(({ sid, actions }) => [sid, actions]),
  );

const ON_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];
const WITH_LISTS = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"];
const HELD = { EscrowAccountsIndexes: ["dynamodb:Query"], EscrowAccountsKey: ["kms:Decrypt", "kms:DescribeKey"] };
const REFUNDS = {
  PaymentTransactions: ON_TABLE,
  PaymentTransactionsKey: ["kms:Decrypt", "kms:DescribeKey"],
  ReachTheRail: ["lambda:InvokeFunction"],
  RecogniseRequests: ["kms:GenerateMac"],
};
const ORDERS = {
  SendOrders: ["sqs:SendMessage"],
  SendOrdersKey: ["kms:Decrypt", "kms:GenerateDataKey"],
  Orders: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  OrdersKey: ["kms:Decrypt"],
  KeepFailedEvents: ["sqs:SendMessage"],
  KeepFailedEventsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
};

describe("the functions of escrow", () => {
  it.each([
    ["manager", "escrow-manager-test", 20, 1024],
    ["releaser", "escrow-releaser-test", 120, 1024],
    ["interest_accruer", "escrow-interest-accruer-test", 120, 512],
    ["payouts", "escrow-payouts-test", 120, 512],
  ])("%s is %s, has %d seconds and %d MB", (id, name, timeout, memory) => {
    expect(plain.at(`aws_lambda_function.escrow_${id}`)).toMatchObject({
      function_name: name,
      timeout,
      memory_size: memory,
      kms_key_arn: REQUIRED_BY_ESCROW.escrowEncryptionKeyArn,
    });
  });

  it("have a role each", () => {
    const roles = FUNCTIONS.map((id) => plain.at(`aws_lambda_function.escrow_${id}`)["role"]);
    expect(new Set(roles).size).toBe(4);
  });

  it("keep every event that comes by a schedule", () => {
    const kept = plain
      .all("aws_lambda_function_event_invoke_config")
      .filter(({ attributes }) => "destination_config" in attributes)
      .map(({ address }) => address.replace("aws_lambda_function_event_invoke_config.escrow_", ""));
    expect(kept).toEqual(["interest_accruer_events", "payouts_events", "releaser_events"]);
  });
});

describe("what the functions are told", () => {
  it.each(["manager", "releaser"])("%s: both tables, settings, how refunds reach their rails", (id) => {
    expect(variablesOf(withStripe, id)).toMatchObject({
      PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test",
      ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
      ESCROW_SETTINGS: '{"holdDays":7}',
      REQUEST_KEY_ARN: "${aws_kms_key.request_key.arn}",
      RAIL_EGRESS_FUNCTION_ARN: REQUIRED_BY_ESCROW.railEgressFunctionArn,
      DEFAULT_RAIL: "simulator",
      STRIPE_SECRET_ARN: STRIPE,
    });
  });

  it.each(["manager", "releaser"])("%s: that no payment may be made", (id) => {
    const nothing = '{"countMax" = 1, "sumCentsMax" = 0}';
    expect(variablesOf(plain, id)["LIMITS"]).toBe(
      '${jsonencode({"amountCentsMax" = 0, "reviewAboveCents" = 0, "perDay" = ' +
        `{"customer" = ${nothing}, "card" = ${nothing}, "address" = ${nothing}}})}`,
    );
  });

  it("the accruer: the escrows' table and settings, and nothing of payments", () => {
    expect(Object.keys(variablesOf(plain, "interest_accruer")).sort()).toEqual([
      "ENVIRONMENT",
      "ESCROW_ACCOUNTS_TABLE_NAME",
      "ESCROW_QUEUE_URL",
      "ESCROW_SETTINGS",
      "POWERTOOLS_METRICS_NAMESPACE",
      "POWERTOOLS_SERVICE_NAME",
    ]);
  });

  it("payouts: the tables of providers and of what they are owed, the bank, and nothing of rails", () => {
    expect(Object.keys(variablesOf(plain, "payouts")).sort()).toEqual([
      "ACH_TRANSFERS_TABLE_NAME",
      "ENVIRONMENT",
      "ESCROW_ACCOUNTS_TABLE_NAME",
      "ESCROW_QUEUE_URL",
      "ESCROW_SETTINGS",
      "ODFI_SETTINGS",
      "PAYMENT_TRANSACTIONS_TABLE_NAME",
      "POWERTOOLS_METRICS_NAMESPACE",
      "POWERTOOLS_SERVICE_NAME",
    ]);
  });

  it("the queue of their own orders", () => {
    expect(variablesOf(plain, "releaser")["ESCROW_QUEUE_URL"]).toBe("${aws_sqs_queue.releases_queue.url}");
    expect(variablesOf(plain, "interest_accruer")["ESCROW_QUEUE_URL"]).toBe("${aws_sqs_queue.interest_queue.url}");
    expect(variablesOf(plain, "payouts")["ESCROW_QUEUE_URL"]).toBe("${aws_sqs_queue.payouts_queue.url}");
    expect(variablesOf(plain, "manager")).not.toHaveProperty("ESCROW_QUEUE_URL");
  });
});

describe("what the functions may do", () => {
  it.each<[string, Record<string, readonly string[]>]>([
    ["manager", { EscrowAccounts: ["dynamodb:BatchGetItem", ...WITH_LISTS], ...HELD, ...REFUNDS }],
    ["releaser", { EscrowAccounts: WITH_LISTS, ...HELD, ...REFUNDS, ...ORDERS }],
    ["accruer", { EscrowAccounts: ["dynamodb:BatchGetItem", ...WITH_LISTS], ...HELD, ...ORDERS }],
    [
      "payouts",
      {
        EscrowAccounts: ON_TABLE,
        EscrowAccountsKey: ["kms:Decrypt", "kms:DescribeKey"],
        PaymentTransactions: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        PaymentTransactionsIndexes: ["dynamodb:Query"],
        PaymentTransactionsKey: ["kms:Decrypt", "kms:DescribeKey"],
        ...ORDERS,
      },
    ],
    [
      "schedules",
      {
        CallDueReleases: ["lambda:InvokeFunction"],
        CallDueInterest: ["lambda:InvokeFunction"],
        CallDuePayouts: ["lambda:InvokeFunction"],
        CallDueComparison: ["lambda:InvokeFunction"],
        KeepCalls: ["sqs:SendMessage"],
        KeepCallsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
      },
    ],
  ])("%s", (role, expected) => {
    expect(mayDo(plain, role)).toEqual(expected);
  });

  it("asks the indexes that are named, and no others", () => {
    const indexes = (role: string): readonly string[] =>
      statementIn(plain, `role_${role}_grants`, "EscrowAccountsIndexes").resources.map((arn) =>
        arn.replace(`${REQUIRED_BY_ESCROW.escrowAccountsTableArn}/index/`, ""),
      );
    expect(["manager", "releaser", "accruer"].map(indexes)).toEqual([
      ["by_customer", "by_provider", "listed"],
      ["due"],
      ["due", "listed"],
    ]);
  });

  it("pays providers out without touching an escrow: providers and their index, balances, journals and events", () => {
    const touches = (sid: string) => statementIn(plain, "role_payouts_grants", sid).conditions;
    const partitions = (values: string[]) => [
      { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values },
    ];
    expect(touches("EscrowAccounts")).toEqual(partitions(["BALANCE#*", "JOURNAL#*", "OUTBOX#*"]));
    expect(touches("PaymentTransactions")).toEqual(partitions(["PROVIDER#*"]));
    expect(statementIn(plain, "role_payouts_grants", "PaymentTransactionsIndexes").resources).toEqual([
      `${REQUIRED_BY_ESCROW.paymentTransactionsTableArn}/index/due`,
    ]);
  });

  it("uses each table under its own key", () => {
    const keyOf = (sid: string) => statementIn(plain, "role_manager_grants", sid).resources;
    expect(keyOf("EscrowAccountsKey")).toEqual([REQUIRED_BY_ESCROW.escrowEncryptionKeyArn]);
    expect(keyOf("PaymentTransactionsKey")).toEqual([REQUIRED_BY_ESCROW.paymentEncryptionKeyArn]);
  });

  it("reads Stripe's secret where there is one, and who refunds alone", () => {
    const readers = (terraform: Terraform): string[] =>
      ["manager", "releaser", "accruer"].filter((role) =>
        statementsIn(terraform, `role_${role}_grants`).some(({ sid }) => sid === "ReadSecrets"),
      );
    expect(readers(plain)).toEqual([]);
    expect(readers(withStripe)).toEqual(["manager", "releaser"]);
    expect(statementIn(withStripe, "role_manager_grants", "ReadSecretsKey").resources).toEqual([
      REQUIRED_BY_ESCROW.paymentEncryptionKeyArn,
    ]);
  });

  it("recognises requests by a key that nobody else uses", () => {
    expect(statementIn(plain, "request_key_policy", "RecogniseRequests").conditions).toEqual([
      {
        test: "ArnEquals",
        variable: "aws:PrincipalArn",
        values: ["${aws_iam_role.role_manager.arn}", "${aws_iam_role.role_releaser.arn}"],
      },
    ]);
  });
});

describe("a role that is let manage escrows", () => {
  const stack = synthesise((scope) => {
    const role = new PlatformRole(scope, "bookings", { name: "bookings", description: "Keeps bookings." });
    new Escrow(scope, "escrow", REQUIRED_BY_ESCROW).grantManage(role);
  });

  it("calls the manager by its alias, and may do nothing else", () => {
    const grants = statementsIn(stack, "bookings_grants").map(({ sid, actions, resources }) => [
      sid,
      actions,
      resources,
    ]);
    const manager = "${aws_lambda_alias.escrow_escrow_manager_live.arn}";
    expect(grants).toEqual([["ManageEscrows", ["lambda:InvokeFunction"], [manager]]]);
  });

  it("does not write held money itself: the table's policy does not name it", () => {
    const [denial] = statementIn(stack, "escrow_table_policy_document", "OnlyEscrowAndPaymentsWrite").conditions;
    expect(asText(denial?.values)).not.toContain("bookings");
  });
});

describe("roles", () => {
  it("carry the Region outside the home Region, as their names are global to the account", () => {
    const away = escrow({ homeRegion: "us-east-1" });
    expect(away.at("aws_iam_role.role_releaser")["name"]).toBe("escrow-releaser-test-us-west-2");
    expect(plain.at("aws_iam_role.role_releaser")["name"]).toBe("escrow-releaser-test");
  });
});
