import { setTimeout as delay } from 'node:timers/promises';
import { anyMachine } from '../lab/any-machine.js';
import { startThere } from '../lab/start-there.js';
import { duringTrials } from './during-trials.js';

/** In ms: longer than a connection is kept that does not answer. */
const CUT = 40_000;

/** Whatever is sent to the controller is dropped, as by a firewall; the test ports are not touched. */
const FIREWALL = `controller=\${SSH_CONNECTION%% *}
ip route add blackhole "$controller" && sleep "$1"
ip route del blackhole "$controller"`;

/** A firewall on a machine drops its connection, and lets it through again later. */
export const sshFirewall = duringTrials({
  title: 'a firewall drops ssh for 40 s',
  tries: 6,
  make: async (lab, _, draw) => {
    const machine = anyMachine(lab, draw);
    await startThere(lab, machine, FIREWALL, String(CUT / 1000));
    await delay(CUT);
    return machine;
  },
});
