// Calls the program's commands from its own page, as another window of it would.
import type { Page } from 'playwright';
import type { CommandInput, CommandName, CommandOutput, FeatureName } from '#contract/index.ts';
import type { Result } from '#contract/result.ts';

export async function command<F extends FeatureName, C extends CommandName<F>>(
  page: Page,
  feature: F,
  name: C,
  input: CommandInput<F, C>,
): Promise<CommandOutput<F, C>> {
  const answer = await page.evaluate(
    ([of, what, given]) => {
      const api = Reflect.get(globalThis, 'kerbdesk') as Record<string, Record<string, (input: unknown) => unknown>>;
      return api[of]?.[what]?.(given);
    },
    [feature, name, input as unknown] as const,
  );
  const result = answer as Result<CommandOutput<F, C>>;
  if (!result.ok) throw new Error(`${feature}.${name}: ${result.error.code}: ${result.error.message}`);
  return result.value;
}
