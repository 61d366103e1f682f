import type { Books, SimulatedEntry, SimulatedFollowUp } from "./books";
import type { SimulatedCharge, SimulatedNotice } from "./charge";

/** Books that end with the process, open to whoever made them: for tests and benchmarks. */
export class MemoryBooks implements Books {
  readonly charges = new Map<string, SimulatedCharge>();
  readonly followUps = new Map<string, SimulatedFollowUp>();
  readonly noticed: SimulatedNotice[] = [];

  async findCharge(reference: string): Promise<SimulatedCharge | undefined> {
    return this.charges.get(reference);
  }

  async findFollowUp(reference: string): Promise<SimulatedFollowUp | undefined> {
    return this.followUps.get(reference);
  }

  async commit({ charge, followUp, notices }: SimulatedEntry): Promise<boolean> {
    if (charge && (this.charges.get(charge.reference)?.version ?? 0) !== charge.version - 1) return false;
    if (followUp && this.followUps.has(followUp.reference)) return false;
    if (charge) this.charges.set(charge.reference, charge);
    if (followUp) this.followUps.set(followUp.reference, followUp);
    this.noticed.push(...notices);
    return true;
  }

  async notices(from: string, until: string): Promise<SimulatedNotice[]> {
    const due = this.noticed.filter(({ at }) => at >= from && at <= until);
    return due.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  }

  async markDelivered(notice: SimulatedNotice, at: string): Promise<void> {
    const place = this.noticed.findIndex((each) => placeOf(each) === placeOf(notice));
    if (place >= 0) this.noticed[place] = { ...notice, deliveredAt: at };
  }
}

const placeOf = ({ at, kind, of }: SimulatedNotice): string => [at, kind, of].join();
