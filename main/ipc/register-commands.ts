// Binds the contract's commands to their handlers: trusted sender, size, input, run, output, in that order, for every one.
import type { z } from 'zod';
import { KerbdeskError, type AppError } from '#contract/errors.ts';
import { contract, type Handlers } from '#contract/index.ts';
import { commandChannel } from '#contract/names.ts';
import { failure, success, type Result } from '#contract/result.ts';
import { toError } from '../ports/to-error.ts';
import type { Logger } from '../ports/logger.ts';
import type { CommandBinding } from '../ports/shell.ts';
import { exceedsPayloadLimit } from './payload-size.ts';
import { isTrustedSender } from './trusted-sender.ts';

export interface RegisterOptions {
  readonly binding: CommandBinding;
  readonly handlers: Handlers;
  readonly appOrigin: string;
  readonly logger: Logger;
}

/** Registers every command of the contract. A handler that is missing does not compile. */
export function registerCommands({ binding, handlers, appOrigin, logger }: RegisterOptions): void {
  for (const [feature, { commands }] of Object.entries(contract)) {
    const featureHandlers = handlers[feature as keyof Handlers] as Readonly<Record<string, Handler>>;
    for (const [name, definition] of Object.entries(commands) as [string, Definition][]) {
      const channel = commandChannel(feature, name);
      const handler = featureHandlers[name];
      if (!handler) throw new Error(`no handler for ${channel}`);
      binding.handle(channel, (sender, input) =>
        isTrustedSender(sender, appOrigin)
          ? runCommand(channel, definition, handler, input, logger)
          : refuse(logger, channel, 'untrusted-sender', 'This request did not come from Kerbdesk and was refused.'),
      );
    }
  }
}

type Handler = (input: unknown) => Promise<unknown>;
interface Definition {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

async function runCommand(
  channel: string,
  definition: Definition,
  handler: Handler,
  input: unknown,
  logger: Logger,
): Promise<Result<unknown>> {
  if (exceedsPayloadLimit(input)) {
    return refuse(
      logger,
      channel,
      'payload-too-large',
      'This is more than can be handed over at once. Nothing was changed.',
    );
  }
  const parsed = definition.input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ');
    return refuse(
      logger,
      channel,
      'invalid-input',
      `Something in this entry could not be accepted (${where}). Nothing was changed.`,
    );
  }
  try {
    const answer = definition.output.safeParse(await handler(parsed.data));
    if (!answer.success) throw new Error(`answer of ${channel} has the wrong shape: ${answer.error.message}`);
    return success(answer.data);
  } catch (error) {
    if (error instanceof KerbdeskError) {
      logger.info('command failed', { channel, code: error.code });
      return failure(error.toAppError());
    }
    const incidentId = crypto.randomUUID();
    logger.error('command threw', {
      channel,
      incidentId,
      error: toError(error),
    });
    return failure({
      code: 'internal',
      message: `Something went wrong inside Kerbdesk. What was saved before is kept. Quote ${incidentId.slice(0, 8)} to IT.`,
      incidentId,
      retryAt: null,
    });
  }
}

function refuse(logger: Logger, channel: string, code: AppError['code'], message: string): Promise<Result<never>> {
  logger.warn('command refused', { channel, code });
  return Promise.resolve(failure({ code, message, incidentId: null, retryAt: null }));
}
