import type { Host } from '../host/host.js';
import { installCommand, type Platform } from '../linux/distribution/remedy.js';
import { PreconditionFailure } from '../model/failure.js';
import { findSource, type Source } from '../provision/kernel-module/patched/kernel-source.js';
import type { CheckFinding } from './finding.js';

/** It looks for files as a run does, so it is no check of the table; it is described as those are. */
export const KERNEL_SOURCE = {
  name: 'kernel-source',
  title: "The kernel's source",
  about:
    "NAPI-macvlan and its relatives are made from the macvlan.c of the very kernel that runs, which distributions package apart from the kernel. Install that package, or name a file or a folder in the testbed's kernelSource. Data planes that need no module are measured without: `vrbench run --skip-unavailable`.",
} as const;

/** That there is no source to be patched, where one is needed. @throws what Host.run throws */
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
        why: 'the modules of the data planes are made from it',
        fix: error.facts.remedy,
        install: source.type === 'distribution' ? installCommand(platform, { sources }) : undefined,
      },
    ];
  }
};
