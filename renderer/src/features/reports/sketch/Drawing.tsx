// The drawing as elements of the page: the same nodes that become text for a document.
import { createElement, memo, type ReactNode } from 'react';
import type { SvgNode } from '#contract/collision/sketch/svg.ts';

const inPage = (name: string): string =>
  name.startsWith('aria-') ? name : name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function element(child: SvgNode | string, key: number, className?: string): ReactNode {
  if (typeof child === 'string') return child;
  const attributes = Object.fromEntries(Object.entries(child.attributes).map(([name, value]) => [inPage(name), value]));
  return createElement(
    child.tag,
    { ...attributes, key, ...(className === undefined ? {} : { className }) },
    ...child.children.map((inner, index) => element(inner, index)),
  );
}

export const Drawing = memo(function Drawing({
  drawing,
  className,
}: {
  readonly drawing: SvgNode;
  readonly className?: string | undefined;
}) {
  return element(drawing, 0, className);
});
