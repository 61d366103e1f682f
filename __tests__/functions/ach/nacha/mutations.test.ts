import { NachaReader } from "../../../../functions/ach/nacha/reader";
import type { Field } from "../../../../functions/ach/nacha/layout";
import { type RecordName, RECORDS } from "../../../../functions/ach/nacha/records";
import { BATCH, ENTRY, FILE, joined, linesOf, written } from "./support/files";

/** A record and its line break. */
const LINE = 95;

const BACK = { originalTrace: "121042880000001", originalRdfi: "23138010" };
const BYTES = written({ ...FILE, referenceCode: "REF00001" }, [
  [
    { ...BATCH, secCode: "WEB", discretionaryData: "own use", descriptiveDate: "MARCH" },
    [{ ...ENTRY, direction: "debit", discretionaryData: "S", addenda: ["for invoice 1"] }],
  ],
  [{ ...BATCH, secCode: "CTX" }, [{ ...ENTRY, addenda: ["first", "second"] }]],
  [BATCH, [{ ...ENTRY, return: { code: "R14", ...BACK, dateOfDeath: "2026-01-31", information: "told by the bank" } }]],
  [
    { ...BATCH, secCode: "COR" },
    [{ ...ENTRY, amountCents: 0, correction: { code: "C03", ...BACK, correctedData: "121042882   1918171614" } }],
  ],
]);

/** Other characters for a place: one of each class. */
const CLASSES: Readonly<Record<string, (seen: number) => number>> = {
  "another digit": (seen) => (seen >= 0x30 && seen <= 0x39 ? 0x30 + ((seen - 0x30 + 1) % 10) : 0x35),
  "a letter": (seen) => (seen === 0x51 ? 0x5a : 0x51),
  "a blank": () => 0x20,
};

/** Why another character in some fields is told by nobody: the file keeps the rules with it. All other fields are bound. */
const FREE: Readonly<Record<string, readonly string[]>> = {
  "the words of the one who sends": [
    "FileHeader.immediateDestinationName",
    "FileHeader.immediateOriginName",
    "FileHeader.referenceCode",
    "BatchHeader.companyName",
    "BatchHeader.companyDiscretionaryData",
    "BatchHeader.companyEntryDescription",
    "BatchHeader.companyDescriptiveDate",
    "EntryDetail.individualIdentificationNumber",
    "EntryDetail.individualName",
    "EntryDetail.discretionaryData",
    "CorporateEntryDetail.identificationNumber",
    "CorporateEntryDetail.receivingCompanyName",
    "CorporateEntryDetail.discretionaryData",
    "Addenda05.paymentRelatedInformation",
    "Addenda99.addendaInformation",
  ],
  "a number that its bank alone can tell from another": [
    "FileHeader.immediateOrigin",
    "EntryDetail.dfiAccountNumber",
    "CorporateEntryDetail.dfiAccountNumber",
    "Addenda98.correctedData",
    "Addenda98.originalEntryTraceNumber",
    "Addenda98.originalReceivingDfiIdentification",
    "Addenda99.originalEntryTraceNumber",
    "Addenda99.originalReceivingDfiIdentification",
    "BatchControl.messageAuthenticationCode",
  ],
  "another date, hour or code of the standard": [
    "FileHeader.fileCreationDate",
    "FileHeader.fileCreationTime",
    "FileHeader.fileIdModifier",
    "BatchHeader.effectiveEntryDate",
    "BatchHeader.originatorStatusCode",
    "EntryDetail.transactionCode",
    "CorporateEntryDetail.transactionCode",
    "Addenda98.changeCode",
    "Addenda99.dateOfDeath",
    "Addenda99.returnReasonCode",
  ],
};

function isTold(bytes: Buffer): boolean {
  const reader = new NachaReader();
  reader.push(bytes);
  const { errors, warnings } = reader.end();
  return errors + warnings > 0;
}

interface Place {
  readonly name: RecordName;
  readonly field: Field;
  /** In the file. */
  readonly at: number;
}

/** Every character of every record but the padding. */
function places(): Place[] {
  const found: Place[] = [];
  const reader = new NachaReader({
    visit: ({ name, record }) => {
      for (const field of RECORDS[name].fields as readonly Field[])
        for (let column = field.first; column <= field.last; column++)
          found.push({ name, field, at: (record - 1) * LINE + column - 1 });
    },
  });
  reader.push(BYTES);
  reader.end();
  return found;
}

function replaced(at: number, byte: number): Buffer {
  const copy = Buffer.from(BYTES);
  copy[at] = byte;
  return copy;
}

describe("one character of a file that keeps the rules", () => {
  it("changed into a digit, a letter or a blank is told, or its field is one of those that are free for a reason", () => {
    const silent = new Set<string>();
    for (const { name, field, at } of places()) {
      for (const [what, other] of Object.entries(CLASSES)) {
        const byte = other(BYTES[at]!);
        if (byte === BYTES[at] || isTold(replaced(at, byte))) continue;
        const isOfDigits = ["digits", "date", "day", "number", "cents"].includes(field.kind);
        // Whatever a field of digits says, it says it in digits.
        expect([`${name}.${field.name}`, isOfDigits ? what : ""]).toEqual([
          `${name}.${field.name}`,
          isOfDigits ? "another digit" : "",
        ]);
        silent.add(`${name}.${field.name}`);
      }
    }
    expect([...silent].sort()).toEqual(Object.values(FREE).flat().sort());
  });

  it.each([0x00, 0x09, 0x1b, 0x7f, 0x80, 0xe9, 0xff])(
    "changed into the byte %i is told, wherever it stands",
    (byte) => {
      const untold = places().filter(({ at }) => !isTold(replaced(at, byte)));
      expect(untold).toEqual([]);
    },
  );

  it("changed in the padding is told", () => {
    const padding = [...BYTES.keys()].slice(BYTES.lastIndexOf("\n9"));
    expect(padding.length).toBeGreaterThan(90);
    const untold = padding.filter((at) => BYTES[at] === 0x39 && !isTold(replaced(at, 0x38)));
    expect(untold).toEqual([]);
  });

  it("lost is told, and so is one too many", () => {
    const untold: number[] = [];
    for (let at = 0; at < BYTES.length; at++) {
      const head = BYTES.subarray(0, at);
      if (!isTold(Buffer.concat([head, BYTES.subarray(at + 1)]))) untold.push(at);
      if (!isTold(Buffer.concat([head, Buffer.from("X"), BYTES.subarray(at)]))) untold.push(at);
    }
    expect(untold).toEqual([]);
  });
});

describe("one line of a file that keeps the rules", () => {
  const lines = linesOf(BYTES);

  it.each(lines.map((line, at) => [at + 1, line.slice(0, 3)] as const))(
    "%i (%s) lost, or there twice, is told",
    (number) => {
      const at = number - 1;
      expect(isTold(Buffer.from(joined(lines.toSpliced(at, 1))))).toBe(true);
      expect(isTold(Buffer.from(joined(lines.toSpliced(at, 0, lines[at]!))))).toBe(true);
    },
  );

  it("and the next in each other's place are told", () => {
    const untold = lines.slice(1).filter((line, at) => {
      const before = lines[at]!;
      return line !== before && !isTold(Buffer.from(joined(lines.toSpliced(at, 2, line, before))));
    });
    expect(untold).toEqual([]);
  });
});
