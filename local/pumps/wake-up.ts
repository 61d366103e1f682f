/** A bell that one loop waits for: a ring while nobody waits is kept, several rings are one. */
export class WakeUp {
  #rung = false;
  #answer: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** Waits for a ring, at most so long. @returns whether it rang. */
  async wait(milliseconds: number | undefined, ending: AbortSignal): Promise<boolean> {
    if (!this.#rung && !ending.aborted) await this.#silence(milliseconds, ending);
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }

  async #silence(milliseconds: number | undefined, ending: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let end: () => void = () => {};
    await new Promise<void>((resolve) => {
      end = () => resolve();
      this.#answer = end;
      ending.addEventListener("abort", end);
      if (milliseconds !== undefined) timer = setTimeout(end, milliseconds);
    });
    clearTimeout(timer);
    ending.removeEventListener("abort", end);
    this.#answer = undefined;
  }
}
