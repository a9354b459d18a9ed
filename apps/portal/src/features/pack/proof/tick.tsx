import { IconCircleCheckFilled } from '@tabler/icons-react';

/** It was checked, and holds. */
export const Tick = () => <IconCircleCheckFilled className="proof-tick" size={20} aria-hidden="true" />;
