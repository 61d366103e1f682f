import { listPage, type Partition } from "../../shared/listing";
import { type PageRequest, type PageResource, pageResource, readPageRequest } from "../../shared/page-request";
import { requestFaults } from "../../shared/request-fields";
import { shardsOf } from "../../shared/shards";
import type { AchParts } from "../parts";
import { transferResource } from "../resources";
import { refuse, type Result } from "../results";
import { TRANSFER_NOT_FOUND } from "./cancel";
import { type AchTransfer, isInternal, type TransferStatus } from "./transfer";

/** Which transfers are asked for; what is left out does not matter. */
export interface TransferQuery extends PageRequest {
  readonly providerId?: string;
  readonly customerId?: string;
  readonly status?: TransferStatus;
}

type TransferResource = ReturnType<typeof transferResource>;
type ReadParts = Pick<AchParts, "store" | "region">;

/** A transfer as it stands. */
export async function getTransfer(
  { store }: ReadParts,
  transferId: string,
): Promise<Result<{ readonly transfer: TransferResource }>> {
  const faults = requestFaults({ transfer_id: transferId });
  if (faults.length > 0) return refuse(...faults);
  const transfer = (await store.transfers([transferId])).get(transferId);
  if (!transfer || isInternal(transfer)) return refuse(TRANSFER_NOT_FOUND);
  const [shown] = await shownTransfers({ store }, [transfer]);
  return shown ? { ok: true, transfer: shown } : refuse(TRANSFER_NOT_FOUND);
}

/** A page of transfers, the newest first. One made a moment ago may not be listed yet. */
export async function listTransfers(
  { store, region }: ReadParts,
  query: TransferQuery,
): Promise<Result<{ readonly page: PageResource<TransferResource> }>> {
  const { providerId, customerId, status, limit } = query;
  const faults = requestFaults({ provider_id: providerId, customer_id: customerId });
  const asked = readPageRequest(query, ["ach-transfer", providerId, customerId, status]);
  if (!asked.ok || faults.length > 0) return refuse(...faults, ...(asked.ok ? [] : asked.errors));
  const partitions: readonly Partition[] =
    providerId === undefined
      ? shardsOf("ach-transfer", region).map((key) => ({ index: "listed", key }))
      : [{ index: "by_provider", key: providerId }];
  const page = await listPage<AchTransfer>(store, {
    partitions,
    window: asked.window,
    limit,
    read: (ids) => store.transfers(ids),
    ...((status !== undefined || customerId !== undefined) && {
      wanted: (transfer) =>
        (status === undefined || transfer.status === status) &&
        (customerId === undefined || transfer.customerId === customerId),
    }),
  });
  const shown = await shownTransfers({ store }, page.entries);
  return { ok: true, page: pageResource({ ...page, entries: shown }, (resource) => resource, asked.filters) };
}

/** Transfers as they are shown, each with its file. */
async function shownTransfers(
  { store }: Pick<AchParts, "store">,
  transfers: readonly AchTransfer[],
): Promise<TransferResource[]> {
  const files = await store.files([...new Set(transfers.flatMap(({ fileId }) => fileId ?? []))]);
  return transfers.map((transfer) =>
    transferResource(transfer, transfer.fileId === undefined ? undefined : files.get(transfer.fileId)),
  );
}
