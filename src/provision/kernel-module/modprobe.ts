import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { parseLoadedModules, parseShowDepends } from '../../linux/kernel/modules.js';
import { PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';
import { removeModule } from './remove-module.js';

const specSchema = z.strictObject({ module: z.string().regex(/^\w[\w-]*$/) });
const beforeSchema = z.strictObject({ absent: z.array(z.string()).readonly() });

/** What `modprobe` would load, dependencies first. @throws PreconditionFailure when there is no such module */
const required = async (
  host: Host,
  module: string,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const options = { signal };
  const { exitCode, stdout, stderr } = await host.attempt(
    ['modprobe', '--show-depends', module],
    options,
  );
  if (exitCode === 0) return parseShowDepends(stdout);
  const release = (await host.run(['uname', '-r'], options)).stdout.trim();
  throw new PreconditionFailure({
    attempted: `looking for module ${module} of kernel ${release}`,
    where: host.name,
    got: stderr.trim(),
    remedy: `boot a kernel package that has it (Debian: linux-image-amd64, other flavours leave modules out; Ubuntu: apt-get install linux-modules-extra-${release})`,
  });
};

/** Loads a module of the kernel, such as pktgen, and what it depends on; a loaded one stays. */
export const loadKernelModule = defineStep({
  kind: 'modprobe',
  spec: specSchema,
  before: beforeSchema,
  independent: true,
  describe: ({ module }) => [{ argv: ['modprobe', module] }],
  /** The modules that will be loaded because of this step, in that order. */
  read: async (host, { module }, signal) => {
    const needed = await required(host, module, signal);
    const { stdout } = await host.run(['cat', '/proc/modules'], { signal });
    const loaded = parseLoadedModules(stdout);
    return { absent: needed.filter((name) => !loaded.has(name)) };
  },
  // Not modprobe -r: it would also remove unused dependencies that were there before.
  undo: async (host, _, { absent }) => {
    for (const name of absent.toReversed()) {
      await removeModule(host, name);
    }
  },
});

/** The same for a module by its name. */
export const modprobe = (module: string): Step => loadKernelModule({ module });
