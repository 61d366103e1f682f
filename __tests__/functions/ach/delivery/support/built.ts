import type { AchFile } from "../../../../../functions/ach/batches/file";
import { optimise } from "../../../../../functions/ach/batches/optimise";
import { deliverDue, DeliveryError, type DeliveryParts, takeNews } from "../../../../../functions/ach/delivery/deliver";
import { readTransferEvent } from "../../../../../functions/ach/delivery/transfer-events";
import { createTransfer } from "../../../../../functions/ach/transfers/create";
import { money } from "../../../../../functions/shared/money";
import { Kill, Killed } from "../../../payments/support/kill";
import { CALLER, settingsOf, World } from "../../support/world";
import { AnswerLost, BUCKET, CONNECTOR, FakeBank, type Faults } from "./bank";

/** Monday's standard window: its cut-off, when its file is built here, and its operator's deadline. */
export const BUILT_AT = "2026-11-24T06:45:00Z";
export const CLOSES_AT = Date.parse("2026-11-24T07:15:00Z");
export const MINUTE_MS = 60_000;

/** A world with one file, built at its cut-off. @param settings what differs of the bank's. */
export async function builtWorld(settings: object = {}): Promise<World> {
  const world = new World(settingsOf(settings));
  const account = await world.account();
  await world.fund({ provider: ["pro_1", 100_000], cash: 100_000 });
  const made = await createTransfer(world.parts(), CALLER, {
    ...{ direction: "credit", transferType: "standard", bankAccountId: account.id, amount: money(1000, "USD") },
  });
  if (!made.ok) throw new Error("refused");
  await optimise(world.at(BUILT_AT).parts());
  return world;
}

/** A bank, the world that sends to it, and the events between them. */
export class Road {
  readonly bank: FakeBank;
  private handed = 0;

  constructor(
    readonly world: World,
    faults: Faults = {},
  ) {
    const bytesOf = (key: string) => world.bucket.files.get(key)?.length ?? 0;
    this.bank = new FakeBank(() => world.clock.milliseconds, bytesOf, faults);
  }

  get file(): AchFile {
    const [file] = this.world.files();
    if (!file) throw new Error("There is no file.");
    return file;
  }

  parts(kill = new Kill()): DeliveryParts {
    return { ...this.world.parts(kill), courier: this.bank.courier(kill) };
  }

  /** The schedule's run; an instance that dies, or a call without an answer, is no end of anything. */
  async run(kill = new Kill()): Promise<void> {
    await survived(() => deliverDue(this.parts(kill)));
  }

  /** Hands over an event that was told, as its queue would. */
  async hear(place: number, kill = new Kill()): Promise<void> {
    const body = this.bank.events[place];
    if (body === undefined) return;
    const news = readTransferEvent(body, { connectorId: CONNECTOR, bucketName: BUCKET });
    if (news) await survived(() => takeNews(this.parts(kill), news));
  }

  /** Hands over what was told since the last time. */
  async hearAll(): Promise<void> {
    for (; this.handed < this.bank.events.length; this.handed++) await this.hear(this.handed);
  }

  /** So many minutes, each with a run of the schedule and what was told by then. */
  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute++) {
      await this.run();
      await this.hearAll();
      this.world.clock.milliseconds += MINUTE_MS;
    }
  }

  counted(name: string): number {
    return this.world.counts.filter((each) => each === name).length;
  }
}

async function survived(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // A run whose calls failed says so, for the function's own alarm.
    const isExpected = error instanceof Killed || error instanceof AnswerLost || error instanceof DeliveryError;
    if (!isExpected) throw error;
  }
}
