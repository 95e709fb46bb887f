import { describe, expect, it } from 'vitest';
import { movedPorts } from '../../../src/provision/steps/moved-ports.js';
import { recordingHost } from '../recording-host.js';

const step = movedPorts({ namespace: 'tester', interfaces: ['eth1', 'eth2'] });

describe('movedPorts', () => {
  it('moves all ports with one command', () => {
    expect(step.describe()).toEqual([
      {
        argv: ['ip', '-batch', '-'],
        stdin: 'link set dev eth1 netns tester\nlink set dev eth2 netns tester\n',
      },
    ]);
  });

  it('moves them back, and brings up those that were', async () => {
    const host = recordingHost();
    await step.undo(host, { up: ['eth2'] });
    const [back, up] = host.commands;
    expect(back?.argv.slice(4)).toEqual(['tester', 'eth1', 'eth2']);
    expect(up).toEqual({ argv: ['ip', '-force', '-batch', '-'], stdin: 'link set dev eth2 up\n' });
  });

  it('brings up none if none was up', async () => {
    const host = recordingHost();
    await step.undo(host, { up: [] });
    expect(host.commands).toHaveLength(1);
  });
});
