import { readdirSync, readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from '../../host/package-root.js';
import type { GuestFile } from './guest-files.js';

const KERNEL_PATCH = new URL('kernel-patch/', PACKAGE_ROOT);

const IS_SOURCE = /\.(?:c|h|patch)$|^(?:Makefile|kernels)$/;

/** The sources of this package's kernel modules, as files of a machine in /usr/src/vrbench. */
export const moduleSources = (): readonly GuestFile[] =>
  readdirSync(KERNEL_PATCH, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((folder) => {
      const files = new URL(`${folder}/`, KERNEL_PATCH);
      return readdirSync(files)
        .filter((name) => IS_SOURCE.test(name))
        .sort()
        .map((name) => ({
          path: `usr/src/vrbench/${folder}/${name}`,
          mode: 0o644,
          text: readFileSync(new URL(name, files), 'utf8'),
        }));
    });
