import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import type { KfreeSkbFormat } from './kfree-skb-format.js';

/** Capacity: further kinds of drops are counted together. */
const SIZE = 4096;

/** The trigger that counts events by kind, which is much cheaper than recording each one. */
const trigger = ({ reasons }: KfreeSkbFormat): string =>
  `hist:keys=${reasons === undefined ? '' : 'reason,'}location.sym,protocol:size=${SIZE}`;

/** The lines that set the trigger, begin to count, and stop (Documentation/trace/histogram.rst). */
export const histogramTriggers = (format: KfreeSkbFormat) => ({
  set: `${trigger(format)}:pause`,
  start: `${trigger(format)}:cont`,
  stop: `${trigger(format)}:pause`,
});

/** Frames that the kernel freed at one place for one reason. */
export interface KernelDrop {
  /** The kernel's name for it; null if it reports no reason. */
  readonly reason: string | null;
  /** The function that freed it. */
  readonly symbol: string;
  /** The kernel module of the function, if it is in one. */
  readonly module?: string | undefined;
  /** EtherType. */
  readonly protocol: number;
  readonly frames: number;
}

/** What the histogram counted. */
export interface KernelDrops {
  readonly drops: readonly KernelDrop[];
  /** Events of further kinds, beyond its capacity. */
  readonly left: number;
}

const ENTRY =
  /^\{ (?:reason:\s+(?<reason>\d+), )?location: \[[0-9a-f]+\] (?<symbol>[\w.]+)(?:\s+\[(?<module>[\w-]+)\])?\s*, protocol:\s+(?<protocol>\d+) \} hitcount:\s+(?<frames>\d+)$/;

/**
 * Parses events/skb/kfree_skb/hist.
 * @throws ParseFailure for an entry that is damaged, and a text without totals
 */
export const parseKfreeSkbHistogram = (
  text: string,
  { reasons }: KfreeSkbFormat,
  where?: string,
): KernelDrops => {
  const source = 'events/skb/kfree_skb/hist';
  const drops = text.split('\n').flatMap((line): KernelDrop[] => {
    if (!line.startsWith('{')) return [];
    const { reason, symbol, module, protocol, frames } = ENTRY.exec(line)?.groups ?? {};
    if (symbol === undefined) {
      throw new ParseFailure({
        source,
        expected: 'reason, location and protocol',
        text: line,
        where,
      });
    }
    const name = reason === undefined ? null : (reasons?.get(Number(reason)) ?? `reason ${reason}`);
    return [
      {
        reason: name,
        symbol,
        module,
        protocol: decimal(protocol, { source, where }),
        frames: decimal(frames, { source, where }),
      },
    ];
  });
  const [, left] = /^\s+Dropped: (\d+)$/m.exec(text) ?? [];
  if (left === undefined)
    throw new ParseFailure({ source, expected: "a line 'Dropped: 0'", text, where });
  return { drops, left: Number(left) };
};
