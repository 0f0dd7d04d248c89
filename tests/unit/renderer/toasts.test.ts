// Short news stay where the screens change; at a lock, what they tell of people does not.
import { expect, test } from 'vitest';
import { forgetPersonalToasts, showToast, shownToasts } from '../../../renderer/src/ui/toasts.ts';

test('news of a person are forgotten at a lock, and what failed is still told after it', () => {
  showToast({ title: 'Zara SAMPLOVA is in the report', untilLock: true });
  showToast({ tone: 'bad', title: 'The copy was not written' });
  expect(shownToasts()).toHaveLength(2);
  forgetPersonalToasts();
  expect(shownToasts().map(({ title }) => title)).toEqual(['The copy was not written']);
});
