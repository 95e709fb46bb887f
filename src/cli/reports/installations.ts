import type { Examination } from '../../session/backends/machines/doctor/examine-testbed.js';

/** What was installed on a machine, and what could not be, as lines of text. */
export const installationLines = (each: Examination): readonly string[] => {
  if (each.state !== 'examined' || each.installed === undefined) return [];
  if (each.installed.length === 0) return [`${each.machine}: nothing to install`];
  return [
    `${each.machine}, installed (not undone by vrbench teardown):`,
    ...each.installed.map((one) =>
      one.state === 'installed'
        ? `  ✓ ${one.command.join(' ')}`
        : `  ✗ ${one.command.join(' ')}: ${one.said}`,
    ),
  ];
};
