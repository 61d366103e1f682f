import {
  DynamoDBClient,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import type * as z from "zod/mini";
import { attendEscrow } from "../../../functions/escrow/attend";
import { connectEscrow } from "../../../functions/escrow/connect";
import type * as environments from "../../../functions/escrow/environment";
import { dynamoEscrowStore } from "../../../functions/escrow";
import { escrowKey } from "../../../functions/escrow/store-items";
import { CONNECTION } from "../../../functions/shared/connection";
import type { Log } from "../../../functions/shared/logging";
import { ReleaseFailedError } from "./messages";

/**
 * The transactions that release escrows, and nothing else: the real code makes them and they are kept instead of written, so
 * that the SDK alone writes them while time is taken.
 */
export function bareReleases(
  environment: z.output<typeof environments.releaser>,
  log: Log,
): { readonly prepare: (ids: readonly string[]) => Promise<(() => Promise<void>)[]> } {
  const client = new DynamoDBClient(CONNECTION);
  const keeping = new KeepingClient(CONNECTION);
  const connected = connectEscrow(environment, log);
  const escrows = dynamoEscrowStore(
    keeping,
    environment.ESCROW_ACCOUNTS_TABLE_NAME,
    environment.ACH_TRANSFERS_TABLE_NAME,
  );
  return {
    async prepare(ids) {
      const parts = { ...(await connected()), escrows };
      const jobs: (() => Promise<void>)[] = [];
      for (const id of ids) {
        await attendEscrow(parts, escrowKey(id));
        const input = keeping.taken();
        if (!input) throw new ReleaseFailedError(`${id} is not released by a transaction.`);
        jobs.push(async () => {
          await client.send(new TransactWriteItemsCommand(input));
        });
      }
      return jobs;
    },
  };
}

/** A client that keeps transactions to itself, and sends all else. */
class KeepingClient extends DynamoDBClient {
  #kept: TransactWriteItemsCommandInput | undefined;

  constructor(...[settings]: ConstructorParameters<typeof DynamoDBClient>) {
    super(settings ?? {});
    this.middlewareStack.add(
      (next) => async (call) => {
        if (!isTransaction(call.input)) return next(call);
        this.#kept = call.input;
        return { response: {}, output: { $metadata: {} } };
      },
      { step: "initialize", name: "keepTransactions" },
    );
  }

  /** The transaction that came last, once. */
  taken(): TransactWriteItemsCommandInput | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept;
  }
}

function isTransaction(input: object): input is TransactWriteItemsCommandInput {
  return "TransactItems" in input;
}
