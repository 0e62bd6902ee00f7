import { type AttachmentKind, hasBytes } from './kind.ts'

const MEDIA_TYPE = 'application/vnd.oasis.opendocument.text'

/** OpenDocument 1.2, part 3: a ZIP whose first entry is its media type, stored as it is. */
export const odt: AttachmentKind = {
  class: 'document',
  called: 'OpenDocument text',
  mediaType: MEDIA_TYPE,
  extensions: ['odt'],
  read: (head) => ({
    fits: hasBytes(head, 0, 'PK\x03\x04') && hasBytes(head, 30, `mimetype${MEDIA_TYPE}`)
  })
}
