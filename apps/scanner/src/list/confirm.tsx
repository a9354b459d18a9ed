import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../language';

export interface ConfirmProps {
  readonly title: string;
  /** What will happen, by name. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly disabled?: boolean;
}

/** A question before something that cannot simply be taken back. The browser's dialog keeps the focus inside. */
export function Confirm({ title, children, confirm, onConfirm, onCancel, disabled }: ConfirmProps) {
  const { say } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="dialog-title" onCancel={onCancel}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (!disabled) onConfirm();
        }}
      >
        <h2 id="dialog-title">{title}</h2>
        <div className="dialog-body">{children}</div>
        <div className="row dialog-row">
          <button type="button" className="button" onClick={onCancel}>
            {say('cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={disabled}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
