import { z } from 'zod';
import type { Host } from '../../host/host.js';
import {
  parseLoadedModules,
  parseShowDepends,
  usedBy,
  withUsers,
} from '../../linux/kernel/modules.js';
import { PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';
import { packageRemedy } from '../../linux/distribution/remedy.js';
import { platformOf } from '../requirements/platform.js';
import { removeModule } from './remove-module.js';

const specSchema = z.strictObject({ module: z.string().regex(/^\w[\w-]*$/) });
const beforeSchema = z.strictObject({
  absent: z.array(z.string()).readonly(),
  /** All modules loaded before; absent if nothing will be loaded, and in ledgers of earlier versions. */
  loaded: z.exactOptional(z.array(z.string()).readonly()),
});

/** The text of /proc/modules. */
const listModules = async (host: Host, signal?: AbortSignal): Promise<string> =>
  (await host.run(['cat', '/proc/modules'], { signal })).stdout;

/** The modules that `modprobe` would load, dependencies first. @throws PreconditionFailure if there is no such module */
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
  const platform = await platformOf(host, signal);
  throw new PreconditionFailure({
    attempted: `looking for module ${module} of kernel ${platform.release}`,
    where: host.name,
    got: stderr.trim(),
    remedy: packageRemedy(platform, { modules: [module] }),
  });
};

/** Loads a module of the kernel, such as pktgen, with its dependencies; loaded ones stay. */
export const loadKernelModule = defineStep({
  kind: 'modprobe',
  spec: specSchema,
  before: beforeSchema,
  independent: true,
  describe: ({ module }) => [{ argv: ['modprobe', module] }],
  /** The modules that will be loaded because of this step, in that order. */
  read: async (host, { module }, signal) => {
    const needed = await required(host, module, signal);
    const loaded = parseLoadedModules(await listModules(host, signal));
    const absent = needed.filter((name) => !loaded.has(name));
    return absent.length === 0 ? { absent } : { absent, loaded: [...loaded] };
  },
  // Not modprobe -r: it would also remove unused dependencies that were loaded before.
  undo: async (host, _, { absent, loaded }) => {
    if (absent.length === 0) return;
    const present = await listModules(host);
    const ours = withUsers(present, absent.toReversed());
    for (const name of ours) await removeModule(host, name);
    if (loaded === undefined) return;
    // Dependencies stay loaded if something else uses them by now.
    const others = usedBy(present, ours).filter((name) => !loaded.includes(name));
    for (const name of others) await host.attempt(['rmmod', name]);
  },
});

/** The same for a module by its name. */
export const modprobe = (module: string): Step => loadKernelModule({ module });
