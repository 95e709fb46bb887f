import { describe, expect, it } from 'vitest';
import { streamId } from '../../../src/model/network/stream.js';
import type { TestFrames } from '../../../src/model/schema/setup/test-frames.js';
import { factsOf } from '../../../src/report/facts.js';
import { testFrames } from '../../../src/report/sections/test-frames.js';
import { plainText } from '../../../src/report/terminal/units.js';
import type { RunRecord } from '../../../src/results/schema.js';
import { runRecord } from '../../results/record.js';

const stream = {
  dataPlane: 'macvlan',
  stream: streamId('r0:gen0>sink0'),
  sourceMac: '02:00:00:00:00:11',
  destinationMac: '02:00:00:00:00:21',
  source: '198.18.1.2',
  destinations: { first: '198.19.128.1', last: '198.19.135.249', networks: 256 },
} as const;
const frames: TestFrames = {
  sender: 'pktgen',
  protocol: 'ipv4',
  hopLimit: 32,
  sourcePort: 49_184,
  destinationPort: 7,
  udpChecksum: false,
  payload: ['a header', 'octets of 0'],
  eachFrame: ['sequence number', 'time stamp'],
  streams: [
    stream,
    { ...stream, destinations: { first: '198.19.1.2', last: '198.19.1.2', networks: 1 } },
  ],
};
const having = (testFramesOf: TestFrames): RunRecord => {
  if (runRecord.setup === null) throw new Error('the record has a setup');
  return { ...runRecord, setup: { ...runRecord.setup, testFrames: testFramesOf } };
};
const context = { trialOf: () => undefined };

describe('test frames in a report', () => {
  it('are a fact: ports, TTL, checksum, data, and what differs', () => {
    const fact = (run: RunRecord) => {
      const found = factsOf(run, []).find(({ name }) => name === 'test frames');
      return found && plainText(found.value);
    };
    expect(fact(having(frames))).toBe(
      'UDP port 49184 to 7, TTL 32, no UDP checksum, data: a header, then octets of 0;' +
        ' each frame has its own sequence number, time stamp',
    );
    const six = { ...frames, protocol: 'ipv6', udpChecksum: true, eachFrame: [] } as const;
    expect(fact(having(six))).toBe(
      'UDP port 49184 to 7, hop limit 32, data: a header, then octets of 0',
    );
    expect(fact(runRecord)).toBeUndefined();
  });

  it('have a table of their addresses, stream by stream', () => {
    const [section] = testFrames(having(frames), [], context);
    expect(section?.detail).toBe(true);
    const [block] = section?.blocks ?? [];
    expect(block?.kind === 'table' ? block.rows : []).toEqual([
      [
        'macvlan',
        'r0:gen0>sink0',
        '02:00:00:00:00:11',
        '02:00:00:00:00:21',
        '198.18.1.2',
        '198.19.128.1 to 198.19.135.249',
      ],
      [
        'macvlan',
        'r0:gen0>sink0',
        '02:00:00:00:00:11',
        '02:00:00:00:00:21',
        '198.18.1.2',
        '198.19.1.2',
      ],
    ]);
    expect(testFrames(runRecord, [], context)).toEqual([]);
  });
});
