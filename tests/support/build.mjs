// Before tests that start the program's processes: they run them as they are built and shipped, so what is tested is built.
import { build } from '../../native-mocks/set-up.mjs';

/** @param {{ name: string }} project the kind of test */
export function setup({ name }) {
  // `npm test` has built both already.
  if (process.env.KERBDESK_ALREADY_BUILT === '1') return;
  const which = name === 'e2e' ? 'demonstration' : 'product';
  if (!build(which)) throw new Error(`The ${which} could not be built: see above.`);
}
