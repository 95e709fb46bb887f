import { z } from 'zod';
import { filePath, remotePath } from '../../document/path-text.js';

/** Where the kernel source for building modules comes from. */
export const kernelSource = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('distribution') })
      .describe(
        "Where the DUT's distribution installs its kernel source; an error says how to get it",
      ),
    z
      .strictObject({ type: z.literal('debian-package') })
      .transform(() => ({ type: 'distribution' as const }))
      .describe('Old name of distribution; use distribution'),
    z
      .strictObject({ type: z.literal('path'), path: remotePath.describe('Its path on the DUT') })
      .describe("On the DUT: macvlan.c, the kernel's source tree, or an archive of it"),
    z
      .strictObject({ type: z.literal('file'), file: filePath.describe('Its path') })
      .describe('macvlan.c on this computer, relative to the testbed file'),
  ])
  .describe("Where the DUT's own drivers/net/macvlan.c comes from");
export type KernelSource = z.output<typeof kernelSource>;

/** The key and certificate for signing modules. */
export const moduleSigning = z
  .strictObject({
    key: filePath.describe(
      'The private key in PEM, without a passphrase; relative to the testbed file',
    ),
    certificate: filePath.describe('Its X.509 certificate, in PEM or DER'),
  })
  .describe(
    'Signs the modules that are built, for kernels that accept only signed ones (Secure Boot): files on this computer',
  );
export type ModuleSigning = z.output<typeof moduleSigning>;
