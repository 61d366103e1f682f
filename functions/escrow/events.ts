import { EVENT_VERSION, type EventType, type PlatformEvent } from "../shared/events";
import type { IdPrefix } from "../shared/ids";
import type { EscrowAccount } from "./account";
import type { EscrowDispute } from "./dispute";
import type { ReleaseRecord } from "./release-record";
import { escrowDisputeResource, escrowResource, releaseResource } from "./resource";

/** What an event tells of beside the escrow. */
export interface EscrowEventAbout {
  readonly release?: ReleaseRecord;
  readonly dispute?: EscrowDispute;
  /** When it happened, where the escrow itself was not written: ISO 8601 UTC. */
  readonly at?: string;
}

/** The event that tells of an escrow as it is written. */
export function escrowEvent(
  { makeId }: { readonly makeId: (prefix: IdPrefix) => string },
  type: EventType,
  account: EscrowAccount,
  { release, dispute, at = account.updatedAt }: EscrowEventAbout = {},
): PlatformEvent {
  const { region, epoch } = account;
  const data = {
    escrow: escrowResource(account, Date.parse(at)),
    ...(release && { release: releaseResource(release) }),
    ...(dispute && { escrow_dispute: escrowDisputeResource(dispute) }),
  };
  return { id: makeId("evt"), type, version: EVENT_VERSION, at, region, epoch, data };
}
