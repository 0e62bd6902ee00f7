import { type Template, template } from './template.ts'

const sources: Record<string, readonly string[]> = {
  hello: [
    'Hi',
    'Hello',
    'Hey',
    'Hi there',
    'Good morning',
    'Good day',
    'Hello {channel}',
    'Hi team',
    'Hiya',
    'Dear team'
  ],
  greet: [
    'Hi {first}',
    'Hello {first}',
    'Hi {first}, {agent} here',
    'Hello {first}, this is {agent}',
    'Hey {first}',
    'Hi {first}, thanks for writing',
    'Hi {first}, thank you for your message'
  ],
  thanks: [
    'Thanks[!| 🙏| a lot!| so much!|, {agent}!]',
    'Thank you[!| very much!| so much, {agent}!| 😊| for the quick help!]',
    '[Great|Super|Perfect|Brilliant|Lovely|Wonderful|Amazing|Cool], [thanks|thank you|cheers|ta]!',
    'Many thanks[!|, {agent}.| and have a nice day!]',
    'Cheers[!|, {agent}!| 👍]',
    'Much appreciated[!|, {agent}.]',
    'Thx[!| 😀|!!| a lot]'
  ],
  praise: [
    'That was [quick|fast|easy|really helpful|quicker than I thought].',
    'You are [great|the best|a star ⭐|so kind].',
    '[Best|Fastest|Nicest] support [ever|I have had in years|so far].',
    'I did not expect an answer [that fast|on a {pastWeekday}|so late].',
    'Very [kind|friendly|helpful], really.'
  ],
  welcome: [
    "You're [very |]welcome[!|, {first}!| 🙂]",
    'My pleasure[!|, {first}.| 😊]',
    'Any time[!|, {first}!]',
    'Happy to help[!|, {first}.]',
    'With pleasure[!|.]',
    'No problem at all[!|, {first}.]'
  ],
  bye: [
    'Have a [nice|lovely|great|good] [day|afternoon|evening|one][!|.]',
    'Enjoy [your day|the rest of your day|the {weekday}|your {product}][!|.]',
    'Take care[!|, {first}!]',
    'See you soon at {channel}[!|.]',
    'Bye for now[!|, {first}!]'
  ],
  sorry: [
    'sorry [about that|for the trouble|for the wait|for the inconvenience].',
    'my apologies[.| for this.| for the mix-up.]',
    'I am sorry [about this|that it took so long|for the hassle].'
  ],
  nudge: [
    '?',
    '??',
    'Hello?',
    'Anybody there?',
    'I can wait [a bit|a little] longer, but [not all day|my bus comes in {minutes} minutes] 🙂',
    'Any [news|update]?',
    '🙏',
    'Sorry to [push|bother you again], but it is [quite |]urgent',
    'I forgot to say: it is about {channel} in {city}',
    'You can also call me, the number is in my profile.',
    'ok I am [on the bus now|at work until {clock}], just write here'
  ],
  moment: [
    '[One moment|Just a moment|One second|Give me a minute][ please|], [I am checking|let me check|let me look into it|I am looking it up].',
    'Let me [check|look into|have a look at] that for you[.| right away.| – one moment.]',
    'I am [on it|checking with the team|looking at it now][.|, two minutes please.]'
  ]
}

/** Wordings that may differ every time they are used, within one session too. */
export const phrases: Record<string, readonly Template[]> = Object.fromEntries(
  Object.entries(sources).map(([slot, wordings]) => [slot, wordings.map(template)])
)
