import { aPng, noise } from '../../harness/files.ts'

/** What people attach: small things, and one that travels in several pieces. */
export const FILES: readonly { name: string; bytes: Uint8Array }[] = [300, 3000, 40_000, 1_200_000].map(
  (length, index) => ({ name: `photo-${index}.png`, bytes: aPng(noise(length, index + 1)) })
)
