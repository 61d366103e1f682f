/** The directory of a zip (PKWARE APPNOTE 4.3.12), as far as tests look at it. */

export interface ZipEntry {
  readonly name: string;
  /** Year, month, day, hour, minute, second. */
  readonly date: readonly number[];
  /** Unix permissions and file type, octal: `100644`. */
  readonly mode: string;
  /** Which system's attributes these are; 3 is Unix. */
  readonly system: number;
}

const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;

/** The entries of a zip without a comment, in their order. */
export function zipEntries(zip: Uint8Array): ZipEntry[] {
  const bytes = Buffer.from(zip);
  const end = bytes.length - END_LENGTH;
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error("The zip does not end with its directory.");
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (bytes.readUInt32LE(at) !== CENTRAL_HEADER) throw new Error("The directory of the zip is broken.");
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      date: dateOf(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
      mode: (bytes.readUInt32LE(at + 38) >>> 16).toString(8),
      system: bytes.readUInt8(at + 5),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

const dateOf = (date: number, time: number): number[] => [
  1980 + (date >> 9),
  (date >> 5) & 15,
  date & 31,
  time >> 11,
  (time >> 5) & 63,
  (time & 31) * 2,
];
