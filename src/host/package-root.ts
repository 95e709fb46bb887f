/**
 * The folder of this package, with its playbooks, testbeds and sources of kernel
 * modules. src/host/ and, bundled, dist/cli/ are both two levels below it.
 */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);
