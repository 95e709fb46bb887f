import { machineCheck } from '../../check.js';

/** Processes that may take CPU time at any moment: the 15 characters of /proc/PID/comm. */
const PROGRAMS = [
  'unattended-upgr',
  'apt-get',
  'dpkg',
  'packagekitd',
  'dnf',
  'dnf5',
  'dnf-automatic',
  'pacman',
  'zypper',
  'updatedb',
  'updatedb.plocat',
  'updatedb.mlocat',
  'mandb',
  'fwupd',
  'snapd',
];

export const backgroundWork = machineCheck({
  name: 'background-work',
  title: 'Background work',
  about:
    'Automatic upgrades and indexers take CPU and disk time during a run, and an upgrade may replace the kernel whose headers are needed. Disable them on measured machines.',
  metalOnly: true,
  judge: ({ processes }) => {
    const running = PROGRAMS.filter((program) => processes.has(program));
    return running.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `running: ${running.join(', ')}`,
            why: 'it takes CPU time during trials',
            fix: 'stop it while you measure: systemctl stop NAME',
          },
        ];
  },
});
