import { words } from './words.ts';

/** 'Chrome trên Android', as the owner would call it. */
export function nameOf(device: { browser?: string; system?: string }, locale: 'vi' | 'en'): string {
  const t = words(locale);
  if (!device.browser) return t.program;
  return device.system ? `${device.browser} ${t.on} ${device.system}` : device.browser;
}

/** A network address shortened to its network: enough to tell home from abroad, too little to tell the house. */
export function networkOf(source: string): string {
  if (/^(127\.|::1$|local$)/.test(source)) return source === 'local' ? '–' : source;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(source)) return source.replace(/\.\d+\.\d+$/, '.•.•');
  const mapped = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(source);
  if (mapped) return `${mapped[1]}.•.•`;
  return source.includes(':') ? `${source.split(':').slice(0, 2).join(':')}:•` : source;
}
