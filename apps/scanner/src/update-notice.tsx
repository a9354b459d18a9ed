import { useRegisterSW } from 'virtual:pwa-register/react';
import { useEffect, useState } from 'react';
import { useLanguage } from './language';

/** The service worker fetches all rooms and the decoder: not while the page itself is still coming. */
const AFTER_MS = 3000;

/** Looks for a new version when the page has come to rest. */
export function UpdateNotice() {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return rested && <Update />;
}

/** A new version waits until somebody says so: a reload in between would lose the list of scans. */
function Update() {
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
