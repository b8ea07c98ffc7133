import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'src',
  buildDirectory: 'build',
  ssr: true,
  // Pages without JavaScript must never send a manifest request; hydrated ones get theirs with the page.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
