import { movableClock } from "../clock-client";
import { type Repetition, repeat } from "../repeat";
import { type BankAddress, type BankProps, openBank } from "./bank";

/** A bank that does its work of its own accord. */
export interface RunningBank extends Repetition {
  readonly address: BankAddress;
  /** What a connector's secret says of its user (AWS: `Username`, `PrivateKey`). */
  readonly secret: { readonly Username: string; readonly PrivateKey: string };
}

const EVERY_MS = 1000;

/** Opens the bank, and lets it do each second what is due by the clock that functions of the embedded AWS see. */
export async function runBank(endpoint: string, props: BankProps): Promise<RunningBank> {
  const bank = await openBank(props);
  const clock = movableClock(endpoint);
  const now = async (): Promise<number> => Date.parse((await clock.show()).now);
  bank.tellTimeBy(now);
  const turns = repeat(
    async () => {
      await bank.turn(await now());
    },
    EVERY_MS,
    (error) => {
      props.log(String(error));
    },
  );
  const { address, privateKey } = bank;
  return {
    address,
    secret: { Username: address.user, PrivateKey: privateKey },
    stop: async () => {
      await turns.stop();
      await bank.close();
    },
  };
}
