import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { TENURE_MARK } from '../../../host/command/tenure.js';
import { prepareGuest, removeGuests, startGuest } from '../../../linux/guest/processes.js';
import { ACCELERATORS, KERNELS, makeMachine, qemuMonitor } from '../../../linux/guest/qemu.js';
import { umlMonitor } from '../../../linux/guest/uml.js';
import { commandList } from '../../../linux/command-list.js';
import { Failure, PreconditionFailure } from '../../../model/failure.js';
import type { Command } from '../../../model/command.js';
import { seconds } from '../../../model/units.js';
import { remedyOn } from '../../../linux/distribution/remedy.js';
import { defineStep } from '../../define-step.js';
import { platformOf } from '../../requirements/platform.js';

const guestSchema = z.strictObject({
  name: z.string().regex(/^vrbench-vr\d+$/),
  /** Its network devices, in order. */
  ports: z
    .array(
      z.strictObject({
        /** The DUT's device for its frames. */
        device: z.string(),
        mac: z.string(),
      }),
    )
    .min(1)
    .readonly(),
  /** The commands by which it becomes a router. */
  setup: z
    .array(
      z.strictObject({
        argv: z.tuple([z.string()], z.string()).readonly(),
        stdin: z.exactOptional(z.string()),
      }),
    )
    .readonly(),
});
const specSchema = z.strictObject({
  monitor: z.enum(['uml', 'qemu']),
  guests: z.array(guestSchema).min(1).readonly(),
  /** The CPUs for their processes; absent: any. */
  cpus: z.exactOptional(z.array(z.int().min(0)).min(1).readonly()),
});
type Spec = z.output<typeof specSchema>;
type SpecGuest = Spec['guests'][number];

/** How guests of a kind are started. */
interface Monitor {
  /** The maximum time in seconds until a guest's router is set up, on an emulated machine. */
  readonly limit: number;
  start(guest: SpecGuest, cpus: Spec['cpus']): readonly Command[];
}

const UML_LIMIT = 600;
/** Nested emulation takes minutes. */
const QEMU_LIMIT = 900;

const MONITORS: Readonly<Record<Spec['monitor'], Monitor>> = {
  uml: {
    limit: UML_LIMIT,
    start: ({ name, ports }, cpus) => [
      startGuest(name, umlMonitor(name, ports), {
        ...{ mark: TENURE_MARK, limit: UML_LIMIT, accelerators: [] },
        cpus,
      }),
    ],
  },
  qemu: {
    limit: QEMU_LIMIT,
    start: ({ name, ports }, cpus) => [
      makeMachine(name, ports),
      startGuest(name, qemuMonitor(ports), {
        ...{ mark: TENURE_MARK, limit: QEMU_LIMIT, accelerators: ACCELERATORS },
        cpus,
      }),
    ],
  },
};

const commandsOf = ({ monitor, cpus }: Spec, guest: SpecGuest): readonly Command[] => [
  prepareGuest(guest.name, commandList(guest.setup, 'stop')),
  ...MONITORS[monitor].start(guest, cpus),
];

const requireKernel = async (host: Host, signal?: AbortSignal): Promise<void> => {
  const { exitCode } = await host.attempt(KERNELS, { signal });
  if (exitCode === 0) return;
  throw new PreconditionFailure({
    attempted: 'booting a guest with the kernel of the DUT',
    where: host.name,
    got: 'no image of the running kernel in /boot',
    remedy: remedyOn(
      await platformOf(host, signal),
      ({ install, kernel }, release) =>
        `boot a kernel that is installed as a package: ${[...install, kernel(release)].join(' ')}`,
    ),
  });
};

/**
 * Starts guests that are routers, one after the other: each gets its devices, boots, sets itself up and
 * reports this on its console. Undo ends all processes of a guest, including those that outlive its monitor.
 */
export const guests = defineStep({
  kind: 'guests',
  spec: specSchema,
  before: z.null(),
  describe: (spec) => spec.guests.flatMap((guest) => commandsOf(spec, guest)),
  read: async (host, { monitor }, signal) => {
    if (monitor === 'qemu') await requireKernel(host, signal);
    return null;
  },
  apply: async (host, spec, signal) => {
    const deadline = seconds(MONITORS[spec.monitor].limit + 120);
    for (const guest of spec.guests) {
      for (const { argv, stdin } of commandsOf(spec, guest)) {
        const { exitCode, stderr } = await host.attempt(argv, { stdin, deadline, signal });
        if (exitCode === 0) continue;
        throw new Failure({
          attempted: `starting guest ${guest.name}`,
          where: host.name,
          got: stderr.trim() || `exit code ${exitCode}, with no output on its console`,
        });
      }
    }
  },
  undo: async (host, spec) => {
    await host.run(removeGuests(spec.guests.map(({ name }) => name)));
  },
});
