import type { KeyManagement } from "../vault";
import type { HashKeys } from "./parts";

/** What each key is made from; another text would make another key. */
const LABELS: Readonly<Record<keyof HashKeys, string>> = {
  requests: "ecosystemaws/ach/request-fingerprint/1",
  accounts: "ecosystemaws/ach/bank-account-fingerprint/1",
  amounts: "ecosystemaws/ach/micro-entry-amounts/1",
};

/**
 * The keys of the room's keyed hashes: MACs of fixed texts, the same in all instances. The first call asks KMS; where that
 * fails, the next one asks again. Action: `kms:GenerateMac`.
 */
export function hashKeys(kms: Pick<KeyManagement, "generateMac">, keyArn: string): () => Promise<HashKeys> {
  let keys: Promise<HashKeys> | undefined;
  const make = async (): Promise<HashKeys> => {
    const mac = (name: keyof HashKeys) => kms.generateMac(keyArn, Buffer.from(LABELS[name]));
    const [requests, accounts, amounts] = await Promise.all([mac("requests"), mac("accounts"), mac("amounts")]);
    return { requests, accounts, amounts };
  };
  return async () => {
    keys ??= make();
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw error;
    }
  };
}
