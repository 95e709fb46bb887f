import { lineOf, withoutVariant } from './release-parts.js';

/** ELRepo's long-term kernels by the version of the distribution; its others are mainline. */
const LONG_TERM: Readonly<Record<string, string>> = { el8: '5.4', el9: '6.1', el10: '6.12' };

/** The version of the distribution, of a kernel of ELRepo: el9 of 6.1.112-1.el9.elrepo.x86_64. */
const elRepoOf = (release: string): string | undefined => /\.(el\d+)\.elrepo\./.exec(release)?.[1];

/** Whether it is one of ELRepo's kernels, which are those of kernel.org. */
export const isElRepo = (release: string): boolean => elRepoOf(release) !== undefined;

/** Whether it is Oracle's own, the Unbreakable Enterprise Kernel: 5.15.0-300.163.18.el9uek.x86_64. */
export const isUek = (release: string): boolean => /\.el\d+uek\./.test(release);

/** Prefix of its packages' names: variants of a release (+rt, +64k, +debug) have packages of their own. */
export const kernelNameOf = (release: string): string => {
  if (isUek(release)) return 'kernel-uek';
  const elRepo = elRepoOf(release);
  if (elRepo !== undefined) {
    return LONG_TERM[elRepo] === lineOf(release) ? 'kernel-lt' : 'kernel-ml';
  }
  const [, variant] = /\+(.+)$/.exec(release) ?? [];
  return variant === undefined ? 'kernel' : `kernel-${variant}`;
};

/** A package of a kernel's release. @param part `devel`, `core`, `modules-extra` */
export const kernelPackage = (release: string, part: string): string =>
  `${kernelNameOf(release)}-${part}-${withoutVariant(release)}`;
