import type { ConflictDetail } from '@onthaal/contract/store/sync.ts';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { MarkedText } from '../../ui/marked-text.tsx';
import { changedWords } from './changed-words.ts';
import { fieldLabel, type ValueWords, valueText } from './field-values.ts';

type Clash = ConflictDetail['clashes'][number];
export type Side = 'mine' | 'theirs';

interface ClashChoiceProps {
  readonly clash: Clash;
  readonly conflict: ConflictDetail;
  readonly words: ValueWords;
  readonly value: Side | '';
  readonly error: string | undefined;
  readonly onChange: (side: Side) => void;
}

function SideChoice(props: {
  readonly side: Side;
  readonly title: string;
  readonly at: string;
  /** What the other wrote: the words that differ from it are marked. */
  readonly other: string;
  readonly text: string;
}) {
  return (
    <Radio value={props.side} className="clash-side clash-option">
      <span className="clash-head">
        <span className="status-choice-mark" aria-hidden />
        <strong>{props.title}</strong> <span className="muted">{props.at}</span>
      </span>
      <span className="clash-value">
        <MarkedText text={props.text} ranges={changedWords(props.other, props.text)} />
      </span>
    </Radio>
  );
}

/** One field that clashes: what stood there, what one wrote oneself, and what the colleague wrote. */
export function ClashChoice({ clash, conflict, words, value, error, onChange }: ClashChoiceProps) {
  const t = useText();
  const formats = useFormats();
  const text = (side: unknown) => valueText(side, clash.path, words);
  const [mine, theirs] = [text(clash.mine), text(clash.theirs)];
  const when = (at: string) => t('conflicts.at', { at: formats.moment(at) });
  return (
    <RadioGroup
      className="clash"
      value={value || null}
      onChange={(side) => onChange(side as Side)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="clash-field">{fieldLabel(clash.path, words)}</Label>
      <div className="clash-sides">
        <div className="clash-side clash-base">
          <span className="clash-head">
            <strong>{t('conflicts.base')}</strong>
          </span>
          <span className="clash-value">{text(clash.base)}</span>
        </div>
        <SideChoice side="mine" title={t('conflicts.mine')} at={when(conflict.mineAt)} other={theirs} text={mine} />
        <SideChoice
          side="theirs"
          title={t('conflicts.theirs', { name: conflict.theirName })}
          at={when(conflict.theirAt)}
          other={mine}
          text={theirs}
        />
      </div>
      {error && <p className="field-error">{error}</p>}
    </RadioGroup>
  );
}
