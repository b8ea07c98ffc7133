const KB = 1024;
const UNITS = ['KB', 'MB', 'GB'] as const;

/** A size as people say it: '22 KB', '1,4 MB', '2 GB'. */
export function sizeInWords(bytes: number, locale: 'vi' | 'en'): string {
  let [value, unit] = [Math.max(1, bytes / KB), 0];
  while (Math.round(value * 10) / 10 >= KB && unit < UNITS.length - 1) [value, unit] = [value / KB, unit + 1];
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits })} ${UNITS[unit] ?? ''}`;
}
