import { Center, Loader } from '@mantine/core';
import { createBrowserRouter } from 'react-router';
import { features } from './features';
import { NotFound, PageFault } from './shell/faults';
import { Shell } from './shell/shell';
import { visitors } from './visitors';

const waiting = (
  <Center mih="60dvh">
    <Loader />
  </Center>
);

export const router = createBrowserRouter([
  // Pages for who is not signed in: each stands alone.
  ...visitors,
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFault />,
    hydrateFallbackElement: waiting,
    children: [
      {
        errorElement: <PageFault />,
        hydrateFallbackElement: waiting,
        children: [...features.flatMap(({ routes }) => routes), { path: '*', element: <NotFound /> }],
      },
    ],
  },
]);
