import { describe, expect, it } from 'vitest';
import { irqbalance } from '../../../../src/provision/tuning/machine/irqbalance.js';
import { nicHost } from '../nic-host.js';

const ACTIVE = 'systemctl is-active irqbalance.service';
const COMMS = '/proc/[0-9]*/comm';
const running = { [ACTIVE]: 'active\n', [COMMS]: '/proc/7/comm\tirqbalance\n' };
const step = irqbalance({ running: false });

describe('irqbalance', () => {
  it('is stopped and started again', async () => {
    const host = nicHost((done) => (done.length === 1 ? {} : running));
    const before = await step.read(host);
    await step.apply(host);
    await step.undo(host, before);
    expect(host.set).toEqual([
      'systemctl stop irqbalance.service',
      'systemctl start irqbalance.service',
    ]);
  });

  it('is left alone if it does not run', async () => {
    const host = nicHost(() => ({ [COMMS]: '/proc/1/comm\tsystemd\n' }));
    const before = await step.read(host);
    await step.apply(host);
    await step.undo(host, before);
    expect(host.set).toEqual([]);
  });

  it('is not stopped if it does not run as a service, as it could not be started again', async () => {
    const host = nicHost(() => ({ [COMMS]: '/proc/7/comm\tirqbalance\n' }));
    await expect(step.read(host)).rejects.toThrow(
      /refused: it runs, but not as irqbalance.service/,
    );
  });
});
