/** Kills a function instance at one of its calls, before or after the call did its work; what it sends later does not arrive. */
export class Kill {
  calls = 0;
  private dead = false;

  /** @param at the call, counted from 1; none where it is left out. */
  constructor(
    private readonly at = Infinity,
    private readonly side: "before" | "after" = "before",
  ) {}

  async around<Value>(work: () => Promise<Value>): Promise<Value> {
    const call = ++this.calls;
    this.dead ||= call === this.at && this.side === "before";
    if (this.dead) throw new Killed();
    const value = await work();
    this.dead ||= call === this.at;
    if (this.dead) throw new Killed();
    return value;
  }
}

export class Killed extends Error {}
