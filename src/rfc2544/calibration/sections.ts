import type { Remark, Section } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import type { Calibration, SizeCalibration } from '../../model/schema/setup/calibration.js';
import type { TrialOutcome } from '../../model/trial.js';
import type { Bytes } from '../../model/units.js';
import type { Value } from '../../model/section/section.js';
import { numbers, table, words } from '../sections/table.js';

const LIMITS: Readonly<Record<NonNullable<SizeCalibration['limit']>, string>> = {
  link: 'line rate of the link',
  generator: 'generator offers no more',
  sink: 'sink receives no more',
};

/**
 * The highest load of a sending port in a trial. A stream's sending port is identified by the DUT
 * port it enters.
 */
const loadOfPort = ({ request, ...result }: TrialOutcome): number => {
  const loads = new Map(request.streams?.map((part) => [part.stream, part.intendedLoad]));
  const streams = 'streams' in result ? (result.streams ?? []) : [];
  const byPort = new Map<string, number>();
  for (const { stream, entry } of streams) {
    byPort.set(entry, (byPort.get(entry) ?? 0) + (loads.get(stream) ?? 0));
  }
  return byPort.size === 0 ? request.intendedLoad : Math.max(...byPort.values());
};

/** A frame size, and the number of trials whose load per port was above the calibrated one. */
interface JudgedSize {
  readonly size: SizeCalibration;
  readonly above: number;
}

/** Reads the trials once: the journal may not fit into memory. */
const judged = (
  sizes: readonly SizeCalibration[],
  trials: Iterable<{ readonly result: TrialOutcome }>,
): readonly JudgedSize[] => {
  const loads = new Map(sizes.map(({ frameSize, load }) => [frameSize, load ?? 0]));
  const above = new Map<Bytes, number>();
  for (const { result } of trials) {
    const { frameSize } = result.request;
    const most = loads.get(frameSize);
    if (most === undefined || loadOfPort(result) <= most) continue;
    above.set(frameSize, (above.get(frameSize) ?? 0) + 1);
  }
  return sizes.map((size) => ({ size, above: above.get(size.frameSize) ?? 0 }));
};

/** A remark if the clocks cannot distinguish the least latency from 0. */
const belowClockError = ({ frameSize, latency }: SizeCalibration): readonly Remark[] => {
  if (latency?.minimum !== null) return [];
  const [at, { bound }] = [quantity(frameSize, 'bytes'), latency.clocks];
  const text =
    bound === 0
      ? sentence`At ${at} the least latency is not known: by the tester's one clock a frame arrived when it was sent, or before.`
      : sentence`At ${at} the tester's own latency is below the clock error of generator and sink, ${quantity(bound, 'ns')}.`;
  return [{ level: 'note', text }];
};

const aboveCalibrated = ({ size, above }: JudgedSize): readonly Remark[] => {
  if (above === 0) return [];
  const at = quantity(size.frameSize, 'bytes');
  const most =
    size.load === null ? sentence`no load at all` : sentence`${quantity(size.load, 'pps')}`;
  return [
    {
      level: 'warning',
      text: [
        ...sentence`above-calibrated-load: ${quantity(above, 'count')} trials at ${at} had a load per port above what the tester carries without the DUT, `,
        ...most,
        '.',
      ],
    },
  ];
};

const LATENCY_COLUMNS = [
  numbers('least-latency', 'least latency', 'ns'),
  numbers('median-latency', 'median', 'ns'),
  numbers('clock-error', 'clocks +-', 'ns'),
  numbers('latency-load', 'at', 'pps'),
];

const latencyValues = ({ latency }: SizeCalibration): readonly Value[] => [
  latency?.minimum ?? null,
  latency?.p50 ?? null,
  latency?.clocks.bound ?? null,
  latency?.load ?? null,
];

type Trials = Iterable<{ readonly result: TrialOutcome }>;

const overCable = ({ generator, sink, sizes }: Calibration, trials: Trials): Section => {
  const all = judged(sizes, trials);
  return {
    id: 'calibration',
    title: 'The tester without the DUT',
    headline: [],
    remarks: all.flatMap((each) => [...aboveCalibrated(each), ...belowClockError(each.size)]),
    blocks: [
      table(
        `From ${generator} directly to ${sink}`,
        [
          numbers('frame-size', 'frame size', 'bytes'),
          numbers('load', 'highest load', 'pps'),
          words('limit', 'limited by'),
          ...LATENCY_COLUMNS,
          numbers('above', 'trials above', 'count'),
        ],
        all.map(({ size, above }) => [
          size.frameSize,
          size.load,
          size.limit === null ? null : LIMITS[size.limit],
          ...latencyValues(size),
          above,
        ]),
      ),
    ],
    detail: false,
  };
};

const throughBridge = ({ generator, sink, sizes }: Calibration): Section => ({
  id: 'calibration',
  title: 'The tester and the DUT as a bridge',
  headline: [],
  remarks: sizes.flatMap(belowClockError),
  blocks: [
    table(
      `From ${generator} through a bridge to ${sink}`,
      [numbers('frame-size', 'frame size', 'bytes'), ...LATENCY_COLUMNS],
      sizes.map((size) => [size.frameSize, ...latencyValues(size)]),
    ),
  ],
  detail: false,
});

/** What the tester carries without a router between its ports, and the latency of its frames. */
export const calibrationSections = (
  found: Calibration | undefined,
  trials: Trials,
): readonly Section[] => {
  if (found === undefined) return [];
  return [found.through === 'bridge' ? throughBridge(found) : overCable(found, trials)];
};
