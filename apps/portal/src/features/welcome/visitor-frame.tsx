import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../../shell/mark';
import { Preferences } from '../../shell/preferences-menu';
import './welcome.css';

export interface VisitorFrameProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page that stands alone, for who is not signed in. */
export function VisitorFrame({ title, lead, children }: VisitorFrameProps) {
  return (
    <div className="welcome">
      <header className="welcome-top">
        <Group gap="xs">
          <Mark />
          <Text fw={750} size="lg">
            PackProof
          </Text>
        </Group>
        <Group gap="xs">
          <Preferences />
        </Group>
      </header>
      <main className="welcome-main">
        <div>
          <h1>{title}</h1>
          {lead && <p className="welcome-lead">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
