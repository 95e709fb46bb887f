import { z } from 'zod';
import type { Host } from '../../host/host.js';
import {
  createFunctions,
  parseFunctionCounts,
  readFunctionCounts,
  removeFunctions,
} from '../../linux/device/sriov.js';
import { PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';

/** Ports, and their virtual functions. */
const specSchema = z.strictObject({
  ports: z
    .array(
      z.strictObject({
        port: z.string(),
        functions: z
          .array(z.strictObject({ mac: z.string(), namespace: z.string(), name: z.string() }))
          .min(1)
          .readonly(),
      }),
    )
    .min(1)
    .readonly(),
});

const refuse = (host: Host, port: string, got: string, remedy: string): never => {
  throw new PreconditionFailure({
    attempted: `creating SR-IOV virtual functions of ${port}`,
    where: host.name,
    got,
    remedy,
  });
};

/**
 * Creates SR-IOV virtual functions of ports and moves their network devices to existing namespaces. A
 * port that already has some is refused: they may be in use, and their number cannot be changed without
 * removing them all.
 */
export const virtualFunctions = defineStep({
  kind: 'virtual-functions',
  spec: specSchema,
  before: z.null(),
  describe: ({ ports }) => ports.map(({ port, functions }) => createFunctions(port, functions)),
  read: async (host, { ports }, signal) => {
    const argv = readFunctionCounts(ports.map(({ port }) => port));
    const { stdout } = await host.attempt(argv, { signal });
    const countsOf = parseFunctionCounts(stdout, host.name);
    for (const { port, functions } of ports) {
      const counts = countsOf(port);
      if (counts === undefined) {
        const got = 'its device does not support SR-IOV: it has no file sriov_totalvfs';
        const remedy =
          'use a NIC that has virtual functions, enable SR-IOV in the firmware, or remove sriov-vf from the playbook';
        return refuse(host, port, got, remedy);
      }
      const { total, present } = counts;
      if (present > 0) {
        const got = `it already has ${present} virtual functions`;
        return refuse(host, port, got, `echo 0 > /sys/class/net/${port}/device/sriov_numvfs`);
      }
      if (total < functions.length) {
        const got = `it supports ${total} virtual functions, but ${functions.length} are needed`;
        return refuse(host, port, got, 'use fewer routers or interfaces');
      }
    }
    return null;
  },
  undo: async (host, { ports }) => {
    await host.run(removeFunctions(ports.map(({ port }) => port)));
  },
});
