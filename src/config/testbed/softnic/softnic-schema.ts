import { z } from 'zod';

const descriptors = z.int().min(16).max(4096).default(256);

/** SOFTNIC_MAX_QUEUES in kernel-patch/softnic. */
const MOST_QUEUES = 8;

/** The settings of software ports. */
export const softnicSchema = z
  .strictObject({
    receiveRing: descriptors.describe('Descriptors of every port'),
    transmitRing: descriptors.describe('Descriptors of every port'),
    receiveOffload: z.boolean().default(true).describe('Generic receive offload (GRO) of the DUT'),
    queues: z
      .int()
      .min(1)
      .max(MOST_QUEUES)
      .exactOptional()
      .describe(
        'Receive and transmit queues of every port, each with its own interrupt; default: 1',
      ),
  })
  .describe('Ports are created by the module softnic: all roles are on one machine, in namespaces');
