import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseSources, readSources } from '../../../src/modules/softnic/source-result.js';
import { fixture } from '../../linux/fixture.js';

describe('parseSources', () => {
  const ports = ['gen0', 'gen1', 'gen2'];
  const text = fixture('softnic-sources.txt');

  it('reads what three sources did that started at the same moment', () => {
    const results = parseSources(ports, text);
    expect(results.map(({ interface: port, sent }) => [port, sent])).toEqual([
      ['gen0', 20_000],
      ['gen1', 20_001],
      ['gen2', 20_002],
    ]);
    const [first, second, third] = results;
    expect(first).toMatchObject({ first: 1_735_835_076_299, last: 1_736_835_026_299 });
    // Each was a microsecond out of phase with the one before.
    expect(second?.first).toBe(1_735_835_077_299);
    expect(third?.first).toBe(1_735_835_078_299);
  });

  it('reads the output of its command', () => {
    const paths = [...text.matchAll(/^==> (.+) <==$/gm)].map(([, path]) => path);
    expect(readSources(ports).slice(-paths.length)).toEqual(paths);
  });

  it('names the file and the machine if a source printed nothing', () => {
    const parse = () => parseSources([...ports, 'gen3'], text, 'all');
    expect(parse).toThrow(ParseFailure);
    expect(parse).toThrow(/gen3\/source\/sent on all/);
  });
});
