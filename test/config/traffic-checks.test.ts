import { describe, expect, it } from 'vitest';
import { changed, PLAYBOOK, problemsOf } from './examples.js';

describe('the rules of a playbook’s traffic', () => {
  it('require room for all headers of a test frame', async () => {
    const sizes = (text: string): string => `${PLAYBOOK}frameSizes: ${text}\n`;
    const ipv6 = (text: string): string => `${sizes(text)}traffic: { protocol: ipv6 }\n`;
    expect(await problemsOf(sizes('[64, 1518]'))).toEqual([]);
    expect(await problemsOf(ipv6('[82, 1518]'))).toEqual([]);
    const line = PLAYBOOK.split('\n').length;
    expect(await problemsOf(ipv6('[128, 81]'))).toEqual([
      `${line}:19 frameSizes[1]: ipv6 test frames have at least 82 bytes with FCS, found 81:` +
        ' headers, and the 16 bytes of sequence number and time stamp that pktgen needs',
    ]);
  });

  it('apply to the default frame size', async () => {
    const [problem, ...more] = await problemsOf(`${PLAYBOOK}traffic: { protocol: ipv6 }\n`);
    expect(problem).toMatch(/frameSizes\[0\]: ipv6 test frames have at least 82 bytes.*found 64/);
    expect(more).toEqual([]);
  });

  it('require equally many ports on both sides for bidirectional traffic', async () => {
    const text = (ports: number): string =>
      `${PLAYBOOK}egressPorts: ${ports}\ntraffic: { direction: bidirectional }\n`;
    expect(await problemsOf(text(1))).toEqual([]);
    expect(await problemsOf(text(2))).toEqual([
      expect.stringMatching(
        /traffic.direction: bidirectional traffic needs as many egress as ingress ports, found 2 and 1/,
      ),
    ]);
  });

  it('require a frame for each sending port', async () => {
    const text = `${changed(PLAYBOOK, '[5 kpps, 10 kpps]', '[1 pps, 10 kpps]')}traffic: { direction: bidirectional }\n`;
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/at 1 pps has no frame to send on each of 2 ports/),
    ]);
  });

  /** The example with one more test, and the data plane macvlan. */
  const withTest = (test: string): string => {
    const text = `${PLAYBOOK}  - { ${test}, throughput: 1 kpps, duration: 2 s }\ndataPlanes: [macvlan]\n`;
    return changed(text, /dataPlanes:\n( +- .*\n)+/.exec(text)?.[0] ?? '', '');
  };

  it.each(['test: latency, tagAfter: 1 s', 'test: reset, kind: interface, after: 1 s'])(
    'require unidirectional traffic for %s',
    async (test) => {
      const one = withTest(test);
      expect(await problemsOf(one)).toEqual([]);
      expect(await problemsOf(`${one}traffic: { direction: bidirectional }\n`)).toEqual([
        expect.stringMatching(/requires unidirectional traffic/),
      ]);
    },
  );

  it('require a reset without modifiers', async () => {
    const one = withTest('test: reset, kind: interface, after: 1 s');
    expect(await problemsOf(`${one}modifiers: [none]\n`)).toEqual([]);
    const problems = await problemsOf(`${one}modifiers: [none, filters-1]\n`);
    expect(problems[0]).toMatch(/reset runs without modifiers/);
  });

  it('know the protocols', async () => {
    const [problem] = await problemsOf(`${PLAYBOOK}traffic: { protocol: ipv5 }\n`);
    expect(problem).toMatch(/unknown protocol 'ipv5'; did you mean 'ipv4'\?/);
  });
});
