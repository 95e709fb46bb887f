import type { DeadlineExceeded } from '../../host/errors.js';
import { pktgenFile } from '../../linux/pktgen/control.js';
import { Failure } from '../../model/failure.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';

/** pktgen did not end when it should have. */
export class GeneratorStuck extends Failure {
  constructor(facts: Pick<Failure['facts'], 'attempted' | 'where' | 'got' | 'cause'>) {
    super({
      ...facts,
      remedy: `write 'stop' to ${pktgenFile('pgctrl')}, and 'rem_device_all' to the threads there`,
    });
  }
}

/** Its threads did not stop. */
export const threadsLeft = (
  where: string,
  devices: readonly string[],
  timeout: Nanoseconds,
): GeneratorStuck =>
  new GeneratorStuck({
    attempted: 'stopping pktgen',
    where,
    got: `its threads still have ${devices.join(', ')} after ${inSeconds(timeout)} s`,
  });

/** The command that starts it, and returns when it has sent everything, did not return. */
export const neverFinished = (where: string, cause: DeadlineExceeded): GeneratorStuck =>
  new GeneratorStuck({
    attempted: 'waiting for pktgen to finish',
    where,
    got: `the command that started it ${cause.facts.got}`,
    cause,
  });
