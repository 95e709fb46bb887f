import type { Remark, Section } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import type { Calibration, SizeCalibration } from '../../model/schema/setup/calibration.js';
import type { TrialOutcome } from '../../model/trial.js';
import { numbers, table, words } from '../sections/table.js';

const LIMITS: Readonly<Record<NonNullable<SizeCalibration['limit']>, string>> = {
  link: 'line rate of the link',
  generator: 'generator: it offers no more',
  sink: 'sink: it received no more',
};

/** The greatest load of a sending port in a trial: streams know their port by the DUT's that they enter. */
const loadOfPort = ({ request, ...result }: TrialOutcome): number => {
  const parts = request.streams ?? [];
  const streams = 'streams' in result ? (result.streams ?? []) : [];
  const byPort = new Map<string, number>();
  for (const { stream, entry } of streams) {
    const load = parts.find((part) => part.stream === stream)?.intendedLoad ?? 0;
    byPort.set(entry, (byPort.get(entry) ?? 0) + load);
  }
  return byPort.size === 0 ? request.intendedLoad : Math.max(...byPort.values());
};

/** A journal, read once for each size: it may be longer than there is memory. */
type Journal = Iterable<{ readonly result: TrialOutcome }>;

/** How many trials asked more of a port than the tester was seen to carry. */
const above = (trials: Journal, { frameSize, load }: SizeCalibration): number => {
  let count = 0;
  for (const { result } of trials) {
    if (result.request.frameSize === frameSize && loadOfPort(result) > (load ?? 0)) count += 1;
  }
  return count;
};

/** What the clocks of two machines cannot tell. */
const untold = ({ frameSize, latency }: SizeCalibration): readonly Remark[] => {
  if (latency?.minimum !== null) return [];
  const [at, bound] = [quantity(frameSize, 'bytes'), quantity(latency.clocks.bound, 'ns')];
  return [
    {
      level: 'note',
      text: sentence`At ${at} the tester's own latency is less than what the clocks of generator and sink may be apart, ${bound}.`,
    },
  ];
};

const remark = (trials: Journal, size: SizeCalibration): readonly Remark[] => {
  const count = above(trials, size);
  if (count === 0) return [];
  const at = quantity(size.frameSize, 'bytes');
  const most =
    size.load === null ? sentence`no load at all` : sentence`${quantity(size.load, 'pps')}`;
  return [
    {
      level: 'warning',
      text: [
        ...sentence`above-calibrated-load: ${quantity(count, 'count')} trials at ${at} asked more of a port than the tester carries by itself, `,
        ...most,
        '.',
      ],
    },
  ];
};

/** What the tester itself carries, without the DUT, and how long its own frames take. */
export const calibrationSections = (
  found: Calibration | undefined,
  trials: Journal,
): readonly Section[] => {
  if (found === undefined) return [];
  const columns = [
    numbers('frame-size', 'frame size', 'bytes'),
    numbers('load', 'highest load', 'pps'),
    words('limit', 'limited by'),
    numbers('least-latency', 'least latency', 'ns'),
    numbers('median-latency', 'median', 'ns'),
    numbers('clock-error', 'clocks +-', 'ns'),
    numbers('latency-load', 'at', 'pps'),
    numbers('above', 'trials above', 'count'),
  ];
  const rows = found.sizes.map((size) => [
    size.frameSize,
    size.load,
    size.limit === null ? null : LIMITS[size.limit],
    size.latency?.minimum ?? null,
    size.latency?.p50 ?? null,
    size.latency?.clocks.bound ?? null,
    size.latency?.load ?? null,
    above(trials, size),
  ]);
  return [
    {
      id: 'calibration',
      title: 'The tester without the DUT',
      headline: [],
      remarks: found.sizes.flatMap((size) => [...remark(trials, size), ...untold(size)]),
      blocks: [table(`From ${found.generator} straight to ${found.sink}`, columns, rows)],
      detail: false,
    },
  ];
};
