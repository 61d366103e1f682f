import type { RecordLayout, RecordOf } from "../layout";
import { addenda02 } from "./addenda-02";
import { addenda05 } from "./addenda-05";
import { addenda98, iatAddenda98, refusedAddenda98 } from "./addenda-98";
import { addenda99, contestedAddenda99, dishonoredAddenda99, iatAddenda99 } from "./addenda-99";
import { advBatchControl, batchControl } from "./batch-control";
import { batchHeader, iatBatchHeader } from "./batch-header";
import {
  advEntryDetail,
  corporateEntryDetail,
  entryDetail,
  iatEntryDetail,
  sharedNetworkEntryDetail,
  swappedEntryDetail,
} from "./entry-detail";
import { advFileControl, fileControl } from "./file-control";
import { fileHeader } from "./file-header";
import {
  iatAddenda10,
  iatAddenda11,
  iatAddenda12,
  iatAddenda13,
  iatAddenda14,
  iatAddenda15,
  iatAddenda16,
  iatAddenda17,
  iatAddenda18,
} from "./iat-addenda";

/** Every record type: the one table from which files are read, written and documented. */
export const RECORDS = {
  FileHeader: fileHeader,
  BatchHeader: batchHeader,
  IatBatchHeader: iatBatchHeader,
  EntryDetail: entryDetail,
  SwappedEntryDetail: swappedEntryDetail,
  CorporateEntryDetail: corporateEntryDetail,
  SharedNetworkEntryDetail: sharedNetworkEntryDetail,
  IatEntryDetail: iatEntryDetail,
  AdvEntryDetail: advEntryDetail,
  Addenda02: addenda02,
  Addenda05: addenda05,
  IatAddenda10: iatAddenda10,
  IatAddenda11: iatAddenda11,
  IatAddenda12: iatAddenda12,
  IatAddenda13: iatAddenda13,
  IatAddenda14: iatAddenda14,
  IatAddenda15: iatAddenda15,
  IatAddenda16: iatAddenda16,
  IatAddenda17: iatAddenda17,
  IatAddenda18: iatAddenda18,
  Addenda98: addenda98,
  RefusedAddenda98: refusedAddenda98,
  IatAddenda98: iatAddenda98,
  Addenda99: addenda99,
  DishonoredAddenda99: dishonoredAddenda99,
  ContestedAddenda99: contestedAddenda99,
  IatAddenda99: iatAddenda99,
  BatchControl: batchControl,
  AdvBatchControl: advBatchControl,
  FileControl: fileControl,
  AdvFileControl: advFileControl,
} as const satisfies { readonly [Name in string]: RecordLayout<Name> };

/** The name of a record type. */
export type RecordName = keyof typeof RECORDS;

/** The object of each record type. */
export type RecordTypes = { readonly [Name in RecordName]: RecordOf<(typeof RECORDS)[Name]> };

/** Any record, told apart by `type`. */
export type AnyRecord = RecordTypes[RecordName];
