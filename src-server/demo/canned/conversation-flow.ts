import type { CategoryContent } from './category-content.ts'

export const greetings: CategoryContent = {
  name: 'Greetings',
  responses: [
    [
      'Welcome',
      'Hi {{follower.firstName|there}}, this is {{agent.name}} from {{channel.name}}. How can I help you today?'
    ],
    [
      'Thanks for waiting',
      'Hi {{follower.firstName|there}}, thank you for waiting. I am {{agent.name}} and I am here for you now.'
    ],
    [
      'Back again',
      'Welcome back, {{follower.firstName|there}}! I can see our last chat, so you do not have to explain it all again.'
    ],
    [
      'Taking over from a colleague',
      'Hi {{follower.firstName|there}}, my colleague has finished for today. I am {{agent.name}}, I have read your chat and carry on from here.'
    ],
    [
      'Outside opening hours',
      'Thank you for writing to {{channel.name}}. We are here Monday to Saturday from 7:30 to 19:30 and will answer first thing in the morning.'
    ],
    [
      'High demand',
      'Many people are writing at the moment. Please stay in this chat, your place is kept; it takes about 10 minutes.'
    ]
  ]
}

export const closings: CategoryContent = {
  name: 'Closing a chat',
  responses: [
    ['Anything else?', 'Is there anything else I can do for you, {{follower.firstName|dear follower}}?'],
    [
      'Goodbye',
      'Thank you for writing to {{channel.name}}, {{follower.firstName|and goodbye}}. Have a lovely day!\n\n{{agent.name}}'
    ],
    [
      'No answer yet',
      'As I have not heard from you, I am closing this chat for now. Just write here again and we will pick it up where we left off.'
    ],
    [
      'Solved, please confirm',
      'This should be solved now. Could you check it and tell me whether it works for you?'
    ],
    [
      'Ask for feedback',
      'We would like to know how we did. Reply with a number from 1 (bad) to 5 (great), a word or two is welcome.'
    ],
    [
      'Will get back to you',
      'I have to ask a colleague about this. I will write to you here by tomorrow noon at the latest, promised.'
    ]
  ]
}
