// A laptop of its own for each test, removed after it.
import { afterEach } from 'vitest';
import { Profile } from './program.ts';

/** Call it once, at the top of a file of tests: what it gives makes profiles that end with the test that asked for them. */
export function laptopsOfTests(): () => Profile {
  const laptops: Profile[] = [];
  afterEach(async () => {
    for (const laptop of laptops.splice(0)) await laptop.remove();
  });
  return () => {
    const laptop = new Profile({ quickUnlock: true });
    laptops.push(laptop);
    return laptop;
  };
}
