import { diskFull } from './archive/disk-full.js';
import type { Fault } from './fault.js';
import { kill } from './kill/kill.js';
import { killTeardown } from './kill/kill-teardown.js';
import { teardownBesideRun, twoControllers } from './together/together.js';
import { controllerFrozen, dutFrozen, generatorFrozen } from './trials/frozen.js';
import { machineDies } from './trials/machine-dies.js';
import { dutPanic, sinkReboot } from './trials/restarts.js';
import { sshFirewall, sshKilled } from './trials/ssh-cut.js';

/** Every fault that the campaign makes, by its row's name. Rows on the same lab are together. */
export const FAULTS = {
  'disk-full': diskFull,
  kill: kill('one-machine-lab', 85),
  'kill-teardown': killTeardown,
  'two-controllers': twoControllers,
  'teardown-beside-run': teardownBesideRun,
  'kill-three-machines': kill('virtual-lab', 15),
  'ssh-firewall': sshFirewall,
  'ssh-killed': sshKilled,
  'generator-frozen': generatorFrozen,
  'dut-frozen': dutFrozen,
  'controller-frozen': controllerFrozen,
  'dut-panic': dutPanic,
  'sink-reboot': sinkReboot,
  'machine-dies': machineDies,
} as const satisfies Readonly<Record<string, Fault>>;
