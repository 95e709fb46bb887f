/**
 * The folder of this package, which has what comes with it: playbooks, testbeds, sources of kernel
 * modules. src/host/ and, bundled, dist/cli/ are both two levels below it.
 */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);
