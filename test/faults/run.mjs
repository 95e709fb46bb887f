// Starts the campaign, which is TypeScript: `npm run test:faults -- [row ...] [--tries N] [--seed N]`.
import process from 'node:process';
import { createViteServer } from 'vitest/node';

const server = await createViteServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  // Node.js 20 has no `using`.
  oxc: { target: 'node20' },
  server: { middlewareMode: true, watch: null, ws: false, hmr: false },
});
try {
  const { main } = await server.ssrLoadModule('/test/faults/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} finally {
  await server.close();
}
