/**
 * A line drawing per life event, 24 × 24, drawn for this project. They help to find a card again; its name says everything,
 * so screen readers skip them.
 */
const drawings: Record<string, string> = {
  // a pram
  COCONNHO: 'M4 11h15a7.5 7.5 0 0 0-7.5-7.5V11M4 11a6 6 0 0 0 6 6h3a6 6 0 0 0 6-6l2.5-3.5M8.5 20.5h.01M15.5 20.5h.01',
  // a book
  HOCTAP: 'M12 6.5C9.5 4.8 6.5 4.5 3.5 5v13c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5V5c-3-.5-6-.2-8.5 1.5zM12 6.5v13',
  // a briefcase
  VIECLAM: 'M3.5 8h17v11h-17zM9 8V5h6v3M3.5 12.5c5.5 2.5 11.5 2.5 17 0M12 13.5v1.5',
  // a card with a face
  CUTRUVAGIAYTOTUYTHAN:
    'M3 5.5h18v13H3zM8.5 11.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.5 16c.6-3.2 5.4-3.2 6 0M14.5 10h4M14.5 13.5h4',
  // two rings
  HONNHANVAGIADINH:
    'M9 19.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM15 19.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12 5.5l-1.5-2h3z',
  // a house with a light
  DIENLUCNHAODATDAI: 'M3.5 11.5L12 4l8.5 7.5M5.5 10v10h13V10M13 10.5l-2.5 4h3L11 18.5',
  // a heart with a beat
  SUCKHOEVAYTE:
    'M12 20C5 15.5 3 12 3 8.8 3 4.5 9 3 12 7.5 15 3 21 4.5 21 8.8 21 12 19 15.5 12 20zM6 12h3l1.5-2.5 2.5 4.5 1.5-2H18',
  // a motorbike
  PHUONGTIENVANGUOILAI:
    'M5.5 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM18.5 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM5.5 16h6l4-5.5H8.5M15.5 10.5L14 6.5h-2.5M15.5 10.5l3 5.5',
  // an old tree and the sun
  HUUTRI:
    'M9 20.5V12M9 15.5l-2.5-2M9 14a5 5 0 1 0-4.5-7.2A4 4 0 0 0 5 14zM4 20.5h16M18 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 3.5v.5M22 9h-.5M18 14.5V14',
  // a lotus
  NGUOITHANQUADOI:
    'M12 18.5c-3-3-3-8 0-12 3 4 3 9 0 12zM12 18.5c-4.5 0-7.5-3-8-7.5 2.5 0 4.5 1 5.8 2.5M12 18.5c4.5 0 7.5-3 8-7.5-2.5 0-4.5 1-5.8 2.5M6 21h12',
  // scales
  GIAIQUYETKHIEUKIEN:
    'M12 4v16M7.5 20.5h9M5 7.5l7-2 7 2M5 7.5L2.5 14a2.6 2.6 0 0 0 5 0zM19 7.5L16.5 14a2.6 2.6 0 0 0 5 0z',
};

const plain = 'M6 3.5h8.5l4 4V20.5H6zM14 3.5V8h4.5M9 12h6.5M9 16h6.5';

export function LifeEventIcon({ code, size = 30 }: { code: string; size?: number }) {
  return (
    <svg className="lt-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={drawings[code] ?? plain}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
