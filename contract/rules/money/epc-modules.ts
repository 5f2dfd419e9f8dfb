import encodeQr from 'qr';

/** The squares of a payment code, dark or light, with the white margin that cameras need. Error correction M (EPC069-12). */
export function epcModules(payload: string): readonly (readonly boolean[])[] {
  return encodeQr(payload, 'raw', { ecc: 'medium', border: 4 });
}
