import type { Host } from '../host/host.js';
import { installCommand, type Platform } from '../linux/distribution/remedy.js';
import { PreconditionFailure } from '../model/failure.js';
import { findSource, type Source } from '../provision/kernel-module/patched/kernel-source.js';
import type { DescribedCheck } from './check.js';
import type { CheckFinding } from './finding.js';

/** Looks for files like a run does, so it is not in the tables of checks, but is described like them. */
export const KERNEL_SOURCE = {
  name: 'kernel-source',
  title: "The kernel's source",
  about:
    "NAPI-macvlan and similar modules are built from the macvlan.c of the running kernel, which distributions package separately. Install that package, or name a file or a folder in the testbed's kernelSource. `vrbench run --skip-unavailable` measures the other data planes without it.",
} as const satisfies DescribedCheck;

/** The finding that the kernel source is missing, if it is needed. @throws what Host.run throws */
export const missingSource = async (
  host: Host,
  source: Source | undefined,
  platform: Platform,
  signal?: AbortSignal,
): Promise<readonly CheckFinding[]> => {
  if (source === undefined) return [];
  try {
    await findSource(host, source, platform.release, signal);
    return [];
  } catch (error) {
    if (!(error instanceof PreconditionFailure)) throw error;
    const sources = [platform.release];
    return [
      {
        severity: 'stops',
        found: error.facts.got,
        why: 'the modules of the data planes are built from it',
        fix: error.facts.remedy,
        install: source.type === 'distribution' ? installCommand(platform, { sources }) : undefined,
      },
    ];
  }
};
