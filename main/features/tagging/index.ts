// Tagging: many recordings described at once, and templates: the force's own first, then the officer's.
import type { FeatureHandlers } from '#contract/index.ts';
import type { TagTemplate } from '#contract/tagging.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DevicePolicy } from '../../ports/device.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface TaggingDependencies {
  readonly vault: () => VaultHostApi;
  readonly policy: Pick<DevicePolicy, 'tagTemplates'>;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createTaggingHandlers(dependencies: TaggingDependencies): FeatureHandlers<'tagging'> {
  const { vault, policy, clock, events } = dependencies;
  const at = () => clock.now();

  /** A category that this vault does not have is left to the officer: better none than a wrong one. */
  async function withForceTemplates(own: readonly TagTemplate[]): Promise<TagTemplate[]> {
    const categories = new Set((await vault().listCategories()).map(({ id }) => id));
    return [...policy.tagTemplates, ...own].map((template) => ({
      ...template,
      categoryId: template.categoryId !== null && categories.has(template.categoryId) ? template.categoryId : null,
    }));
  }

  return {
    select: (query) => vault().selectRecordings({ ...query, at: at() }),
    async editMany(input) {
      const outcome = await vault().editRecordings({ ...input, at: at() });
      if (outcome.changed.length > 0) events.emit('footage', 'changed', { ids: outcome.changed });
      return outcome;
    },
    async undoEditMany() {
      const outcome = await vault().undoEditRecordings({ at: at() });
      if (outcome.changed.length > 0) events.emit('footage', 'changed', { ids: outcome.changed });
      return outcome;
    },
    usedTags: () => vault().usedTags(),
    templates: async () => withForceTemplates(await vault().listTemplates()),
    saveTemplate: async (template) => withForceTemplates(await vault().saveTemplate({ template, at: at() })),
    removeTemplate: async ({ id }) => withForceTemplates(await vault().removeTemplate({ id, at: at() })),
  };
}
