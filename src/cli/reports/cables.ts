import { shortText, type WiredPort } from '../../preflight/wiring/wired-port.js';
import type { Segment } from '../../preflight/wiring/wiring.js';
import type { CableSurvey } from '../../session/backends/machines/wiring/survey-cables.js';

const portText = (port: WiredPort): string =>
  port.port === undefined
    ? shortText(port)
    : `${port.port.name} (${port.interface} of ${port.machine})`;

/** What a segment is, for a list of all. */
const KINDS: Readonly<Record<Segment['kind'], string>> = {
  cable: 'cable',
  'one-way': 'in one direction only',
  loopback: 'loops back',
  shared: 'share a switch, a hub or a bridge',
  silent: 'not connected to another free port',
  'no-carrier': 'no link',
};

/** All cables and ports that were found, one line each. */
export const cableLines = ({ wiring, untried }: CableSurvey): readonly string[] => [
  'cables, as test frames show them:',
  ...wiring.map(({ kind, ports }) => {
    const joined = ports.map(portText).join(' - ');
    return kind === 'cable' ? `  ${joined}` : `  ${joined}: ${KINDS[kind]}`;
  }),
  ...untried.map(({ port, reason }) => `  ${portText(port)}: not tried, ${reason}`),
];
