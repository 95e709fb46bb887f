import type { ModuleSigning } from '../../../config/testbed/module-schema.js';
import type { Host, RunOptions } from '../../../host/host.js';
import { Failure } from '../../../model/failure.js';
import type { Argv } from '../../../model/command.js';
import { builtFrom, moduleFile, type ModuleName } from '../modules.js';
import { readKeyPair } from './key-pair.js';

/**
 * Signs a module like the kernel's build: with scripts/sign-file, which comes with the headers, or else
 * by producing the same with openssl (scripts/sign-file.c: the signature in CMS, struct
 * module_signature of include/linux/module_signature.h, and the marker). The key is read from standard
 * input, and is in a file that only root can read while this runs.
 */
const SIGN = `
set -eu
module=$1 certificate=$2 key=$1.key signature=$1.p7s
trap 'rm -f -- "$key" "$signature"' EXIT
trap 'exit 1' HUP INT TERM
rm -f -- "$key"
(umask 077 && cat >"$key")
signer=/lib/modules/$(uname -r)/build/scripts/sign-file
if [ -x "$signer" ]; then
  "$signer" sha256 "$key" "$certificate" "$module"
else
  openssl cms -sign -binary -noattr -nocerts -nosmimecap -md sha256 -outform DER \\
    -inkey "$key" -signer "$certificate" -in "$module" -out "$signature"
  size=$(wc -c <"$signature")
  cat "$signature" >>"$module"
  printf '\\0\\0\\2\\0\\0\\0\\0\\0' >>"$module"
  for shift in 24 16 8 0; do
    printf %b "\\\\0$(printf %o $((size >> shift & 255)))" >>"$module"
  done
  printf '~Module signature appended~\\n' >>"$module"
fi`;

const certificateFile = (module: ModuleName): string => builtFrom(module, 'signing.pem');

/** The command that signs a built module; the key is its standard input. */
export const signModule = (module: ModuleName): Argv => [
  'sh',
  '-c',
  SIGN,
  'sh',
  moduleFile(module),
  certificateFile(module),
];

/**
 * Signs the module in the build folder.
 * @throws PreconditionFailure for a key or certificate that cannot be used; Failure
 */
export const signBuilt = async (
  host: Host,
  module: ModuleName,
  signing: ModuleSigning,
  options: RunOptions,
): Promise<void> => {
  const { key, certificate } = await readKeyPair(signing);
  await host.upload([{ path: certificateFile(module), content: certificate }], options);
  const { exitCode, stderr } = await host.attempt(signModule(module), { ...options, stdin: key });
  if (exitCode === 0) return;
  throw new Failure({
    attempted: `signing ${module}`,
    where: host.name,
    got: stderr.trim() || `exit code ${exitCode}`,
    remedy: "check that sign-file of the kernel's headers, or else openssl, runs there",
  });
};
