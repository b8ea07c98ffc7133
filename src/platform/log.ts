import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * Lines are JSON with ids, codes and times. Nothing personal is logged: no names, numbers, answers, addresses,
 * query strings or bodies. The redaction below is the second net, for objects logged whole by a library.
 */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: describeFailure, error: describeFailure },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        'req.headers',
        'headers',
        'body',
        'query',
        '*.password',
        '*.answers',
        '*.name',
        '*.personalId',
        '*.email',
        '*.phone',
      ],
      censor: '[bỏ]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * A failure for the log: what kind and where, without the values that made it. PostgreSQL puts values into its
 * message and detail ("Key (…)=(…) already exists"), so of its errors only the code and the names are kept.
 */
export function describeFailure(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const {
    name,
    message,
    stack = '',
    code,
    constraint,
    table,
    schema,
    severity,
    cause,
  } = error as Error & Record<string, unknown>;
  const fromDatabase = typeof severity === 'string' && typeof code === 'string';
  const places = stack.split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: name,
    ...(code === undefined ? {} : { code }),
    ...(fromDatabase ? { schema, table, constraint } : { message }),
    stack: places.join('\n'),
    ...(cause === undefined ? {} : { cause: describeFailure(cause) }),
  };
}
