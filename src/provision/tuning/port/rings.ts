import { z } from 'zod';
import { parseRings } from '../../../linux/device/settings/limits.js';
import { portSetting } from './port-setting.js';

const amount = z.strictObject({ now: z.int().nullable(), maximum: z.int().nullable() });
type Amount = z.output<typeof amount>;

const length = z.union([z.int().min(1), z.literal('max')]);
type Length = z.output<typeof length>;

const wantedSchema = z.union([
  length,
  z.strictObject({ receive: z.exactOptional(length), transmit: z.exactOptional(length) }),
]);

const RINGS = ['receive', 'transmit'] as const;
const ARGUMENTS = { receive: 'rx', transmit: 'tx' } as const;

const wantedOf = (
  wanted: z.output<typeof wantedSchema>,
  ring: (typeof RINGS)[number],
): Length | undefined => (typeof wanted === 'object' ? wanted[ring] : wanted);

const resized = ({ now, maximum }: Amount, wanted: Length | undefined): Amount => {
  if (wanted === undefined) return { now, maximum };
  return { now: wanted === 'max' ? (maximum ?? now) : wanted, maximum };
};

/** The number of descriptors of the rings of ports: `ethtool -G`. */
export const rings = portSetting({
  kind: 'rings',
  setting: 'rings',
  wanted: wantedSchema,
  value: z.strictObject({ receive: amount, transmit: amount }),
  read: (port) => ['ethtool', '-g', port],
  parse: parseRings,
  problem: (now, wanted) =>
    RINGS.map((ring) => {
      const [length, { maximum }] = [wantedOf(wanted, ring), now[ring]];
      return typeof length === 'number' && maximum !== null && length > maximum
        ? `its ${ring} ring has at most ${maximum} descriptors (ethtool -g)`
        : undefined;
    }).find((problem) => problem !== undefined),
  target: (now, wanted) => ({
    receive: resized(now.receive, wantedOf(wanted, 'receive')),
    transmit: resized(now.transmit, wantedOf(wanted, 'transmit')),
  }),
  set: (port, now, target) => {
    const changed = RINGS.flatMap((ring) => {
      const { now: length } = target[ring];
      return length === null || length === now[ring].now ? [] : [ARGUMENTS[ring], String(length)];
    });
    return changed.length === 0 ? undefined : ['ethtool', '-G', port, ...changed];
  },
  intended: (port, wanted) => {
    const lengths = RINGS.flatMap((ring) => {
      const length = wantedOf(wanted, ring);
      return typeof length === 'number' ? [ARGUMENTS[ring], String(length)] : [];
    });
    // The maximum is only known on the machine.
    return lengths.length === 0 ? ['ethtool', '-g', port] : ['ethtool', '-G', port, ...lengths];
  },
});
