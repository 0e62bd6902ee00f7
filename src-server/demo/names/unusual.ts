import type { Home } from './name-pack.ts'

/** A name that an interface must stand: emoji, one letter, very long, mixed directions, markup. */
export interface UnusualName {
  name: string
  firstName: string
  latin: string
}

const london: Home = { locale: 'en-GB', phonePrefix: '+44 7', cities: ['London'] }

/** Where the people with unusual names live. */
export const unusualHome = london

export const unusualNames: readonly UnusualName[] = [
  { name: 'Rocco 🎸🔥', firstName: 'Rocco 🎸🔥', latin: 'rocco' },
  { name: '🦊', firstName: '🦊', latin: 'fox' },
  { name: '👩‍👩‍👧‍👦 The Lindqvists', firstName: 'The', latin: 'lindqvists' },
  { name: 'X', firstName: 'X', latin: 'x' },
  { name: '李', firstName: '李', latin: 'li' },
  {
    name: 'Maria del Pilar Guadalupe Esperanza Inmaculada Concepción Rodríguez de la Fuente y Álvarez de Toledo',
    firstName: 'Maria',
    latin: 'mariadelpilar'
  },
  {
    name: 'Uvuvwevwevwe-Onyetenyevwe-Ugwemubwem-Ossas-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    firstName: 'Uvuvwevwevwe',
    latin: 'uvuvwevwevwe'
  },
  { name: 'Dana דנה', firstName: 'Dana', latin: 'dana' },
  { name: 'عمر O’Neill', firstName: 'عمر', latin: 'omar.oneill' },
  { name: '<b>Bob</b> & Söhne "GmbH"', firstName: '<b>Bob</b>', latin: 'bob' },
  { name: 'jennifer null', firstName: 'jennifer', latin: 'null' },
  { name: 'Z̶a̶l̶g̶o̶', firstName: 'Z̶a̶l̶g̶o̶', latin: 'zalgo' },
  { name: '★彡 𝓜𝓲𝓵𝓪 彡★', firstName: '𝓜𝓲𝓵𝓪', latin: 'mila' },
  { name: 'ALL CAPS ANDY', firstName: 'ALL', latin: 'andy' }
]
