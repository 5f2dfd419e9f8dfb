import type { PrinterChoice, PrintKind } from '@onthaal/contract/devices/printing.ts';
import { documentsOf, type PrintedDocument } from '@onthaal/contract/letters/printed-documents.ts';
import { useText } from '../../i18n/use-text.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { useDeskDevices } from './use-devices.ts';

interface SecondPrinterDocumentsProps {
  readonly kind: PrintKind;
  readonly printers: PrinterChoice;
}

/** Of a desk with two printers of a kind: what comes out of the second one. There is no choice where there is one printer or one document. */
export function SecondPrinterDocuments({ kind, printers }: SecondPrinterDocumentsProps) {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const documents = documentsOf(kind);
  const { first, second } = printers;
  if (first === undefined || second === undefined || documents.length < 2) return null;
  const chosen = settings?.onSecondPrinter ?? [];
  const toggle = (document: PrintedDocument, isOn: boolean) => {
    const others = chosen.filter((known) => known !== document);
    void change({ onSecondPrinter: isOn ? [...others, document] : others });
  };
  return (
    <fieldset className="form-group">
      <legend className="form-legend">{t('devices.printer.comesOutOf', { name: second.name })}</legend>
      <div className="stack-small">
        <p className="line-meta">{t('devices.printer.restComesOutOf', { name: first.name })}</p>
        <div className="row">
          {documents.map((document) => (
            <CheckboxField
              key={document}
              label={t(`printing.template.${document}`)}
              value={chosen.includes(document)}
              onChange={(isOn) => toggle(document, isOn)}
            />
          ))}
        </div>
      </div>
    </fieldset>
  );
}
