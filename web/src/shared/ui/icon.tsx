/** Our line icons, 16 px, drawn with the colour of the text. */
const paths = {
  home: 'M2.5 7.5 8 2.8l5.5 4.7M4 6.5v6.7h8V6.5M6.7 13.2V9.7h2.6v3.5',
  company: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  objective: 'M3.2 14V2.2M3.2 3h9l-2 2.9 2 2.9h-9',
  alignment: 'M8 2.5v4.2M3.2 12.5V9.6h9.6v2.9M8 6.7v5.8',
  alert: 'M8 2.2 14.4 13.4H1.6ZM8 6.4v3.4M8 11.6h.01',
  kpi: 'M2 12.2 6 7.3l2.8 2.8L14 4',
  kpiTree:
    'M2.3 8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM10.7 3.8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM10.7 12.2a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM5.2 7.4l5.6-3M5.2 8.6l5.6 3',
  source:
    'M3 4.2c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2ZM3 4.2v7.6c0 1.1 2.2 2 5 2s5-.9 5-2V4.2M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  checkIn: 'M3 8.6 6.4 12 13 4.6',
  unit: 'M2.8 13.5V4.7L8 2.4l5.2 2.3v8.8M6 13.5V8.6h4v4.9M1.8 13.5h12.4',
  person:
    'M8 2.4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM2.8 13.6c.4-2.6 2.5-4 5.2-4s4.8 1.4 5.2 4',
  administration:
    'M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2ZM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  add: 'M8 3v10M3 8h10',
  edit: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2ZM9.5 4.3l2.2 2.2',
  archive: 'M2.5 3.2h11v3h-11ZM3.5 6.2v6.6h9V6.2M6.5 9h3',
  link: 'M6.6 9.4 9.4 6.6M7.2 4.9l1.3-1.3a2.8 2.8 0 0 1 4 4l-1.4 1.3M8.9 11.1l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.3',
  forward: 'M3.5 3.5 8 8l-4.5 4.5M8.5 3.5 13 8l-4.5 4.5',
  clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 4.8V8l2.2 1.5',
  language:
    'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM2.3 8h11.4M8 2.2c2.2 2.3 2.2 9.3 0 11.6M8 2.2C5.8 4.5 5.8 11.5 8 13.8',
  close: 'M4 4l8 8M12 4l-8 8',
  lock: 'M3.5 7.2h9v6.3h-9ZM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2',
  chevron: 'M4 6l4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
