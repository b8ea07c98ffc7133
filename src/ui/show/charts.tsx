export type Bar = { label: string; value: number; tone?: 'plain' | 'ok' | 'wait' | 'bad' };

export type StatBarProps = {
  /** Said to screen readers and shown above the bar. */
  label: string;
  parts: readonly Bar[];
  /** How a value is written, e.g. (n) => `${n} hồ sơ`. */
  format?: (value: number) => string;
};

const WIDTH = 600;

function share(value: number, total: number): number {
  return total === 0 ? 0 : (value / total) * WIDTH;
}

/** Parts of a whole as one bar, with a legend that carries the figures. Server-rendered SVG, no JavaScript. */
export function StatBar({ label, parts, format = String }: StatBarProps) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const placed = parts.map((part, index) => ({
    ...part,
    x: share(
      parts.slice(0, index).reduce((sum, before) => sum + before.value, 0),
      total,
    ),
    width: share(part.value, total),
  }));
  return (
    <figure className="lt-statbar">
      <figcaption className="lt-statbar__label">{label}</figcaption>
      <svg
        className="lt-statbar__bar"
        viewBox={`0 0 ${WIDTH} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect x="0" y="0" width={WIDTH} height="20" className="lt-chart--empty" />
        {placed.map((part) => (
          <rect
            key={part.label}
            x={part.x}
            y="0"
            width={part.width}
            height="20"
            className={`lt-chart--${part.tone ?? 'plain'}`}
          />
        ))}
      </svg>
      <ul className="lt-statbar__legend">
        {parts.map((part) => (
          <li key={part.label}>
            <svg width="12" height="12" aria-hidden="true" focusable="false">
              <rect width="12" height="12" rx="2" className={`lt-chart--${part.tone ?? 'plain'}`} />
            </svg>{' '}
            {part.label}: <strong>{format(part.value)}</strong>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** A small line of values over time. `label` must say what it shows in words ("12 hồ sơ hôm nay, nhiều hơn hôm qua"). */
export function Sparkline({
  values,
  label,
  width = 160,
  height = 36,
}: {
  values: readonly number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const top = Math.max(1, ...values);
  const step = values.length > 1 ? (width - 8) / (values.length - 1) : 0;
  const points = values.map((value, index) => {
    const x = 4 + index * step;
    const y = height - 4 - (value / top) * (height - 8);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className="lt-sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {points.length > 0 ? (
        <circle cx={points.at(-1)?.split(',')[0]} cy={points.at(-1)?.split(',')[1]} r="2.5" fill="currentColor" />
      ) : null}
    </svg>
  );
}

/** One figure to see at a glance. */
export function StatFigure({
  value,
  label,
  note,
  tone,
}: {
  value: string;
  label: string;
  note?: string;
  tone?: 'plain' | 'ok' | 'wait' | 'bad';
}) {
  return (
    <div className={`lt-figure lt-figure--${tone ?? 'plain'}`}>
      <p className="lt-figure__value">{value}</p>
      <p className="lt-figure__label">{label}</p>
      {note ? <p className="lt-figure__note">{note}</p> : null}
    </div>
  );
}
