import type { Testbed, TestbedFile } from '../config/testbed.js';
import type { Host } from '../host/host.js';
import { PreconditionFailure } from '../model/failure.js';
import { buildFrameSink } from '../provision/kernel-module/build.js';
import { moduleIdentity } from '../provision/kernel-module/identity.js';
import type { Setup } from '../results/schema.js';

/** Who counts what arrives at the sink; where it is the NICs alone, why. */
export type SinkCounting =
  { readonly by: 'frame-sink' } | { readonly by: 'nic'; readonly reason: string };

/** What the testbed says of it; undefined where the sink has to be looked at. */
const asked = ({
  roles,
  softwareNic,
}: Pick<Testbed | TestbedFile, 'roles' | 'softwareNic'>): SinkCounting | undefined => {
  const { counting } = roles.sink;
  if (counting === 'frame-sink') return { by: 'frame-sink' };
  if (counting === 'nic') return { by: 'nic', reason: 'the testbed says so' };
  return (
    softwareNic && { by: 'nic', reason: "a software port's sink counts, and costs no processor" }
  );
};

/** Who will count, as far as it is known before the sink has been looked at. */
export const plannedSinkCounting = (
  testbed: Pick<TestbedFile, 'roles' | 'softwareNic'>,
): SinkCounting => asked(testbed) ?? { by: 'frame-sink' };

/** Who will count: the module, where it can be built, unless the testbed says otherwise. */
export const chooseSinkCounting = async (
  testbed: Pick<Testbed, 'roles' | 'softwareNic'>,
  sink: Host,
  signal: AbortSignal,
): Promise<SinkCounting> => {
  const choice = asked(testbed);
  if (choice !== undefined) return choice;
  try {
    await buildFrameSink().read(sink, signal);
    return { by: 'frame-sink' };
  } catch (error) {
    if (!(error instanceof PreconditionFailure)) throw error;
    return { by: 'nic', reason: error.message };
  }
};

/** For the archive, once the module is loaded. */
export const describeSinkCounting = async (
  counting: SinkCounting,
  sink: Host,
): Promise<NonNullable<Setup['sinkCounting']>> => {
  if (counting.by === 'nic') return counting;
  const { srcversion, sourceSha256 } = await moduleIdentity(sink, 'frame_sink');
  return { by: 'frame-sink', srcversion, sourceSha256 };
};
