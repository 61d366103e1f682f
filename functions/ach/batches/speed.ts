import { type Day, sameDayObstacles, type Window } from "../calendar";

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
 *
 * @param windowOf the next window of a speed that still takes transfers.
 */
export async function chooseSpeed(
  request: SpeedRequest,
  windowOf: (speed: ChosenSpeed["transferType"]) => Promise<Window>,
): Promise<
  | { readonly ok: true; readonly chosen: ChosenSpeed }
  | { readonly ok: false; readonly obstacles: readonly SpeedObstacle[] }
> {
  const { transferType, neededBy } = request;
  const isInTime = ({ effectiveEntryDate }: Window): boolean =>
    neededBy === undefined || effectiveEntryDate <= neededBy;
  if (transferType !== "same-day") {
    const standard = await windowOf("standard");
    if (isInTime(standard)) return { ok: true, chosen: { transferType: "standard", window: standard } };
    if (transferType === "standard") return { ok: false, obstacles: ["needed_by_passed"] };
  }
  const sameDay = await windowOf("same-day");
  const obstacles: SpeedObstacle[] = sameDayObstacles(request, sameDay.processingDay).map(
    (obstacle) => `same_day_${obstacle}` as const,
  );
  if (!isInTime(sameDay)) obstacles.push("needed_by_passed");
  if (obstacles.length > 0) return { ok: false, obstacles };
  return { ok: true, chosen: { transferType: "same-day", window: sameDay } };
}
