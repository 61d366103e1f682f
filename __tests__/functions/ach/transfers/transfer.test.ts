import {
  IllegalTransferTransitionError,
  TRANSFER_DETAILS,
  TRANSFER_STATUSES,
  type TransferState,
  transferMayBecome,
  transferStep,
} from "../../../../functions/ach/transfers/transfer";

const states: TransferState[] = TRANSFER_STATUSES.flatMap((status) =>
  TRANSFER_DETAILS.map((detail) => ({ status, detail })),
);
const name = ({ status, detail }: TransferState) => `${status}/${detail}`;

describe("a transfer", () => {
  it("goes where it may, and nowhere else", () => {
    const allowed = states.flatMap((from) =>
      states.filter((to) => transferMayBecome(from, to)).map((to) => `${name(from)} → ${name(to)}`),
    );
    expect(allowed.sort()).toMatchInlineSnapshot(`
      [
        "completed/corrected → failed/returned",
        "completed/settled → completed/corrected",
        "completed/settled → failed/returned",
        "initiated/queued → failed/cancelled",
        "initiated/queued → processing/batched",
        "processing/acknowledged → completed/corrected",
        "processing/acknowledged → completed/settled",
        "processing/acknowledged → failed/rejected",
        "processing/acknowledged → failed/returned",
        "processing/batched → initiated/queued",
        "processing/batched → processing/submitted",
        "processing/submitted → completed/settled",
        "processing/submitted → failed/rejected",
        "processing/submitted → failed/returned",
        "processing/submitted → processing/acknowledged",
      ]
    `);
  });

  it("says both states where it may not", () => {
    const from = { status: "failed", detail: "returned" } as const;
    const to = { status: "completed", detail: "settled" } as const;
    expect(() => transferStep(from, to)).toThrow(IllegalTransferTransitionError);
    expect(() => transferStep(from, to)).toThrow(
      "A transfer that is failed (returned) cannot become completed (settled).",
    );
  });

  it("that settled may still be returned", () => {
    const to = { status: "failed", detail: "returned" } as const;
    expect(transferStep({ status: "completed", detail: "settled" }, to)).toEqual(to);
  });
});
