import {
  parseDropped,
  parseLostUpcalls,
  READ_DATAPATH,
  READ_DROPPED,
} from '../openvswitch/statistics.js';
import type { CounterKind } from './counter-kind.js';

/** Frames for which the run's own Open vSwitch had no flow in time. */
export interface UpcallCounter {
  readonly source: 'openvswitch-upcalls';
  readonly field: 'lost';
}

/** Frames dropped by one of its flows. */
export interface FlowDropCounter {
  readonly source: 'openvswitch-flows';
  readonly field: 'dropped';
}

export const upcalls: CounterKind<UpcallCounter> = {
  from: {
    command: READ_DATAPATH,
    parse: (stdout, where) => ({ of: () => parseLostUpcalls(stdout, where) }),
  },
};

export const flowDrops: CounterKind<FlowDropCounter> = {
  from: {
    command: READ_DROPPED,
    parse: (stdout, where) => ({ of: () => parseDropped(stdout, where) }),
  },
};
