const PATHS = {
  camera:
    'M4 8h3.2l1.6-2.5h6.4L16.8 8H20a1.5 1.5 0 0 1 1.5 1.5V18A1.5 1.5 0 0 1 20 19.5H4A1.5 1.5 0 0 1 2.5 18V9.5A1.5 1.5 0 0 1 4 8zM12 16.8a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z',
  picture:
    'M4 4.5h16A1.5 1.5 0 0 1 21.5 6v12a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 18V6A1.5 1.5 0 0 1 4 4.5zM3 17l5.5-5.5 4 4 3-3 5.5 5M16 9.3v.1',
  keyboard:
    'M3.5 6.5h17a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM6 10h.1M9 10h.1M12 10h.1M15 10h.1M18 10h.1M8 14h8',
  reader:
    'M4 5h11a4 4 0 0 1 0 8h-2l1.5 6.5h-4L9 13H4a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 4 5zM20 6.5l1.5-1M20.5 9h1.5M20 11.5l1.5 1',
  label: 'M3 4.5h18v15H3zM6.5 8v8M6.5 16h6M9.5 8h.1M12.5 8h.1M9.5 11h.1M12.5 12.5h.1M16 9h2.5M16 12h2.5M16 15h2.5',
  settings:
    'M4 7h9M18 7h2M4 17h2M11 17h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  counter: 'M3.5 10.5h17M5 10.5v9h14v-9M7.5 10.5V7A1.5 1.5 0 0 1 9 5.5h6A1.5 1.5 0 0 1 16.5 7v3.5M9.5 15l2 2 3.5-3.5',
  goodsIn: 'M12 3.5v9M8.5 9l3.5 3.5L15.5 9M4 13v6.5h16V13',
  dispatch: 'M12 12.5v-9M8.5 7L12 3.5 15.5 7M4 13v6.5h16V13',
  stockTake:
    'M8 4.5H5.5A1.5 1.5 0 0 0 4 6v13.5A1.5 1.5 0 0 0 5.5 21h13a1.5 1.5 0 0 0 1.5-1.5V6a1.5 1.5 0 0 0-1.5-1.5H16M9 3h6v3.5H9zM8 12l1.5 1.5L12 11M8 17l1.5 1.5L12 16M14.5 12.5h2M14.5 17.5h2',
  decommission: 'M5 7h14M10 4h4M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6',
  check: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  remove: 'M6 6l12 12M18 6L6 18',
  download: 'M12 4v11M8 11.5l4 4 4-4M4.5 20h15',
} as const;

export type IconName = keyof typeof PATHS;

/** Line icons of this app. They only accompany words. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: the solid edges of a DataMatrix, and a tick where its data would stand. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" className="mark-ground" />
      <path d="M8 7v17h17" className="mark-edge" />
      <path d="M12.5 14.5l4 4L25 8.5" className="mark-tick" />
    </svg>
  );
}
