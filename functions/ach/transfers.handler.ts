import {
  cancelAchTransfer,
  createAchTransfer,
  getAchTransfer,
  listAchTransfers,
  reinitiateAchTransfer,
  reverseAchTransfer,
  serveApi,
} from "../api";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { connectTransfers } from "./connect";
import * as environments from "./environment";
import { transferRoutes } from "./transfers/routes";

const connected = connectTransfers(readEnvironment(environments.transfers));

/** `POST`, `GET /ach-transfers`, `GET /ach-transfers/{transfer_id}`, and `POST .../cancel`, `.../reinitiate`, `.../reverse`. */
export const handler = serveApi(
  createLogger(),
  {
    createAchTransfer,
    getAchTransfer,
    listAchTransfers,
    cancelAchTransfer,
    reinitiateAchTransfer,
    reverseAchTransfer,
  },
  transferRoutes(connected),
);
