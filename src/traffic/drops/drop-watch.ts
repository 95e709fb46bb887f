import type { Host } from '../../host/host.js';
import { dropPlace } from '../../linux/trace/drop-place.js';
import { KFREE_SKB, writeLine } from '../../linux/trace/instance.js';
import { parseKfreeSkbFormat } from '../../linux/trace/kfree-skb-format.js';
import {
  histogramTriggers,
  parseKfreeSkbHistogram,
  type KernelDrops,
} from '../../linux/trace/kfree-skb-histogram.js';
import type { Watch } from '../../model/concurrency/watch.js';
import type { DropReasons } from '../../model/trial.js';

/** The kernel's counts, with the place of each drop. Pure. */
const dropReasonsOf = ({ drops, left }: KernelDrops): DropReasons => ({
  state: 'traced',
  drops: drops
    .map(({ reason, symbol, module, protocol, frames }) => ({
      ...{ reason, symbol, protocol, frames },
      ...(module !== undefined && { module }),
      place: dropPlace({ reason, symbol, module }),
    }))
    .toSorted((one, other) => other.frames - one.frames),
  left,
});

/**
 * Counts the frames that a machine's kernel drops during some work, by reason and place, in the trace
 * instance that the step drop-trace made.
 * @throws ParseFailure, and what Host.run throws
 */
export const dropWatch =
  (host: Host): Watch<DropReasons> =>
  async (work, signal) => {
    const { stdout } = await host.run(['cat', KFREE_SKB.format], { signal });
    const format = parseKfreeSkbFormat(stdout, host.name);
    const { set, start, stop } = histogramTriggers(format);
    for (const line of [set, start]) await host.run(writeLine(KFREE_SKB.trigger, line), { signal });
    const result = await work();
    await host.run(writeLine(KFREE_SKB.trigger, stop), { signal });
    const counted = await host.run(['cat', KFREE_SKB.histogram], { signal });
    const drops = parseKfreeSkbHistogram(counted.stdout, format, host.name);
    return { result, found: dropReasonsOf(drops) };
  };
