export type PlotSeries = { label: string; values: readonly number[]; tone?: 'plain' | 'ok' | 'wait' | 'bad' };

export type TimePlotProps = {
  /** Said to screen readers and shown above; the figures themselves belong into a table or a sentence beside the plot. */
  label: string;
  series: readonly PlotSeries[];
  /** What stands under the first, some middle and the last place, as [place, text]. */
  marks: readonly (readonly [number, string])[];
};

const WIDTH = 720;
const HEIGHT = 160;
const LEFT = 60;
const FOOT = 26;
const TOP = 8;

/** The next round number to end the scale at: 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= value) ?? value;
}

/** Columns over time, the series side by side at each place. Server-rendered SVG, no JavaScript. */
export function TimePlot({ label, series, marks }: TimePlotProps) {
  const places = Math.max(1, ...series.map((one) => one.values.length));
  const top = roundUp(Math.max(1, ...series.flatMap((one) => one.values)));
  const room = (WIDTH - LEFT) / places;
  const bar = Math.max(1, (room * 0.8) / series.length);
  const yOf = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - FOOT);
  return (
    <figure className="lt-plot">
      <figcaption className="lt-statbar__label">{label}</figcaption>
      <svg className="lt-plot__picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH} y1={yOf(value)} y2={yOf(value)} className="lt-plot__line" />
            <text x={LEFT - 6} y={yOf(value) + 4} className="lt-plot__text lt-plot__text--end">
              {Number.isInteger(value) ? value.toLocaleString('vi-VN') : ''}
            </text>
          </g>
        ))}
        {series.map((one, turn) =>
          one.values.map((value, place) => (
            <rect
              // A value has no other identity than its place.
              // oxlint-disable-next-line react/no-array-index-key
              key={`${one.label} ${place}`}
              x={(LEFT + place * room + room * 0.1 + turn * bar).toFixed(1)}
              y={yOf(value).toFixed(1)}
              width={bar.toFixed(1)}
              height={(yOf(0) - yOf(value)).toFixed(1)}
              className={`lt-chart--${one.tone ?? 'plain'}`}
            />
          )),
        )}
        {marks.map(([place, text], index) => (
          <text
            key={text}
            x={(LEFT + (place + 0.5) * room).toFixed(1)}
            y={HEIGHT - 4}
            className={`lt-plot__text lt-plot__text--${index === marks.length - 1 && marks.length > 1 ? 'end' : 'middle'}`}
          >
            {text}
          </text>
        ))}
      </svg>
      <ul className="lt-statbar__legend">
        {series.map((one) => (
          <li key={one.label}>
            <svg width="12" height="12" aria-hidden="true" focusable="false">
              <rect width="12" height="12" rx="2" className={`lt-chart--${one.tone ?? 'plain'}`} />
            </svg>{' '}
            {one.label}
          </li>
        ))}
      </ul>
    </figure>
  );
}
