import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSay } from './language';
import { Problem } from './problem';
import { screenTexts } from './screen-texts';

export interface ConfirmProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The question, with the thing's name in it. */
  readonly title: string;
  /** What will happen, to how much, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb of what will be done: never "OK". */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly disabled?: boolean;
}

/** Asks before what cannot be undone, naming what will happen. A refusal is shown here, and nothing is lost. */
export function Confirm({ opened, onClose, title, children, action, onConfirm, disabled = false }: ConfirmProps) {
  const say = useSay(screenTexts);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setError(undefined);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      close();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={
        <Text fw={700} size="lg" component="span">
          {title}
        </Text>
      }
      centered
      // Mantine's header stands outside of the page's content, where it would be taken for the page's banner.
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack>
        {typeof children === 'string' ? <Text>{children}</Text> : children}
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {say('cancel')}
          </Button>
          <Button onClick={() => void confirm()} loading={busy} disabled={disabled}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
