declare const instantUnit: unique symbol;

/**
 * A moment by some machine's CLOCK_REALTIME, in nanoseconds since 1970: more than a number holds
 * exactly. Only moments of one clock can be compared.
 */
export type Instant = bigint & { readonly [instantUnit]: true };

/** A moment from its nanoseconds since 1970. */
export const instant = (nanoseconds: bigint): Instant => nanoseconds as Instant;

/** The time from one moment to another of the same clock, in nanoseconds; negative if `to` is earlier. */
export const between = (from: Instant, to: Instant): number => Number(to - from);
