/** The middle of some samples and how far apart they lie. */
export interface Summary {
  readonly median: number;
  /** Distance between the first and the third quartile: half of the samples lie within it. */
  readonly spread: number;
}

/** A statistic was asked of no samples, or of lists that do not pair up. */
export class NoSamplesError extends Error {
  override readonly name = "NoSamplesError";
}

/**
 * The value below which a share (0 to 1) of the samples lies, interpolated between neighbours.
 *
 * @throws NoSamplesError where there are none.
 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new NoSamplesError("There is no quantile of no samples.");
  return below + (above - below) * (place - Math.floor(place));
}

/** The median and the spread of samples. @throws NoSamplesError where there are none. */
export function summarise(samples: readonly number[]): Summary {
  return { median: quantile(samples, 0.5), spread: quantile(samples, 0.75) - quantile(samples, 0.25) };
}

/**
 * How many times the second the first is, round by round: both were measured in the same round, so what slowed the
 * machine down for a while slowed both.
 *
 * @throws NoSamplesError where the lists do not pair up, or a base is 0.
 */
export function ratio(samples: readonly number[], bases: readonly number[]): Summary {
  if (samples.length !== bases.length) {
    throw new NoSamplesError(`A ratio needs pairs; there are ${samples.length} samples and ${bases.length} bases.`);
  }
  const ratios = samples.map((sample, round) => {
    const base = bases[round];
    if (base === undefined || base <= 0) throw new NoSamplesError(`Round ${round} has no base to compare with.`);
    return sample / base;
  });
  return summarise(ratios);
}
