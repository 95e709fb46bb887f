import { describe, expect, it } from 'vitest';
import { labelledFiles, parseLabelledFiles } from '../../../src/linux/text/labelled-files.js';
import { parseUnresolvedDiscards } from '../../../src/linux/proc/neighbour-stat.js';
import { parseSnmp } from '../../../src/linux/proc/snmp.js';
import { parseBacklogDrops } from '../../../src/linux/proc/softnet-stat.js';
import { fixture } from '../fixture.js';

describe('labelled files', () => {
  it('are split by path, and parsed', () => {
    const files = parseLabelledFiles(fixture('proc-files.txt'));
    expect([...files.keys()]).toEqual([
      '/proc/net/softnet_stat',
      '/proc/net/snmp',
      '/proc/net/netstat',
      '/proc/net/stat/arp_cache',
    ]);
    expect([...parseBacklogDrops(files.get('/proc/net/softnet_stat') ?? '').values()]).toEqual([0]);
    expect(parseSnmp(files.get('/proc/net/snmp') ?? '').get('Ip.Forwarding')).toBe(1);
    expect(parseUnresolvedDiscards(files.get('/proc/net/stat/arp_cache') ?? '')).toBe(0);
  });

  it('are printed under headings even when there is only one', () => {
    expect(labelledFiles(['/proc/net/snmp'])).toContain('--verbose');
  });
});
