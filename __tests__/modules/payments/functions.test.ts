import "../support/code-stand-in";
import { payments, plainPayments, REQUIRED_BY_PAYMENTS } from "../support/synthesise";
import { type PolicyStatement, statementIn, statementsIn } from "../support/policies";
import type { JsonObject, Terraform } from "../support/terraform";

const plain = plainPayments("plain");
const STRIPE = "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3";
const withStripe = payments({ stripeSecretArn: STRIPE });

const variablesOf = (terraform: Terraform, id: string): JsonObject =>
  (terraform.at(`aws_lambda_function.${id}`)["environment"] as { variables: JsonObject }).variables;

/** What a role may do, as `sid: actions`, without what every function may. */
const mayDo = (terraform: Terraform, role: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    statementsIn(terraform, `role_${role}_grants`)
      .filter(({ sid }) => sid !== "WriteLogs" && sid !== "WriteTraces")
      .map(({ sid, actions }) => [sid, actions]),
  );

const ON_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];
const TABLE_KEY = { PaymentTransactionsKey: ["kms:Decrypt", "kms:DescribeKey"] };
const HELD_KEY = { EscrowAccountsKey: ["kms:Decrypt", "kms:DescribeKey"] };
const MOVES_HELD = { EscrowAccounts: ON_TABLE, ...HELD_KEY };
const REQUESTS = { RecogniseRequests: ["kms:GenerateMac"] };
const RAIL = { ReachTheRail: ["lambda:InvokeFunction"] };
const SECRETS = { ReadSecrets: ["secretsmanager:GetSecretValue"], ReadSecretsKey: ["kms:Decrypt"] };

describe("the functions of payments", () => {
  it.each([
    ["payment_validator", "payment-validator-test", 20, 512],
    ["payment_processor", "payment-processor-test", 20, 1024],
    ["payment_reader", "payment-reader-test", 10, 512],
    ["payment_refunds", "refund-processor-test", 20, 512],
    ["payment_parties", "payment-parties-test", 10, 512],
    ["payment_tokens", "payment-tokens-test", 25, 512],
    ["payment_recovery", "payment-recovery-test", 55, 512],
    ["payment_publisher", "event-publisher-test", 55, 512],
    ["payment_webhook_processor", "payment-webhook-processor-test", 20, 512],
    ["webhook_endpoints", "webhook-endpoints-test", 10, 512],
    ["webhook_dispatcher", "webhook-dispatcher-test", 30, 512],
    ["webhook_deliverer", "webhook-deliverer-test", 60, 512],
  ])("%s is %s, has %d seconds and %d MB", (id, name, timeout, memory) => {
    expect(plain.at(`aws_lambda_function.${id}`)).toMatchObject({ function_name: name, timeout, memory_size: memory });
  });

  it("answer within the 29 seconds that API Gateway waits, where it calls them", () => {
    for (const id of ["validator", "processor", "reader", "refunds", "parties", "tokens", "webhook_processor"])
      expect(plain.at(`aws_lambda_function.payment_${id}`)["timeout"]).toBeLessThan(29);
  });

  it("have a role each", () => {
    const roles = plain.all("aws_lambda_function").map(({ attributes }) => attributes["role"]);
    expect(new Set(roles).size).toBe(12);
    expect(plain.at("aws_lambda_function.payment_processor")["role"]).toBe(
      REQUIRED_BY_PAYMENTS.paymentProcessorRoleArn,
    );
  });

  it("keep no event that may hold card data, and every event that comes by a schedule", () => {
    const kept = plain
      .all("aws_lambda_function_event_invoke_config")
      .filter(({ attributes }) => "destination_config" in attributes)
      .map(({ address }) => address);
    expect(kept).toEqual([
      "aws_lambda_function_event_invoke_config.payment_publisher_events",
      "aws_lambda_function_event_invoke_config.payment_recovery_events",
    ]);
  });

  it("get their code from the bucket that was given", () => {
    expect(new Set(plain.all("aws_s3_object").map(({ attributes }) => attributes["bucket"]))).toEqual(
      new Set(["lambda-code-test"]),
    );
    expect(plain.all("aws_s3_bucket")).toEqual([]);
    expect(plain.at("aws_s3_object.code_payments_reader")).not.toHaveProperty("depends_on");
  });
});

describe("what the functions are told", () => {
  const keeping = { PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test" };

  it.each(["validator", "processor", "refunds", "recovery", "webhook_processor"])(
    "%s: table, key of requests, limits, fee, rails",
    (id) => {
      expect(variablesOf(plain, `payment_${id}`)).toMatchObject({
        ...keeping,
        REQUEST_KEY_ARN: "${aws_kms_key.request_key.arn}",
        RAIL_EGRESS_FUNCTION_ARN: REQUIRED_BY_PAYMENTS.railEgressFunctionArn,
        DEFAULT_RAIL: "none",
        STRIPE_SECRET_ARN: "",
        ACQUIRER_FEE: '${jsonencode({"basisPoints" = 0, "fixedCents" = 0})}',
      });
    },
  );

  it("who makes payments: the key that they rest under", () => {
    for (const id of ["validator", "processor"])
      expect(variablesOf(plain, `payment_${id}`)["PAYMENT_KEY_ARN"]).toBe(REQUIRED_BY_PAYMENTS.paymentEncryptionKeyArn);
    expect(variablesOf(plain, "payment_refunds")).not.toHaveProperty("PAYMENT_KEY_ARN");
  });

  it("the limits as the inputs have them", () => {
    const given = payments({
      paymentCentsMax: 1,
      reviewAboveCents: 2,
      customerDailyCountMax: 3,
      customerDailyCentsMax: 4,
      cardDailyCountMax: 5,
      cardDailyCentsMax: 6,
      addressDailyCountMax: 7,
      addressDailyCentsMax: 8,
    });
    expect(variablesOf(given, "payment_processor")["LIMITS"]).toBe(
      '${jsonencode({"amountCentsMax" = 1, "reviewAboveCents" = 2, "perDay" = {' +
        '"customer" = {"countMax" = 3, "sumCentsMax" = 4}, "card" = {"countMax" = 5, "sumCentsMax" = 6}, ' +
        '"address" = {"countMax" = 7, "sumCentsMax" = 8}}})}',
    );
  });

  it("rails, fees and Stripe as the inputs have them", () => {
    const given = payments({
      defaultRail: "simulator",
      stripeSecretArn: STRIPE,
      acquirerFeeBasisPoints: 30,
      acquirerFeeFixedCents: 10,
    });
    expect(variablesOf(given, "payment_refunds")).toMatchObject({
      DEFAULT_RAIL: "simulator",
      STRIPE_SECRET_ARN: STRIPE,
      ACQUIRER_FEE: '${jsonencode({"basisPoints" = 30, "fixedCents" = 10})}',
    });
  });

  it("parties: the table and nothing else; the reader besides where the events of escrows and transfers are", () => {
    const told = ["ENVIRONMENT", "PAYMENT_TRANSACTIONS_TABLE_NAME", "POWERTOOLS_METRICS_NAMESPACE"];
    const names = (id: string): string[] => Object.keys(variablesOf(plain, id)).sort();
    expect(names("payment_parties")).toEqual([...told, "POWERTOOLS_SERVICE_NAME"]);
    const telling = ["ACH_TRANSFERS_TABLE_NAME", "ESCROW_ACCOUNTS_TABLE_NAME"];
    expect(names("payment_reader")).toEqual([...told, "POWERTOOLS_SERVICE_NAME", ...telling].sort());
  });

  it("where and how money is held: who holds it, takes of it, or publishes what becomes of it", () => {
    const given = payments({ escrowSettings: '{"holdDays":7}' });
    for (const id of ["validator", "processor", "refunds", "recovery", "webhook_processor"])
      expect(variablesOf(given, `payment_${id}`)).toMatchObject({
        ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
        ESCROW_SETTINGS: '{"holdDays":7}',
      });
    expect(variablesOf(plain, "payment_publisher")["ESCROW_ACCOUNTS_TABLE_NAME"]).toBe("escrow-accounts-test");
    expect(variablesOf(plain, "payment_processor")["ESCROW_SETTINGS"]).toBe("{}");
  });

  it("tokens, publisher, webhook processor: what each reaches", () => {
    expect(variablesOf(plain, "payment_tokens")).toMatchObject({
      ...keeping,
      TOKENISE_FUNCTION_ARN: REQUIRED_BY_PAYMENTS.tokeniseFunctionArn,
    });
    expect(variablesOf(plain, "payment_publisher")).toMatchObject({
      ...keeping,
      EVENT_BUS_NAME: "${aws_cloudwatch_event_bus.event_bus.name}",
    });
    expect(variablesOf(plain, "payment_webhook_processor")).toMatchObject({
      SENDER_SECRETS_ARN: "${aws_secretsmanager_secret.sender_secret.arn}",
    });
  });
});

describe("what the functions may do", () => {
  it.each<[string, Record<string, readonly string[]>]>([
    ["validator", { PaymentTransactions: ON_TABLE, ...TABLE_KEY, ...REQUESTS }],
    // The table and the way to the acquirer are granted by whoever made the role.
    ["processor", { ...REQUESTS, EscrowAccounts: ["dynamodb:PutItem", "dynamodb:UpdateItem"], ...HELD_KEY }],
    [
      "reader",
      {
        PaymentTransactions: ["dynamodb:BatchGetItem"],
        PaymentTransactionsIndexes: ["dynamodb:Query"],
        ...TABLE_KEY,
        EscrowAccounts: ["dynamodb:BatchGetItem"],
        EscrowAccountsIndexes: ["dynamodb:Query"],
        ...HELD_KEY,
      },
    ],
    [
      "refunds",
      { PaymentTransactions: [...ON_TABLE, "dynamodb:Query"], ...TABLE_KEY, ...MOVES_HELD, ...REQUESTS, ...RAIL },
    ],
    ["parties", { PaymentTransactions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], ...TABLE_KEY }],
    ["tokens", { PaymentTransactions: ["dynamodb:UpdateItem"], ...TABLE_KEY, Tokenise: ["lambda:InvokeFunction"] }],
    [
      "recovery",
      {
        PaymentTransactions: [...ON_TABLE, "dynamodb:BatchGetItem", "dynamodb:Query"],
        PaymentTransactionsIndexes: ["dynamodb:Query"],
        DebitNotices: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        DebitNoticesKey: ["kms:Decrypt"],
        ...TABLE_KEY,
        ...MOVES_HELD,
        ...REQUESTS,
        ...RAIL,
        KeepFailedEvents: ["sqs:SendMessage"],
        KeepFailedEventsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
      },
    ],
    [
      "publisher",
      {
        PaymentTransactions: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        PaymentTransactionsIndexes: ["dynamodb:Query"],
        ...TABLE_KEY,
        EscrowAccounts: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        EscrowAccountsIndexes: ["dynamodb:Query"],
        ...HELD_KEY,
        Publish: ["events:PutEvents"],
        ReadStream: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        KeepFailedEvents: ["sqs:SendMessage"],
        KeepFailedEventsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
      },
    ],
    [
      "webhook_processor",
      {
        PaymentTransactions: [...ON_TABLE, "dynamodb:Query"],
        ...TABLE_KEY,
        ...MOVES_HELD,
        ...REQUESTS,
        ...RAIL,
        ...SECRETS,
      },
    ],
    [
      "schedules",
      {
        CallRecovery: ["lambda:InvokeFunction"],
        CallPublisher: ["lambda:InvokeFunction"],
        KeepCalls: ["sqs:SendMessage"],
        KeepCallsKey: ["kms:Decrypt", "kms:GenerateDataKey"],
      },
    ],
  ])("%s", (role, expected) => {
    expect(mayDo(plain, role)).toEqual(expected);
  });

  it.each(["publisher", "reader"])("%s: sees the outbox of the escrows' table, and nothing else there", (role) => {
    expect(statementIn(plain, `role_${role}_grants`, "EscrowAccounts").conditions).toEqual([
      { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["OUTBOX#*"] },
    ]);
  });

  it("takes of held money, and puts it back, item by item", () => {
    expect(statementIn(plain, "role_refunds_grants", "EscrowAccounts").conditions).toEqual([]);
  });

  it("never deletes, and scans nothing", () => {
    const all = plain.dataSources.filter(({ address }) => /role_\w+_grants$/.test(address));
    const actions = all.flatMap(({ address }) =>
      statementsIn(plain, address.split(".")[2]!).flatMap((each: PolicyStatement) => each.actions),
    );
    expect(actions).not.toContain("dynamodb:Scan");
    const deleting = all.filter(({ address }) =>
      statementsIn(plain, address.split(".")[2]!).some(({ actions: some }) => some.includes("dynamodb:DeleteItem")),
    );
    // A webhook endpoint may be deleted; money may not.
    expect(deleting.map(({ address }) => address)).toEqual(["data.aws_iam_policy_document.role_endpoints_grants"]);
  });

  it("asks the indexes that are named, and no others", () => {
    const indexes = (role: string): readonly string[] =>
      statementIn(plain, `role_${role}_grants`, "PaymentTransactionsIndexes").resources.map((arn) =>
        arn.replace(`${REQUIRED_BY_PAYMENTS.paymentTransactionsTableArn}/index/`, ""),
      );
    expect(indexes("reader")).toEqual(["by_customer", "by_provider", "listed"]);
    expect(indexes("recovery")).toEqual(["due"]);
    expect(indexes("publisher")).toEqual(["due"]);
  });

  it("reads Stripe's secret where there is one, and only who moves money", () => {
    const readers = (terraform: Terraform): string[] =>
      ["validator", "processor", "reader", "refunds", "parties", "tokens", "recovery", "publisher"].filter((role) =>
        statementsIn(terraform, `role_${role}_grants`).some(({ sid }) => sid === "ReadSecrets"),
      );
    expect(readers(plain)).toEqual([]);
    expect(readers(withStripe)).toEqual(["processor", "refunds", "recovery"]);
    expect(statementIn(withStripe, "role_webhook_processor_grants", "ReadSecrets").resources).toEqual([
      "${aws_secretsmanager_secret.sender_secret.arn}",
      STRIPE,
    ]);
    expect(statementIn(withStripe, "role_refunds_grants", "ReadSecretsKey").conditions).toEqual([
      { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.us-west-2.amazonaws.com"] },
    ]);
  });
});

describe("the processor's role", () => {
  it("was made elsewhere: this module adds a policy of its own to it", () => {
    expect(plain.at("aws_iam_role_policy.role_processor_policy")).toMatchObject({
      name: "payments",
      role: `\${element(reverse(split("/", "${REQUIRED_BY_PAYMENTS.paymentProcessorRoleArn}")), 0)}`,
    });
    expect(plain.all("aws_iam_role").map(({ attributes }) => attributes["name"])).not.toContain(
      "payment-processor-test",
    );
  });
});

describe("the key of requests", () => {
  it("makes MACs for those who decide about money, and for nobody else", () => {
    expect(plain.at("aws_kms_key.request_key")).toMatchObject({
      key_usage: "GENERATE_VERIFY_MAC",
      customer_master_key_spec: "HMAC_256",
      enable_key_rotation: false,
      multi_region: true,
    });
    expect(statementIn(plain, "request_key_policy", "RecogniseRequests")).toMatchObject({
      actions: ["kms:GenerateMac"],
      conditions: [
        {
          test: "ArnEquals",
          variable: "aws:PrincipalArn",
          values: [
            "${aws_iam_role.role_validator.arn}",
            REQUIRED_BY_PAYMENTS.paymentProcessorRoleArn,
            "${aws_iam_role.role_refunds.arn}",
            "${aws_iam_role.role_recovery.arn}",
            "${aws_iam_role.role_webhook_processor.arn}",
          ],
        },
      ],
    });
  });
});

describe("roles", () => {
  it("carry the Region outside the home Region, as their names are global to the account", () => {
    const away = payments({ homeRegion: "us-east-1" });
    expect(away.at("aws_iam_role.role_reader")["name"]).toBe("payment-reader-test-us-west-2");
    expect(plain.at("aws_iam_role.role_reader")["name"]).toBe("payment-reader-test");
  });
});
