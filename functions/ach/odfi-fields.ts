import * as z from "zod/mini";
import { EnvironmentError } from "../shared/environment";
import { json, tableName } from "../shared/environment-fields";
import { ODFI_SETTINGS_FORM, odfiSettings, type OdfiSettings } from "./settings";

/** What functions of other rooms read that meet the bank: both, or neither where an environment has no bank. */
export const odfiFields = {
  /** Transfers, and what the settlement account holds. @default "", no bank */
  ACH_TRANSFERS_TABLE_NAME: z._default(
    z.union([z.literal(""), tableName], "must be the name of a table, or empty"),
    "",
  ),
  /** The originating bank, the company, limits and prices. @default "", no bank */
  ODFI_SETTINGS: z._default(
    z.union([z.literal(""), json(odfiSettings, ODFI_SETTINGS_FORM)], `${ODFI_SETTINGS_FORM}, or empty`),
    "",
  ),
};

/** The bank of an environment that has one. */
export interface OdfiPlace {
  readonly tableName: string;
  readonly settings: OdfiSettings;
}

/** The bank that an environment says, or nothing. @throws EnvironmentError where one of the two variables stands alone. */
export function odfiPlace(environment: {
  readonly ACH_TRANSFERS_TABLE_NAME?: string;
  readonly ODFI_SETTINGS?: OdfiSettings | "";
}): OdfiPlace | undefined {
  const { ACH_TRANSFERS_TABLE_NAME: tableName = "", ODFI_SETTINGS: settings = "" } = environment;
  if (tableName === "" && settings === "") return undefined;
  if (tableName !== "" && settings !== "") return { tableName, settings };
  throw new EnvironmentError("ACH_TRANSFERS_TABLE_NAME and ODFI_SETTINGS: both are given, or neither is.");
}
