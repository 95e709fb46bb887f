import { dataPlaneFacts } from '../model/data-plane.js';
import type { ResetKind } from '../model/trial.js';
import { atValue, type Finding } from '../document/finding.js';
import { testOf } from '../rfc2544/tests/index.js';
import { sendsBySource, sourceTestbed } from './testbed/sending.js';
import { ROLES } from './testbed/placed-port.js';
import type { Playbook } from './playbook.js';
import type { TestbedFile } from './testbed/testbed-file.js';

/** Only data planes with a module can be reset by reloading it. */
const notReloadable = ({ dataPlanes }: Pick<Playbook, 'dataPlanes'>): string | undefined => {
  const without = dataPlanes.find((name) => !dataPlaneFacts(name).reloadable);
  return without && `${without} has no module to reload; use interface or reboot`;
};

/** Why the DUT's machine cannot be restarted during a trial; undefined if it can. */
const notRestartable = ({ machines, roles }: TestbedFile): string | undefined => {
  const { machine } = roles.dut;
  const other = ROLES.find((role) => role !== 'dut' && roles[role].machine === machine);
  if (other !== undefined) return `machine '${machine}' is also the ${other}`;
  return machines[machine]?.connection?.type === 'local'
    ? `machine '${machine}' is this computer`
    : undefined;
};

const powerless = (file: TestbedFile): string | undefined => {
  const { machine } = file.roles.dut;
  return file.machines[machine]?.power === undefined
    ? `the testbed does not specify machines.${machine}.power`
    : notRestartable(file);
};

const OBSTACLES: Readonly<
  Record<ResetKind, (file: TestbedFile, playbook: Playbook) => string | undefined>
> = {
  'module-reload': (_, playbook) => notReloadable(playbook),
  interface: () => undefined,
  reboot: notRestartable,
  power: powerless,
};

const obstacleTo = (kind: ResetKind, file: TestbedFile, playbook: Playbook): string | undefined =>
  sendsBySource(file)
    ? `in ${sourceTestbed(file).name} nothing else can be done while frames are sent`
    : OBSTACLES[kind](file, playbook);

/** Resets that a testbed does not support, located in the playbook. */
export const resetFitFindings = (testbed: TestbedFile, playbook: Playbook): Finding[] =>
  playbook.procedures.flatMap((spec, index) => {
    const kind = testOf(spec).resetKind?.(spec);
    const why = kind && obstacleTo(kind, testbed, playbook);
    if (why === undefined) return [];
    const message = `the DUT of testbed '${testbed.name}' cannot be reset by ${kind}: ${why}`;
    return [atValue(['procedures', index, 'kind'], message)];
  });
