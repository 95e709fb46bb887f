import type { Playbook } from '../../../config/playbook.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { sendsBySource, type Sending } from '../../../config/testbed/sending.js';
import type { ModuleSigning } from '../../../config/testbed/module-schema.js';
import type { TestbedFile } from '../../../config/testbed/testbed-file.js';
import type { Host } from '../../../host/host.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';
import { buildFrameSink } from '../../../provision/kernel-module/build.js';
import { moduleIdentity } from '../../../provision/kernel-module/identity.js';
import type { Setup } from '../../../results/schema.js';
import { needingTimestamps } from '../../../rfc2544/tests/timestamps.js';

/** What counts frames at the sink, with the reason if only the NICs do. */
export type SinkCounting =
  { readonly by: 'frame-sink' } | { readonly by: 'nic'; readonly reason: string };

/**
 * The testbed as a playbook uses it: if a test needs per-frame timestamps, the module counts, even on
 * software ports, whose own sink would otherwise count. If the ports' own sources send, the ports take
 * the timestamps.
 */
export const withSinkCounting = <Of extends Sending>(
  testbed: Of,
  playbook: Pick<Playbook, 'procedures'>,
): Of => {
  const { roles } = testbed;
  const timed = !sendsBySource(testbed) && needingTimestamps(playbook.procedures).length > 0;
  if (!timed || roles.sink.counting !== 'auto') return testbed;
  return { ...testbed, roles: { ...roles, sink: { ...roles.sink, counting: 'frame-sink' } } };
};

/** The testbed's choice; undefined if it depends on the sink. */
const asked = ({
  roles,
  softwareNic,
}: Pick<Testbed | TestbedFile, 'roles' | 'softwareNic'>): SinkCounting | undefined => {
  const { counting } = roles.sink;
  if (counting === 'frame-sink') return { by: 'frame-sink' };
  if (counting === 'nic') return { by: 'nic', reason: 'set in the testbed' };
  return softwareNic && { by: 'nic', reason: "the software port's own sink counts at no CPU cost" };
};

/** What will count, as far as it is known before the sink is examined. */
export const plannedSinkCounting = (
  testbed: Pick<TestbedFile, 'roles' | 'softwareNic'>,
): SinkCounting => asked(testbed) ?? { by: 'frame-sink' };

/** Why the module cannot be built on all machines; undefined if it can. Changes nothing. */
const obstacle = async (
  receivers: readonly Host[],
  signing: ModuleSigning | undefined,
  signal: AbortSignal,
): Promise<string | undefined> => {
  try {
    await settleAll(receivers.map((host) => buildFrameSink(signing).read(host, signal)));
    return undefined;
  } catch (error) {
    if (error instanceof PreconditionFailure) return error.message;
    throw error;
  }
};

/**
 * Chooses how the sink counts: by the module, if it can be built, unless the testbed specifies otherwise.
 * Needs no set-up and changes nothing.
 * @param receivers the machines that receive test frames
 * @throws PreconditionFailure if a test needs per-frame timestamps, which only the module provides,
 * and the module cannot be used
 */
export const chooseSinkCounting = async (
  testbed: Pick<Testbed, 'roles' | 'softwareNic' | 'moduleSigning'>,
  playbook: Pick<Playbook, 'procedures'>,
  receivers: readonly Host[],
  signal: AbortSignal,
): Promise<SinkCounting> => {
  const [timed] = needingTimestamps(playbook.procedures);
  const choice = asked(withSinkCounting(testbed, playbook));
  if (timed === undefined && choice !== undefined) return choice;
  const reason =
    choice?.by === 'nic' ? choice.reason : await obstacle(receivers, testbed.moduleSigning, signal);
  if (reason === undefined) return { by: 'frame-sink' };
  if (timed === undefined) return { by: 'nic', reason };
  throw new PreconditionFailure({
    attempted: `preparing for ${timed.spec.test}, which needs per-frame timestamps from the module frame_sink`,
    where: receivers.map(({ name }) => name).join(', '),
    got: reason,
    remedy: 'check that the module can be built and loaded there, or leave the test out',
  });
};

/** The counting method for the archive, after the module is loaded. */
export const describeSinkCounting = async (
  counting: SinkCounting,
  sink: Host,
): Promise<NonNullable<Setup['sinkCounting']>> => {
  if (counting.by === 'nic') return counting;
  const { srcversion, sourceSha256 } = await moduleIdentity(sink, 'frame_sink');
  return { by: 'frame-sink', srcversion, sourceSha256 };
};
