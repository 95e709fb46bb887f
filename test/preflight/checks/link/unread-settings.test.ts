import { describe, expect, it } from 'vitest';
import { portSettings } from '../../../../src/linux/device/settings/port.js';
import type { CommandOutcome } from '../../../../src/linux/text/attempts.js';
import { unreadReasons } from '../../../../src/preflight/checks/link/unread-settings.js';

const failing = (stderr: string): CommandOutcome => ({ exitCode: 1, stdout: '', stderr });

const reasonsWhereAll = (outcome: CommandOutcome): readonly string[] => {
  const { commands, read } = portSettings(['eth1']);
  const port = read(commands.map(() => outcome)).get('eth1');
  if (port === undefined) throw new Error('eth1 was asked');
  return unreadReasons(port);
};

describe('settings that could not be read', () => {
  it('do not include those that the driver does not have', () => {
    expect(reasonsWhereAll(failing('netlink error: Operation not supported\n'))).toEqual([]);
    const cannot = 'Cannot get device coalesce settings: Operation not supported\n';
    expect(reasonsWhereAll(failing(cannot))).toEqual([]);
    expect(reasonsWhereAll(failing('No data available\n'))).toEqual([]);
  });

  it('are named with what the tool said', () => {
    const reasons = reasonsWhereAll(failing('netlink error: Operation not permitted\n'));
    expect(reasons).toHaveLength(5);
    expect(reasons).toContain('ethtool -a eth1: Operation not permitted');
  });

  it('include those printed in an unknown form', () => {
    const reasons = reasonsWhereAll({ exitCode: 0, stdout: 'eth1: what is this\n', stderr: '' });
    expect(reasons).toContain('ethtool -g eth1: no such value in its output');
  });
});
