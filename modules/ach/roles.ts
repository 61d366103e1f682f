import { Construct } from "constructs";
import { BANK_ACCOUNT_ROLES, globalNameOf, type Naming, PlatformRole, type Surroundings } from "../shared";

export interface RolesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly homeRegion: string;
}

/** A role for each function, and the scheduler's. Three have the names that the ACH key's policy knows. */
export class Roles extends Construct {
  readonly accounts: PlatformRole;
  readonly transfers: PlatformRole;
  readonly rail: PlatformRole;
  readonly optimizer: PlatformRole;
  readonly delivery: PlatformRole;
  readonly incoming: PlatformRole;
  readonly reconciler: PlatformRole;
  readonly schedules: PlatformRole;

  constructor(scope: Construct, id: string, { surroundings, naming, homeRegion }: RolesProps) {
    super(scope, id);
    const make = (roleId: string, thing: string, description: string, service?: string): PlatformRole =>
      new PlatformRole(this, roleId, {
        name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion }),
        description,
        ...(service === undefined ? {} : { service }),
      });
    const { accounts, optimizer, incoming } = BANK_ACCOUNT_ROLES;
    this.accounts = make("accounts", accounts, "Keeps bank accounts; seals their numbers, and cannot open them.");
    this.transfers = make("transfers", "ach-transfers", "Makes and cancels transfers; sees no account number.");
    this.rail = make("rail", "ach-debit-rail", "Makes payments' debits and their refunds; sees no account number.");
    this.optimizer = make("optimizer", optimizer, "Builds files, for which it opens account numbers.");
    this.delivery = make("delivery", "ach-delivery", "Has files taken to the bank; does not read them.");
    this.incoming = make("incoming", incoming, "Takes in what the bank tells, corrected account numbers too.");
    this.reconciler = make("reconciler", "ach-reconciler", "Reports what became of each entry; moves no money.");
    this.schedules = make("schedules", "ach-schedules", "Calls functions by the clock.", "scheduler.amazonaws.com");
  }

  /** ARNs of the roles that write the table of transfers. */
  get writers(): string[] {
    const { accounts, transfers, rail, optimizer, delivery, incoming, reconciler } = this;
    return [accounts, transfers, rail, optimizer, delivery, incoming, reconciler].map(({ arn }) => arn);
  }
}
