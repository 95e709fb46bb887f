import { describe, expect, it } from 'vitest';
import { playbookSchema } from '../../../src/config/playbook.js';
import { sourceFindings } from '../../../src/config/source-checks.js';
import { orderFindings } from '../../../src/config/stated/order-checks.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';

const SWEEP = { test: 'load-sweep', intendedLoads: ['1 kpps'], repeats: 2 };

const playbookOf = (asked: object) =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      dataPlanes: ['ip-forwarder', 'macvlan'],
      trial: { duration: '1 s' },
      order: 'interleaved',
      procedures: [SWEEP],
      ...asked,
    }),
  );

const messages = (asked: object) =>
  orderFindings(playbookOf(asked)).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('interleaved data planes', () => {
  it('require several data planes, and a test with several repeats', () => {
    expect(messages({})).toEqual([]);
    expect(
      messages({ procedures: [{ test: 'soak', totalDuration: '3 min', load: '1 kpps' }, SWEEP] }),
    ).toEqual([]);
    expect(messages({ dataPlanes: ['macvlan'], networks: [{ name: 'a' }, { name: 'b' }] })).toEqual(
      [],
    );
  });

  it('are rejected if there is only one', () => {
    expect(messages({ dataPlanes: ['macvlan'] })).toEqual([
      'order: one data plane cannot be interleaved: name others, or leave order out',
    ]);
    expect(messages({ dataPlanes: ['macvlan'], order: 'by-data-plane' })).toEqual([]);
  });

  it('are rejected if no test has repeats that can be interleaved', () => {
    const once = { ...SWEEP, repeats: 1 };
    const latency = { test: 'latency', throughput: '1 kpps', repeats: 20 };
    expect(messages({ procedures: [once, latency] })).toEqual([
      "order: data planes are interleaved repeat by repeat, and no test here has several: give a load-sweep or throughput test 'repeats' of 2 or more, or leave order out",
    ]);
  });

  it('are rejected in instruction time, which does not drift', () => {
    const place = { name: 'a lab', other: 'real time', realTime: false };
    const [finding, ...others] = sourceFindings(playbookOf({}), place);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ path: ['order'] });
    expect(finding?.message).toContain('figures in instruction time do not drift');
    expect(sourceFindings(playbookOf({}), { ...place, realTime: true })).toEqual([]);
    expect(sourceFindings(playbookOf({ order: 'by-data-plane' }), place)).toEqual([]);
  });
});
