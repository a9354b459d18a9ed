import { useRegisterSW } from 'virtual:pwa-register/react';
import { useLanguage } from './language';

/** A new version waits until somebody says so: a reload in between would lose the list of scans. */
export function UpdateNotice() {
  const { say } = useLanguage();
  const {
    needRefresh: [ready],
    updateServiceWorker,
  } = useRegisterSW();
  if (!ready) return null;
  return (
    <p className="notice" aria-live="polite">
      {say('updateReady')}{' '}
      <button type="button" className="link" onClick={() => void updateServiceWorker(true)}>
        {say('updateNow')}
      </button>
    </p>
  );
}
