/** The error code for a read or write that the disk refused. */
export function diskErrorCode(error: unknown): 'DISK_FULL' | 'DISK_READ_ONLY' | 'UNEXPECTED' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'DISK_READ_ONLY';
  return 'UNEXPECTED';
}
