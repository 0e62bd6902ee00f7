/** A random id of 128 bits, made here so that a message sent twice is still one message. */
export function mintId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
