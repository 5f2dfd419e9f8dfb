import type { PrinterPlace, PrintKind } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { parseIppAddress } from './ipp/ipp-address.ts';
import { IppPrinter } from './ipp/ipp-printer.ts';
import type { Printer } from './printer-port.ts';
import { escPos } from './raw/esc-pos.ts';
import { parseRawAddress } from './raw/raw-address.ts';
import { RawPrinter } from './raw/raw-printer.ts';
import { zpl } from './raw/zpl.ts';

const IPP = /^ipps?:/i;

/** The way to a printer, by its address and by what it is for. Fails with PRINTER_ADDRESS_INVALID. */
export function printerAt({ address, fingerprint, isSilent = false }: PrinterPlace, kind: PrintKind): Result<Printer> {
  if (kind === 'a4') {
    const parsed = parseIppAddress(address);
    return parsed.ok ? success(new IppPrinter({ address: parsed.value, fingerprint })) : parsed;
  }
  // A ticket in the language of its printer is no document for IPP.
  if (IPP.test(address.trim())) return failure('PRINTER_ADDRESS_INVALID');
  const parsed = parseRawAddress(address);
  if (!parsed.ok) return parsed;
  return success(new RawPrinter({ address: parsed.value, language: kind === 'ticket' ? escPos : zpl, isSilent }));
}
