import { Construct } from "constructs";
import { GivenRole, globalNameOf, type Naming, PlatformRole, type RoleReference, type Surroundings } from "../shared";

export interface RolesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly homeRegion: string;
  /** The role that `payment-cryptography` made for the processor. */
  readonly paymentProcessorRoleArn: string;
}

/** A role for each function, and the scheduler's. */
export class Roles extends Construct {
  readonly validator: PlatformRole;
  readonly processor: RoleReference;
  readonly reader: PlatformRole;
  readonly refunds: PlatformRole;
  readonly parties: PlatformRole;
  readonly tokens: PlatformRole;
  readonly recovery: PlatformRole;
  readonly publisher: PlatformRole;
  readonly webhookProcessor: PlatformRole;
  readonly endpoints: PlatformRole;
  readonly dispatcher: PlatformRole;
  readonly deliverer: PlatformRole;
  readonly schedules: PlatformRole;

  constructor(scope: Construct, id: string, props: RolesProps) {
    super(scope, id);
    const { surroundings, naming, homeRegion } = props;
    const make = (roleId: string, thing: string, description: string, service?: string): PlatformRole =>
      new PlatformRole(this, roleId, {
        name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion }),
        description,
        ...(service === undefined ? {} : { service }),
      });
    this.processor = new GivenRole(this, "processor", { arn: props.paymentProcessorRoleArn, policyName: "payments" });
    this.validator = make("validator", "payment-validator", "Decides about payments; moves no money.");
    this.reader = make("reader", "payment-reader", "Reads payments and events.");
    this.refunds = make("refunds", "refund-processor", "Gives money back.");
    this.parties = make("parties", "payment-parties", "Keeps customers and providers.");
    this.tokens = make("tokens", "payment-tokens", "Has cards tokenised by the vault; keeps the masked method.");
    this.recovery = make("recovery", "payment-recovery", "Finishes what a time-out or a crash left open.");
    this.publisher = make("publisher", "event-publisher", "Puts events from the outbox on the bus.");
    this.webhookProcessor = make("webhook_processor", "webhook-processor", "Takes in what acquirers and banks tell.");
    this.endpoints = make("endpoints", "webhook-endpoints", "Manages webhook endpoints.");
    this.dispatcher = make("dispatcher", "webhook-dispatch", "Makes one delivery an event and endpoint.");
    this.deliverer = make("deliverer", "webhook-deliverer", "Delivers events to endpoints.");
    this.schedules = make("schedules", "payment-schedules", "Calls functions each minute.", "scheduler.amazonaws.com");
  }
}
