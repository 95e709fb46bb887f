import { describe, expect, it } from 'vitest';
import { changed, PLAYBOOK, problemsOf } from './examples.js';

describe('the rules of a playbook', () => {
  it('hold in a valid one', async () => {
    expect(await problemsOf(PLAYBOOK)).toEqual([]);
  });

  it.each([
    ['duration: 1 s', 'duration: 0 s', '6:13 trial.duration: must be greater than 0'],
    [
      '[5 kpps, 10 kpps]',
      '[0 pps, 10 kpps]',
      '9:21 procedures[0].intendedLoads[0]: a trial of 1000 ms at 0 pps has no frame to send',
    ],
    [
      'duration: 1 s',
      'duration: 500 us',
      '11:18 procedures[1].minimumLoad: a trial of 0.5 ms at 1000 pps has no frame to send',
    ],
    [
      'duration: 1 s',
      'duration: 1 s\n  warmUp: 1 us',
      '7:11 trial.warmUp: a trial of 0.001 ms at 10000 pps has no frame to send',
    ],
    [
      '10 kpps]',
      '10 kpps]\n    order: randm',
      "10:12 procedures[0].order: unknown order 'randm'; did you mean 'random'? (as-given, random)",
    ],
    [
      'minimumLoad: 1 kpps',
      'minimumLoad: 0.1 Mpps',
      '11:18 procedures[1].minimumLoad: must be less than maximumLoad:' +
        ' 100000 pps is not less than 100000 pps',
    ],
    [
      'resolution: 2 %',
      'resolution: 0 %',
      '13:17 procedures[1].resolution: must be more than 0 % and less than 100 %',
    ],
    [
      '- napi-macvlan',
      '- ip-forwarder',
      "4:5 dataPlanes[1]: 'ip-forwarder' is already in the list, at [0]",
    ],
    [
      '[5 kpps, 10 kpps]',
      '[5 kpps, 5000 pps]',
      "9:29 procedures[0].intendedLoads[1]: '5000' is already in the list, at [0]",
    ],
    [
      'name: ',
      'modifiers: [broadcast]\nname: ',
      "1:13 modifiers[0]: must be 'none', found 'broadcast': tests are run without modifiers first (RFC 2544 section 11)",
    ],
    [
      'name: ',
      'modifiers: [none, broadcst]\nname: ',
      "1:19 modifiers[1]: unknown modifier 'broadcst'; did you mean 'broadcast'? (none, broadcast, management, route-updates, filters-1, filters-25)",
    ],
  ])('refuse %s becoming %s', async (from, to, problem) => {
    expect(await problemsOf(changed(PLAYBOOK, from, to))).toEqual([problem]);
  });

  it('require a frame for each ingress port', async () => {
    const text = changed(`${PLAYBOOK}ingressPorts: 3\n`, '[5 kpps, 10 kpps]', '[2 pps, 10 kpps]');
    expect(await problemsOf(text)).toEqual([
      '9:21 procedures[0].intendedLoads[0]: a trial of 1000 ms at 2 pps has no frame to send' +
        ' on each of 3 ports',
    ]);
  });

  it.each(['0 %', '10.1 %'])('refuse a frame loss rate test in steps of %s', async (step) => {
    const test = `  - { test: frame-loss-rate, maximumLoad: 10 kpps, step: ${step} }\n`;
    expect(await problemsOf(`${PLAYBOOK}${test}`)).toEqual([
      '14:58 procedures[2].step: must be more than 0 % and at most 10 % of the maximum load' +
        ' (RFC 2544 section 26.3)',
    ]);
  });

  it('require a frame in a frame loss rate test', async () => {
    const test = '  - { test: frame-loss-rate, maximumLoad: 0 pps, step: 10 % }\n';
    expect(await problemsOf(`${PLAYBOOK}${test}`)).toEqual([
      '14:43 procedures[2].maximumLoad: a trial of 1000 ms at 0 pps has no frame to send',
    ]);
  });
});
