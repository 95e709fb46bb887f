import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { selftestImage } from './image/debian-kernel.js';
import { bootMachine, type KernelMachine } from './machine.js';
import { countOf, outcomesOf, SKIPPED, type Outcomes } from './selftest-outcomes.js';

/**
 * The kernel's own selftests that make macvlan devices. Left out are those that need a NIC of a
 * certain make: net/toeplitz.sh and net/setup_loopback.sh one that hashes frames and sends them back
 * to itself, drivers/net/mlxsw/rtnetlink.sh a Spectrum switch. The _ipv6.sh of those of VXLAN have another
 * underlay and the same macvlan.
 */
const FORWARDING = [
  'net/forwarding/local_termination.sh',
  'net/forwarding/vxlan_asymmetric.sh',
  'net/forwarding/vxlan_symmetric.sh',
  'drivers/net/bonding/dev_addr_lists.sh',
  'drivers/net/team/dev_addr_lists.sh',
];
/** In this order: after bond_macvlan_ipvlan.sh on one machine, br_netfilter.sh skips itself. */
const SINCE_6_12 = ['net/netfilter/br_netfilter.sh', 'drivers/net/bonding/bond_macvlan_ipvlan.sh'];

const KINDS = ['napi_macvlan', 'softnet_macvlan', 'direct_macvlan'];

describe.each([
  ['bookworm', FORWARDING],
  ['trixie', [...FORWARDING, ...SINCE_6_12]],
] as const)("the kernel's selftests on Debian %s", (suite, selftests) => {
  let machine: KernelMachine;

  const outcomes = async (kind: string, selftest: string): Promise<Outcomes> =>
    outcomesOf(await machine.run('selftest.sh', kind, selftest));

  beforeAll(async () => {
    machine = await bootMachine({ image: await selftestImage(suite) });
    await machine.run('selftest.sh', 'prepare');
    return () => machine[Symbol.asyncDispose]();
  });

  describe.each(selftests)('%s', (selftest) => {
    let ofMacvlan: Outcomes;

    beforeAll(async () => {
      ofMacvlan = await outcomes('macvlan', selftest);
    });

    it('runs', () => {
      expect(ofMacvlan.exit).not.toBe(SKIPPED);
    });

    it.each(KINDS)('%s does as macvlan does', async (kind) => {
      let ofKind = await outcomes(kind, selftest);
      // Selftests give some of what they wait for a certain time, whatever the machine's speed.
      for (let again = 0; again < 2 && !isDeepStrictEqual(ofKind, ofMacvlan); again++) {
        ofMacvlan = await outcomes('macvlan', selftest);
        ofKind = await outcomes(kind, selftest);
      }
      console.log(`${suite}, ${selftest}, ${kind}: ${JSON.stringify(countOf(ofKind))}`);
      expect(ofKind).toEqual(ofMacvlan);
    });
  });
});
