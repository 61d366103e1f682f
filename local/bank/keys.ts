import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { utils } from "ssh2";
import { isMissing } from "./missing";

/** A key pair as SSH has it. */
export interface SshKey {
  /** OpenSSH private key (PEM). */
  readonly private: string;
  /** Type and body (`ecdsa-sha2-nistp256 AAAA...`), as a connector's trusted host keys are written. */
  readonly public: string;
}

/** The keys that a bank needs. */
export interface BankKeys {
  readonly host: SshKey;
  /** By which the bank's one user logs in; where its private key is. */
  readonly user: SshKey & { readonly privateKeyFile: string };
}

/** A new pair. Connectors take host keys of RSA and ECDSA. */
export function makeKey(): SshKey {
  const pair = utils.generateKeyPairSync("ecdsa", { bits: 256 });
  return { private: pair.private, public: pair.public.trim() };
}

/** The bank's keys: those of its folder, made where it has none yet, so that a bank started again is known by its clients. */
export async function bankKeys(folder: string): Promise<BankKeys> {
  const host = await keyIn(path.join(folder, "host_key"));
  const privateKeyFile = path.join(folder, "user_key");
  return { host, user: { ...(await keyIn(privateKeyFile)), privateKeyFile } };
}

async function keyIn(file: string): Promise<SshKey> {
  try {
    return { private: await readFile(file, "utf8"), public: await readFile(`${file}.pub`, "utf8") };
  } catch (error) {
    if (!isMissing(error)) throw error;
    const key = makeKey();
    await writeFile(`${file}.pub`, key.public);
    await writeFile(file, key.private, { mode: 0o600 });
    await chmod(file, 0o600);
    return key;
  }
}
