import type { Host } from '../../host/host.js';
import { CONTAINER_FILES, containerKind } from '../../linux/machine/container.js';
import { packageRemedy } from '../../linux/distribution/remedy.js';
import type { Tool } from '../../linux/distribution/tool.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { PreconditionFailure } from '../../model/failure.js';
import { SIGNATURE } from '../kernel-module/failures.js';
import { LOADING_FILES, obstacleToLoading, signedOnly } from '../kernel-module/loading-allowed.js';
import type { ModuleName } from '../kernel-module/modules.js';
import { askForNeeds, parseMissing, type Need } from './needs.js';
import { platformOf } from './platform.js';

/** The requirements on a machine for setting something up. */
export interface Requirements {
  /** Programs. */
  readonly tools: readonly Tool[];
  /** The kernel's own modules, which steps load and unload. */
  readonly modules: readonly string[];
  /** This project's module, which steps build for the running kernel, and load. */
  readonly builds?: ModuleName | undefined;
  /** Whether it is signed with a key of the testbed. */
  readonly signed?: boolean | undefined;
  /** Kernel files that must exist. */
  readonly files?: readonly string[] | undefined;
}

/** The tools for building any of this project's modules. */
const BUILD_TOOLS: readonly Tool[] = ['make', 'gcc'];
/** The tools for loading modules; the first is needed to check that loading is allowed. */
const LOADING_TOOLS: readonly Tool[] = ['coreutils', 'modprobe'];

const SIGNING_TOOLS: readonly Tool[] = ['sign-file'];

/** Whether modules are built and signed; a testbed signs all or none. */
export const isSigned = (requirements: readonly Requirements[]): boolean =>
  requirements.some(({ builds }) => builds !== undefined) &&
  requirements.some(({ signed }) => signed === true);

/** Requirements as needs that can be checked on a machine. */
export const needsOf = (requirements: readonly Requirements[]): readonly Need[] => {
  const builds = requirements.flatMap((each) => each.builds ?? []);
  const modules = requirements.flatMap((each) => each.modules);
  const loads = [...modules, ...builds];
  const tools = [
    ...(loads.length > 0 ? LOADING_TOOLS : []),
    ...(builds.length > 0 ? BUILD_TOOLS : []),
    ...(isSigned(requirements) ? SIGNING_TOOLS : []),
    ...requirements.flatMap((each) => each.tools),
  ];
  return [
    ...(builds.length > 0 ? [{ kind: 'headers', name: 'of this kernel' } as const] : []),
    ...tools.map((name) => ({ kind: 'tool', name }) as const),
    ...modules.map((name) => ({ kind: 'module', name }) as const),
    ...loads.map((name) => ({ kind: 'load', name }) as const),
    ...requirements.flatMap(({ files = [] }) =>
      files.map((name) => ({ kind: 'file', name }) as const),
    ),
  ];
};

/** What a machine lacks. */
interface Lacking {
  readonly tools: readonly string[];
  readonly headers: readonly string[];
  readonly modules: readonly string[];
}

const missingFailure = async (
  host: Host,
  attempted: string,
  missing: Lacking,
  signal: AbortSignal | undefined,
): Promise<PreconditionFailure> =>
  new PreconditionFailure({
    attempted,
    where: host.name,
    got: `missing: ${[
      ...missing.tools,
      ...missing.headers.map((each) => `the headers of kernel ${each}`),
      ...missing.modules.map((module) => `kernel module ${module}`),
    ].join(', ')}`,
    remedy: packageRemedy(await platformOf(host, signal), missing),
  });

/** Why something cannot be done on a machine, and what to do. */
interface Obstacle {
  readonly got: string;
  readonly remedy: string;
}

const ANOTHER_MACHINE =
  'use a physical or a virtual machine; testbeds/one-machine-lab.yaml boots an emulated one';

/**
 * Why a machine is unsuitable regardless of what is installed: it is a container, or
 * its kernel loads no modules. Undefined if it is suitable.
 */
const obstacleOf = async (
  host: Host,
  loads: readonly string[],
  files: readonly string[],
  signed: boolean,
  signal: AbortSignal | undefined,
): Promise<Obstacle | undefined> => {
  if (loads.length === 0 && files.length === 0) return undefined;
  // Fails if one is missing, but still prints the others.
  const argv = labelledFiles([...LOADING_FILES, ...CONTAINER_FILES]);
  const found = parseLabelledFiles((await host.attempt(argv, { signal })).stdout);
  const loading = loads.length === 0 ? undefined : obstacleToLoading(found, loads, signed);
  const obstacles = [
    ...(loading === undefined ? [] : [loading]),
    ...files.map((file) => `there is no ${file}, which only containers lack`),
  ];
  if (obstacles.length === 0) return undefined;
  const container = containerKind(found);
  const got = [
    ...(container === undefined ? [] : [`it is a container (${container})`]),
    ...obstacles,
  ].join('; ');
  const wantsSignature = obstacles.length === 1 && loading === signedOnly(found);
  return { got, remedy: wantsSignature ? SIGNATURE.unsigned : ANOTHER_MACHINE };
};

/**
 * Checks that a machine meets requirements, with one command if it does. Changes nothing.
 * @param attempted the purpose, as a phrase
 * @throws PreconditionFailure that lists all that is missing, and the packages of the machine's
 * distribution that contain it; or why modules cannot be loaded there at all
 */
export const requireAll = async (
  host: Host,
  attempted: string,
  requirements: readonly Requirements[],
  signal?: AbortSignal,
): Promise<void> => {
  const needs = needsOf(requirements);
  if (needs.length === 0) return;
  const { stdout } = await host.run(askForNeeds(needs), { signal });
  const named = parseMissing(stdout);
  const [tools, headers, modules] = [named('tool'), named('headers'), named('module')];
  // Without coreutils the files that show it cannot be read.
  const signed = isSigned(requirements);
  const obstacle = tools.includes('coreutils')
    ? undefined
    : await obstacleOf(host, named('load'), named('file'), signed, signal);
  if (obstacle !== undefined) {
    throw new PreconditionFailure({ attempted, where: host.name, ...obstacle });
  }
  if (tools.length + headers.length + modules.length > 0) {
    throw await missingFailure(host, attempted, { tools, headers, modules }, signal);
  }
};
