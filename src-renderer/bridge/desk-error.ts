/** Why main gave no result; its message is a sentence for the person. */
export class DeskError extends Error {
  override name = 'DeskError'
  readonly code: 'refused' | 'signed_out' | 'failed'

  constructor(code: DeskError['code'], message: string) {
    super(message)
    this.code = code
  }
}
