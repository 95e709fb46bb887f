import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

// Unit tests start no process: what does belongs in test/integration.
const refuse = (program: string): never => {
  throw new Error(`a unit test starts ${program}: move the test to test/integration`);
};

for (const start of [
  'spawn',
  'spawnSync',
  'exec',
  'execSync',
  'execFile',
  'execFileSync',
  'fork',
]) {
  Object.defineProperty(childProcess, start, { value: refuse });
}
syncBuiltinESMExports();
