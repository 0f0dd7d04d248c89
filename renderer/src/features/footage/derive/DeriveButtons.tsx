// Beside the title: the ways into making a clip or a redaction of the recording.
import { ScanFace, Scissors } from 'lucide-react';
import { Button, useShortcut } from '../../../ui/index.ts';
import type { Derive } from './use-derive.ts';

export function DeriveButtons({ derive }: { readonly derive: Derive }) {
  const group = 'Clip and redaction';
  useShortcut('C', () => derive.begin('clip'), { label: 'Make a clip', group });
  useShortcut('D', () => derive.begin('redaction'), { label: 'Redact', group });
  return (
    <>
      <Button icon={Scissors} shortcut="C" onPress={() => derive.begin('clip')}>
        Clip
      </Button>
      <Button icon={ScanFace} shortcut="D" onPress={() => derive.begin('redaction')}>
        Redact
      </Button>
    </>
  );
}
