import type { PortTimes } from '../../modules/softnic/latency.js';
import { Failure } from '../../model/failure.js';
import { serializationTime } from '../../model/frame.js';
import { exactly, type LatencySpan, type TrialLatency } from '../../model/latency.js';
import { plural } from '../../document/wording.js';
import { sum } from '../../model/numbers/sum.js';
import {
  clampToZero,
  nanoseconds,
  type BitsPerSecond,
  type Bytes,
  type Nanoseconds,
} from '../../model/units.js';
import type { StreamSource } from '../generator/port-sources.js';
import { latencyDistribution } from './latency-distribution.js';

/** When a source's frames are sent: frame n, from 0, is due at phase + n * gap. */
type Schedule = Pick<StreamSource['source'], 'count' | 'gap' | 'phase' | 'interface'>;

/** Whether a source has a frame that is due at a moment. */
const sendsAt = ({ count, gap, phase }: Schedule, moment: number): boolean => {
  const since = moment - phase;
  return since >= 0 && since % gap === 0 && since / gap < count;
};

/**
 * When the tagged frame arrives at the DUT, from the start of the sources: the first frame of the
 * first source that is due `after` the start or later, and does not coincide with another port's
 * frame, as it is recognized by that moment.
 * @throws Failure if there is none
 */
export const tagMoment = (sources: readonly Schedule[], after: Nanoseconds): Nanoseconds => {
  const [first, ...others] = sources;
  if (first !== undefined) {
    const { count, gap, phase } = first;
    for (let frame = Math.max(0, Math.ceil((after - phase) / gap)); frame < count; frame += 1) {
      const moment = phase + frame * gap;
      if (!others.some((other) => sendsAt(other, moment))) return nanoseconds(moment);
    }
  }
  throw new Failure({
    attempted: `tagging a frame ${after / 1e9} s after the start of a trial`,
    got:
      first === undefined
        ? 'no port sends'
        : `no later frame of port ${first.interface} arrives without another port's frame at the same moment`,
    remedy: 'lengthen the trial, or use another load',
  });
};

/**
 * Both timestamps are taken at a frame's preamble: the only time between them that is not the DUT's
 * is that of the frame.
 */
const spanOf = (frameSize: Bytes, linkSpeed: BitsPerSecond): LatencySpan => ({
  stampedBy: 'wire',
  serialization: {
    state: 'subtracted',
    input: serializationTime(frameSize, linkSpeed),
    output: nanoseconds(0),
  },
});

const unusable = (reason: string): TrialLatency => ({ state: 'unusable', reason });

/**
 * How long a trial's frames took by the clock of the software NIC, which stamps them as they arrive
 * at the DUT and as they leave it: accurate to 1 ns. Pure.
 * @param times of the ports that frames arrive at
 */
export const wireLatency = (
  times: readonly PortTimes[],
  frameSize: Bytes,
  linkSpeed: BitsPerSecond,
): TrialLatency => {
  const unstamped = sum(times.map((each) => each.unstamped));
  if (unstamped > 0) {
    return unusable(
      `${plural(unstamped, 'frame')} left the DUT without an arrival time: the data plane copies frames`,
    );
  }
  const tagged = times.filter((each) => each.tagged.frames > 0);
  if (sum(tagged.map((each) => each.tagged.frames)) > 1) {
    return unusable('the tagged frame arrived twice, or another one arrived at the same moment');
  }
  const span = spanOf(frameSize, linkSpeed);
  const input: number = serializationTime(frameSize, linkSpeed);
  const distribution = latencyDistribution(
    times.map(({ latencies }) => latencies),
    {
      likely: -input,
      atLeast: -input,
      atMost: -input,
      busy: nanoseconds(0),
      resolution: nanoseconds(0),
    },
  );
  const [took] = tagged.map((each) => each.tagged.took);
  return {
    state: 'measured',
    clocks: { kind: 'one-clock', bound: nanoseconds(0) },
    span,
    tagged: took === undefined ? null : exactly(clampToZero(took - input)),
    ...(distribution && { distribution }),
  };
};
