import { gladly, soberly } from './closing.ts'
import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const refunds: Topic = {
  name: 'refund',
  language: 'en',
  weight: { telecom: 8, coffee: 5, radio: 5, cinema: 6 },
  plots: [
    [
      either(
        [
          follower(
            '{hello}, I was charged twice for order {order}: {price} on {pastDate} and again [a minute|a day] later.',
            'Why do you take {price} twice?? Order {order}'
          ),
          agent('{greet}, {sorry} How did you pay: card, bill or points?'),
          follower('By card, ends in {digits}.', 'On my phone bill', 'card. do you need a screenshot?'),
          agent(
            'One of the two is only a reservation and disappears by itself within {days} days. If not, write here and mention {ticket}.',
            'Right, I see both. One of them, {price}, went back just now.'
          )
        ],
        [
          follower(
            'I sent the {product} back on {pastDate} and still have no money. {order}',
            '{hello}, how long does a refund take? It has been [two weeks|12 days|almost a month] ({order})'
          ),
          agent('{greet}, {sorry} {moment}', '{greet}. I see {order}. {moment}'),
          maybe(0.4, follower('Thank you', 'ok', 'I have the receipt of the parcel if you need it')),
          agent(
            'The return arrived on {pastWeekday}, I have released the refund of {price} just now.',
            'The {price} went back today. Banks need {days} working days to show it.'
          )
        ],
        [
          follower(
            'Please refund {price}, [I ordered by mistake|the event was cancelled|I changed my mind]. Order {order}'
          ),
          agent('{greet}. That is fine. Back to the card that ends in {digits}?'),
          follower('Yes please', 'Yes, that one', 'correct'),
          agent('Done, banks need {days} working days to show it.')
        ],
        [
          follower('Your invoice says {price} but the app said less. Why?'),
          agent(
            '{greet}! The difference was the delivery fee. As it was not clear enough I give it back to you.'
          )
        ]
      ),
      either(
        [follower('Ok, I will [wait|watch my account].', 'Fair enough.', 'I can see it already 👍')],
        [
          follower('Will I get that in writing?', 'Please send me that by e-mail too'),
          agent(
            'Yes, by e-mail in {minutes} minutes, reference {ticket}.',
            'The confirmation is on its way to your inbox.'
          )
        ]
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            'Can I return the {product} if it is opened?',
            'The {product} is not what I expected. Can it go back?'
          ),
          agent('{greet}! Within 30 days, opened or not. Shall I send you a return label?'),
          follower(
            'Yes please',
            'Yes. [To this e-mail address|By e-mail], please.',
            'I think about it over night'
          ),
          agent('Gladly. The label is valid until {date}.')
        ],
        [
          follower(
            'How can I cancel order {order}? It is not shipped yet',
            'Please cancel {order}, I pressed the button too early'
          ),
          agent('{greet}, it is not packed yet, so I can cancel it right now. Shall I?'),
          follower('go ahead', 'Yes, thank you', 'Please'),
          agent('Cancelled, {price} goes back to you within {days} days.')
        ]
      ),
      ...soberly
    ]
  ]
}

export const promoConditions: Topic = {
  name: 'promo conditions',
  language: 'en',
  weight: { telecom: 6, coffee: 7, radio: 9, cinema: 6 },
  plots: [
    [
      either(
        [
          follower(
            'Does the {promo} offer apply to [existing customers|my old contract|students|online orders] too?',
            'Can my {relative} join {promo} if we [share a plan|live together]?'
          ),
          agent('{greet}! Yes, everybody who follows {channel} by {date} can join, one time per person.'),
          either(
            [
              follower('And do I need a code?'),
              agent('No code needed, it is added at the checkout.', 'Use {code}.')
            ],
            [
              follower('Does it renew [by itself|automatically] afterwards?'),
              agent('It stops by itself, nothing to cancel.')
            ]
          )
        ],
        [
          follower(
            '{promo}: it says "up to" {percent}. What does that mean?',
            'Is a {product} part of {promo}?'
          ),
          agent('{greet}, you get {percent} on everything except gift cards and sale items.'),
          follower('So a {product} is included?', 'Even on new things?'),
          agent('Yes, as long as we have some. At {place} there were a few left this morning.')
        ],
        [
          follower(
            'Is {promo} still on? The button leads to an empty page',
            '{promo} page is empty, what now'
          ),
          agent('{greet}. It runs until {date}. This is the right page: https://{host}/promo/{code}'),
          follower('The page works now. I see the list', 'That one works', 'Much better, I am in')
        ],
        [
          follower(
            '{hello}, I got your message about {promo}, what exactly do I have to do?',
            'How does {promo} work?'
          ),
          agent('{greet}! Tap "More info" in the promo and then "Join". I have just sent it to you again.'),
          follower('Found it', 'Joined! Is that all?', 'I see it, [clever|nice]')
        ]
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            'I [won|think I won] in {promo}?? Is this message real?',
            'It says I am a winner of {promo}. Really?'
          ),
          agent(
            '{greet}! It is real 🎉 Congratulations! You can pick up your {product} at {place} until {date}.'
          ),
          follower(
            'WOOOW 🎉🎉🎉',
            'I never win anything, this is amazing',
            'My {relative} does not believe me 😄'
          )
        ],
        [
          follower(
            'When will the winners of {promo} be announced?',
            'I joined {promo} and heard nothing since {pastWeekday}'
          ),
          agent(
            '{greet}, the draw is on {date}. Winners get a message from this very channel and never have to pay anything.'
          ),
          follower(
            'Ok, [fingers crossed|I keep hoping] 🤞',
            'Good to know, there are so many scams',
            'I will dream of it'
          )
        ]
      ),
      ...gladly
    ]
  ]
}
