import { Construct } from "constructs";
import { globalNameOf, type Naming, PlatformRole, type Surroundings } from "../shared";

export interface RolesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly homeRegion: string;
}

/** A role for each function, and the scheduler's. */
export class Roles extends Construct {
  readonly manager: PlatformRole;
  readonly releaser: PlatformRole;
  readonly accruer: PlatformRole;
  readonly payouts: PlatformRole;
  readonly schedules: PlatformRole;

  constructor(scope: Construct, id: string, { surroundings, naming, homeRegion }: RolesProps) {
    super(scope, id);
    const make = (roleId: string, thing: string, description: string, service?: string): PlatformRole =>
      new PlatformRole(this, roleId, {
        name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion }),
        description,
        ...(service === undefined ? {} : { service }),
      });
    this.manager = make("manager", "escrow-manager", "Shows held money, and does with it what callers may decide.");
    this.releaser = make("releaser", "escrow-releaser", "Releases held money whose time has come.");
    this.accruer = make("accruer", "escrow-accruer", "Accrues interest on held money, which it cannot move.");
    this.payouts = make("payouts", "escrow-payouts", "Pays providers out whose day has come.");
    this.schedules = make("schedules", "escrow-schedules", "Calls functions by the clock.", "scheduler.amazonaws.com");
  }

  /** ARNs of the roles that write the escrows' table. */
  get writers(): string[] {
    return [this.manager, this.releaser, this.accruer, this.payouts].map(({ arn }) => arn);
  }
}
