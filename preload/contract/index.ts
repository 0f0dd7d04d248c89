// The whole contract, and the types that main, preload and renderer derive from it.
import type { z } from 'zod';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { cameras } from './cameras.ts';
import { documents } from './documents.ts';
import { exhibits } from './exhibits.ts';
import { exports } from './exports.ts';
import { derivatives } from './derivatives.ts';
import { footage } from './footage.ts';
import { identify } from './identify/feature.ts';
import { jobs } from './jobs.ts';
import { known } from './known.ts';
import { matching } from './matching.ts';
import { notebook } from './notebook.ts';
import { pictures } from './pictures.ts';
import { reports } from './reports.ts';
import type { Result } from './result.ts';
import { retention } from './retention.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { signing } from './signing.ts';
import { stats19 } from './stats19.ts';
import { tagging } from './tagging.ts';
import { teamPosts } from './team-posts.ts';
import { today } from './today.ts';
import { victims } from './victims.ts';

export const contract = {
  session,
  cameras,
  footage,
  derivatives,
  tagging,
  matching,
  exports,
  retention,
  exhibits,
  pictures,
  reports,
  documents,
  signing,
  stats19,
  victims,
  known,
  search,
  notebook,
  teamPosts,
  identify,
  today,
  audit,
  jobs,
  settings,
  app,
} as const;

export type Contract = typeof contract;
export type FeatureName = keyof Contract;
export type CommandName<Feature extends FeatureName> = keyof Contract[Feature]['commands'] & string;
export type EventName<Feature extends FeatureName> = keyof Contract[Feature]['events'] & string;

type Schema<T> = T extends z.ZodType ? T : never;

export type CommandInput<F extends FeatureName, C extends CommandName<F>> = Contract[F]['commands'][C] extends {
  readonly input: infer I;
}
  ? z.input<Schema<I>>
  : never;
export type ParsedInput<F extends FeatureName, C extends CommandName<F>> = Contract[F]['commands'][C] extends {
  readonly input: infer I;
}
  ? z.output<Schema<I>>
  : never;
export type CommandOutput<F extends FeatureName, C extends CommandName<F>> = Contract[F]['commands'][C] extends {
  readonly output: infer O;
}
  ? z.output<Schema<O>>
  : never;
export type EventPayload<F extends FeatureName, E extends EventName<F>> = z.output<Schema<Contract[F]['events'][E]>>;

/** What main must provide: leaving a handler out does not compile. */
export type Handlers = {
  readonly [F in FeatureName]: {
    readonly [C in CommandName<F>]: (input: ParsedInput<F, C>) => Promise<CommandOutput<F, C>>;
  };
};
export type FeatureHandlers<F extends FeatureName> = Handlers[F];

/** What the preload exposes as `window.kerbdesk`: one frozen object a feature. */
export type KerbdeskApi = {
  readonly [F in FeatureName]: {
    readonly [C in CommandName<F>]: (input: CommandInput<F, C>) => Promise<Result<CommandOutput<F, C>>>;
  } & {
    readonly [E in EventName<F> as `on${Capitalize<E>}`]: (
      listener: (payload: EventPayload<F, E>) => void,
    ) => () => void;
  };
};
