import {
  authoriseDebits,
  createBankAccount,
  getBankAccount,
  listBankAccounts,
  revokeAuthorisation,
  serveApi,
  verifyBankAccount,
} from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { accountRoutes } from "./bank-accounts/routes";
import { connectAccounts } from "./connect";
import * as environments from "./environment";

const connected = connectAccounts(readEnvironment(environments.bankAccounts));

/** `POST`, `GET /bank-accounts`, and of one its `GET`, `/verify` and `/authorisations`; no account number is ever logged. */
export const handler = serveApi(
  createLogger(),
  { createBankAccount, getBankAccount, listBankAccounts, verifyBankAccount, authoriseDebits, revokeAuthorisation },
  accountRoutes(connected),
);
