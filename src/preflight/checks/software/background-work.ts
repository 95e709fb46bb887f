import { machineCheck } from '../../check.js';

/** Processes that take a processor when nobody expects it. */
const PROGRAMS = [
  'unattended-upgr',
  'packagekitd',
  'dnf-automatic',
  'zypper',
  'updatedb',
  'mandb',
  'fwupd',
  'snapd',
];

export const backgroundWork = machineCheck({
  name: 'background-work',
  title: 'Work in the background',
  about:
    'Automatic upgrades and indexers take processors and disks in the middle of a run, and an upgrade may replace the kernel whose headers are needed. Switch them off on machines that are measured.',
  metalOnly: true,
  judge: ({ processes }) => {
    const running = PROGRAMS.filter((program) => processes.has(program));
    return running.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `running: ${running.join(', ')}`,
            why: 'it takes processors while trials run',
            fix: 'stop it while you measure: systemctl stop NAME',
          },
        ];
  },
});
