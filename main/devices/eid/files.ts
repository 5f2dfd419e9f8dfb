/** Paths of the card's files below the master file, without 3F00. */
export const eidFiles = {
  identity: [0xdf01, 0x4031],
  identitySignature: [0xdf01, 0x4032],
  address: [0xdf01, 0x4033],
  addressSignature: [0xdf01, 0x4034],
  photo: [0xdf01, 0x4035],
  basicKey: [0xdf01, 0x4040],
  authenticationCertificate: [0xdf00, 0x5038],
  signatureCertificate: [0xdf00, 0x5039],
  authorityCertificate: [0xdf00, 0x503a],
  rootCertificate: [0xdf00, 0x503b],
  registerCertificate: [0xdf00, 0x503c],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type EidFile = keyof typeof eidFiles;
