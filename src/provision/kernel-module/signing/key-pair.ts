import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { ModuleSigning } from '../../../config/testbed/module-schema.js';
import { quoteIfNeeded } from '../../../host/command/quote.js';
import { readPlainFile } from '../../../host/plain-file.js';
import { PreconditionFailure, reasonOf } from '../../../model/failure.js';

/** A testbed's moduleSigning: files on this computer, by absolute names. */
export const signingSchema: z.ZodType<ModuleSigning> = z.strictObject({
  key: z.string(),
  certificate: z.string(),
});

/** A signing key and its certificate, as PEM text. The key is only sent to the machine's signer. */
export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

/** Read and write by group and others. */
const OTHERS = 0o077;

const refused = (file: string, got: string, remedy: string, cause?: unknown): PreconditionFailure =>
  new PreconditionFailure({
    attempted: 'reading the module signing key',
    where: file,
    got,
    remedy,
    ...(cause !== undefined && { cause }),
  });

const read = async (file: string, kind: string): Promise<Buffer> => {
  try {
    return await readPlainFile(file);
  } catch (cause) {
    throw refused(file, reasonOf(cause), `correct ${kind} of moduleSigning in the testbed`, cause);
  }
};

/** Like ssh, refuses the user's own key if other users can read it. */
const requireOwn = async (file: string): Promise<void> => {
  const { mode, uid } = await stat(file);
  if (uid !== process.getuid?.() || (mode & OTHERS) === 0) return;
  throw refused(file, 'others can read or write this key', `chmod 600 ${quoteIfNeeded(file)}`);
};

/** PKCS #8, and the older form of OpenSSL (RFC 1421). */
const ENCRYPTED = /^(-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED)/m;

const privateKey = (file: string, text: Buffer): KeyObject => {
  if (ENCRYPTED.test(text.toString('latin1'))) {
    throw refused(
      file,
      'this key has a passphrase',
      `without one: openssl pkey -in ${quoteIfNeeded(file)}`,
    );
  }
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw refused(
      file,
      'this is not a private key in PEM format',
      'name the key that belongs to the certificate',
      cause,
    );
  }
};

const certificateOf = (file: string, text: Buffer): X509Certificate => {
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw refused(file, 'this is not an X.509 certificate', 'name one in PEM or DER', cause);
  }
};

/**
 * Reads a key and its certificate, and checks that they match.
 * @throws PreconditionFailure that names the file and the problem
 */
export const readKeyPair = async (signing: ModuleSigning): Promise<KeyPair> => {
  const text = await read(signing.key, 'key');
  await requireOwn(signing.key);
  const key = privateKey(signing.key, text);
  const certificate = certificateOf(
    signing.certificate,
    await read(signing.certificate, 'certificate'),
  );
  if (!certificate.checkPrivateKey(key)) {
    throw refused(
      signing.certificate,
      `this certificate does not belong to the key ${signing.key}`,
      'name a key and its matching certificate',
    );
  }
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: certificate.toString(),
  };
};
