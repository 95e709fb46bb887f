import { z } from 'zod';
import { filePath, remotePath } from '../../document/path-text.js';

/** Where the source comes from that modules are made from. */
export const kernelSource = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('distribution') })
      .describe(
        "Where the DUT's distribution puts its kernel's source; an error says how to get it",
      ),
    z
      .strictObject({ type: z.literal('debian-package') })
      .transform(() => ({ type: 'distribution' as const }))
      .describe('The earlier name of distribution: write that'),
    z
      .strictObject({ type: z.literal('path'), path: remotePath.describe('Its path there') })
      .describe("On the DUT: macvlan.c, the kernel's source tree, or an archive of it"),
    z
      .strictObject({ type: z.literal('file'), file: filePath.describe('Its path') })
      .describe('macvlan.c on this computer, relative to the testbed file'),
  ])
  .describe("Where the DUT's own drivers/net/macvlan.c comes from");
export type KernelSource = z.output<typeof kernelSource>;

/** What modules that are built are signed with. */
export const moduleSigning = z
  .strictObject({
    key: filePath.describe(
      'The private key in PEM, without a passphrase; relative to the testbed file',
    ),
    certificate: filePath.describe('Its X.509 certificate, in PEM or DER'),
  })
  .describe(
    'What modules that are built on machines are signed with, where kernels take signed ones only (Secure Boot): files of this computer',
  );
export type ModuleSigning = z.output<typeof moduleSigning>;
