import { Group, Text } from '@mantine/core';
import { Mark } from './mark';
import { Preferences } from './preferences-menu';
import './visitor-header.css';

/** The head of pages that are shown without a session. */
export function VisitorHeader() {
  return (
    <header className="visitor-header">
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
  );
}
