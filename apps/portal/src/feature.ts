import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { SessionDoor } from './session/session';
import type { texts } from './shell/texts';

export interface MenuEntry {
  readonly path: string;
  /** A key of the shell's texts that takes no values. */
  readonly text: Exclude<(typeof texts.keys)[number], 'account'>;
  readonly icon: Icon;
  /** For whom; everybody unless told. */
  readonly for?: (session: SessionDoor) => boolean;
}

/** A room of the portal: its pages, loaded when they are opened, and where the menu leads into it. */
export interface Feature {
  readonly routes: readonly RouteObject[];
  readonly menu?: MenuEntry;
  /** What it shows on the start page: before everything else, and after it. */
  readonly home?: { readonly first?: ComponentType; readonly last?: ComponentType };
}
