import { agent, follower, maybe, type Plot } from './topic.ts'

/** The follower is content: small talk, thanks, goodbye. */
export const gladly: Plot = [
  maybe(
    0.5,
    agent(
      '[Is there|Was there] anything else I can help you with[ today|]?',
      'Happy to hear that! Anything else?',
      'Great. [Shall I check anything else while I am here|Do you need anything else], {first}?',
      'Perfect 🙂 Can I do anything else for you?'
    )
  ),
  follower(
    '[No|Nope], that was [all|it|everything]. {thanks}',
    '{thanks} {praise}',
    "{thanks} That's [all|everything] for [now|today].",
    '[All good now|It works now|Sorted|Done]. {thanks}',
    '{praise} {thanks}',
    '{thanks} I will [let you know|write again|come back] if it happens again.',
    '{thanks} [You saved my day|You saved my weekend|My {relative} will be happy|That was painless]!'
  ),
  maybe(
    0.45,
    agent(
      '{welcome} {bye}',
      '{welcome}',
      '{bye}',
      '{welcome} [Just write here|Write to us any time|We are here until {clock}] if anything comes up.',
      'Glad [it worked out|I could help|we sorted this out], {first}. {bye}',
      '{welcome} {bye} [– {agent}|{agent}, {channel}|]'
    )
  ),
  maybe(0.12, follower('👍', '❤️', '🙏', '😊', '👋', '🐙💙', '👌', '🙌🙌', '☺️☺️', 'U2!', 'bye 👋'))
]

/** The follower accepts the answer without joy. */
export const soberly: Plot = [
  follower(
    'Ok.',
    'Hm, ok. [I will wait then|We will see|Fine].',
    'All right, [{weekday} it is|I will check tomorrow|then I wait for your message].',
    '[Not happy about it|Not ideal] but thanks for [the honest answer|telling me|the quick reply].',
    'Understood. [Thanks for checking|Thanks anyway|Please keep me posted].',
    'Ok, [I hope it works this time|let us hope so|fingers crossed 🤞].'
  ),
  maybe(
    0.6,
    agent(
      '{sorry} [I have noted it in your profile|I will keep an eye on it|I put my name on it], so you do not have to explain it again.',
      'Thank you for your patience, {first}.',
      'I understand. [I will write to you here|You will hear from me] as soon as I know more.',
      '{bye} And again, {sorry}',
      'I have opened ticket {ticket} for you, so that any colleague can pick it up.'
    )
  )
]
