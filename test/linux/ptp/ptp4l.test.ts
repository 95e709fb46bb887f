import { describe, expect, it } from 'vitest';
import { ptp4lConfig, runPtp4l } from '../../../src/linux/ptp/ptp4l.js';

describe('ptp4l', () => {
  it('is server or client, in its own domain, with the requested time stamping and transport', () => {
    expect(
      ptp4lConfig({ side: 'server', stamping: 'software', transport: 'ethernet' }).split('\n'),
    ).toEqual([
      '[global]',
      'uds_address /run/vrbench-ptp4l/socket',
      'domainNumber 114',
      'masterOnly 1',
      'time_stamping software',
      'network_transport L2',
      'tx_timestamp_timeout 50',
      'use_syslog 0',
      'verbose 1',
      '',
    ]);
    const client = ptp4lConfig({ side: 'client', stamping: 'hardware', transport: 'ipv6' });
    expect(client).toContain('\nslaveOnly 1\ntime_stamping hardware\nnetwork_transport UDPv6\n');
  });

  it('takes one interface', () => {
    expect(runPtp4l('eth5').join(' ')).toBe('ptp4l -f /run/vrbench-ptp4l/config -i eth5');
  });
});
