import { useOnline } from '@packproof/ui';
import { useEffect, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { createApi } from './api/api';
import { Header } from './header';
import { preferences, useLanguage } from './language';
import { SignIn } from './session/sign-in';
import { useSession } from './session/use-session';
import { Nav } from './shell/nav';
import { roomsOf } from './shell/room';
import { Rooms } from './shell/rooms';
import { UpdateNotice } from './update-notice';

const api = createApi(
  (input, init) => fetch(input, init),
  () => preferences.get().language,
);

export function App() {
  const { say } = useLanguage();
  const { session, refresh, signedOut, signOut } = useSession(api);
  const online = useOnline();
  const member = session.state === 'in' ? session.member : undefined;
  const [place, setPlace] = useState<string>();
  const gln = member?.organisation.gln;
  // Another organisation has other places.
  useEffect(() => setPlace(undefined), [gln]);
  const title = say('appName');
  useEffect(() => {
    document.title = title;
  }, [title]);

  const rooms = member ? roomsOf(member.organisation.role, member.role) : [];
  return (
    <BrowserRouter basename="/scan">
      <Header member={member} place={place} onPlace={setPlace} onSignOut={() => void signOut()} />
      <UpdateNotice />
      {!online && (
        <p className="notice notice-offline" role="alert">
          {say('offline')}
        </p>
      )}
      {session.state === 'unknown' && <main className="centre quiet">{say('loading')}</main>}
      {session.state === 'unreachable' && (
        <main className="centre">
          <h1>{say('noServer')}</h1>
          <p>{say('noServerAdvice')}</p>
          <button type="button" className="button button-primary" onClick={() => void refresh()}>
            {say('tryAgain')}
          </button>
        </main>
      )}
      {session.state === 'out' && <SignIn api={api} onSignedIn={refresh} />}
      {member && (
        <div className={rooms.length > 1 ? 'shell' : 'shell shell-one'} key={member.id}>
          <Nav rooms={rooms} />
          <Rooms rooms={rooms} api={api} member={member} place={place} onSignedOut={signedOut} />
        </div>
      )}
    </BrowserRouter>
  );
}
