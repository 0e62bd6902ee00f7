/** A size as people read it: "3.2 MB", "840 KB". */
export function sizeLabel(bytes: number): string {
  const mb = bytes / 1024 / 1024
  return mb < 1 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${mb.toFixed(1).replace(/\.0$/, '')} MB`
}
