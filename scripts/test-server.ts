// The PostgreSQL of the tests: node scripts/test-server.ts start|stop
import { rmSync } from 'node:fs';
import { startTestServer } from '../test/world/cluster.ts';
import { GIVEN_PORTS } from '../test/world/free-port.ts';

if (process.argv[2] === 'start') rmSync(GIVEN_PORTS, { recursive: true, force: true });
const server = await startTestServer();
if (process.argv[2] === 'stop') await server.stop();
process.exit(0);
