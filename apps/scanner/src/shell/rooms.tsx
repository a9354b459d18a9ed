import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes } from 'react-router';
import { CheckRoom } from '../check/check-room';
import { CounterRoom } from '../counter/counter-room';
import { useLanguage } from '../language';
import { LOADERS } from './loaders';
import type { RoomName, RoomProps } from './room';

const Basket = lazy(LOADERS['counter/basket']);
const GoodsIn = lazy(LOADERS['goods-in']);
const Dispatch = lazy(LOADERS.dispatch);
const StockTake = lazy(LOADERS['stock-take']);
const Decommission = lazy(LOADERS.decommission);

/** The room that the address names, if it is one of this person's. */
export function Rooms({ rooms, ...props }: RoomProps & { readonly rooms: readonly RoomName[] }) {
  const { say } = useLanguage();
  const screens = {
    counter: <CounterRoom {...props} />,
    'goods-in': <GoodsIn {...props} />,
    dispatch: <Dispatch {...props} />,
    'stock-take': <StockTake {...props} />,
    decommission: <Decommission {...props} />,
    check: <CheckRoom {...props} />,
  };
  return (
    <Suspense fallback={<main className="centre quiet">{say('loading')}</main>}>
      <Routes>
        <Route index element={<Navigate to={`/${rooms[0]}`} replace />} />
        {rooms.map((room) => (
          <Route key={room} path={room} element={screens[room]} />
        ))}
        {rooms.includes('counter') && <Route path="counter/basket" element={<Basket {...props} />} />}
        <Route
          path="*"
          element={
            <main className="centre">
              <h1>{say('noRoom')}</h1>
              <p>{say('noRoomAdvice')}</p>
              <Link className="button button-primary" to="/">
                {say('noRoomHome')}
              </Link>
            </main>
          }
        />
      </Routes>
    </Suspense>
  );
}
