import { uuidv7 } from '#shared/base/ids.ts'

/** A new id for something that a person creates in this window. */
export function mintId(): string {
  return uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))
}
