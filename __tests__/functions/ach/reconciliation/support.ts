import { addDays } from "../../../../functions/ach/calendar/day";
import { reconcile, type ReconcilerParts } from "../../../../functions/ach/reconciliation/reconcile";
import { dynamoReconciliationStore } from "../../../../functions/ach/reconciliation/store";
import type { ReportBucket } from "../../../../functions/ach/reconciliation/ports";
import { Kill } from "../../payments/support/kill";
import { killable, TABLES, type World } from "../support/world";

/** Reports as a bucket keeps them. */
class MemoryReports implements ReportBucket {
  readonly texts = new Map<string, string>();

  keep(key: string, text: string): Promise<void> {
    this.texts.set(key, text);
    return Promise.resolve();
  }
}

/** The report of a day, as far as tests look at it. */
interface Report {
  readonly totals: Readonly<Record<string, unknown>>;
  readonly files: readonly object[];
  readonly missing: readonly object[];
  readonly returned: readonly object[];
  readonly returned_late: readonly object[];
  readonly return_rates: readonly { readonly kind: string; readonly exceeded: boolean }[];
}

/** A reconciler of a world. */
export class Reconciler {
  readonly bucket = new MemoryReports();

  constructor(readonly world: World) {}

  parts(kill = new Kill()): ReconcilerParts {
    const store = dynamoReconciliationStore(this.world.table.client, TABLES.ach, "us-west-2");
    return {
      ...this.world.parts(kill),
      reconciliation: killable(store, kill),
      reports: killable(this.bucket, kill),
    };
  }

  run(day?: string, kill = new Kill()) {
    return reconcile(this.parts(kill), day);
  }

  /** Reconciles a day on the morning behind it. */
  at(day: string) {
    this.world.clock.milliseconds = Date.parse(`${addDays(day, 1)}T10:00:00Z`);
    return this.run();
  }

  with(parts: ReconcilerParts) {
    return reconcile(parts);
  }

  report(day: string): Report {
    return JSON.parse(this.bucket.texts.get(`reports/${day}/reconciliation.json`) ?? "{}") as Report;
  }

  table(day: string): string[] {
    return (this.bucket.texts.get(`reports/${day}/reconciliation.csv`) ?? "").split("\r\n");
  }
}
