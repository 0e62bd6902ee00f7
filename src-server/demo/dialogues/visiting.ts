import { gladly, soberly } from './closing.ts'
import { agent, either, follower, type Topic } from './topic.ts'

export const openingHours: Topic = {
  name: 'opening hours',
  language: 'en',
  weight: { telecom: 5, coffee: 11, radio: 3, cinema: 9 },
  plots: [
    [
      either(
        [
          follower(
            '{hello}, is {place} open on {weekday}?',
            'Do you open on the holiday? I am in {city}',
            'opening hours {place} pls'
          ),
          agent(
            '{greet}! On {weekday} from 8:00 to {clock}.',
            '{greet}, yes, but shorter: until {clock}. Last orders {minutes} minutes before.'
          )
        ],
        [
          follower(
            'Until when is {place} open today? [Google says {clock}|The door says something else].',
            'I am at {place} and it is closed?! The app says open until {clock}'
          ),
          agent(
            '{greet}, {sorry} They had to close earlier today, a pipe burst. From {weekday} on it is open as usual.'
          )
        ]
      ),
      either(
        [
          follower(
            'Is there [parking|a ramp for a wheelchair|Wi-Fi|a place for a pram|a quiet corner for a meeting]?'
          ),
          agent(
            'Yes, [there is|we have that]. The entrance is on the left side, at {street}.',
            'Not yet [I am afraid|], but the one at the bus station has it.'
          )
        ],
        [
          follower('Can I [reserve|book] for {days} people?', 'Do I need a reservation for {days}?'),
          agent('I have put your name down for {clock}. Just say "{first}".')
        ],
        [
          follower('And the one [at|near] the station?'),
          agent('That one opens at 6:30 for the early birds and closes at {clock}.')
        ],
        [
          follower('Can I pick up order {order} there too?'),
          agent('Yes, it is waiting for you under {order}.')
        ],
        []
      ),
      ...gladly
    ],
    [
      follower(
        'I [forgot|lost|left] my [umbrella|scarf|blue backpack|headphones|keys] at {place} on {pastWeekday} around {clock}. Did you find [it|anything]?',
        'Did anybody find a [child’s jacket|grey cap|water bottle] at {place}?'
      ),
      agent('{greet}, {sorry} {moment}', '{greet}. I will call {place} and ask. What does it look like?'),
      follower(
        'There is a sticker of an octopus on it 🐙',
        'Small, with a red zip. My name is inside.',
        'Nothing special, [sadly|unfortunately].'
      ),
      agent(
        'Good news: they have it behind the counter. You can pick it up until {date}.',
        'They did not find it yet, but will keep looking. I have left your number there.'
      ),
      ...gladly
    ]
  ]
}

export const unsubscribe: Topic = {
  name: 'unsubscribe',
  language: 'en',
  weight: { telecom: 4, coffee: 3, radio: 4, cinema: 3 },
  plots: [
    [
      either(
        [
          follower(
            'Please stop sending me [offers|promos|messages] every day.',
            'STOP',
            'Too many messages! {days} this week. I only want [coupons|order updates].'
          ),
          agent(
            '{greet}, I understand. I can switch off offers and keep order updates, or everything. What would you like?'
          ),
          follower('Only the offers off', 'Everything please', 'Just fewer, I like the {coupon} coupons 😅'),
          agent(
            'Done. It may take a day until everything in the pipeline has stopped.',
            'Done. You can change it under Profile > Messages at any time.'
          )
        ],
        [
          follower('How do I unfollow {channel}?', 'I want to leave this channel'),
          agent(
            '{greet}. Tap the bell in the channel page to mute it, or "Following" to leave. Shall I do it for you?'
          ),
          follower('Do it for me please', 'Muted it, that is enough', 'found the bell 🔕')
        ],
        [
          follower('Delete my account please', 'I want everything about me deleted.'),
          agent('{greet}, sorry to see you go. Shall I start it? Your {points} points are lost then.'),
          follower('Yes', 'Hm. Can I use the points up first?', 'Wait, how many points?'),
          agent('No hurry, {first}. It is under Profile > Privacy whenever you like.')
        ]
      ),
      ...soberly
    ],
    [
      either(
        [
          follower('I get messages in the wrong language. I want English'),
          agent('{greet}! Profile > Language. I have changed it for you just now.'),
          follower('Changed, I see it', 'Much better', 'now I understand what you were selling me 😄')
        ],
        [
          follower(
            'Somebody writes to me as {channel} and wants my card number. Is that you??',
            'is this you? "you won a phone, pay {price} postage"'
          ),
          agent(
            '{greet}, no, that is not us. Please do not answer. Could you send me the number it came from?'
          ),
          follower('It was a number ending {digits}', 'I thought so. [Blocked|Deleted] it.'),
          agent('Thank you, we have reported it. You did everything right.')
        ]
      ),
      ...gladly
    ]
  ]
}
