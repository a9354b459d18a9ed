/** How a scan came. */
export type Source = 'camera' | 'picture' | 'paste' | 'reader' | 'typed' | 'sample';

/** Names of the texts that say so. */
export const SOURCES = {
  camera: 'sourceCamera',
  picture: 'sourcePicture',
  paste: 'sourcePaste',
  reader: 'sourceReader',
  typed: 'sourceTyped',
  sample: 'sourceSample',
} as const satisfies Record<Source, string>;
