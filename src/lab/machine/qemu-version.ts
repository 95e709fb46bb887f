import { Failure, Interrupted } from '../../model/failure.js';
import { runLocally } from '../local/command.js';
import { QEMU } from './qemu.js';

/** The version in what `qemu-system-x86_64 --version` prints, its package included; undefined for other text. */
export const parseQemuVersion = (text: string): string | undefined =>
  /^QEMU emulator version (\S.*?)\s*$/m.exec(text)?.[1];

/** The version of this computer's QEMU; undefined if there is none. @throws Interrupted */
export const qemuVersion = async (signal?: AbortSignal): Promise<string | undefined> => {
  try {
    const attempted = 'asking QEMU for its version';
    return parseQemuVersion(await runLocally([QEMU, '--version'], { attempted, signal }));
  } catch (error) {
    if (error instanceof Failure && !(error instanceof Interrupted)) return undefined;
    throw error;
  }
};
