import { closeSync, openSync, readSync } from "node:fs";
import { type FileSummary, NachaReader, type ReaderOptions } from "../../functions/ach/nacha/reader";
import { asOperatorError } from "./files";

const CHUNK_BYTES = 256 * 1024;

/** Reads a NACHA file, however large, in chunks. @throws OperatorError where the file cannot be read. */
export function readNachaFile(file: string, shownName: string, options: ReaderOptions): FileSummary {
  const reader = new NachaReader(options);
  try {
    const descriptor = openSync(file, "r");
    try {
      // Records are valid during the reader's call alone, so one buffer serves all chunks.
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
        reader.push(buffer.subarray(0, length));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw asOperatorError(error, `${shownName} cannot be read`);
  }
  return reader.end();
}
