import { ask, asOne, valueOf } from '../../../linux/text/query.js';
import { askingPorts } from '../../check.js';

/** `EEE status: enabled - active`. */
const isActive = (text: string): boolean => text.includes('EEE status: enabled - active');

export const energyEfficient = askingPorts({
  name: 'energy-efficient',
  title: 'Energy-Efficient Ethernet',
  about:
    'With Energy-Efficient Ethernet (IEEE 802.3az) a link sleeps between frames and takes up to 30 us to wake, which adds to latencies at low loads.',
  asks: ({ ports }) =>
    asOne(
      Object.fromEntries(
        ports.map((port) => [port.name, ask(['ethtool', '--show-eee', port.interface], isActive)]),
      ),
    ),
  judge: (_facts, { ports }, read) =>
    ports
      .filter(({ name }) => {
        const answer = read[name];
        return answer !== undefined && valueOf(answer) === true;
      })
      .map((port) => ({
        severity: 'distorts',
        port: port.name,
        found: 'Energy-Efficient Ethernet is active',
        why: 'the link sleeps between frames and takes microseconds to wake',
        fix: `ethtool --set-eee ${port.interface} eee off`,
      })),
});
