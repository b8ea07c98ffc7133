import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's figures for Prometheus. Labels are names from code (operation ids, jobs), never data. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const METRICS = {
  lienthong_http_seconds: {
    kind: 'histogram',
    help: 'Time to answer, by operation or page; pages from the cache are only counted, in lienthong_page_cache_total',
    labels: ['operation', 'status'],
  },
  lienthong_listener_seconds: { kind: 'histogram', help: 'Time of one event delivery', labels: ['listener'] },
  lienthong_job_seconds: { kind: 'histogram', help: 'Time of one job', labels: ['job'] },
  lienthong_job_failures_total: { kind: 'counter', help: 'Jobs that gave up', labels: ['job'] },
  lienthong_problems_total: { kind: 'counter', help: 'Refusals by code', labels: ['code'] },
  lienthong_page_cache_total: {
    kind: 'counter',
    help: 'Anonymous pages answered from the cache or rendered',
    labels: ['outcome'],
  },
  lienthong_number_block_load: { kind: 'gauge', help: 'Fullest block of personal numbers, 0–1', labels: [] },
  lienthong_evidence_waiting: { kind: 'gauge', help: 'Records of evidence without a seal, at most', labels: [] },
  lienthong_evidence_unsealed_seconds: {
    kind: 'gauge',
    help: 'Age of the oldest record of evidence without a seal; 0 when there is none',
    labels: [],
  },
  lienthong_evidence_unstamped_seconds: {
    kind: 'gauge',
    help: 'How long evidence has been without a time stamp; 0 when all has one',
    labels: [],
  },
  lienthong_live_streams: { kind: 'gauge', help: 'Open server-sent event streams', labels: [] },
  lienthong_directory_life_left: {
    kind: 'gauge',
    help: 'Share of its life that this node’s copy of the directory of nodes has left; below 0 once it is over',
    labels: [],
  },
  lienthong_exchange_untold: {
    kind: 'gauge',
    help: 'Copies sent from here whose state the new home of their sender has not heard yet',
    labels: [],
  },
  lienthong_directory_alarms: { kind: 'gauge', help: 'Alarms about the directory of nodes', labels: [] },
  lienthong_directory_refreshes_total: {
    kind: 'counter',
    help: 'Looks for a newer directory of nodes, by what came of them',
    labels: ['outcome'],
  },
  lienthong_node_requests_refused_total: {
    kind: 'counter',
    help: 'Requests that claimed to come from another node and were not believed',
    labels: ['code'],
  },
} as const;

type Name = keyof typeof METRICS;

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const made = new Map<Name, Counter | Gauge | Histogram>();

function metric(name: Name): Counter | Gauge | Histogram {
  const known = made.get(name);
  if (known) return known;
  const { kind, help, labels } = METRICS[name];
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  const fresh =
    kind === 'histogram'
      ? new Histogram({ ...options, buckets })
      : kind === 'gauge'
        ? new Gauge(options)
        : new Counter({ ...options, collect: countTallies });
  made.set(name, fresh);
  return fresh;
}

export function observe(name: Name, labels: Record<string, string>, value: number): void {
  const one = metric(name);
  if (one instanceof Histogram) one.observe(labels, value);
}

export function count(name: Name, labels: Record<string, string> = {}, by = 1): void {
  const one = metric(name);
  if (one instanceof Counter) one.inc(labels, by);
}

const tallies: (() => void)[] = [];

function countTallies(): void {
  for (const put of tallies) put();
}

/** A counter with fixed labels for hot paths: adds up in a plain number until somebody asks for the figures. */
export function tally(name: Name, labels: Record<string, string>): () => void {
  let pending = 0;
  metric(name);
  tallies.push(() => {
    const by = pending;
    pending = 0;
    if (by > 0) count(name, labels, by);
  });
  return () => {
    pending += 1;
  };
}

export function gauge(name: Name, value: number): void {
  const one = metric(name);
  if (one instanceof Gauge) one.set(value);
}
