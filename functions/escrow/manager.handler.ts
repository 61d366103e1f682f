import {
  approveEscrow,
  changeEscrowConditions,
  getEscrow,
  getEscrowStatement,
  giveDisputeEvidence,
  giveEscrowEvidence,
  listEscrowDisputes,
  listEscrows,
  openEscrowDispute,
  recordEscrowEvent,
  refundEscrow,
  releaseEscrow,
  resolveEscrowDispute,
  reviewEscrowDispute,
  serveApi,
  withdrawEscrowDispute,
} from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectEscrow } from "./connect";
import { disputeRoutes } from "./dispute-routes";
import * as environments from "./environment";
import { factRoutes, moveRoutes, readRoutes } from "./routes";

const log = createLogger();
const connected = connectEscrow(readEnvironment(environments.manager), log);

const operations = {
  approveEscrow,
  changeEscrowConditions,
  getEscrow,
  getEscrowStatement,
  giveDisputeEvidence,
  giveEscrowEvidence,
  listEscrowDisputes,
  listEscrows,
  openEscrowDispute,
  recordEscrowEvent,
  refundEscrow,
  releaseEscrow,
  resolveEscrowDispute,
  reviewEscrowDispute,
  withdrawEscrowDispute,
};

/** All of `/escrows`. */
export const handler = serveApi(log, operations, {
  ...readRoutes(connected),
  ...factRoutes(connected),
  ...moveRoutes(connected),
  ...disputeRoutes(connected),
});
