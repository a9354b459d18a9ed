import { useSay } from '@packproof/ui';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session';
import { rememberOffer } from './seen';
import { TOURS } from './steps';
import { texts } from './texts';

/** Begins the tour of one's role; what shows it is loaded only then. */
export function useTour(): () => Promise<void> {
  const say = useSay(texts);
  const navigate = useNavigate();
  const { member } = useSession();
  return async () => {
    rememberOffer();
    const { startTour } = await import('./start-tour');
    startTour({ stops: TOURS[member.organisation.role], say, goTo: (path) => navigate(path) });
  };
}
