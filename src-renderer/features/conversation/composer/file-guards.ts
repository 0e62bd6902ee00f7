import type { SendGuard } from './composing.ts'

/** A message never leaves without a file that was meant to go with it. */
export const allFilesCopied: SendGuard = ({ incoming }) => {
  const copying = incoming.filter(({ refusal }) => refusal === null).length
  if (copying === 0) return null
  return copying === 1
    ? { reason: 'A file is being copied', waits: 'Sends when the file is copied' }
    : { reason: `${copying} files are being copied`, waits: `Sends when ${copying} files are copied` }
}

/** What was refused is seen before the rest goes: "see the picture" would be wrong without it. */
export const noFileRefused: SendGuard = ({ incoming }) => {
  const refused = incoming.filter(({ refusal }) => refusal !== null).length
  if (refused === 0) return null
  return {
    reason:
      refused === 1 ? 'Dismiss the file that cannot be sent' : `Dismiss ${refused} files that cannot be sent`
  }
}
