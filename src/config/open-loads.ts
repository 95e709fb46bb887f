import type { Pps } from '../model/units.js';
import type { Procedure } from './procedure.js';

/** Loads that are the media's maximum where a playbook leaves them open. */
export type MediaLoad = 'maximumLoad' | 'frameRate';

type Having<Each, Key extends PropertyKey> = Each extends unknown
  ? Each & Required<Pick<Each, keyof Each & Key>>
  : never;

/** A procedure that leaves nothing to the media: it holds for one frame size. */
export type Bounded<Each extends Procedure = Procedure> = Having<Each, MediaLoad>;

/** A procedure that leaves no load open: it holds for one data plane and frame size. */
export type Settled<Each extends Procedure = Procedure> = Having<Each, MediaLoad | 'throughput'>;

/** Which load a procedure leaves to the media; undefined where it leaves none. */
export const loadFromLinkSpeed = (procedure: Procedure): MediaLoad | undefined => {
  switch (procedure.test) {
    case 'throughput':
    case 'mlrsearch':
    case 'frame-loss-rate':
      return procedure.maximumLoad === undefined ? 'maximumLoad' : undefined;
    case 'back-to-back':
    case 'system-recovery':
      return procedure.frameRate === undefined ? 'frameRate' : undefined;
    case 'load-sweep':
    case 'latency':
    case 'reset':
      return undefined;
  }
};

const given = (load: Pps | undefined, what: string): Pps => {
  if (load === undefined) throw new RangeError(`${what} is not known`);
  return load;
};

/**
 * A procedure at one frame size.
 * @param mediaMaximum all that the ingress links carry of such frames; undefined where nobody said
 * @throws RangeError where it is needed and not known, which `mediaFindings` rules out
 */
export const bounded = (procedure: Procedure, mediaMaximum: Pps | undefined): Bounded => {
  switch (procedure.test) {
    case 'throughput':
    case 'mlrsearch':
    case 'frame-loss-rate': {
      const maximumLoad = given(procedure.maximumLoad ?? mediaMaximum, 'the maximum load');
      return { ...procedure, maximumLoad };
    }
    case 'back-to-back':
    case 'system-recovery': {
      const frameRate = given(procedure.frameRate ?? mediaMaximum, "the media's frame rate");
      return { ...procedure, frameRate };
    }
    case 'load-sweep':
    case 'latency':
    case 'reset':
      return procedure;
  }
};
