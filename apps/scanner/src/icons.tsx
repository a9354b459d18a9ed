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
} as const;

/** Line icons of this app. They only accompany words. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
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
