import { SINGLE_ROUTER } from '../../src/model/network/routers.js';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { wholeNanoseconds, type Pacing } from '../../src/rfc2544/trials/pacing.js';

/** The pacing of a given number of ports with a stream each. */
export const pacingOfStreams = (ports: number): Pacing =>
  wholeNanoseconds({
    ingressPorts: ports,
    egressPorts: 1,
    traffic: PLAIN_TRAFFIC,
    routers: SINGLE_ROUTER,
  });
