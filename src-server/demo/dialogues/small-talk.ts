import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const compliments: Topic = {
  name: 'compliments',
  language: 'en',
  weight: { telecom: 3, coffee: 7, radio: 6, cinema: 4 },
  plots: [
    [
      follower(
        'I just wanted to say that the {product} is [fantastic|the best I ever had|worth every cent]!',
        'The [lady|young man|team] at {place} was so [friendly|patient] with my {relative} today. Please tell them!',
        '{promo} was [brilliant|so much fun|a lovely idea]. [Do it again!|When is the next one?]',
        'Love the {pack} stickers 😍',
        'Thank you {channel}, you made my {pastWeekday} 💙'
      ),
      agent(
        '{greet}, that is so nice to hear! I will pass it on to the team.',
        '{greet}! You just made our day 🙂',
        '{greet}. Thank you! May we quote you?'
      ),
      maybe(
        0.6,
        follower(
          'Please do!',
          'Of course, with my first name',
          'You deserve it',
          '😊',
          'they should get a raise'
        )
      ),
      maybe(
        0.5,
        agent('As a small thank you: {points} points for you.', 'They are smiling now. {bye}', '{bye}')
      )
    ]
  ]
}

export const chitChat: Topic = {
  name: 'chit-chat',
  language: 'en',
  weight: { telecom: 3, coffee: 5, radio: 9, cinema: 4 },
  plots: [
    [
      either(
        [
          follower('Are you a robot? 🤖', 'Is there a real person here?', '{hello}, am I talking to a human'),
          agent(
            '{greet}! A real person with a real coffee ☕ What can I do for you?',
            '{greet}, human since birth 🙂'
          ),
          follower(
            'Haha [good|nice] answer',
            'That is what a robot would say',
            'Nice to meet you {agent}',
            '😂'
          ),
          maybe(0.5, agent('Beep boop. {bye}', 'Nice to meet you too, {first}!', '😄 {bye}'))
        ],
        [
          follower(
            'Which song was on at ten past nine this morning? The one with the whistling',
            'What is the song in your {promo} spot?'
          ),
          agent('{greet}! That was "{ringtone}", it is in our shop as a ringtone too.'),
          follower('YES that one 🎶', 'I knew it', 'Now it is stuck in my head')
        ],
        [
          follower(
            'What would you choose, the {product} or something else?',
            'I need a present for my {relative}. Any idea?'
          ),
          agent(
            '{greet}, I would take the {product}, but do not tell my boss.',
            '{greet}! With a {product} you cannot go wrong.'
          ),
          follower('Your secret is safe', 'Sold!', 'Ok, is it back in stock?'),
          maybe(0.6, agent('We have it at {place} from {weekday} on.', '{bye}'))
        ]
      ),
      maybe(0.4, follower('👋', '{thanks}', 'ok bye', '😄😄'))
    ],
    [
      follower(
        '👋',
        '🐙',
        '😡😡😡',
        '❤️❤️❤️',
        '👍',
        '🎶🎶',
        '☕☕☕❓',
        '🤔',
        '🙏🏽',
        '👩‍👩‍👧‍👦 🎟️❓',
        '😭',
        '🇯🇵🇩🇪❓'
      ),
      agent(
        '{greet}! How can I help you?',
        '{greet} 🙂 What can I do for you?',
        '{greet}, could you tell me a bit more?'
      ),
      maybe(
        0.5,
        follower(
          'Sorry, wrong chat',
          'My [cat|kid|pocket] wrote that',
          'Just saying hi',
          'the {coupon} one, where is it',
          'Never mind 😅'
        )
      ),
      maybe(0.4, agent('No problem at all. {bye}', '😄 {bye}', 'We are here if you need us.'))
    ],
    [
      follower('Test', 'test 123', 'Hello?', 'hi', '?', 'Is this thing on', 'Anybody there?'),
      agent('{greet}, we can read you. How can I help?', 'Loud and clear, {first} 🙂', '{greet}!'),
      follower(
        'Just trying it out. [Cool|Nice].',
        'Wow, that was fast',
        'Oh! I did not expect an answer',
        'My {relative} said you answer here'
      )
    ]
  ]
}

export const partnership: Topic = {
  name: 'jobs and cooperation',
  language: 'en',
  weight: { telecom: 2, coffee: 3, radio: 3, cinema: 2 },
  plots: [
    [
      either(
        [
          follower(
            '{hello}, do you have jobs for students in {city}?',
            'Are you hiring? I make good coffee and better jokes'
          ),
          agent('{greet}! Please write to jobs@{host}, the colleagues answer within {days} days.'),
          follower('Will do!', 'Sent it just now', 'Is it [full time|possible at weekends]?')
        ],
        [
          follower(
            'Who do I talk to about a cooperation? We make [mugs|podcasts|vegan cakes|phone stands]: https://www.little-{digits}.example',
            'My school wants to visit {place} with 24 kids. Is that possible on {date}?'
          ),
          agent(
            '{greet}, what a nice idea. Could you tell me a bit more?',
            '{greet}! I will ask the right colleague. How long would it take?'
          ),
          follower(
            'It is about [an hour|a joint stand on {date}|two hours in the morning].',
            'I will send you a page with pictures.'
          )
        ]
      ),
      maybe(0.6, agent('Great, I have told them. Good luck!', '{bye}', 'I passed it on as {ticket}.'))
    ]
  ]
}
