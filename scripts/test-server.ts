// The PostgreSQL of the tests: node scripts/test-server.ts start|stop
import { startTestServer } from '../test/world/cluster.ts';

const server = await startTestServer();
if (process.argv[2] === 'stop') await server.stop();
process.exit(0);
