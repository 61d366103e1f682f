import { type Day, sameDayObstacles, type Window, windowFor, type WindowSettings } from "../calendar";

/** What a transfer asks of the calendar. */
export interface SpeedRequest {
  /** `auto`: the cheaper one that is in time. */
  readonly transferType: "standard" | "same-day" | "auto";
  /** The banking day by which the money must be there. */
  readonly neededBy?: Day;
  readonly amountCents: number;
  readonly secCode: string;
}

/** The window a transfer goes with. */
export interface ChosenSpeed {
  readonly transferType: "standard" | "same-day";
  readonly window: Window;
}

/** Why there is none. */
export type SpeedObstacle = "same_day_amount" | "same_day_sec_code" | "needed_by_passed";

/**
 * Chooses same-day or standard by urgency, eligibility and price: standard, which costs no surcharge, wherever it is in
 * time. A same-day transfer that may not go the same day, and one that cannot be there when it is needed, is refused
 * with all reasons.
 */
export function chooseSpeed(
  request: SpeedRequest,
  moment: number,
  settings: WindowSettings,
):
  | { readonly ok: true; readonly chosen: ChosenSpeed }
  | { readonly ok: false; readonly obstacles: readonly SpeedObstacle[] } {
  const { transferType, neededBy } = request;
  const standard = windowFor(moment, "standard", settings);
  const isInTime = neededBy === undefined || standard.effectiveEntryDate <= neededBy;
  if (transferType === "standard" || (transferType === "auto" && isInTime)) {
    if (isInTime) return { ok: true, chosen: { transferType: "standard", window: standard } };
    return { ok: false, obstacles: ["needed_by_passed"] };
  }
  const sameDay = windowFor(moment, "same-day", settings);
  const obstacles: SpeedObstacle[] = sameDayObstacles(request, sameDay.processingDay).map(
    (obstacle) => `same_day_${obstacle}` as const,
  );
  if (neededBy !== undefined && sameDay.effectiveEntryDate > neededBy) obstacles.push("needed_by_passed");
  if (obstacles.length > 0) return { ok: false, obstacles };
  return { ok: true, chosen: { transferType: "same-day", window: sameDay } };
}
