import { systemClock } from "../../functions/shared/clock";
import { idMaker, systemRandom } from "../../functions/shared/ids";
import { Fingerprinter } from "../../functions/vault/fingerprint";
import { keyIdOf } from "../../functions/vault/key-management";
import { simulatedVerifier } from "../../functions/vault/simulated-acquirer";
import { tokenise, type TokeniseParts } from "../../functions/vault/tokenise";
import { cardNumberAt } from "./fakes/cards";
import { FakeKms } from "./fakes/kms";
import { FakeTokenStore } from "./fakes/token-store";
import { DATA_KEY_SETTINGS, FINGERPRINT_KEY_ARN, leanEncryptor, VAULT_KEY_ARN } from "./fakes/vault";
import type { Benchmark, Figure, Findings } from "./figure";
import { measure, type Samples } from "./harness";
import { summarise } from "./statistics";

/** Issue: a warm tokenise adds under 1 ms of CPU, and makes no KMS call. */
const CPU_MS_BELOW = 1;

const ROUNDS = { warmUp: 3, counted: 21 };
const OPERATIONS = 1000;
/** Cards that one measurement keeps in memory at most. */
const CARDS_KEPT_MAX = 10_000;
const EXPIRY_YEARS = 3;

/** What a warm tokenise costs beside the table and KMS. */
export const tokeniseWarm: Benchmark = {
  name: "tokenise",
  title: "Tokenise: one request, warm, with the table and KMS in memory",
  run: async (): Promise<Findings> => {
    const kms = new FakeKms();
    const store = new FakeTokenStore();
    const parts = tokeniser(kms, store);
    const expYear = new Date(systemClock.now()).getUTCFullYear() + EXPIRY_YEARS;
    const one = async (number: string): Promise<void> => {
      const card = { number, expMonth: 12, expYear };
      const result = await tokenise(parts, { customerId: "cust_0190d5a2", card }, "request");
      if (!result.ok) throw new Error(`A card was refused: ${result.errors.map(({ message }) => message).join(" ")}`);
    };
    let place = 0;
    const tokeniseNew = (): Promise<void> => {
      if (store.size >= CARDS_KEPT_MAX) store.clear();
      return one(cardNumberAt(++place));
    };
    const known = cardNumberAt(0);
    await one(known);
    const callsCold = kms.calls;
    const samples = await measure(
      [
        { name: "new", operations: OPERATIONS, run: tokeniseNew },
        { name: "known", operations: OPERATIONS, run: () => one(known) },
      ],
      ROUNDS,
    );
    const warmCalls = kms.calls - callsCold;
    return {
      figures: [
        cpuFigure("a new card: CPU", samples.new),
        cpuFigure("a card that is known: CPU", samples.known),
        { what: "KMS calls, first request", value: callsCold, unit: "calls" },
        {
          what: "KMS calls, all warm requests together",
          value: warmCalls,
          unit: "calls",
          goal: { rule: "exactly", value: 0 },
        },
      ],
      notes: [
        `${place + (ROUNDS.warmUp + ROUNDS.counted) * OPERATIONS} warm requests, within one data key's five minutes`,
      ],
    };
  },
};

function tokeniser(kms: FakeKms, store: FakeTokenStore): TokeniseParts {
  const makeId = idMaker(systemClock, systemRandom);
  const keys = [{ version: 1, keyArn: FINGERPRINT_KEY_ARN }];
  return {
    store,
    encryptor: leanEncryptor(kms),
    fingerprinter: new Fingerprinter(kms, systemClock, keys, DATA_KEY_SETTINGS.secondsMax),
    acquirer: simulatedVerifier,
    vaultKeyId: keyIdOf(VAULT_KEY_ARN),
    clock: systemClock,
    random: systemRandom,
    makeToken: () => makeId("tok"),
  };
}

function cpuFigure(what: string, { cpuMicroseconds }: Samples): Figure {
  const { median, spread } = summarise(cpuMicroseconds);
  return {
    what,
    value: median / 1000,
    spread: spread / 1000,
    unit: "ms",
    goal: { rule: "under", value: CPU_MS_BELOW },
  };
}
