// The program itself: what it runs as, and the few addresses it may open.
import type { AppInfo } from '#contract/app.ts';
import type { FeatureHandlers } from '#contract/index.ts';

export interface AppDependencies {
  readonly info: () => Promise<AppInfo>;
  /** Opens an address of the allow-list in the browser; throws `link-not-allowed`. */
  readonly openExternal: (url: string) => Promise<void>;
}

export const createAppHandlers = ({ info, openExternal }: AppDependencies): FeatureHandlers<'app'> => ({
  info,
  async openExternal({ url }) {
    await openExternal(url);
    return null;
  },
});
