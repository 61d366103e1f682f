import {
  behaviourOf,
  declineOf,
  SIMULATED_AMOUNTS,
  SIMULATED_BEHAVIOURS,
  SIMULATED_DECLINES,
  simulatedMethod,
} from "../../../functions/simulator/behaviours";

describe("what the simulator is asked for", () => {
  it.each(SIMULATED_BEHAVIOURS)("is %s by a method of its own", (behaviour) => {
    expect(simulatedMethod(`sim_${behaviour}`)).toBe(behaviour);
    expect(simulatedMethod(behaviour)).toBeUndefined();
  });

  it("is nothing by a method that there is not", () => {
    expect(simulatedMethod("sim_nothing")).toBeUndefined();
    expect(simulatedMethod("sim_toString")).toBeUndefined();
  });

  it("is by amount: 4000.01 to 4000.06, and approval by all others", () => {
    expect(SIMULATED_AMOUNTS).toEqual({
      400001: "decline",
      400002: "insufficient_funds",
      400003: "dispute",
      400004: "slow",
      400005: "timeout_then_success",
      400006: "success_after_void",
    });
    expect(behaviourOf(400_000)).toBe("approve");
    expect(behaviourOf(400_001)).toBe("decline");
  });

  it("is what the method asks before what the amount asks", () => {
    expect(behaviourOf(400_001, "dispute")).toBe("dispute");
    expect(behaviourOf(400_001, "approve")).toBe("decline");
  });

  it("is refused by a code of its own", () => {
    expect(declineOf("decline")).toBe("card_declined");
    expect(declineOf("approve")).toBeUndefined();
    expect(new Set(Object.values(SIMULATED_DECLINES)).size).toBe(Object.keys(SIMULATED_DECLINES).length);
  });
});
