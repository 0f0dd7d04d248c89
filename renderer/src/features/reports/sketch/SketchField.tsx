// The sketch plan as a field of the form: kept as text with the rest of the report, saved and compared like the rest.
import { useCallback, useMemo } from 'react';
import { textOf, type FieldDefinition } from '#contract/forms.ts';
import { sketchVehicles } from '#contract/collision/sketch-vehicles.ts';
import { emptySketch, readSketch, writeSketch, type Sketch } from '#contract/collision/sketch/model.ts';
import { Notice } from '../../../ui/index.ts';
import { fieldElementId, useFieldValue, useOpenReport, useSession } from '../session-context.tsx';
import styles from './Sketch.module.css';
import { SketchPlan } from './SketchPlan.tsx';

export function SketchField({ field }: { readonly field: FieldDefinition }) {
  const { session } = useOpenReport();
  const kept = textOf(useFieldValue(null, field.id));
  const entries = useSession(({ content }) => content.vehicles);
  const vehicles = useMemo(() => sketchVehicles(entries), [entries]);
  const sketch = useMemo(() => (kept === '' ? emptySketch : readSketch(kept)), [kept]);
  const keep = useCallback(
    (next: Sketch) => session.setValues(null, { [field.id]: writeSketch(next) }),
    [session, field.id],
  );
  return (
    <div id={fieldElementId(field.id)} tabIndex={-1} className={styles['field']}>
      <h3 className={styles['title']}>{field.label}</h3>
      {sketch === null ? (
        <Notice tone="warn" title="The sketch plan cannot be read">
          It is kept in the report as it is. It may have been drawn with a newer Kerbdesk.
        </Notice>
      ) : (
        <SketchPlan value={sketch} onChange={keep} vehicles={vehicles} />
      )}
    </div>
  );
}
