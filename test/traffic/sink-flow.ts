import type { SinkFlow } from '../../src/modules/frame-sink/report.js';
import { instant } from '../../src/model/instant.js';
import { nanoseconds } from '../../src/model/units.js';

/** A flow of the sink's report; anything not given is 0 or absent. */
export const sinkFlow = (counts: Partial<SinkFlow>): SinkFlow => ({
  port: 'eth1',
  cpu: 0,
  source: '198.18.0.2',
  frames: 0,
  bytes: 0,
  lost: 0,
  gaps: 0,
  duplicates: 0,
  reordered: 0,
  unknown: 0,
  restart: null,
  next: 1,
  stamping: { hardware: 0, waited: undefined },
  times: {
    first: instant(0n),
    last: instant(0n),
    lastGap: null,
    silence: null,
    tagged: null,
    tagSent: null,
  },
  latencies: {
    count: 0,
    negative: 0,
    least: nanoseconds(0),
    most: nanoseconds(0),
    sum: 0n,
    histogram: [],
  },
  ...counts,
});
