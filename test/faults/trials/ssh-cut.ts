import { setTimeout as delay } from 'node:timers/promises';
import type { Draw } from '../campaign/draw.js';
import type { FaultLab } from '../lab/lab.js';
import { duringTrials } from './during-trials.js';
import { startThere } from './start-there.js';

/** In ms: longer than a connection is kept that does not answer. */
const CUT = 40_000;

/** Whatever is sent to the controller is dropped, as by a firewall; the test ports are not touched. */
const FIREWALL = `set -- $SSH_CONNECTION
controller=$1
setsid sh -c 'ip route add blackhole "$1" && sleep "$2"; ip route del blackhole "$1"' \\
  sh "$controller" "$0" >/dev/null 2>&1 </dev/null &`;

const anyMachine = (lab: FaultLab, draw: Draw): string => {
  const [first = '', ...others] = lab.machines;
  return draw.pick([first, ...others]);
};

/** A firewall on a machine drops its connection, and lets it through again later. */
export const sshFirewall = duringTrials({
  title: 'a firewall drops ssh for 40 s',
  tries: 6,
  make: async (lab, _, draw) => {
    const machine = anyMachine(lab, draw);
    await lab.on(machine, (host) => host.run(['sh', '-c', FIREWALL, String(CUT / 1000)]));
    await delay(CUT);
    return machine;
  },
});

/** The sessions of a machine's sshd end. */
export const sshKilled = duringTrials({
  title: 'sshd ends all sessions',
  tries: 6,
  make: async (lab, _, draw) => {
    const machine = anyMachine(lab, draw);
    await startThere(lab, machine, "sleep 0.3; pkill -KILL -f '^sshd: .*(@notty|priv)'");
    await delay(1000);
    return machine;
  },
});
