import { type AttachmentKind, hasBytes } from './kind.ts'

/** ISO 32000: the header stands at the very start; readers that search for it further on invite files with two faces. */
export const pdf: AttachmentKind = {
  class: 'document',
  called: 'PDF document',
  mediaType: 'application/pdf',
  alsoDeclaredAs: ['application/x-pdf'],
  extensions: ['pdf'],
  read: (head) => ({ fits: hasBytes(head, 0, '%PDF-') })
}
