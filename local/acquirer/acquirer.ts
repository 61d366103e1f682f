import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { systemClock } from "../../functions/shared/clock";
import { systemRandom } from "../../functions/shared/ids";
import { dynamoBooks } from "../../functions/simulator";
import { makeSigningSecret } from "../../functions/webhooks/signing-secret";
import type { SdkSettings } from "../aws-clients";
import { movableClock } from "../clock-client";
import { type Repetition, repeat } from "../repeat";
import { deliverNotices } from "./deliver-notices";

/** What the acquirer's simulator is run with. */
export interface AcquirerProps {
  readonly settings: SdkSettings;
  /** The table of the simulator's books. */
  readonly booksTable: string;
  /** Where the platform looks up what senders sign by. */
  readonly senderSecretArn: string;
  /** The platform's REST API with its stage. */
  readonly apiUrl: string;
  /** Hears what could not be delivered. */
  readonly log: (line: string) => void;
}

const EVERY_MS = 1000;

/**
 * Runs the part of an acquirer that tells of its own accord: agrees on a new secret with the platform, and delivers each
 * second what the simulator's books have to tell by the clock that functions see.
 */
export async function runAcquirer({
  settings,
  booksTable,
  senderSecretArn,
  apiUrl,
  log,
}: AcquirerProps): Promise<Repetition> {
  const secret = makeSigningSecret(systemRandom);
  const secrets = new SecretsManagerClient(settings);
  await secrets.send(
    new PutSecretValueCommand({ SecretId: senderSecretArn, SecretString: JSON.stringify({ acquirer: secret }) }),
  );
  secrets.destroy();

  const client = new DynamoDBClient(settings);
  const books = dynamoBooks(client, booksTable);
  const clock = movableClock(settings.endpoint);
  const deliveries = repeat(
    async () => {
      const { aheadMs } = await clock.show();
      const moved = { ...systemClock, now: () => systemClock.now() + aheadMs };
      await deliverNotices({ books, clock: moved, url: `${apiUrl}/webhooks/acquirer`, secret });
    },
    EVERY_MS,
    (error) => {
      log(String(error));
    },
  );
  return {
    stop: async () => {
      await deliveries.stop();
      client.destroy();
    },
  };
}
