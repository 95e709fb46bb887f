import { atKey, atValue, type Finding } from '../../../document/finding.js';
import { repeatedValues } from '../../../document/repeated-values.js';
import { ROLES } from '../placed-port.js';
import type { TestbedFile } from '../testbed-file.js';
import type { TuningChoice } from './schema.js';
import { MACHINE_SETTINGS, settingKeys, type SettingName } from './settings-schema.js';

const SETTING_NAMES = Object.keys(settingKeys) as SettingName[];

/** A tuning with its path in the file. */
interface Placed {
  readonly path: readonly PropertyKey[];
  readonly choice: TuningChoice;
}

const placed = ({ tuning, roles }: TestbedFile): readonly Placed[] => [
  ...(tuning === undefined ? [] : [{ path: ['tuning'], choice: tuning }]),
  ...ROLES.flatMap((role): Placed[] => {
    const { tuning: choice } = roles[role];
    return choice === undefined ? [] : [{ path: ['roles', role, 'tuning'], choice }];
  }),
];

/** Keys that apply to NICs only. */
const PORT_KEYS = [
  'preset',
  ...SETTING_NAMES.filter((name) => !MACHINE_SETTINGS.includes(name)),
] as const;

/** Presets and settings of ports, which apply to NICs only. */
const needsNic = ({ path, choice }: Placed): Finding[] => {
  const why = 'ports are software: use softwareNic and cpus';
  if (typeof choice === 'string') return [atValue(path, `${choice} is for NICs, but here ${why}`)];
  return PORT_KEYS.filter((name) => choice[name] !== undefined).map((name) =>
    atKey([...path, name], `${name}: applies to NICs only, but here ${why}`),
  );
};

const settingFindings = ({ path, choice }: Placed): Finding[] => {
  if (typeof choice === 'string') return [];
  const { cpus, irqbalance, offloads, rings } = choice;
  return [
    ...(Array.isArray(cpus) ? repeatedValues(cpus, [...path, 'cpus']) : []),
    ...(cpus !== undefined && irqbalance === true
      ? [
          atValue(
            [...path, 'irqbalance'],
            'irqbalance would move the interrupts that cpus assigns: remove one of the two',
          ),
        ]
      : []),
    ...(offloads !== undefined && Object.keys(offloads).length === 0
      ? [atValue([...path, 'offloads'], 'offloads: expected at least one')]
      : []),
    ...(typeof rings === 'object' && rings.receive === undefined && rings.transmit === undefined
      ? [atValue([...path, 'rings'], 'expected receive, transmit or both')]
      : []),
  ];
};

/** Problems with a testbed's tuning. */
export const tuningFindings = (file: TestbedFile): readonly Finding[] => {
  const all = placed(file);
  if (file.lab?.kind === 'deterministic') {
    return all.map(({ path }) =>
      atKey(path, 'tuning: a deterministic lab has nothing to tune; remove it'),
    );
  }
  return [
    ...all.flatMap(settingFindings),
    ...(file.softwareNic === undefined ? [] : all.flatMap(needsNic)),
  ];
};
