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
