import type { Fix } from '../../preflight/fix/apply-fixes.js';
import type { SettingChange } from '../../provision/tuning/setting-text.js';
import type { Examination } from '../../session/backends/machines/doctor/examine-testbed.js';

const changeText = ({ what, from, to }: SettingChange): string =>
  [what, `${from} -> ${to}`].filter((part) => part !== '').join(' ');

const remainingText = (remaining: readonly SettingChange[] | undefined): string => {
  if (remaining === undefined) return 'whether it is restored could not be read';
  return remaining.length === 0
    ? 'it is restored'
    : `it is not restored: ${remaining.map(changeText).join(', ')}`;
};

const linesOf = (fix: Fix): readonly string[] => {
  if (fix.state === 'refused') {
    return [`  ✗ ${fix.setting}: refused: ${fix.reason}; ${remainingText(fix.remaining)}`];
  }
  return fix.changes.length === 0
    ? [`  - ${fix.setting}: already so`]
    : fix.changes.map((change) => `  ✓ ${fix.setting}: ${changeText(change)}`);
};

/** What was changed on a machine from what to what, and what was refused, as lines of text. */
export const fixLines = (each: Examination): readonly string[] => {
  if (each.state !== 'examined' || each.fixes === undefined) return [];
  return each.fixes.length === 0
    ? [`${each.machine}: nothing that settings can fix`]
    : [`${each.machine}, until vrbench teardown:`, ...each.fixes.flatMap(linesOf)];
};
