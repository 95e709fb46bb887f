import { DeadlineExceeded } from '../host/errors.js';
import type { Host } from '../host/host.js';
import { inNamespace } from '../model/command.js';
import { Failure } from '../model/failure.js';
import { inSeconds, seconds, type Nanoseconds } from '../model/units.js';

/** How carriers are awaited. */
export interface CarrierOptions {
  /** The network namespace that holds the ports; absent is the machine's own. */
  readonly namespace?: string;
  /** Default 15 s. */
  readonly deadline?: Nanoseconds;
  readonly signal?: AbortSignal | undefined;
}

const AWAIT = `for port; do
  until [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ]; do sleep 0.1; done
done`;

/**
 * Waits until every port sees its link partner; negotiation takes seconds on metal. To be called
 * when both ends are up: a port waits for its link partner.
 * @throws Failure when a link stays down; Interrupted
 */
export const awaitCarrier = async (
  host: Host,
  interfaces: readonly string[],
  { namespace, deadline = seconds(15), signal }: CarrierOptions = {},
): Promise<void> => {
  try {
    await host.run(inNamespace(namespace, ['sh', '-c', AWAIT, 'sh', ...interfaces]), {
      deadline,
      signal,
    });
  } catch (cause) {
    if (!(cause instanceof DeadlineExceeded)) throw cause;
    throw new Failure({
      attempted: `waiting for the links of ${interfaces.join(', ')}`,
      where: host.name,
      got: `not all had a carrier after ${inSeconds(deadline)} s`,
      remedy: 'check the cables against the links of the testbed file: ip -br link',
      cause,
    });
  }
};
