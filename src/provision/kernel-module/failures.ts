import type { FailedHunk } from '../../linux/kernel/build-output.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import type { ModuleName, PatchedModule } from './modules.js';
import { BUILT_LINES } from './kernel-lines.js';

const SHOWN_HUNKS = 8;

const inWords = (hunks: readonly FailedHunk[]): string => {
  const shown = hunks.slice(0, SHOWN_HUNKS).map(({ hunk, line }) => `#${hunk} (line ${line})`);
  const more = hunks.length > SHOWN_HUNKS ? ` and ${hunks.length - SHOWN_HUNKS} more` : '';
  return `${hunks.length === 1 ? 'hunk' : 'hunks'} ${shown.join(', ')}${more}`;
};

/** The patch does not apply to the source. Nothing was built. */
export class PatchFailed extends Failure {
  /** Empty if patch failed for another reason. */
  readonly hunks: readonly FailedHunk[];

  constructor(
    module: PatchedModule,
    where: string,
    release: string,
    hunks: readonly FailedHunk[],
    output: string,
  ) {
    super({
      attempted: `applying the ${module} patch for kernel ${release}`,
      where,
      got:
        hunks.length === 0
          ? output.trim() || 'patch failed with no output'
          : `${inWords(hunks)} ${hunks.length === 1 ? 'does' : 'do'} not apply to macvlan.c`,
      remedy: `set the testbed's kernelSource to the source of the running kernel; the patch is for ${BUILT_LINES}: to port it, see docs/kernel-modules.md`,
    });
    this.hunks = hunks;
  }
}

const OWN_SOURCES =
  'check that the headers match the running kernel, and that docs/kernel-modules.md lists it';

const PATCHED = `check that headers and kernelSource are those of the running kernel; the patch is for ${BUILT_LINES}`;

const COUNTED_BY_NICS = `${OWN_SOURCES}; or let the sink's NICs count: \`counting: nic\``;

const REMEDIES: Readonly<Record<ModuleName, string>> = {
  napi_macvlan: PATCHED,
  direct_macvlan: PATCHED,
  softnic: OWN_SOURCES,
  frame_sink: COUNTED_BY_NICS,
};

/** The sources do not compile. */
export class BuildFailed extends Failure {
  constructor(module: ModuleName, where: string, release: string, errors: readonly string[]) {
    super({
      attempted: `building ${module} for kernel ${release}`,
      where,
      got: errors.join('\n') || 'make failed with no output',
      remedy: REMEDIES[module],
    });
  }
}

const ANOTHER_MACHINE =
  'use a machine that can load modules, or testbeds/one-machine-lab.yaml, which boots an emulated one';

/** The remedy if a kernel accepts signed modules only, by whether the module is signed. */
export const SIGNATURE = {
  unsigned: `sign modules (moduleSigning in the testbed: docs/kernel-modules.md), switch Secure Boot off in the machine's firmware, or ${ANOTHER_MACHINE}`,
  signed: `the kernel does not know the certificate that moduleSigning names. Enrol it: mokutil --import CERTIFICATE.der there (openssl x509 -in CERTIFICATE -outform der -out CERTIFICATE.der), reboot, and confirm it in the firmware's MOK manager; mokutil --test-key shows whether it is enrolled. Or ${ANOTHER_MACHINE}`,
} as const;

/** The machine does not load modules built on it. */
export class LoadingNotAllowed extends PreconditionFailure {
  /** @param wants whether the module is signed, if the kernel wants a signature; otherwise absent */
  constructor(module: ModuleName, where: string, got: string, wants?: keyof typeof SIGNATURE) {
    super({
      attempted: `loading ${module}`,
      where,
      got,
      remedy: wants === undefined ? ANOTHER_MACHINE : SIGNATURE[wants],
    });
  }
}

/** The kernel rejected the module. */
export class ModuleLoadFailed extends Failure {
  constructor(module: ModuleName, where: string, said: string, kernelLog: readonly string[]) {
    super({
      attempted: `loading ${module}`,
      where,
      got: [said.trim(), 'last lines of the kernel log:', ...kernelLog].join('\n  '),
      remedy:
        'an unknown symbol means headers of another kernel; to build it again: rm -r /var/cache/vrbench',
    });
  }
}
