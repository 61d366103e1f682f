/** The fields that functions' environments are made of: checked texts, each with what is allowed. */
import * as z from "zod/mini";

/**
 * How a schema is read that is read once, at start-up: without the code that zod otherwise compiles for it, which costs a cold start
 * more than one reading saves.
 */
export const READ_ONCE = { jitless: true } as const;

const text = (pattern: RegExp, allowed: string) => z.string(allowed).check(z.regex(pattern, allowed));

/** A DynamoDB table's name. */
export const tableName = text(/^[a-zA-Z0-9_.-]{3,255}$/, "must be a table name: 3 to 255 of a-z, A-Z, 0-9, _ . -");

/** A key, not an alias: an alias can be pointed elsewhere. */
export const keyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{1,128}$/,
  "must be the ARN of a KMS key",
);

/** A function, or a version or alias of one. */
export const functionArn = text(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]{1,64}(:[a-zA-Z0-9$_-]{1,128})?$/,
  "must be the ARN of a Lambda function",
);

/** A secret in Secrets Manager. */
export const secretArn = text(
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[a-zA-Z0-9/_+=.@-]{1,512}$/,
  "must be the ARN of a secret",
);

/** An SQS queue's address. */
export const queueUrl = text(/^https?:\/\/\S{1,512}$/, "must be the URL of an SQS queue");

/** An AWS Region; Lambda gives it as `AWS_REGION`. */
export const region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be an AWS Region such as us-west-2");

/** The environment's name, the dimension of metrics; given to every function. */
export const environmentName = text(/\S/, "must be the environment's name");

/** JSON text that a schema reads; the fault names the form, never the text. */
export function json<Schema extends z.ZodMiniType>(schema: Schema, allowed: string) {
  return z.pipe(
    z.string(allowed),
    z.transform((value: string, context): z.output<Schema> => {
      const read = schema.safeParse(parsed(value), READ_ONCE);
      if (read.success) return read.data;
      context.issues.push({ code: "custom", message: allowed, input: undefined });
      return z.NEVER;
    }),
  );
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
