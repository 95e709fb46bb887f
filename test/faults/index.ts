import { diskFull } from './archive/disk-full.js';
import type { Fault } from './fault.js';
import { mutations } from './files/mutations.js';
import { kill } from './kill/kill.js';
import { killTeardown } from './kill/kill-teardown.js';
import { teardownBesideRun } from './together/teardown-beside-run.js';
import { twoControllers } from './together/two-controllers.js';
import { controllerFrozen } from './trials/controller-frozen.js';
import { dutPanic } from './trials/dut-panic.js';
import { machineDies } from './trials/machine-dies.js';
import { machineFrozen } from './trials/machine-frozen.js';
import { sinkReboot } from './trials/sink-reboot.js';
import { sshFirewall } from './trials/ssh-firewall.js';
import { sshKilled } from './trials/ssh-killed.js';

/** Every fault that the campaign makes, by its row's name. Rows on the same lab are together. */
export const FAULTS = {
  mutations,
  'disk-full': diskFull,
  kill: kill('one-machine-lab', 85),
  'kill-teardown': killTeardown,
  'two-controllers': twoControllers,
  'teardown-beside-run': teardownBesideRun,
  'kill-three-machines': kill('virtual-lab', 15),
  'ssh-firewall': sshFirewall,
  'ssh-killed': sshKilled,
  'generator-frozen': machineFrozen('generator', 'the generator'),
  'dut-frozen': machineFrozen('dut', 'the DUT'),
  'controller-frozen': controllerFrozen,
  'dut-panic': dutPanic,
  'sink-reboot': sinkReboot,
  'machine-dies': machineDies,
} as const satisfies Readonly<Record<string, Fault>>;
