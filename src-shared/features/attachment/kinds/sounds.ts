import { type AttachmentKind, hasBytes } from './kind.ts'

/** RIFF with the form WAVE. */
const wav: AttachmentKind = {
  class: 'audio',
  called: 'WAV sound',
  mediaType: 'audio/wav',
  alsoDeclaredAs: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  extensions: ['wav'],
  read: (head) => ({ fits: hasBytes(head, 0, 'RIFF') && hasBytes(head, 8, 'WAVEfmt ') })
}

/** ISO/IEC 11172-3: frames, each with eleven set bits at its start and layer III; often behind an ID3 tag. */
const mp3: AttachmentKind = {
  class: 'audio',
  called: 'MP3 sound',
  mediaType: 'audio/mpeg',
  alsoDeclaredAs: ['audio/mp3'],
  extensions: ['mp3'],
  read(head) {
    const [first = 0, second = 0] = head
    const isFrame = first === 0xff && (second & 0xe6) === 0xe2
    return { fits: head.length > 4 && (hasBytes(head, 0, 'ID3') || isFrame) }
  }
}

/** ISO/IEC 14496-12 with a brand of sound; m4r is what ringtones are called on iPhones. */
const m4a: AttachmentKind = {
  class: 'audio',
  called: 'M4A sound',
  mediaType: 'audio/mp4',
  alsoDeclaredAs: ['audio/x-m4a', 'audio/m4a', 'audio/x-m4r'],
  extensions: ['m4a', 'm4r'],
  read: (head) => ({ fits: hasBytes(head, 4, 'ftypM4A ') })
}

/** Sound is no attachment of a message; engagements bring it. */
export const SOUND_KINDS: readonly AttachmentKind[] = [wav, mp3, m4a]
