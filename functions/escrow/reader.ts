import type { Clock } from "../shared/clock";
import { listPage, type Partition } from "../shared/listing";
import type { ListedTable } from "../shared/listing-store";
import { pageResource, type PageRequest, type PageResource, readPageRequest } from "../shared/page-request";
import { requestFaults } from "../shared/request-fields";
import { shardsOf } from "../shared/shards";
import type { EscrowAccount, EscrowStatus } from "./account";
import type { EscrowStore } from "./escrow-store";
import { escrowDisputeResource, escrowResource } from "./resource";
import { escrowNotFound, refuse, type Result } from "./results";
import { escrowKey, readEscrow } from "./store-items";

/** What reading escrows works with. */
export interface EscrowReaderParts {
  readonly escrows: EscrowStore;
  readonly escrowList: ListedTable;
  readonly clock: Clock;
  readonly region: string;
}

/** Which escrows are asked for; what is left out does not matter. */
export interface EscrowQuery extends PageRequest {
  readonly customerId?: string;
  /** The first beneficiary. */
  readonly providerId?: string;
  readonly status?: EscrowStatus;
}

type EscrowResource = ReturnType<typeof escrowResource>;

/** An escrow as it stands now, with what its release waits for. */
export async function getEscrow(
  { escrows, clock }: EscrowReaderParts,
  escrowId: string,
): Promise<Result<{ readonly escrow: EscrowResource }>> {
  const faults = requestFaults({ escrow_id: escrowId });
  if (faults.length > 0) return refuse(...faults);
  const account = await escrows.find(escrowId);
  return account ? { ok: true, escrow: escrowResource(account, clock.now()) } : escrowNotFound();
}

/** A page of escrows, the newest first. One made a moment ago may not be listed yet. */
export async function listEscrows(
  { escrowList, clock, region }: EscrowReaderParts,
  query: EscrowQuery,
): Promise<Result<{ readonly page: PageResource<EscrowResource> }>> {
  const { customerId, providerId, status, limit } = query;
  const faults = requestFaults({ customer_id: customerId, provider_id: providerId });
  const asked = readPageRequest(query, ["escrow", customerId, providerId, status]);
  if (!asked.ok || faults.length > 0) return refuse(...faults, ...(asked.ok ? [] : asked.errors));
  const isFiltered = status !== undefined || (customerId !== undefined && providerId !== undefined);
  const page = await listPage<EscrowAccount>(escrowList, {
    partitions: partitionsOf(region, customerId, providerId),
    window: asked.window,
    limit,
    read: (ids) => escrowList.readAll(ids, escrowKey, readEscrow),
    ...(isFiltered && {
      wanted: (account) =>
        (status === undefined || account.status === status) &&
        (providerId === undefined || account.beneficiaries[0]?.providerId === providerId),
    }),
  });
  const now = clock.now();
  return { ok: true, page: pageResource(page, (account) => escrowResource(account, now), asked.filters) };
}

/** The narrowest index that holds all that is asked for. */
function partitionsOf(region: string, customerId?: string, providerId?: string): readonly Partition[] {
  if (customerId !== undefined) return [{ index: "by_customer", key: customerId }];
  if (providerId !== undefined) return [{ index: "by_provider", key: providerId }];
  return shardsOf("escrow", region).map((key) => ({ index: "listed", key }));
}

/** All disputes of an escrow, in the order in which they were opened; a rail's chargebacks among them. */
export async function listDisputes(
  { escrows }: EscrowReaderParts,
  escrowId: string,
): Promise<Result<{ readonly disputes: readonly ReturnType<typeof escrowDisputeResource>[] }>> {
  const faults = requestFaults({ escrow_id: escrowId });
  if (faults.length > 0) return refuse(...faults);
  const [account, disputes] = await Promise.all([escrows.find(escrowId), escrows.disputes(escrowId)]);
  return account ? { ok: true, disputes: disputes.map(escrowDisputeResource) } : escrowNotFound();
}
