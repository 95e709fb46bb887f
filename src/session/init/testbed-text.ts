import { ROLES } from '../../config/testbed/placed-port.js';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { identityText } from '../../model/network/port-identity.js';
import { seconds } from '../../model/units.js';
import type { Proposal, ProposedPort } from './propose.js';

/** Plain scalars that YAML does not read as strings. */
const NOT_TEXT = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

/** A YAML string: plain if that is safe, otherwise quoted. */
const word = (text: string): string =>
  /^([a-z/~][\w./~-]*|\d+\.\d+\.\d+\.\d+)$/i.test(text) && !NOT_TEXT.test(text)
    ? text
    : JSON.stringify(text);

/** A flow mapping. */
const flow = (entries: readonly (readonly [key: string, value: string | undefined])[]): string =>
  `{ ${entries.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`])).join(', ')} }`;

const optional = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : word(text);

const connectionText = (connection: Connection): string => {
  const sudo = connection.sudo ? 'true' : undefined;
  if (connection.type === 'local')
    return flow([
      ['type', 'local'],
      ['sudo', sudo],
    ]);
  const { host, port, user, identityFile, knownHosts, connectTimeout } = connection;
  return flow([
    ['type', 'ssh'],
    ['host', word(host)],
    ['port', port === undefined ? undefined : String(port)],
    ['user', optional(user)],
    ['identityFile', optional(identityFile)],
    ['knownHosts', optional(knownHosts)],
    [
      'connectTimeout',
      connectTimeout === undefined ? undefined : `${connectTimeout / seconds(1)} s`,
    ],
    ['sudo', sudo],
  ]);
};

/** `1 Gb/s` */
export const speedText = (megabits: number): string =>
  megabits % 1000 === 0 ? `${megabits / 1000} Gb/s` : `${megabits} Mb/s`;

const portLines = ({
  name,
  interface: device,
  identity,
  mac,
  megabits,
}: ProposedPort): string[] => {
  const known = [
    ...(identity === undefined ? [] : [device]),
    ...(mac === undefined || identity?.by === 'mac' ? [] : [mac]),
    ...(megabits === undefined ? [] : [speedText(megabits)]),
  ];
  const found =
    identity === undefined
      ? (['interface', word(device)] as const)
      : ([identity.by, JSON.stringify(identity.address)] as const);
  const comment = known.length === 0 ? '' : ` # ${known.join(', ')}`;
  return [`      - ${flow([['name', name], found])}${comment}`];
};

const ABOUT: Readonly<Record<RoleName, string>> = {
  generator: 'Sends test frames.',
  dut: 'The device under test: forwards them.',
  sink: 'Receives them.',
};

const roleLines = (role: RoleName, { roles }: Proposal): readonly string[] => [
  `  # ${ABOUT[role]}`,
  `  ${role}:`,
  `    machine: ${roles[role].machine}`,
  '    ports:',
  ...roles[role].ports.flatMap(portLines),
];

const identified = ({ roles }: Proposal): readonly string[] => {
  const any = ROLES.flatMap((role) => roles[role].ports).find(
    ({ identity }) => identity !== undefined,
  );
  return any?.identity === undefined
    ? []
    : [
        `# Ports are identified by addresses that do not change between boots (${identityText(any.identity)} is now`,
        `# ${any.interface}); \`interface: NAME\` identifies one by its name instead.`,
      ];
};

/**
 * The text of a testbed file for a proposal, with comments.
 * @param schema the location of its JSON Schema, for editors
 */
export const testbedText = (name: string, proposal: Proposal, schema: string): string => {
  const { machines, links, megabits, leftOut } = proposal;
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    '# Written by vrbench init from the hardware it found and from where test frames arrived.',
    '# Edit it as needed: vrbench validate checks it, and vrbench doctor --wiring checks that the',
    '# cables still match it.',
    ...identified(proposal),
    ...(leftOut.length === 0 ? [] : ['#', '# Ports that were left out:']),
    ...leftOut.map((line) => `#   ${line.replaceAll(/\s+/g, ' ')}`),
    `name: ${word(name)}`,
    '',
    'machines:',
    ...Object.entries(machines).flatMap(([machine, connection]) => [
      `  ${machine}:`,
      `    connection: ${connectionText(connection)}`,
    ]),
    '',
    'roles:',
    ...ROLES.flatMap((role) => roleLines(role, proposal)),
    '',
    '# Frames go generator -> DUT -> sink. Playbooks use the links in this order.',
    'links:',
    ...links.map(([one, other]) => `  - [${one}, ${other}]`),
    '',
    ...(megabits === undefined
      ? [
          '# The links differ in speed, or their drivers do not report it. If all links have the same speed, set it',
          '# here: loads above its line rate are then refused (RFC 2544 section 20).',
          '# linkSpeed: 1 Gb/s',
        ]
      : [
          '# As negotiated. Loads above its line rate are refused (RFC 2544 section 20).',
          `linkSpeed: ${speedText(megabits)}`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
};
