import { Devices } from './devices';
import { Password } from './password';
import { SecondFactor } from './second-factor';

/** How one signs in oneself; every person's own business, whatever the role. */
export function SecurityTab() {
  return (
    <>
      <SecondFactor />
      <Password />
      <Devices />
    </>
  );
}
