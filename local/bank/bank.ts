import { openControl } from "./control";
import { Faults } from "./faults";
import { BankFolder } from "./folder";
import { bankKeys } from "./keys";
import { BANK_USER, openSftpServer } from "./sftp-server";
import { bankTurn, type TurnReport } from "./turn";

/** What the bank is opened with. */
export interface BankProps {
  /** Where all that it has lies; a bank opened there again goes on. */
  readonly folder: string;
  /** Hears what failed. */
  readonly log: (line: string) => void;
}

/** How the bank is reached. */
export interface BankAddress {
  /** `sftp://127.0.0.1:PORT`. */
  readonly sftpUrl: string;
  readonly user: string;
  readonly privateKeyFile: string;
  /** Type and body of its host key, `ecdsa-sha2-nistp256 AAAA...`. */
  readonly hostKey: string;
  /** Address of its control (`/faults`, `/turn`). */
  readonly control: string;
  readonly folder: string;
}

/** An open bank. */
export interface Bank {
  readonly address: BankAddress;
  /** The user's private key, as a connector's secret has it. */
  readonly privateKey: string;
  /** Does all that is due at a moment of its clock, in milliseconds since 1970. One turn follows the other. */
  turn(now: number): Promise<TurnReport>;
  /** Says what its clock is, for turns that are asked for at its control. @default the turns that `turn` is told */
  tellTimeBy(clock: () => Promise<number>): void;
  close(): Promise<void>;
}

/** Opens the bank: its SFTP server and its control, both on 127.0.0.1 and on any free port. */
export async function openBank({ folder: root, log }: BankProps): Promise<Bank> {
  const folder = new BankFolder(root);
  await folder.make();
  const keys = await bankKeys(root);
  const faults = new Faults();
  const sftp = await openSftpServer({ folder, keys, faults, log });
  let latest = 0;
  let clock = async (): Promise<number> => latest;
  let turns: Promise<unknown> = Promise.resolve();
  const turn = (now: number): Promise<TurnReport> => {
    latest = Math.max(latest, now);
    const next = turns.then(() => bankTurn({ folder, faults, isBeingWritten: sftp.isBeingWritten }, now));
    turns = next.catch(() => undefined);
    return next;
  };
  const control = await openControl({ faults, turn: async () => turn(await clock()) });
  return {
    address: {
      sftpUrl: `sftp://127.0.0.1:${sftp.port}`,
      user: BANK_USER,
      privateKeyFile: keys.user.privateKeyFile,
      hostKey: keys.host.public,
      control: control.url,
      folder: root,
    },
    privateKey: keys.user.private,
    turn,
    tellTimeBy: (told) => (clock = told),
    close: async () => {
      await control.close();
      await sftp.close();
      await turns;
    },
  };
}
