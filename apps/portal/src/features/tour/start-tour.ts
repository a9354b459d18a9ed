import { driver } from 'driver.js';
import type { texts } from './texts';
import 'driver.js/dist/driver.css';
import './tour.css';
import { STOPS, type Stop } from './steps';

export interface TourOptions {
  readonly stops: readonly Stop[];
  readonly say: ReturnType<typeof texts.in>;
  /** Resolves when the page is there. */
  readonly goTo: (path: string) => void | Promise<void>;
}

/** A page that is loaded for the first time over a slow line. */
const PATIENCE_MILLISECONDS = 5000;

/** Leads through the real screens. Arrow keys go on and back, Esc ends it: driver.js's own. */
export function startTour({ stops, say, goTo }: TourOptions): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let isMoving = false;
  const moveTo = async (index: number) => {
    const stop = stops[index];
    if (!stop) return tour.destroy();
    // A second press of a key while the page is coming would skip a stop.
    if (isMoving) return;
    isMoving = true;
    try {
      await goTo(STOPS[stop].path);
      if (tour.isActive()) tour.moveTo(index);
    } finally {
      isMoving = false;
    }
  };
  const at = () => tour.getActiveIndex() ?? 0;
  const tour = driver({
    animate: !isStill,
    smoothScroll: false,
    showProgress: true,
    progressText: '{{current}} / {{total}}',
    nextBtnText: say('next'),
    prevBtnText: say('back'),
    doneBtnText: say('finish'),
    popoverClass: 'tour-popover',
    overlayOpacity: 0.55,
    stageRadius: 12,
    disableActiveInteraction: true,
    waitForElement: PATIENCE_MILLISECONDS,
    onNextClick: () => void moveTo(at() + 1),
    onPrevClick: () => void moveTo(at() - 1),
    onDoneClick: () => tour.destroy(),
    onPopoverRender: ({ title, footer, closeButton, nextButton }) => {
      // It is made of <header> and <footer>, which would be landmarks of the page.
      title.setAttribute('role', 'none');
      footer.setAttribute('role', 'none');
      // Going on is what one comes for; driver.js begins with the way out.
      requestAnimationFrame(() => nextButton.focus());
      closeButton.setAttribute('aria-label', say('close'));
      closeButton.title = say('close');
    },
    // The offer that began it is gone: whoever uses a keyboard goes on in the page.
    onDestroyed: () => document.querySelector<HTMLElement>('#content')?.focus(),
    steps: stops.map((stop) => ({
      element: STOPS[stop].element,
      popover: { title: say(stop), description: say(`${stop}Advice`), side: 'bottom', align: 'start' },
    })),
  });
  tour.drive();
}
