import { carrierChangesFile, parseLinkStatistic } from '../device/statistics.js';
import type { CounterKind } from './counter-kind.js';

/** How often a network device gained or lost its carrier. */
export interface CarrierCounter {
  readonly source: 'carrier';
  readonly namespace?: string | undefined;
  readonly interface: string;
  readonly field: 'changes';
}

const fileOf = (counter: CarrierCounter): string => carrierChangesFile(counter.interface);

export const carrier: CounterKind<CarrierCounter> = {
  from: {
    files: (counter) => [fileOf(counter)],
    parseFiles: (text, where) => ({
      of: (counter) => parseLinkStatistic(text(fileOf(counter)), fileOf(counter), where),
    }),
  },
};
