import { carrierChangesFile, parseLinkStatistic } from '../device/statistics.js';
import type { CounterKind } from './counter-kind.js';

/** How often a network device gained or lost its carrier. */
export interface CarrierCounter {
  readonly source: 'carrier';
  readonly namespace?: string | undefined;
  readonly interface: string;
  readonly field: 'changes';
}

export const carrier: CounterKind<CarrierCounter> = {
  from: {
    files: (counter) => [carrierChangesFile(counter.interface)],
    parseFiles: (text, where) => ({
      of: (counter) => parseLinkStatistic(text(carrierChangesFile(counter.interface)), where),
    }),
  },
};
