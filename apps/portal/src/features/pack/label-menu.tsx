import { Button, Menu } from '@mantine/core';
import { useSay } from '@packproof/ui';
import { IconChevronDown, IconTag } from '@tabler/icons-react';
import { texts } from './texts';

const FORMATS = ['pdf', 'svg', 'png', 'zpl'] as const;

/** The label as a file; `of` is its address without the ending. */
export function LabelMenu({ of }: { readonly of: string }) {
  const say = useSay(texts);
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconTag size={16} aria-hidden="true" />}
          rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        >
          {say('label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={`${of}.${format}`} target="_blank" rel="noopener">
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
