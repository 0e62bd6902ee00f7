import { type AttachmentKind, hasBytes } from './kind.ts'

/** [MS-CFB]: the container of Word and PowerPoint before 2007; which of them it is stands too deep to be read here. */
const read: AttachmentKind['read'] = (head) => ({
  fits: head.length >= 512 && hasBytes(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
})

export const doc: AttachmentKind = {
  class: 'document',
  called: 'Word document',
  mediaType: 'application/msword',
  extensions: ['doc'],
  read
}

export const ppt: AttachmentKind = {
  class: 'document',
  called: 'PowerPoint presentation',
  mediaType: 'application/vnd.ms-powerpoint',
  extensions: ['ppt'],
  read
}
