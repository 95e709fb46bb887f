/** The parts of a kernel's release that distributions name packages and folders by. */

/** Major and minor version: 6.1 of 6.1.0-56-cloud-amd64. */
export const lineOf = (release: string): string => /^\d+\.\d+/.exec(release)?.[0] ?? release;

/** The upstream version: 6.11.2 of 6.11.2-arch1-1, 6.8.0 of 6.8.0-45-generic. */
export const versionOf = (release: string): string => /^\d+(\.\d+)*/.exec(release)?.[0] ?? release;

/** The version as kernel.org names files: 6.11 of 6.11.0. */
export const upstreamOf = (release: string): string =>
  versionOf(release).replace(/^(\d+\.\d+)\.0$/, '$1');

/** The flavour, the last part: `lts` of 6.6.31-0-lts; empty if there is none. */
export const flavourOf = (release: string): string => /-([a-z][a-z_]*)$/.exec(release)?.[1] ?? '';

/** Without the architecture that RPM distributions add: 5.14.0-427.el9 of 5.14.0-427.el9.x86_64. */
export const withoutArchitecture = (release: string): string =>
  release.replace(/\.(x86_64|aarch64|ppc64le|s390x|armv7hl|riscv64)$/, '');

/** Without the variant that Red Hat and Fedora add: 5.14.0-427.el9.x86_64 of 5.14.0-427.el9.x86_64+rt. */
export const withoutVariant = (release: string): string => release.replace(/\+[a-z0-9-]+$/, '');
