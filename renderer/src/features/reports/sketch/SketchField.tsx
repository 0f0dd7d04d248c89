// The sketch plan as a field of the form: kept as text with the rest of the report, saved and compared like the rest.
import { useCallback, useMemo } from 'react';
import { textOf, type FieldDefinition } from '#contract/forms.ts';
import { sketchVehicles } from '#contract/collision/sketch-vehicles.ts';
import { emptySketch, readSketch, writeSketch, type Sketch } from '#contract/collision/sketch/model.ts';
import { keepPicture, NotAttached } from '../../../app/report-notes.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { Notice, showToast } from '../../../ui/index.ts';
import { fieldElementId, useFieldValue, useOpenReport, useSession } from '../session-context.tsx';
import styles from './Sketch.module.css';
import { SketchPlan, type KeptPhoto } from './SketchPlan.tsx';
import { NotUsable, uprightPhoto } from './upright-photo.ts';
import { usePhoto } from './use-photo.ts';

export function SketchField({ field }: { readonly field: FieldDefinition }) {
  const { id, reference, session } = useOpenReport();
  const kept = textOf(useFieldValue(null, field.id));
  const entries = useSession(({ content }) => content.vehicles);
  const vehicles = useMemo(() => sketchVehicles(entries), [entries]);
  const sketch = useMemo(() => (kept === '' ? emptySketch : readSketch(kept)), [kept]);
  const keep = useCallback(
    (next: Sketch) => session.setValues(null, { [field.id]: writeSketch(next) }),
    [session, field.id],
  );
  const photo = usePhoto(sketch?.underlay ?? null);
  const keepPhoto = useCallback(
    async (chosen: File): Promise<KeptPhoto | null> => {
      try {
        const { file, width, height } = await uprightPhoto(chosen);
        const text = `Put the photograph “${chosen.name}” under the sketch plan of collision report ${reference}. The copy kept here is upright and no larger than the plan needs.`;
        const attachment = await keepPicture(file, { reportId: id, text });
        return { pictureId: attachment.id, sha256: attachment.sha256, width, height };
      } catch (error) {
        const isTold = error instanceof NotUsable || error instanceof NotAttached;
        const text = isTold ? error.message : describeProblem(error).text;
        showToast({ tone: 'bad', title: 'No photograph was put under the drawing', text });
        return null;
      }
    },
    [id, reference],
  );
  return (
    <div id={fieldElementId(field.id)} tabIndex={-1} className={styles['field']}>
      <h3 className={styles['title']}>{field.label}</h3>
      {sketch === null ? (
        <Notice tone="warn" title="The sketch plan cannot be read">
          It is kept in the report as it is. It may have been drawn with a newer Kerbdesk.
        </Notice>
      ) : (
        <SketchPlan value={sketch} onChange={keep} vehicles={vehicles} pictures={{ ...photo, keep: keepPhoto }} />
      )}
    </div>
  );
}
