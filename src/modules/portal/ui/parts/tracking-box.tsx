import { SearchBox, type Locale } from '#ui/index.ts';

const words = {
  vi: {
    label: 'Mã hồ sơ',
    hint: 'Mã ghi trên biên nhận, ví dụ: H55.203-20261123-0000001.',
    button: 'Tra cứu',
  },
  en: {
    label: 'Dossier code',
    hint: 'The code on your receipt, for example: H55.203-20261123-0000001.',
    button: 'Track',
  },
} as const;

/** The box to type a dossier code into. `value` is what was typed before. */
export function TrackingBox({ locale, value, error }: { locale: Locale; value?: string; error?: string | undefined }) {
  const t = words[locale];
  return (
    <SearchBox
      action="/tra-cuu"
      name="ma"
      label={t.label}
      hint={t.hint}
      button={t.button}
      value={value}
      error={error}
      maxLength={100}
    />
  );
}
