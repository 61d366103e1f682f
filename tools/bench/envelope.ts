import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { EncryptionSdkEncryptor } from "../../functions/vault/encryption-sdk-encryptor";
import { decodeEnvelope, NONCE_BYTES, TAG_BYTES } from "../../functions/vault/envelope";
import { lengthPrefixed } from "../../functions/vault/length-prefixed";
import type { EnvelopeContext } from "../../functions/vault/message-key";
import { encodeNumber } from "../../functions/vault/number-block";
import { cardNumberAt } from "./fakes/cards";
import { FakeKms } from "./fakes/kms";
import { DATA_KEY_SETTINGS, leanEncryptor } from "./fakes/vault";
import type { Benchmark, Figure, Findings } from "./figure";
import { measure, type Samples } from "./harness";
import { ratio, summarise } from "./statistics";

/** The vault's envelope against bare AES-GCM (issue: within 3 times). */
const TIMES_MAX = 3;

const ROUNDS = { warmUp: 5, counted: 21 };
const OPERATIONS = 3000;
/** The library is so much slower that a hundred operations take as long. */
const LIBRARY_OPERATIONS = 100;

const ALGORITHM = "aes-256-gcm";
const CONTEXT: EnvelopeContext = {
  purpose: "card-number",
  customerId: "cust_0190d5a2",
  token: "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11",
};

/** What an envelope costs: ours, the AWS Encryption SDK's, and the least that AES-256-GCM can cost, in one run. */
export const envelope: Benchmark = {
  name: "envelope",
  title: "Envelope: one card number sealed and opened, warm",
  run: async (): Promise<Findings> => {
    const message = encodeNumber(cardNumberAt(1));
    const ours = leanEncryptor(new FakeKms());
    const library = new EncryptionSdkEncryptor(new FakeKms(), DATA_KEY_SETTINGS);
    const oursSealed = await ours.encrypt(message, CONTEXT);
    const librarySealed = await library.encrypt(message, CONTEXT);
    const floor = bareAes(message, authenticatedDataOf(oursSealed));
    const sealing = await compare("seal", {
      floor: floor.seal,
      ours: () => ours.encrypt(message, CONTEXT),
      library: () => library.encrypt(message, CONTEXT),
    });
    const opening = await compare("open", {
      floor: floor.open,
      ours: () => ours.decrypt(oursSealed, CONTEXT),
      library: () => library.decrypt(librarySealed, CONTEXT),
    });
    return {
      figures: [...sealing, ...opening],
      notes: [
        "the floor: one AES-256-GCM by node:crypto, same message, same additional authenticated data, fresh nonce",
        `an envelope: ${oursSealed.length} bytes ours, ${librarySealed.length} the AWS Encryption SDK's`,
      ],
    };
  },
};

type Subjects = Readonly<Record<"floor" | "ours" | "library", () => unknown>>;

async function compare(verb: string, { floor, ours, library }: Subjects): Promise<Figure[]> {
  const pair = [
    { name: "floor", operations: OPERATIONS, run: floor },
    { name: "ours", operations: OPERATIONS, run: ours },
  ] as const;
  // The library leaves so much to be collected that the others would pay for it: it is measured apart.
  const close = await measure(pair, ROUNDS);
  const far = await measure([...pair, { name: "library", operations: LIBRARY_OPERATIONS, run: library }], ROUNDS);
  return figuresOf(verb, { ...close, library: far.library }, far);
}

/** What the vault authenticates beside the message: the envelope's header and what it belongs to. */
function authenticatedDataOf(sealed: Uint8Array): Buffer {
  return lengthPrefixed(decodeEnvelope(sealed).header, CONTEXT.purpose, CONTEXT.customerId, CONTEXT.token);
}

function bareAes(message: Uint8Array, authenticated: Uint8Array): { seal: () => Buffer; open: () => Buffer } {
  const key: KeyObject = createSecretKey(randomBytes(32));
  const seal = (): Buffer => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(authenticated);
    return Buffer.concat([nonce, cipher.update(message), cipher.final(), cipher.getAuthTag()]);
  };
  const sealed = seal();
  const open = (): Buffer => {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(authenticated).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  };
  return { seal, open };
}

type Measured = Readonly<Record<"floor" | "ours" | "library", Samples>>;

/** Ratios of `close` pair floor and ours; those of `far` pair the library with both. */
function figuresOf(verb: string, close: Measured, far: Measured): Figure[] {
  const cpu = (what: string, { cpuMicroseconds }: Samples): Figure => {
    const { median, spread } = summarise(cpuMicroseconds);
    return { what: `${verb}, ${what}: CPU`, value: median, spread, unit: "µs" };
  };
  const times = (what: string, of: Samples, base: Samples, measured: keyof Samples): Figure => {
    const { median, spread } = ratio(of[measured], base[measured]);
    return { what: `${verb}, ${what}`, value: median, spread, unit: "times" };
  };
  const goal = { rule: "at most", value: TIMES_MAX } as const;
  return [
    cpu("bare AES-256-GCM (floor)", close.floor),
    cpu("our envelope", close.ours),
    cpu("AWS Encryption SDK", far.library),
    { ...times("ours against the floor, CPU", close.ours, close.floor, "cpuMicroseconds"), goal },
    times("ours against the floor, wall time", close.ours, close.floor, "wallMicroseconds"),
    times("AWS Encryption SDK against ours, CPU", far.library, far.ours, "cpuMicroseconds"),
    times("AWS Encryption SDK against the floor, CPU", far.library, far.floor, "cpuMicroseconds"),
  ];
}
