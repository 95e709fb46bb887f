declare const instantUnit: unique symbol;

/**
 * A time of a machine's CLOCK_REALTIME, in nanoseconds since 1970: too large for an exact number.
 * Only times of the same clock can be compared.
 */
export type Instant = bigint & { readonly [instantUnit]: true };

/** An instant from its nanoseconds since 1970. */
export const instant = (nanoseconds: bigint): Instant => nanoseconds as Instant;

/** The time between two instants of the same clock, in nanoseconds; negative if `to` is earlier. */
export const between = (from: Instant, to: Instant): number => Number(to - from);
